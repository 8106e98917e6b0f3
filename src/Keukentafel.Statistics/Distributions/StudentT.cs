// Student's t: the yardstick of every interval, with the degrees of freedom of the design.
namespace Keukentafel.Statistics.Distributions;

public static class StudentT
{
    /// <summary>
    /// P(T ≤ t) and P(T &gt; t): half of I_x(ν/2, ½) with x = ν/(ν+t²). Equivalent in R: <c>pt(t, df)</c>. Relative error of each tail below 1e-13.
    /// </summary>
    /// <param name="t">Any number.</param>
    /// <param name="degreesOfFreedom">Above zero, not necessarily whole; infinity is the normal distribution.</param>
    public static Tails Cumulative(double t, double degreesOfFreedom)
    {
        Require.Positive("degreesOfFreedom", degreesOfFreedom);
        if (double.IsNaN(t)) throw new InvalidInputException("t", "must be a number");
        if (double.IsPositiveInfinity(degreesOfFreedom)) return NormalDistribution.Cumulative(t);
        if (double.IsInfinity(t)) return t > 0 ? new Tails(1, 0) : new Tails(0, 1);
        var square = t * t;
        var sum = degreesOfFreedom + square;
        var (x, y) = double.IsInfinity(square) ? (0.0, 1.0) : (degreesOfFreedom / sum, square / sum);
        var beta = BetaFunction.Regularised(x, y, degreesOfFreedom / 2, 0.5);
        var tail = beta.Lower / 2;
        var body = 0.5 + beta.Upper / 2;
        return t >= 0 ? new Tails(body, tail) : new Tails(tail, body);
    }

    /// <summary>
    /// The t with P(T ≤ t) = p, by the inverse of the incomplete beta. Equivalent in R: <c>qt(p, df)</c>. Relative error below 1e-13.
    /// p = 0 and 1 give minus and plus infinity.
    /// </summary>
    public static double Quantile(double p, double degreesOfFreedom)
    {
        Require.Positive("degreesOfFreedom", degreesOfFreedom);
        if (!(p >= 0 && p <= 1)) throw new InvalidInputException("p", "must lie between 0 and 1");
        if (double.IsPositiveInfinity(degreesOfFreedom)) return NormalDistribution.Quantile(p);
        if (p == 0.5) return 0;
        var tail = p < 0.5 ? p : 1 - p;
        if (tail == 0) return p < 0.5 ? double.NegativeInfinity : double.PositiveInfinity;
        var (x, y) = BetaFunction.Inverse(new Tails(2 * tail, 1 - 2 * tail), degreesOfFreedom / 2, 0.5);
        var t = Math.Sqrt(degreesOfFreedom * (y / x));
        return p < 0.5 ? -t : t;
    }

    /// <summary>The t that leaves (1 − <paramref name="confidence"/>)/2 in each tail: the multiplier of a two-sided interval.</summary>
    public static double TwoSided(double confidence, double degreesOfFreedom)
    {
        Require.OpenFraction("confidence", confidence);
        return -Quantile((1 - confidence) / 2, degreesOfFreedom);
    }
}
