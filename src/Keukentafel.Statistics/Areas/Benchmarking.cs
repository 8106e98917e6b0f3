// Small-area estimates brought into line with the direct estimate of the whole, so that the published parts agree with the published whole.
namespace Keukentafel.Statistics.Areas;

public static class Benchmarking
{
    /// <summary>
    /// Every estimate times the same factor: θ_d·T/Σ W_d θ_d. Positive estimates stay positive; shares may pass one.
    /// Source: Rao and Molina 2015, ch. 6. Proved by <c>FayHerriotTests</c>: Σ W_d θ_d = T to 1e-12.
    /// </summary>
    /// <param name="estimates">θ_d, one per area.</param>
    /// <param name="shares">W_d: the area's part of the whole, zero or more, not all zero; usually population shares that sum to one.</param>
    /// <param name="whole">T, the direct estimate of Σ W_d θ_d.</param>
    public static double[] Ratio(ReadOnlySpan<double> estimates, ReadOnlySpan<double> shares, double whole)
    {
        var sum = Whole(estimates, shares, whole);
        if (sum == 0) throw new InvalidInputException("estimates", "add up to zero: no factor brings them to the whole");
        var result = estimates.ToArray();
        for (var d = 0; d < result.Length; d++) result[d] *= whole / sum;
        return result;
    }

    /// <summary>
    /// θ_d + v_d·W_d·(T − Σ W θ)/Σ W² v: the smallest change of all, Σ (change)²/v_d, that meets T. Uncertain areas move most;
    /// equal v with equal shares moves all by the same amount. Source: Wang, Fuller and Qu 2008; Rao and Molina 2015, ch. 6.
    /// Proved by <c>FayHerriotTests</c>: Σ W_d θ_d = T to 1e-12, and no other change that meets T is smaller.
    /// </summary>
    /// <param name="estimates">θ_d, one per area.</param>
    /// <param name="shares">W_d, as in <see cref="Ratio"/>.</param>
    /// <param name="whole">T.</param>
    /// <param name="variances">v_d, zero or more: the mean squared errors, or the sampling variances. An area of v_d = 0 does not move.</param>
    public static double[] Smallest(ReadOnlySpan<double> estimates, ReadOnlySpan<double> shares, double whole, ReadOnlySpan<double> variances)
    {
        Require.SameLength("variances", variances.Length, "estimates", estimates.Length);
        Require.NotNegative("variances", variances);
        var gap = whole - Whole(estimates, shares, whole);
        var spread = 0.0;
        for (var d = 0; d < variances.Length; d++) spread += shares[d] * shares[d] * variances[d];
        if (spread == 0) throw new InvalidInputException("variances", "are zero wherever the share is not: nothing can move");
        var result = estimates.ToArray();
        for (var d = 0; d < result.Length; d++) result[d] += variances[d] * shares[d] / spread * gap;
        return result;
    }

    private static double Whole(ReadOnlySpan<double> estimates, ReadOnlySpan<double> shares, double whole)
    {
        Require.SameLength("shares", shares.Length, "estimates", estimates.Length);
        Require.Finite("estimates", estimates);
        Require.NotNegative("shares", shares);
        Require.Finite("whole", [whole]);
        var sum = 0.0;
        for (var d = 0; d < shares.Length; d++) sum += shares[d] * estimates[d];
        return sum;
    }
}
