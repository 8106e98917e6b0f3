// Two shares compared, of two groups or of two rounds with other respondents: how many answers show a difference, and which difference shows.
// The test is the usual z test with the pooled share under "no difference", two-sided; the far tail is left out.
using Keukentafel.Statistics.Distributions;

namespace Keukentafel.Statistics.Sampling;

public static class SharePower
{
    /// <summary>
    /// Answers needed per group: n = (z_{1−α/2}·√((p1+p2)(1−(p1+p2)/2)) + z_power·√(p1q1+p2q2))²/(p1−p2)², not rounded. For a weighted or clustered
    /// sample multiply by its design effect. Source: Fleiss, Levin and Paik 2003, §4.2, without continuity correction.
    /// Equivalent in R: <c>power.prop.test(p1 = , p2 = , sig.level = , power = )$n</c>. Proved by <c>ReferenceTests</c> (D30, D51) to 1e-6.
    /// </summary>
    /// <param name="first">p1, the share in one group, 0 … 1.</param>
    /// <param name="second">p2, the share in the other group, 0 … 1, not the same.</param>
    /// <param name="power">The wanted probability that the test sees the difference, between 0 and 1.</param>
    /// <param name="significance">α, two-sided, between 0 and 1.</param>
    /// <returns>n per group; 0 when even an empty sample would do, which is so for a power below α/2 or so.</returns>
    public static double Respondents(double first, double second, double power = 0.8, double significance = 0.05)
    {
        Check(first, second, significance);
        Require.OpenFraction("power", power);
        if (first == second) throw new InvalidInputException("second", "is the same share as the first: there is no difference to see");
        var (pooled, separate) = Deviations(first, second);
        var root = Math.Max(0, Critical(significance) * pooled + NormalDistribution.Quantile(power) * separate) / Math.Abs(first - second);
        return root * root;
    }

    /// <summary>
    /// The probability that the test sees the difference: Φ((√n·|p1−p2| − z_{1−α/2}·√((p1+p2)(1−(p1+p2)/2)))/√(p1q1+p2q2)).
    /// Equivalent in R: <c>power.prop.test(n = , p1 = , p2 = , sig.level = )$power</c>. Proved by <c>PowerTests</c>: the inverse of <see cref="Respondents"/>.
    /// </summary>
    /// <param name="first">p1.</param>
    /// <param name="second">p2.</param>
    /// <param name="respondents">n per group, above zero; the effective number when the sample is weighted.</param>
    /// <param name="significance">α, two-sided.</param>
    /// <returns>Between 0 and 1; α/2 when the shares are equal, for only the near tail counts.</returns>
    public static double Power(double first, double second, double respondents, double significance = 0.05)
    {
        Check(first, second, significance);
        Require.Positive("respondents", respondents);
        var (pooled, separate) = Deviations(first, second);
        var excess = Math.Sqrt(respondents) * Math.Abs(first - second) - Critical(significance) * pooled;
        if (separate == 0) return first == second ? significance / 2 : excess >= 0 ? 1 : 0;
        return NormalDistribution.Cumulative(excess / separate).Lower;
    }

    /// <summary>
    /// The share nearest to p1, above or below it, that the test tells from p1 with the wanted power. Equivalent in R:
    /// <c>power.prop.test(n = , p1 = , sig.level = , power = )$p2</c> (above). Proved by <c>PowerTests</c>: the inverse of <see cref="Power"/> to 1e-12.
    /// </summary>
    /// <param name="first">p1, the share that is known or expected.</param>
    /// <param name="respondents">n per group.</param>
    /// <param name="power">The wanted power, ½ or more.</param>
    /// <param name="significance">α, two-sided.</param>
    /// <param name="above">Look above p1, or below it.</param>
    /// <exception cref="InvalidInputException">So few respondents cannot tell any share on that side from p1.</exception>
    public static double Detectable(double first, double respondents, double power = 0.8, double significance = 0.05, bool above = true)
    {
        var end = above ? 1.0 : 0.0;
        if (!(power >= 0.5 && power < 1)) throw new InvalidInputException("power", "must be ½ or more and below 1");
        if (first == end || Power(first, end, respondents, significance) < power)
            throw new InvalidInputException("respondents", "are too few to see any difference on that side of the share");
        return Bisection.Find(first, end, second => Power(first, second, respondents, significance) >= power);
    }

    private static (double Pooled, double Separate) Deviations(double first, double second) => (
        Math.Sqrt((first + second) * (1 - (first + second) / 2)),
        Math.Sqrt(first * (1 - first) + second * (1 - second)));

    private static double Critical(double significance) => StudentT.TwoSided(1 - significance, double.PositiveInfinity);

    private static void Check(double first, double second, double significance)
    {
        if (!(first >= 0 && first <= 1)) throw new InvalidInputException("first", "must lie between 0 and 1");
        if (!(second >= 0 && second <= 1)) throw new InvalidInputException("second", "must lie between 0 and 1");
        Require.OpenFraction("significance", significance);
    }
}
