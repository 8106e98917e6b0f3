// How a respondent wants to read: language, size of type, contrast. It travels in the address and in the forms, because there is no cookie and no script to keep it.
using Keukentafel.Questionnaires;

namespace Keukentafel.Design.Answering;

public sealed record Display(Language Language, bool Large = false, bool Contrast = false)
{
    public const string LanguageField = "taal";
    public const string LookField = "beeld";
    private const string LargeName = "groot";
    private const string ContrastName = "contrast";

    public static readonly Display Usual = new(Language.Dutch);

    /// <summary>As an address or a form says it: <c>beeld=groot-contrast</c>.</summary>
    public string Look => (Large, Contrast) switch
    {
        (true, true) => $"{LargeName}-{ContrastName}",
        (true, false) => LargeName,
        (false, true) => ContrastName,
        _ => string.Empty,
    };

    /// <summary>Everything in one value, for a button that switches: <c>tr groot-contrast</c>.</summary>
    public string Whole => $"{Language.Tag} {Look}";

    /// <summary>What a pressed switch asks for.</summary>
    public static Display? OfWhole(string pressed) => pressed.Split(' ', 2) is [var language, var look] ? Read(language, look) : null;

    /// <summary>What is asked for, as far as it exists; null where nothing was asked.</summary>
    public static Display? Read(string? language, string? look)
    {
        if (string.IsNullOrEmpty(language) && string.IsNullOrEmpty(look))
        {
            return null;
        }

        var parts = (look ?? string.Empty).Split('-');
        return new Display(Language.Find(language) ?? Language.Dutch, parts.Contains(LargeName), parts.Contains(ContrastName)) { LanguageAsked = !string.IsNullOrEmpty(language) };
    }

    /// <summary>What the respondent asks for, else the language of last time, as far as the questionnaire is there in it.</summary>
    public static Display For(Questionnaire questionnaire, Display? asked, Language? before)
    {
        var language = asked is { LanguageAsked: true } ? asked.Language : before ?? questionnaire.Language;
        return (asked ?? Usual) with { Language = LanguagesOf(questionnaire).Contains(language) ? language : questionnaire.Language };
    }

    /// <summary>The languages in which every word of the pages is there: the questions and the texts around them.</summary>
    public static IEnumerable<Language> LanguagesOf(Questionnaire questionnaire) => questionnaire.Languages.Where(language => FixedTexts.Exist(language, questionnaire.Address));

    /// <summary>The part of an address that keeps it, beginning with <c>&amp;</c>; empty for the usual.</summary>
    public string Query => $"{(LanguageAsked ? $"&{LanguageField}={Language.Tag}" : "")}{(Look.Length == 0 ? "" : $"&{LookField}={Look}")}";

    /// <summary>Whether the language was chosen by the respondent, and so has to travel along.</summary>
    public bool LanguageAsked { get; init; }
}
