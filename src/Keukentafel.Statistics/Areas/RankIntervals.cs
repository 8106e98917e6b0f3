// Ranks of areas with what is known about them: an interval for the rank of each, from pairwise comparisons alone.
// No simulation and no model; coverage follows from Holm's procedure, whatever the dependence between the comparisons.
using Keukentafel.Statistics.Distributions;

namespace Keukentafel.Statistics.Areas;

/// <summary>Ranks from <paramref name="Lowest"/> to <paramref name="Highest"/> are possible; rank 1 is the smallest value.</summary>
/// <param name="Observed">1 + the number of areas with a smaller estimate.</param>
/// <param name="Lowest">1 + the areas shown to be smaller.</param>
/// <param name="Highest">All areas minus those shown to be larger.</param>
public readonly record struct RankInterval(int Observed, int Lowest, int Highest);

public static class RankIntervals
{
    /// <summary>
    /// Intervals that hold the true ranks of all areas at once with at least the given confidence. Tested are all K(K−1) one-sided hypotheses
    /// "θ_i ≤ θ_j" with z = (y_i − y_j)/√(s_i² + s_j²), by Holm's procedure (1979), which keeps the chance of any false "larger than" below
    /// 1 − confidence under every configuration of the θ, ties included. An area's rank is then at least 1 + the areas shown to be smaller,
    /// and at most K − the areas shown to be larger.
    /// Source: Klein, Wright and Wieczorek 2020 (joint regions for ranks); Al Mohamad, Goeman and van Zwet 2022 (ranks from pairwise tests).
    /// Comparable in R: <c>ICRanks::ic.ranks</c>, with Tukey's range in place of Holm's procedure.
    /// Proved by <c>RankIntervalTests</c>: a naive implementation, and coverage by simulation.
    /// </summary>
    /// <param name="estimates">y, one per area, independent of each other and approximately normal. Estimates that borrow strength are not independent.</param>
    /// <param name="standardErrors">s, zero or more, treated as known. Two areas without error differ as soon as their estimates do.</param>
    /// <param name="confidence">For example 0.95.</param>
    public static RankInterval[] All(ReadOnlySpan<double> estimates, ReadOnlySpan<double> standardErrors, double confidence = 0.95)
    {
        Check(estimates, standardErrors, confidence);
        var k = estimates.Length;
        var pairs = new (double Z, int Smaller, int Larger)[k * (k - 1) / 2];
        var next = 0;
        for (var i = 0; i < k; i++)
            for (var j = 0; j < i; j++) pairs[next++] = Pair(estimates, standardErrors, i, j);
        return Intervals(estimates, pairs, (long)k * (k - 1), confidence);
    }

    /// <summary>
    /// The interval for one area that was chosen beforehand, with its own confidence: only its 2(K−1) comparisons are tested, so it is shorter
    /// than in <see cref="All"/>. Several of these do not hold together. Proved by <c>RankIntervalTests</c>.
    /// </summary>
    /// <param name="area">Position of the area.</param>
    /// <param name="estimates">As in <see cref="All"/>.</param>
    /// <param name="standardErrors">As in <see cref="All"/>.</param>
    /// <param name="confidence">For example 0.95.</param>
    public static RankInterval One(int area, ReadOnlySpan<double> estimates, ReadOnlySpan<double> standardErrors, double confidence = 0.95)
    {
        Check(estimates, standardErrors, confidence);
        if ((uint)area >= (uint)estimates.Length) throw new InvalidInputException("area", "is no position among the estimates");
        var pairs = new List<(double Z, int Smaller, int Larger)>(estimates.Length);
        for (var j = 0; j < estimates.Length; j++)
            if (j != area) pairs.Add(Pair(estimates, standardErrors, area, j));
        return Intervals(estimates, [.. pairs], 2L * (estimates.Length - 1), confidence)[area];
    }

    // Holm: the largest z first, each against its share of α among the hypotheses that are left. Of a pair only the direction that was seen can be shown.
    private static RankInterval[] Intervals(ReadOnlySpan<double> estimates, (double Z, int Smaller, int Larger)[] pairs, long hypotheses, double confidence)
    {
        Array.Sort(pairs, (a, b) => b.Z.CompareTo(a.Z));
        var (below, above) = (new int[estimates.Length], new int[estimates.Length]);
        for (var step = 0; step < pairs.Length; step++)
        {
            if (!(pairs[step].Z > 0) || NormalDistribution.Cumulative(pairs[step].Z).Upper > (1 - confidence) / (hypotheses - step)) break;
            below[pairs[step].Larger]++;
            above[pairs[step].Smaller]++;
        }
        var sorted = estimates.ToArray();
        Array.Sort(sorted);
        var result = new RankInterval[estimates.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = new RankInterval(1 + FirstAt(sorted, estimates[i]), 1 + below[i], estimates.Length - above[i]);
        return result;
    }

    private static (double Z, int Smaller, int Larger) Pair(ReadOnlySpan<double> estimates, ReadOnlySpan<double> standardErrors, int i, int j)
    {
        var (smaller, larger) = estimates[i] <= estimates[j] ? (i, j) : (j, i);
        var difference = estimates[larger] - estimates[smaller];
        var error = Math.Sqrt(standardErrors[i] * standardErrors[i] + standardErrors[j] * standardErrors[j]);
        return (difference == 0 ? 0 : difference / error, smaller, larger);
    }

    // How many of the sorted values are smaller.
    private static int FirstAt(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value) low = middle + 1; else high = middle;
        }
        return low;
    }

    private static void Check(ReadOnlySpan<double> estimates, ReadOnlySpan<double> standardErrors, double confidence)
    {
        Require.SameLength("standardErrors", standardErrors.Length, "estimates", estimates.Length);
        Require.Finite("estimates", estimates);
        Require.NotNegative("standardErrors", standardErrors);
        Require.OpenFraction("confidence", confidence);
        if (estimates.IsEmpty) throw new InvalidInputException("estimates", "has no area");
    }
}
