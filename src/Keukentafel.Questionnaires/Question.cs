// The closed set of question types. Match on them exhaustively; a new type is a new record here and nowhere else.
// A grid is no type: it is a lead that several statements share, and each of them is asked by itself.
using System.Collections.Immutable;
using Keukentafel.Questionnaires.Expressions;

namespace Keukentafel.Questionnaires;

public abstract record Question
{
    public const int MaxCodeLength = 32;
    public const int MaxTextLength = 500;
    public const int MaxHelpLength = 1000;

    private protected Question(string code, string text, string theme, TextOrigin origin)
    {
        Code = code;
        Text = text;
        Theme = theme;
        Origin = origin;
    }

    /// <summary>The identity of the question, for life: column name in files, field name on pages.</summary>
    public string Code { get; }

    /// <summary>The words, in the language of the questionnaire that holds it. May hold places for answers: <c>{CODE}</c>.</summary>
    public string Text { get; init; }

    /// <summary>What the question is about, in the words of the law: toegankelijkheid, kwaliteit, effect.</summary>
    public string Theme { get; }

    /// <summary>Where this wording comes from.</summary>
    public TextOrigin Origin { get; }

    /// <summary>A word of explanation under the question; may be adapted to the place, the question may not.</summary>
    public string Help { get; init; } = string.Empty;

    /// <summary>When the question is asked; null is always. It can only look at questions before this one.</summary>
    public Expression? AskedIf { get; init; }

    /// <summary>What an answer has to meet, beside what its type asks.</summary>
    public ImmutableArray<AnswerRule> Rules { get; init; } = [];

    /// <summary>The answers that may be given, in the order in which they are shown; none where the answer is a number, a date or words.</summary>
    public virtual ImmutableArray<Option> Options => [];

    /// <summary>Whether one option is the answer.</summary>
    public bool IsCoded => this is Statement or YesNo or SingleChoice or Grade or Consent;

    /// <summary>Whether there is anything to answer.</summary>
    public bool IsAnswered => this is not Information;

    /// <summary>Whether a share of positive answers has a meaning: background questions have none.</summary>
    public bool IsScored => Options.Any(option => option.Positive);

    public Option? FindOption(int code) => Options.FirstOrDefault(option => option.Code == code);
}

/// <summary>A condition that an answer must meet, and what is said when it does not.</summary>
public sealed record AnswerRule(Expression Must, string Text)
{
    public const int MaxTextLength = 300;
}

/// <summary>A statement with which one agrees or disagrees on a scale that other statements share.</summary>
public sealed record Statement(string Code, string Text, string Theme, TextOrigin Origin, Scale Scale)
    : Question(Code, Text, Theme, Origin)
{
    /// <summary>Code of the grid that the statement is a row of; empty when it stands alone.</summary>
    public string Grid { get; init; } = string.Empty;

    /// <summary>What the statements of one grid have in common, shown above each of them.</summary>
    public string Lead { get; init; } = string.Empty;

    public override ImmutableArray<Option> Options => Scale.Options;
}

/// <summary>A question that is answered with yes or no.</summary>
public sealed record YesNo(string Code, string Text, string Theme, TextOrigin Origin, Scale Scale)
    : Question(Code, Text, Theme, Origin)
{
    public override ImmutableArray<Option> Options => Scale.Options;
}

/// <summary>A question with its own answers, of which one is chosen.</summary>
public sealed record SingleChoice : Question
{
    public SingleChoice(string code, string text, string theme, TextOrigin origin, ImmutableArray<Option> options)
        : base(code, text, theme, origin) => Own = options;

    public ImmutableArray<Option> Own { get; init; }

    public override ImmutableArray<Option> Options => Own;
}

/// <summary>A question with its own answers, of which any number is chosen. An exclusive option ("none of these") stands alone.</summary>
public sealed record MultipleChoice : Question
{
    public MultipleChoice(string code, string text, string theme, TextOrigin origin, ImmutableArray<Option> options)
        : base(code, text, theme, origin) => Own = options;

    public ImmutableArray<Option> Own { get; init; }

    public override ImmutableArray<Option> Options => Own;
}

/// <summary>A grade from 1 to 10, with the no-opinion answer of its scale where there is one.</summary>
public sealed record Grade : Question
{
    public const int Lowest = 1;
    public const int Highest = 10;

    public Grade(string code, string text, string theme, TextOrigin origin, Option? noOpinion)
        : base(code, text, theme, origin) => NoOpinion = noOpinion;

    public Option? NoOpinion { get; init; }

    public override ImmutableArray<Option> Options => NoOpinion is null ? Marks : Marks.Add(NoOpinion);

    private static readonly ImmutableArray<Option> Marks =
        [.. Enumerable.Range(Lowest, Highest).Select(mark => new Option(mark, mark.ToString(System.Globalization.CultureInfo.InvariantCulture), Positive: false, Substantive: true))];
}

/// <summary>A number between two limits, with at most so many decimals.</summary>
public sealed record NumberQuestion(string Code, string Text, string Theme, TextOrigin Origin, decimal Min, decimal Max, int Decimals)
    : Question(Code, Text, Theme, Origin)
{
    public const int MaxDecimals = 4;
    public const decimal Limit = 1_000_000_000m;

    /// <summary>What is counted, shown behind the field: uur, euro.</summary>
    public string Unit { get; init; } = string.Empty;
}

/// <summary>A day, between two days where those are given.</summary>
public sealed record DateQuestion(string Code, string Text, string Theme, TextOrigin Origin, DateOnly? Min, DateOnly? Max)
    : Question(Code, Text, Theme, Origin);

/// <summary>Words on one line.</summary>
public sealed record ShortText(string Code, string Text, string Theme, TextOrigin Origin, int MaxLength)
    : Question(Code, Text, Theme, Origin)
{
    public const int Longest = 250;
}

/// <summary>Words on as many lines as one likes.</summary>
public sealed record LongText(string Code, string Text, string Theme, TextOrigin Origin, int MaxLength)
    : Question(Code, Text, Theme, Origin)
{
    public const int Longest = 10_000;
}

/// <summary>Options that are put in order; the first so many places are asked.</summary>
public sealed record Ranking : Question
{
    public Ranking(string code, string text, string theme, TextOrigin origin, ImmutableArray<Option> options, int places)
        : base(code, text, theme, origin) => (Own, Places) = (options, places);

    public ImmutableArray<Option> Own { get; init; }

    public int Places { get; }

    public override ImmutableArray<Option> Options => Own;
}

/// <summary>Something to read; there is nothing to answer.</summary>
public sealed record Information(string Code, string Text, string Theme, TextOrigin Origin)
    : Question(Code, Text, Theme, Origin);

/// <summary>A permission: given, refused, or not answered, which is no permission.</summary>
public sealed record Consent(string Code, string Text, string Theme, TextOrigin Origin, Option Given, Option Refused)
    : Question(Code, Text, Theme, Origin)
{
    public override ImmutableArray<Option> Options => [Given, Refused];
}

/// <summary>Answers that several questions share by name, and where their labels come from.</summary>
public sealed record Scale(string Name, ImmutableArray<Option> Options, TextOrigin Origin);

/// <summary>
/// One answer. The number is fixed for life. Substantive is false for no opinion, not applicable and do not know:
/// such answers are outside the base of every percentage. Positive answers are the share that reports print.
/// </summary>
public sealed record Option(int Code, string Text, bool Positive, bool Substantive)
{
    public const int MaxCode = 9999;
    public const int MaxTextLength = 200;

    /// <summary>Stands alone among the answers of a multiple choice: "none of these".</summary>
    public bool Exclusive { get; init; }
}
