// One question as a page shows it: its words, the answer that stands there, what was typed when that could not be kept, and what is wrong with it.
using System.Globalization;
using Keukentafel.Questionnaires;

namespace Keukentafel.Design.Answering;

/// <param name="Value">The answer that is stored; null when the question is open.</param>
/// <param name="Typed">What was handed in for a field and is shown again; null when the page is shown for the first time.</param>
/// <param name="Fault">What is wrong, in the respondent's words.</param>
/// <param name="Shown">Name and mark of the field that says what the page showed.</param>
public sealed record QuestionView(Question Question, AnswerValue? Value, Func<string, IReadOnlyList<string>>? Typed, string? Fault, (string Name, string Mark) Shown)
{
    public string Id => $"veld-{Question.Code}";

    public string? DescribedBy(params ReadOnlySpan<string?> ids)
    {
        var all = string.Join(' ', (string?[])[Fault is null ? null : $"fout-{Question.Code}", Question.Help.Length == 0 ? null : $"uitleg-{Question.Code}", .. ids]).Trim();
        return all.Length == 0 ? null : string.Join(' ', all.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public bool Chosen(Option option) => Typed is not null
        ? Typed(Question.Code).Contains(option.Code.ToString(CultureInfo.InvariantCulture))
        : Value switch
        {
            AnswerValue.One(var one) => one == option.Code,
            AnswerValue.Several several => several.Options.Contains(option.Code),
            _ => false,
        };

    /// <summary>Whether an option stands on a place of a ranking, counted from 1.</summary>
    public bool Chosen(Option option, int place) => Typed is not null
        ? Typed(AnswerReading.PlaceField(Question.Code, place)).Contains(option.Code.ToString(CultureInfo.InvariantCulture))
        : Value is AnswerValue.Ranked ranked && ranked.Order.Length >= place && ranked.Order[place - 1] == option.Code;

    /// <summary>The text in the field, as the language writes numbers and days in figures.</summary>
    public string Text(CultureInfo culture) => Typed is not null
        ? Typed(Question.Code) is [.., var typed] ? typed : string.Empty
        : Value switch
        {
            AnswerValue.Number(var number) => number.ToString("0.####", culture),
            AnswerValue.Day(var day) => day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture),
            AnswerValue.Words words => words.Value,
            _ => string.Empty,
        };

    /// <summary>An answer in words, for reading back.</summary>
    public static string InWords(Question question, AnswerValue value, FixedTexts texts) => value switch
    {
        AnswerValue.One(var option) => question.FindOption(option)?.Text ?? value.Canonical,
        AnswerValue.Several several => string.Join("; ", several.Options.Select(option => question.FindOption(option)?.Text)),
        AnswerValue.Ranked ranked => string.Join("; ", ranked.Order.Select((option, place) => $"{(place + 1).ToString(texts.Language.Culture)}. {question.FindOption(option)?.Text}")),
        AnswerValue.Number(var number) => $"{number.ToString("0.####", texts.Language.Culture)} {(question as NumberQuestion)?.Unit}".TrimEnd(),
        AnswerValue.Day(var day) => texts.Day(day),
        _ => value.Canonical,
    };
}
