// Disclosure control of a one-way table that is published beside its total: small rows are left out, and enough further rows
// that no small one follows from the total minus the rest.
namespace Keukentafel.Statistics.Disclosure;

public static class Suppression
{
    /// <summary>Fewer answers than this tell about persons, not about a group.</summary>
    public const int LeastThreshold = 10;

    /// <summary>
    /// Primary rule: rows with fewer than <paramref name="threshold"/> answers. Complementary: while any row is suppressed, the row with the
    /// fewest answers joins, until the suppressed rows together hold <paramref name="threshold"/> answers and are at least two, or none is left.
    /// Unweighted counts; the rule of Hundepool et al. 2012, §4.2, for one dimension. Proved by <c>SuppressionTests</c> with an attacker that
    /// subtracts.
    /// </summary>
    /// <param name="counts">Answers per row, zero or more. Rows with equal counts are taken in the order in which they stand.</param>
    /// <param name="threshold"><see cref="LeastThreshold"/> or more.</param>
    /// <returns>Per row whether it is suppressed.</returns>
    public static bool[] OfRows(ReadOnlySpan<int> counts, int threshold = LeastThreshold)
    {
        if (threshold < LeastThreshold) throw new InvalidInputException("threshold", FormattableString.Invariant($"must be {LeastThreshold} or more"));
        var suppressed = new bool[counts.Length];
        var (rows, answers) = (0, 0L);
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 0) throw new InvalidInputException("counts", "must be zero or more", i);
            if (counts[i] >= threshold) continue;
            suppressed[i] = true;
            rows++;
            answers += counts[i];
        }
        while (rows > 0 && (rows < 2 || answers < threshold))
        {
            var next = Smallest(counts, suppressed);
            if (next < 0) break;
            suppressed[next] = true;
            rows++;
            answers += counts[next];
        }
        return suppressed;
    }

    private static int Smallest(ReadOnlySpan<int> counts, bool[] suppressed)
    {
        var smallest = -1;
        for (var i = 0; i < counts.Length; i++)
            if (!suppressed[i] && (smallest < 0 || counts[i] < counts[smallest])) smallest = i;
        return smallest;
    }
}
