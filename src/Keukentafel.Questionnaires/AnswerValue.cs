// What somebody answered. A value is written down in one way only (Canonical), so that it is the same in every store, file and comparison.
using System.Collections.Immutable;
using System.Globalization;

namespace Keukentafel.Questionnaires;

public abstract record AnswerValue
{
    private AnswerValue()
    {
    }

    /// <summary>The one written form: <c>3</c>, <c>1 4 5</c>, <c>7.5</c>, <c>2025-03-01</c>, or the text itself.</summary>
    public abstract string Canonical { get; }

    public sealed override string ToString() => Canonical;

    /// <summary>One option, by its code.</summary>
    public sealed record One(int Option) : AnswerValue
    {
        public override string Canonical => Option.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The chosen options in ascending order, each once.</summary>
    public sealed record Several : AnswerValue
    {
        public Several(IEnumerable<int> options) => Options = [.. options.Distinct().Order()];

        public ImmutableArray<int> Options { get; }

        public override string Canonical => string.Join(' ', Options.Select(option => option.ToString(CultureInfo.InvariantCulture)));

        public bool Equals(Several? other) => other is not null && Options.SequenceEqual(other.Options);

        public override int GetHashCode() => Canonical.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Options from first to last place; options that got no place are not in it.</summary>
    public sealed record Ranked : AnswerValue
    {
        public Ranked(IEnumerable<int> order) => Order = [.. order];

        public ImmutableArray<int> Order { get; }

        public override string Canonical => string.Join(' ', Order.Select(option => option.ToString(CultureInfo.InvariantCulture)));

        public bool Equals(Ranked? other) => other is not null && Order.SequenceEqual(other.Order);

        public override int GetHashCode() => Canonical.GetHashCode(StringComparison.Ordinal);
    }

    public sealed record Number(decimal Value) : AnswerValue
    {
        // Without trailing zeros: 7.50 and 7.5 are one answer.
        public override string Canonical => (Value / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
    }

    public sealed record Day(DateOnly Value) : AnswerValue
    {
        public override string Canonical => Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Words as they were typed. Mended says that a character which no text can hold was replaced by U+FFFD.</summary>
    public sealed record Words(string Value, bool Mended = false) : AnswerValue
    {
        public override string Canonical => Value;
    }

    /// <summary>The value of a question from its written form; null where it is none of this question's answers.</summary>
    public static AnswerValue? Parse(Question question, string canonical) => question switch
    {
        Statement or YesNo or SingleChoice or Grade or Consent => Codes(canonical) is [var option] && question.FindOption(option) is not null ? new One(option) : null,
        MultipleChoice => Codes(canonical) is { Length: > 0 } chosen && chosen.All(option => question.FindOption(option) is not null) ? new Several(chosen) : null,
        Ranking => Codes(canonical) is { Length: > 0 } order && order.All(option => question.FindOption(option) is not null) && order.Distinct().Count() == order.Length ? new Ranked(order) : null,
        NumberQuestion => decimal.TryParse(canonical, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? new Number(number) : null,
        DateQuestion => DateOnly.TryParseExact(canonical, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new Day(day) : null,
        ShortText or LongText => canonical.Length > 0 ? new Words(canonical) : null,
        Information => null,
        _ => throw new InvalidOperationException($"There is no value for {question.GetType().Name}."),
    };

    private static int[]? Codes(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var codes = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out codes[i]))
            {
                return null;
            }
        }

        return codes;
    }
}
