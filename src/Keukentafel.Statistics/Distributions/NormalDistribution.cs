// The standard normal distribution: both tails and the quantile, each to the last digits.
namespace Keukentafel.Statistics.Distributions;

public static class NormalDistribution
{
    private const double RootTwoPi = 2.5066282746310005024;

    // Below this point the series for Φ(z) − ½ is used, above it the continued fraction for the tail.
    private const double Joint = 1.5;

    /// <summary>
    /// P(Z ≤ z) and P(Z &gt; z). Series of positive terms (Abramowitz and Stegun 26.2.11) near zero, continued fraction of the
    /// tail (26.2.14) further out. Equivalent in R: <c>pnorm(z)</c>, <c>pnorm(z, lower.tail = FALSE)</c>. Relative error below 1e-14.
    /// </summary>
    public static Tails Cumulative(double z)
    {
        if (double.IsNaN(z)) throw new InvalidInputException("z", "must be a number");
        if (Math.Abs(z) <= Joint)
        {
            var body = Body(Math.Abs(z));
            return z >= 0 ? new Tails(0.5 + body, 0.5 - body) : new Tails(0.5 - body, 0.5 + body);
        }
        var tail = Density(z) * Mills(Math.Abs(z));
        return z > 0 ? new Tails(1 - tail, tail) : new Tails(tail, 1 - tail);
    }

    /// <summary>
    /// The z with P(Z ≤ z) = p. Newton steps that cannot overshoot: on log P in the tail (concave, started from ½e^(−z²/2) ≥ P)
    /// and on Φ − ½ in the middle. Equivalent in R: <c>qnorm(p)</c>. p = 0 and 1 give minus and plus infinity. Relative error below 1e-14.
    /// </summary>
    public static double Quantile(double p)
    {
        if (!(p >= 0 && p <= 1)) throw new InvalidInputException("p", "must lie between 0 and 1");
        if (p > 0.5) return UpperQuantile(1 - p);
        return p == 0.5 ? 0 : -UpperQuantile(p);
    }

    /// <summary>The z ≥ 0 with P(Z &gt; z) = <paramref name="tail"/>, 0 ≤ tail ≤ ½.</summary>
    internal static double UpperQuantile(double tail)
    {
        if (tail == 0) return double.PositiveInfinity;
        if (tail > 0.1)
        {
            var target = 0.5 - tail;
            var z = target * RootTwoPi;
            for (var step = 0; step < 60; step++)
            {
                var next = z + (target - Body(z)) / Density(z);
                if (!(next > z * (1 + 1e-16))) return z;
                z = next;
            }
            return z;
        }
        var log = Math.Log(tail);
        var x = Math.Sqrt(-2 * (log + Math.Log(2)));
        for (var step = 0; step < 60; step++)
        {
            var mills = x > Joint ? Mills(x) : (0.5 - Body(x)) / Density(x);
            var value = -x * x / 2 - Math.Log(RootTwoPi) + Math.Log(mills);
            var next = x + (value - log) * mills;
            if (Math.Abs(next - x) <= 2e-16 * x) return next;
            x = next;
        }
        return x;
    }

    private static double Density(double z) => Math.Exp(-z * z / 2) / RootTwoPi;

    // Φ(z) − ½ = φ(z) Σ z^(2k+1) / (1·3·5…(2k+1)), z ≥ 0
    private static double Body(double z)
    {
        double sum = z, term = z;
        for (var k = 3; ; k += 2)
        {
            term *= z * z / k;
            var next = sum + term;
            if (next == sum) return Density(z) * sum;
            sum = next;
        }
    }

    // P(Z > z)/φ(z) = 1/(z+ 1/(z+ 2/(z+ 3/(z+ …)))), z > 0
    private static double Mills(double z)
    {
        double d = 1 / z, c = double.PositiveInfinity, value = d;
        for (var k = 1; k < 2000; k++)
        {
            d = 1 / (z + k * d);
            c = z + k / c;
            var factor = c * d;
            value *= factor;
            if (Math.Abs(factor - 1) <= 2.3e-16) break;
        }
        return value;
    }
}
