// Two means compared, of two groups or of two rounds with other respondents, by Student's t test with equal sizes and equal deviations:
// how many answers show a difference, and which difference shows. Two-sided; the far tail is left out.
using Keukentafel.Statistics.Distributions;

namespace Keukentafel.Statistics.Sampling;

public static class MeanPower
{
    // Fewer than this per group leaves no degrees of freedom to speak of.
    private const double Least = 1.01;
    private const double Most = 1e15;

    /// <summary>
    /// Answers needed per group: the n for which <see cref="Power"/> is the wanted power, not rounded. For a weighted or clustered sample multiply
    /// by its design effect. Source: Cohen 1988, §2.3, with the exact non-central t.
    /// Equivalent in R: <c>power.t.test(delta = , sd = , sig.level = , power = )$n</c>. Proved by <c>ReferenceTests</c> (D30, D51) to 1e-6.
    /// </summary>
    /// <param name="difference">Δ, the difference between the means, not zero.</param>
    /// <param name="deviation">σ, the standard deviation within each group, above zero, on the same scale.</param>
    /// <param name="power">The wanted power, above α/2 and below 1.</param>
    /// <param name="significance">α, two-sided, between 0 and 1.</param>
    /// <returns>n per group, 1.01 or more.</returns>
    public static double Respondents(double difference, double deviation, double power = 0.8, double significance = 0.05)
    {
        CheckPower(power, significance);
        if (difference == 0) throw new InvalidInputException("difference", "must not be zero");
        bool Enough(double n) => Power(difference, deviation, n, significance) >= power;
        if (Enough(Least)) return Least;
        var above = 2.0;
        while (!Enough(above))
        {
            above *= 2;
            if (above > Most) throw new InvalidInputException("difference", "is too small beside the deviation");
        }
        return Bisection.Find(Math.Max(Least, above / 2), above, Enough);
    }

    /// <summary>
    /// The probability that the test sees the difference: P(T &gt; t_{1−α/2,ν}), T non-central t with ν = 2(n−1) and shift √(n/2)·|Δ|/σ.
    /// Equivalent in R: <c>power.t.test(n = , delta = , sd = , sig.level = )$power</c>. Proved by <c>PowerTests</c>: by simulation, and as the inverse.
    /// </summary>
    /// <param name="difference">Δ; the sign does not matter.</param>
    /// <param name="deviation">σ, above zero.</param>
    /// <param name="respondents">n per group, 1.01 or more.</param>
    /// <param name="significance">α, two-sided.</param>
    public static double Power(double difference, double deviation, double respondents, double significance = 0.05)
    {
        if (!double.IsFinite(difference)) throw new InvalidInputException("difference", "must be a finite number");
        Require.Positive("deviation", deviation);
        Require.OpenFraction("significance", significance);
        if (!(respondents >= Least && respondents <= 2 * Most)) throw new InvalidInputException("respondents", "must be 1.01 or more per group, and finite");
        var freedom = 2 * (respondents - 1);
        var critical = StudentT.TwoSided(1 - significance, freedom);
        return NonCentralT.Cumulative(critical, freedom, Math.Sqrt(respondents / 2) * Math.Abs(difference) / deviation).Upper;
    }

    /// <summary>
    /// The smallest difference that n answers per group show with the wanted power. Equivalent in R:
    /// <c>power.t.test(n = , sd = , sig.level = , power = )$delta</c>. Proved by <c>PowerTests</c>: the inverse of <see cref="Power"/> to 1e-10.
    /// </summary>
    /// <param name="respondents">n per group, 2 or more.</param>
    /// <param name="deviation">σ, above zero.</param>
    /// <param name="power">The wanted power, above α/2 and below 1.</param>
    /// <param name="significance">α, two-sided.</param>
    public static double Detectable(double respondents, double deviation, double power = 0.8, double significance = 0.05)
    {
        CheckPower(power, significance);
        if (!(respondents >= 2)) throw new InvalidInputException("respondents", "must be 2 or more per group");
        bool Enough(double difference) => Power(difference, deviation, respondents, significance) >= power;
        var above = deviation;
        while (!Enough(above)) above *= 2;
        return Bisection.Find(0, above, Enough);
    }

    private static void CheckPower(double power, double significance)
    {
        Require.OpenFraction("significance", significance);
        if (!(power > significance / 2 && power < 1)) throw new InvalidInputException("power", "must lie above half the significance and below 1");
    }
}
