// A condition or a computation over earlier answers: small, typed, and total. It is checked once, when the questionnaire is read; after that it always has a
// result, and the same one everywhere. There is no loop, no assignment, no clock but the day that is handed in.
//
//   or, and, not      = != < <= > >=      in (1, 2)      Q has 3      + - * /      numbers, 'words', true, false
//   answered(Q)  noopinion(Q)  count(Q)  length(Q)  today()  date('2025-01-31')  years(a, b)  if(c, a, b)  round(x)  min(…)  max(…)  mean(…)
using System.Collections.Immutable;
using Keukentafel.Questionnaires.Flow;

namespace Keukentafel.Questionnaires.Expressions;

public enum ExpressionType
{
    Truth,
    Number,
    Words,
    Day,

    /// <summary>The answer to a question with options: equal to an option or not, no more.</summary>
    Choice,

    /// <summary>The answers to a multiple choice or a ranking: asked with <c>has</c> and <c>count</c>.</summary>
    Choices,
}

public sealed class Expression : IEquatable<Expression>
{
    public const int MaxLength = 2000;

    private readonly Node root;

    internal Expression(string source, Node root, ImmutableArray<string> uses)
    {
        Source = source;
        this.root = root;
        Uses = uses;
    }

    /// <summary>The expression as it was written.</summary>
    public string Source { get; }

    public ExpressionType Type => root.Type;

    /// <summary>Codes of the questions on whose answers the result depends, directly or through a derived value.</summary>
    public ImmutableArray<string> Uses { get; }

    /// <summary>The result. It is missing where an answer that it needs is missing, where a number is divided by zero or becomes too large.</summary>
    public Outcome Evaluate(Road answers) => root.Evaluate(answers);

    /// <summary>Whether the condition holds: neither false nor missing.</summary>
    public bool Holds(Road answers) => Evaluate(answers) is { State: OutcomeState.Known, Value: true };

    public bool Equals(Expression? other) => other is not null && string.Equals(Source, other.Source, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Expression);

    public override int GetHashCode() => Source.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Source;
}

public enum OutcomeState
{
    Known,

    /// <summary>There is no value: the question was left open, or is not asked.</summary>
    Missing,

    /// <summary>There may yet be a value: the question still has to come.</summary>
    Unknown,
}

/// <summary>A value, or the reason why there is none. The value is a bool, decimal, string, DateOnly, option code (int) or list of option codes.</summary>
public readonly record struct Outcome(OutcomeState State, object? Value)
{
    public static readonly Outcome Missing = new(OutcomeState.Missing, null);
    public static readonly Outcome Unknown = new(OutcomeState.Unknown, null);
    public static readonly Outcome True = new(OutcomeState.Known, true);
    public static readonly Outcome False = new(OutcomeState.Known, false);

    public static Outcome Of(object value) => new(OutcomeState.Known, value);

    public static Outcome Of(bool value) => value ? True : False;

    /// <summary>The answer of a question as expressions see it: a grade is a number, and "no opinion" on it is none.</summary>
    public static Outcome Of(Question question, AnswerValue? value) => value switch
    {
        null => Missing,
        AnswerValue.One(var option) when question is Grade => option is >= Grade.Lowest and <= Grade.Highest ? Of((decimal)option) : Missing,
        AnswerValue.One(var option) => Of(option),
        AnswerValue.Several several => Of(several.Options),
        AnswerValue.Ranked ranked => Of(ranked.Order),
        AnswerValue.Number(var number) => Of(number),
        AnswerValue.Day(var day) => Of(day),
        AnswerValue.Words words => Of(words.Value),
        _ => throw new InvalidOperationException($"Expressions do not know {value.GetType().Name}."),
    };

    internal bool IsKnown => State == OutcomeState.Known;

    internal Outcome Then(Func<object, Outcome> with) => IsKnown ? with(Value!) : this;

    /// <summary>Of two outcomes without a value the one that leaves more open.</summary>
    internal static Outcome Without(Outcome a, Outcome b) => a.State == OutcomeState.Unknown || b.State == OutcomeState.Unknown ? Unknown : Missing;
}
