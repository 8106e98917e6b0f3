// The chi-square distribution: the yardstick of tests with known variance.
namespace Keukentafel.Statistics.Distributions;

public static class ChiSquare
{
    /// <summary>
    /// P(X ≤ x) and P(X &gt; x): the incomplete gamma function at x/2 with shape ν/2. Equivalent in R: <c>pchisq(x, df)</c>,
    /// <c>pchisq(x, df, lower.tail = FALSE)</c>. Relative error of each tail below 1e-13; proved by <c>DistributionTests</c> against 50-digit values.
    /// </summary>
    /// <param name="x">Any number; below zero nothing lies.</param>
    /// <param name="df">ν, degrees of freedom: above zero and finite, not necessarily whole.</param>
    public static Tails Cumulative(double x, double df)
    {
        if (!(df > 0) || double.IsPositiveInfinity(df)) throw new InvalidInputException("df", "must be above zero and finite");
        if (double.IsNaN(x)) throw new InvalidInputException("x", "must be a number");
        return IncompleteGamma.Regularised(Math.Max(0, x) / 2, df / 2);
    }

    /// <summary>P(X &gt; x), the p-value of a test. See <see cref="Cumulative"/>.</summary>
    public static double UpperTail(double x, double df) => Cumulative(x, df).Upper;

    /// <summary>The x with P(X ≤ x) = p; 0 and infinity at p = 0 and 1. Equivalent in R: <c>qchisq(p, df)</c>. Relative error below 1e-12.</summary>
    public static double Quantile(double p, double df) => Quantile("p", p, new Tails(p, 1 - p), df);

    /// <summary>The x with P(X &gt; x) = <paramref name="tail"/>. Equivalent in R: <c>qchisq(tail, df, lower.tail = FALSE)</c>.</summary>
    public static double UpperQuantile(double tail, double df) => Quantile("tail", tail, new Tails(1 - tail, tail), df);

    private static double Quantile(string variable, double probability, Tails tails, double df)
    {
        if (!(probability >= 0 && probability <= 1)) throw new InvalidInputException(variable, "must lie between 0 and 1");
        if (!(df > 0) || double.IsPositiveInfinity(df)) throw new InvalidInputException("df", "must be above zero and finite");
        return 2 * IncompleteGamma.Inverse(tails, df / 2);
    }
}
