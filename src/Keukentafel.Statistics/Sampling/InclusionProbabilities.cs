// With which probability each unit, or each pair of units, comes into a sample.
namespace Keukentafel.Statistics.Sampling;

public static class InclusionProbabilities
{
    // So near to a whole number a sum of probabilities is that number.
    private const double Whole = 1e-9;

    /// <summary>
    /// π_i = n·x_i/Σx; what would reach 1 is set to 1 (always in the sample) and the rest of n divided again, until nothing does.
    /// Source: Särndal, Swensson and Wretman 1992, §3.6; Tillé 2006, §2.10. Equivalent in R: <c>sampling::inclusionprobabilities(x, n)</c>.
    /// Proved by <c>ReferenceTests</c> (D30, D51) to 1e-9.
    /// </summary>
    /// <param name="sizes">x, one per unit, zero or more. A unit of size zero has probability zero.</param>
    /// <param name="total">n, the expected size of the sample: zero up to the number of units with a size; usually whole.</param>
    /// <returns>π in the order of <paramref name="sizes"/>, with the sum n.</returns>
    public static double[] ProportionalToSize(ReadOnlySpan<double> sizes, double total)
    {
        Require.NotNegative("sizes", sizes);
        Require.NotNegative("total", [total]);
        var positive = sizes.Length - sizes.Count(0.0);
        if (total > positive) throw new SampleExceedsPopulationException("all", total, positive);
        var result = new double[sizes.Length];
        // Scaled to the largest, so that no sum overflows.
        var largest = 0.0;
        foreach (var size in sizes) largest = Math.Max(largest, size);
        var certain = new bool[sizes.Length];
        var (left, before) = (total, double.NaN);
        while (left != before)
        {
            before = left;
            var sum = 0.0;
            for (var i = 0; i < certain.Length; i++)
                if (!certain[i]) sum += sizes[i] / largest;
            for (var i = 0; i < certain.Length; i++)
            {
                if (certain[i] || sizes[i] == 0) continue;
                result[i] = before * (sizes[i] / largest) / sum;
                if (result[i] >= 1) (result[i], certain[i], left) = (1, true, Math.Max(0, left - 1));
            }
        }
        return result;
    }

    /// <summary>
    /// π_ij for two units of one simple random sample without replacement: n(n−1)/(N(N−1)). Source: Särndal, Swensson and Wretman 1992, §3.3.
    /// Proved by <c>UnequalProbabilityTests</c>: counted over all samples.
    /// </summary>
    /// <param name="population">N, 2 or more.</param>
    /// <param name="size">n, 0 … N.</param>
    public static double JointSimple(int population, int size)
    {
        if (population < 2) throw new InvalidInputException("population", "must be 2 or more");
        if (size < 0) throw new InvalidInputException("size", "must be zero or more");
        if (size > population) throw new SampleExceedsPopulationException("all", size, population);
        return (double)size / population * ((size - 1.0) / (population - 1.0));
    }

    /// <summary>
    /// π_ij for a stratified simple random sample: <see cref="JointSimple"/> within a stratum, n_h/N_h · n_k/N_k between two. On the diagonal n_h/N_h.
    /// Proved by <c>UnequalProbabilityTests</c>: counted over all samples.
    /// </summary>
    /// <param name="strata">The stratum of each unit for which the probabilities are wanted, usually those in the sample.</param>
    /// <param name="populations">N_h, one per category of <paramref name="strata"/>.</param>
    /// <param name="sizes">n_h, one per category.</param>
    /// <returns>A symmetric matrix, units in the order of <paramref name="strata"/>.</returns>
    public static double[,] JointStratified(Categories strata, ReadOnlySpan<int> populations, ReadOnlySpan<int> sizes)
    {
        Require.SameLength("populations", populations.Length, strata.Name, strata.Count);
        Require.SameLength("sizes", sizes.Length, strata.Name, strata.Count);
        var (single, pair) = (new double[strata.Count], new double[strata.Count]);
        for (var h = 0; h < single.Length; h++)
        {
            if (sizes[h] < 0) throw new InvalidInputException("sizes", "must be zero or more", h);
            if (sizes[h] > populations[h]) throw new SampleExceedsPopulationException(strata.Labels[h], sizes[h], populations[h]);
            single[h] = populations[h] == 0 ? 0 : (double)sizes[h] / populations[h];
            pair[h] = populations[h] < 2 ? 0 : JointSimple(populations[h], sizes[h]);
        }
        var codes = strata.Codes;
        var joint = new double[codes.Length, codes.Length];
        for (var i = 0; i < codes.Length; i++)
            for (var j = 0; j < codes.Length; j++)
                joint[i, j] = i == j ? single[codes[i]] : codes[i] == codes[j] ? pair[codes[i]] : single[codes[i]] * single[codes[j]];
        return joint;
    }

    internal static void Check(ReadOnlySpan<double> inclusion)
    {
        for (var i = 0; i < inclusion.Length; i++)
            if (!(inclusion[i] >= 0 && inclusion[i] <= 1)) throw new InvalidInputException("inclusion", "must lie between 0 and 1", i);
    }

    /// <summary>Σπ, exactly whole when it is so but for rounding.</summary>
    internal static double Total(ReadOnlySpan<double> inclusion)
    {
        var sum = 0.0;
        foreach (var probability in inclusion) sum += probability;
        return Math.Abs(sum - Math.Round(sum)) <= Whole * Math.Max(1, sum) ? Math.Round(sum) : sum;
    }
}
