// The closed set of question types. Match on them exhaustively; a new type is a new record here and nowhere else.
using System.Collections.Immutable;

namespace Keukentafel.Questionnaires;

public abstract record Question
{
    public const int MaxCodeLength = 32;
    public const int MaxTextLength = 500;

    private protected Question(string code, string text, string theme, TextOrigin origin)
    {
        Code = code;
        Text = text;
        Theme = theme;
        Origin = origin;
    }

    /// <summary>The identity of the question, for life: column name in files, field name on pages.</summary>
    public string Code { get; }

    public string Text { get; }

    /// <summary>What the question is about, in the words of the law: toegankelijkheid, kwaliteit, effect.</summary>
    public string Theme { get; }

    /// <summary>Where this wording comes from.</summary>
    public TextOrigin Origin { get; }

    /// <summary>The answers that may be given, in the order in which they are shown.</summary>
    public abstract ImmutableArray<Option> Options { get; }

    /// <summary>Whether a share of positive answers has a meaning: background questions have none.</summary>
    public bool IsScored => Options.Any(option => option.Positive);

    public Option? FindOption(int code) => Options.FirstOrDefault(option => option.Code == code);
}

/// <summary>A statement with which one agrees or disagrees on a scale that other statements share.</summary>
public sealed record Statement(string Code, string Text, string Theme, TextOrigin Origin, Scale Scale)
    : Question(Code, Text, Theme, Origin)
{
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
        : base(code, text, theme, origin) => Options = options;

    public override ImmutableArray<Option> Options { get; }
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
}
