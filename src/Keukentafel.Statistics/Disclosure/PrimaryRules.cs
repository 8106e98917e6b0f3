// Which cells tell about a person or one contributor by themselves. All counts here are of people, unweighted.
namespace Keukentafel.Statistics.Disclosure;

public static class PrimaryRules
{
    /// <summary>
    /// Fewer than <paramref name="threshold"/> units. Source: Hundepool et al. 2012, §4.2. Equivalent in R:
    /// <c>sdcTable::primarySuppression(type = "freq")</c>. Proved by <c>PrimaryRulesTests</c>.
    /// </summary>
    /// <param name="counts">Unweighted units per cell, zero or more.</param>
    /// <param name="threshold">1 or more.</param>
    /// <param name="emptyIsSafe">Whether a cell with nobody in it may be shown.</param>
    public static bool[] Threshold(ReadOnlySpan<int> counts, int threshold, bool emptyIsSafe = false)
    {
        if (threshold < 1) throw new InvalidInputException("threshold", "must be 1 or more");
        var result = new bool[counts.Length];
        for (var cell = 0; cell < counts.Length; cell++)
        {
            if (counts[cell] < 0) throw new InvalidInputException("counts", "must be zero or more", cell);
            result[cell] = counts[cell] < threshold && !(emptyIsSafe && counts[cell] == 0);
        }
        return result;
    }

    /// <summary>
    /// Group disclosure: who is known to be in the group is known to have given the answer, because (nearly) all gave it: fewer than
    /// <paramref name="others"/> of a group that is not empty gave any other. With a yes/no answer this is both 0 % and 100 %.
    /// Source: Hundepool et al. 2012, ch. 5. Proved by <c>PrimaryRulesTests</c>.
    /// </summary>
    /// <param name="answers">Per answer how many units of one group gave it, unweighted; every answer of the question is there.</param>
    /// <param name="others">1: all the same answer; 2: also all but one, who then knows it of the rest.</param>
    /// <returns>Whether the distribution of answers of this group is not to be shown.</returns>
    public static bool IsGroupDisclosed(ReadOnlySpan<int> answers, int others = 1)
    {
        if (others < 1) throw new InvalidInputException("others", "must be 1 or more");
        var (sum, largest) = (0L, 0);
        for (var k = 0; k < answers.Length; k++)
        {
            if (answers[k] < 0) throw new InvalidInputException("answers", "must be zero or more", k);
            sum += answers[k];
            largest = Math.Max(largest, answers[k]);
        }
        return sum > 0 && sum - largest < others;
    }

    /// <summary>
    /// Dominance: the n largest contributions are more than the share k of the cell's total, x_1 + … + x_n &gt; k·X. Source: Hundepool et al.
    /// 2012, §4.2. Proved by <c>PrimaryRulesTests</c> (sorting every cell).
    /// </summary>
    /// <param name="cells">The cell of every contributor.</param>
    /// <param name="contributions">One per contributor, zero or more, in the order of <paramref name="cells"/>.</param>
    /// <param name="largest">n, 1 or more.</param>
    /// <param name="share">k as a fraction, between 0 and 1.</param>
    /// <returns>Per cell whether it is dominated, and how far above its total the attacker must be left: (x_1 + … + x_n)/k − X; zero when safe.</returns>
    public static (bool Sensitive, double Up)[] Dominance(Categories cells, ReadOnlySpan<double> contributions, int largest, double share)
    {
        if (largest < 1) throw new InvalidInputException("largest", "must be 1 or more");
        Require.OpenFraction("share", share);
        return Judge(cells, contributions, largest, (top, total) => top.Sum() / share - total);
    }

    /// <summary>
    /// The p %-rule: the second largest contributor can work out the largest to within p %, X − x_1 − x_2 &lt; p·x_1. Source: Hundepool et al.
    /// 2012, §4.2. Proved by <c>PrimaryRulesTests</c> (sorting every cell).
    /// </summary>
    /// <param name="cells">The cell of every contributor.</param>
    /// <param name="contributions">One per contributor, zero or more, in the order of <paramref name="cells"/>.</param>
    /// <param name="share">p as a fraction, above 0.</param>
    /// <returns>Per cell whether it is sensitive, and how far above its total the attacker must be left: p·x_1 − (X − x_1 − x_2); zero when safe.</returns>
    public static (bool Sensitive, double Up)[] Percent(Categories cells, ReadOnlySpan<double> contributions, double share)
    {
        Require.Positive("share", share);
        return Judge(cells, contributions, 2, (top, total) => share * top[0] - (total - top[0] - top[1]));
    }

    private static (bool Sensitive, double Up)[] Judge(Categories cells, ReadOnlySpan<double> contributions, int largest, Func<double[], double, double> lacking)
    {
        Require.SameLength("contributions", contributions.Length, cells.Name, cells.Units);
        Require.NotNegative("contributions", contributions);
        var (top, total) = (new double[cells.Count][], new double[cells.Count]);
        for (var cell = 0; cell < top.Length; cell++) top[cell] = new double[largest];
        for (var i = 0; i < contributions.Length; i++)
        {
            var (cell, value) = (cells.Codes[i], contributions[i]);
            total[cell] += value;
            for (var k = 0; k < largest; k++)
                if (value > top[cell][k]) (top[cell][k], value) = (value, top[cell][k]);
        }
        // A difference that only rounding makes is none.
        return [.. top.Select((largestHere, cell) => lacking(largestHere, total[cell]) is var lack && lack > 1e-12 * total[cell] ? (true, lack) : (false, 0.0))];
    }
}
