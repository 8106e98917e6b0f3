// Fisher's F: the ratio of two mean squares; the yardstick of Wald tests and of Rao and Scott's corrected chi-square.
namespace Keukentafel.Statistics.Distributions;

public static class FisherF
{
    /// <summary>
    /// P(F ≤ f) and P(F &gt; f): the incomplete beta function with shapes ν1/2 and ν2/2 at ν1·f/(ν2 + ν1·f). With ν2 = ∞ it is chi-square of ν1·f.
    /// Equivalent in R: <c>pf(f, df1, df2)</c>, <c>pf(f, df1, df2, lower.tail = FALSE)</c>. Relative error of each tail below 1e-13;
    /// proved by <c>DistributionTests</c> against 50-digit values.
    /// </summary>
    /// <param name="f">Any number; below zero nothing lies.</param>
    /// <param name="df1">ν1, of the numerator: above zero and finite, not necessarily whole.</param>
    /// <param name="df2">ν2, of the denominator: above zero, not necessarily whole; infinity is allowed.</param>
    public static Tails Cumulative(double f, double df1, double df2)
    {
        Check(df1, df2);
        if (double.IsNaN(f)) throw new InvalidInputException("f", "must be a number");
        if (f <= 0) return new Tails(0, 1);
        if (double.IsPositiveInfinity(df2)) return ChiSquare.Cumulative(df1 * f, df1);
        var ratio = df1 * f / df2;
        if (double.IsPositiveInfinity(ratio)) return new Tails(1, 0);
        return BetaFunction.Regularised(ratio / (1 + ratio), 1 / (1 + ratio), df1 / 2, df2 / 2);
    }

    /// <summary>P(F &gt; f), the p-value of a test. See <see cref="Cumulative"/>.</summary>
    public static double UpperTail(double f, double df1, double df2) => Cumulative(f, df1, df2).Upper;

    /// <summary>The f with P(F ≤ f) = p; 0 and infinity at p = 0 and 1. Equivalent in R: <c>qf(p, df1, df2)</c>. Relative error below 1e-12.</summary>
    public static double Quantile(double p, double df1, double df2)
    {
        Check(df1, df2);
        if (!(p >= 0 && p <= 1)) throw new InvalidInputException("p", "must lie between 0 and 1");
        if (double.IsPositiveInfinity(df2)) return ChiSquare.Quantile(p, df1) / df1;
        var (x, complement) = BetaFunction.Inverse(new Tails(p, 1 - p), df1 / 2, df2 / 2);
        return complement == 0 ? double.PositiveInfinity : df2 / df1 * (x / complement);
    }

    private static void Check(double df1, double df2)
    {
        if (!(df1 > 0) || double.IsPositiveInfinity(df1)) throw new InvalidInputException("df1", "must be above zero and finite");
        Require.Positive("df2", df2);
    }
}
