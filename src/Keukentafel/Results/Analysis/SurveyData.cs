// What an analysis works on: counts of the frame and of the approached clients, and the usable responses. Columns only; no names, no ids, no order that tells.
// The headless report fills it from files, the site from its stores; both then get the same numbers to the last digit.

namespace Keukentafel.Results.Analysis;

/// <summary>A question as far as numbers go: its options in order, which count as positive and which as an opinion at all.</summary>
public sealed record QuestionScale(string Code, IReadOnlyList<ScaleOption> Options);

public sealed record ScaleOption(int Code, bool Positive, bool Substantive);

/// <summary>Clients of the register with the same values of the frame variables (in the order of <see cref="SurveyData.Variables"/>).</summary>
public sealed record FrameCell(IReadOnlyList<string> Values, int Clients);

/// <summary>Approached clients with the same values and the same AAPOR outcome (without trailing zeros).</summary>
public sealed record CaseCell(IReadOnlyList<string> Values, string Outcome, int Cases);

/// <summary>A usable response (1.1 or 1.2): its values, its channel and one answer per question, in the order of <see cref="SurveyData.Questions"/>; null is left open.</summary>
public sealed record Respondent(IReadOnlyList<string> Values, string Mode, IReadOnlyList<int?> Answers);

public sealed class SurveyData
{
    /// <summary>The value that stands for a missing one.</summary>
    public const string Missing = "onbekend";

    /// <summary>Name of the channel, by which results can be broken down beside the frame variables.</summary>
    public const string ModeVariable = "kanaal";

    public required IReadOnlyList<string> Variables { get; init; }

    public required IReadOnlyList<FrameCell> Frame { get; init; }

    public required IReadOnlyList<CaseCell> Cases { get; init; }

    public required IReadOnlyList<Respondent> Respondents { get; init; }

    public required IReadOnlyList<QuestionScale> Questions { get; init; }

    public int Register => Frame.Sum(cell => cell.Clients);

    /// <summary>Place of a frame variable; a name that is not there is a fault of the caller.</summary>
    public int IndexOf(string variable)
    {
        for (var i = 0; i < Variables.Count; i++)
        {
            if (Variables[i] == variable)
            {
                return i;
            }
        }

        throw new ArgumentException($"There is no frame variable '{variable}'.", nameof(variable));
    }

    /// <summary>
    /// The respondents in an order that depends on nothing but what they said and the given classes they belong to, so that sums do not depend on who came
    /// first, nor on variables that nobody asked for: rows that are equal here may change places without changing any digit.
    /// </summary>
    public IReadOnlyList<Respondent> InCanonicalOrder(IEnumerable<string> variables)
    {
        var places = variables.Distinct(StringComparer.Ordinal).Select(IndexOf).ToArray();
        return Respondents.Order(Comparer<Respondent>.Create((a, b) => Compare(a, b, places))).ToList();
    }

    private static int Compare(Respondent a, Respondent b, int[] places)
    {
        foreach (var place in places)
        {
            if (CodePoints.Compare(a.Values[place], b.Values[place]) is not 0 and var byValue)
            {
                return byValue;
            }
        }

        if (CodePoints.Compare(a.Mode, b.Mode) is not 0 and var byMode)
        {
            return byMode;
        }

        for (var i = 0; i < a.Answers.Count; i++)
        {
            if (Nullable.Compare(a.Answers[i], b.Answers[i]) is not 0 and var byAnswer)
            {
                return byAnswer;
            }
        }

        return 0;
    }
}

/// <summary>Order by Unicode code point, as the files promise; ordinal order of UTF-16 differs beyond the first plane.</summary>
public sealed class CodePoints : IComparer<string>
{
    public static readonly CodePoints Order = new();

    public static int Compare(string a, string b)
    {
        using var left = a.EnumerateRunes().GetEnumerator();
        using var right = b.EnumerateRunes().GetEnumerator();
        while (true)
        {
            var more = left.MoveNext();
            if (more != right.MoveNext())
            {
                return more ? 1 : -1;
            }

            if (!more)
            {
                return 0;
            }

            if (left.Current.Value.CompareTo(right.Current.Value) is not 0 and var difference)
            {
                return difference;
            }
        }
    }

    int IComparer<string>.Compare(string? x, string? y) => Compare(x ?? "", y ?? "");
}
