// The parts of a checked expression. Each knows its type and has a result for whatever answers there are. Truth follows Kleene: what decides, decides
// (false and …, true or …); otherwise a missing or unknown part makes the whole missing or unknown.
using System.Collections.Immutable;
using Keukentafel.Questionnaires.Flow;

namespace Keukentafel.Questionnaires.Expressions;

internal abstract record Node(ExpressionType Type)
{
    public abstract Outcome Evaluate(Road answers);
}

internal sealed record Constant(ExpressionType Type, object Value) : Node(Type)
{
    public override Outcome Evaluate(Road answers) => Outcome.Of(Value);
}

internal sealed record AnswerOf(ExpressionType Type, Question Question) : Node(Type)
{
    public override Outcome Evaluate(Road answers) => answers.AnswerTo(Question.Code);
}

internal sealed record DerivedOf(ExpressionType Type, string Name) : Node(Type)
{
    public override Outcome Evaluate(Road answers) => answers.Derived(Name);
}

internal sealed record FactOf(ExpressionType Type, string Name) : Node(Type)
{
    public override Outcome Evaluate(Road answers) => answers.Fact(Name);
}

internal sealed record Not(Node Inner) : Node(ExpressionType.Truth)
{
    public override Outcome Evaluate(Road answers) => Inner.Evaluate(answers).Then(value => Outcome.Of(!(bool)value));
}

/// <summary>And, when false decides; or, when true does.</summary>
internal sealed record Junction(Node Left, Node Right, bool Deciding) : Node(ExpressionType.Truth)
{
    public override Outcome Evaluate(Road answers)
    {
        var left = Left.Evaluate(answers);
        if (left.IsKnown && (bool)left.Value! == Deciding)
        {
            return left;
        }

        var right = Right.Evaluate(answers);
        if (right.IsKnown && (bool)right.Value! == Deciding)
        {
            return right;
        }

        return left.IsKnown && right.IsKnown ? Outcome.Of(!Deciding) : Outcome.Without(left, right);
    }
}

internal enum Relation { Equal, Unequal, Less, AtMost, More, AtLeast }

internal sealed record Comparison(Node Left, Relation Relation, Node Right) : Node(ExpressionType.Truth)
{
    public override Outcome Evaluate(Road answers)
    {
        var (left, right) = (Left.Evaluate(answers), Right.Evaluate(answers));
        return left.IsKnown && right.IsKnown ? Outcome.Of(Holds(Compare(left.Value!, right.Value!))) : Outcome.Without(left, right);
    }

    private bool Holds(int order) => Relation switch
    {
        Relation.Equal => order == 0,
        Relation.Unequal => order != 0,
        Relation.Less => order < 0,
        Relation.AtMost => order <= 0,
        Relation.More => order > 0,
        _ => order >= 0,
    };

    private static int Compare(object left, object right) => left is string words ? string.CompareOrdinal(words, (string)right) : ((IComparable)left).CompareTo(right);
}

internal sealed record OneOf(Node Inner, ImmutableArray<object> Values) : Node(ExpressionType.Truth)
{
    public override Outcome Evaluate(Road answers) => Inner.Evaluate(answers).Then(value => Outcome.Of(Values.Contains(value)));
}

internal sealed record Has(Node Inner, int Option) : Node(ExpressionType.Truth)
{
    public override Outcome Evaluate(Road answers) => Inner.Evaluate(answers).Then(value => Outcome.Of(((ImmutableArray<int>)value).Contains(Option)));
}

/// <summary>Whether there is an answer. Never missing: that is what it asks.</summary>
internal sealed record Answered(Question Question) : Node(ExpressionType.Truth)
{
    public override Outcome Evaluate(Road answers) => answers.AnswerTo(Question is Grade ? Question.Code + NoOpinion.Mark : Question.Code).State switch
    {
        OutcomeState.Known => Outcome.True,
        OutcomeState.Missing => Outcome.False,
        _ => Outcome.Unknown,
    };
}

/// <summary>Whether the answer is one that says nothing: no opinion, not applicable.</summary>
internal sealed record NoOpinion(Question Question) : Node(ExpressionType.Truth)
{
    /// <summary>A grade is a number to expressions; whether "no opinion" was chosen is asked under this name.</summary>
    public const string Mark = "?";

    public override Outcome Evaluate(Road answers)
    {
        if (Question is Grade)
        {
            return answers.AnswerTo($"{Question.Code}{Mark}");
        }

        var answer = answers.AnswerTo(Question.Code);
        return answer.IsKnown ? Outcome.Of(Question.FindOption((int)answer.Value!) is { Substantive: false }) : answer;
    }
}

internal sealed record Counted(Node Inner) : Node(ExpressionType.Number)
{
    public override Outcome Evaluate(Road answers) => Inner.Evaluate(answers).Then(value => Outcome.Of((decimal)((ImmutableArray<int>)value).Length));
}

internal sealed record Length(Node Inner) : Node(ExpressionType.Number)
{
    public override Outcome Evaluate(Road answers) => Inner.Evaluate(answers).Then(value => Outcome.Of((decimal)((string)value).Length));
}

internal sealed record Today() : Node(ExpressionType.Day)
{
    public override Outcome Evaluate(Road answers) => Outcome.Of(answers.Today);
}

/// <summary>Whole years from one day to another: an age. Negative when the second day comes first.</summary>
internal sealed record Years(Node From, Node To) : Node(ExpressionType.Number)
{
    public override Outcome Evaluate(Road answers)
    {
        var (from, to) = (From.Evaluate(answers), To.Evaluate(answers));
        return from.IsKnown && to.IsKnown ? Outcome.Of(Between((DateOnly)from.Value!, (DateOnly)to.Value!)) : Outcome.Without(from, to);
    }

    private static decimal Between(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -Between(to, from);
        }

        var years = to.Year - from.Year;
        return (to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? years - 1 : years;
    }
}

internal sealed record If(Node Condition, Node Then, Node Else) : Node(Then.Type)
{
    public override Outcome Evaluate(Road answers)
    {
        var condition = Condition.Evaluate(answers);
        return condition.IsKnown ? ((bool)condition.Value! ? Then : Else).Evaluate(answers) : condition;
    }
}

internal sealed record Sign(Node Inner) : Node(ExpressionType.Number)
{
    public override Outcome Evaluate(Road answers) => Inner.Evaluate(answers).Then(value => Outcome.Of(-(decimal)value));
}

internal sealed record Rounded(Node Inner) : Node(ExpressionType.Number)
{
    public override Outcome Evaluate(Road answers) =>
        Inner.Evaluate(answers).Then(value => Outcome.Of(Math.Round((decimal)value, MidpointRounding.AwayFromZero)));
}

internal sealed record Arithmetic(Node Left, char Operator, Node Right) : Node(ExpressionType.Number)
{
    public override Outcome Evaluate(Road answers)
    {
        var (left, right) = (Left.Evaluate(answers), Right.Evaluate(answers));
        return left.IsKnown && right.IsKnown ? Compute((decimal)left.Value!, (decimal)right.Value!) : Outcome.Without(left, right);
    }

    private Outcome Compute(decimal left, decimal right)
    {
        try
        {
            return Operator switch
            {
                '+' => Outcome.Of(left + right),
                '-' => Outcome.Of(left - right),
                '*' => Outcome.Of(left * right),
                _ => right == 0 ? Outcome.Missing : Outcome.Of(left / right),
            };
        }
        catch (OverflowException)
        {
            return Outcome.Missing;
        }
    }
}

internal enum Summary { Min, Max, Mean }

/// <summary>The smallest, largest or mean of the values that there are; missing when there are none.</summary>
internal sealed record Summarised(Summary Summary, ImmutableArray<Node> Parts) : Node(ExpressionType.Number)
{
    public override Outcome Evaluate(Road answers)
    {
        var outcomes = Parts.Select(part => part.Evaluate(answers)).ToList();
        if (outcomes.Exists(outcome => outcome.State == OutcomeState.Unknown))
        {
            return Outcome.Unknown;
        }

        var numbers = outcomes.Where(outcome => outcome.IsKnown).Select(outcome => (decimal)outcome.Value!).ToList();
        if (numbers.Count == 0)
        {
            return Outcome.Missing;
        }

        try
        {
            return Outcome.Of(Summary switch { Summary.Min => numbers.Min(), Summary.Max => numbers.Max(), _ => numbers.Average() });
        }
        catch (OverflowException)
        {
            return Outcome.Missing;
        }
    }
}
