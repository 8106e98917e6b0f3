// How many answers a margin asks for, and which margin a number of answers gives.
using Keukentafel.Statistics.Distributions;

namespace Keukentafel.Statistics.Sampling;

/// <param name="Unlimited">n0: what an infinite population would need.</param>
/// <param name="Exact">n0/(1 + (n0−1)/N).</param>
/// <param name="Respondents">Exact, rounded up; at most the population.</param>
public sealed record RequiredSample(double Unlimited, double Exact, double Respondents);

public static class SampleSize
{
    /// <summary>
    /// Respondents needed for a share: n0 = z²p(1−p)·deff/e², n = n0/(1+(n0−1)/N), rounded up. Source: Cochran 1977, §4.4–4.5.
    /// Equivalent in R: <c>PracTools::nProp(e^2/z^2, N, p)</c> times deff in n0. Proved by <c>ReferenceTests</c> (D30, D51) to 1e-9.
    /// </summary>
    /// <param name="share">p, the expected share; ½ asks most.</param>
    /// <param name="margin">e, half the width of the interval, as a share above zero.</param>
    /// <param name="population">N, one or more; infinity is allowed.</param>
    /// <param name="confidence">For example 0.95.</param>
    /// <param name="designEffect">Of weighting and clustering; above zero.</param>
    public static RequiredSample ForShare(double share, double margin, double population, double confidence = 0.95, double designEffect = 1)
    {
        CheckShare(share);
        Require.Positive("margin", margin);
        CheckPopulation(population);
        Require.Positive("designEffect", designEffect);
        var z = StudentT.TwoSided(confidence, double.PositiveInfinity);
        var unlimited = z * z * share * (1 - share) * designEffect / (margin * margin);
        var exact = unlimited == 0 ? 0 : unlimited / (1 + (unlimited - 1) / population);
        return new RequiredSample(unlimited, exact, Math.Min(population, Math.Ceiling(exact)));
    }

    /// <summary>
    /// Invitations to send: min(N, ⌈respondents / response rate⌉), in binary fractions as other software computes it (357 at 35% is 1,021 there
    /// and here: 0.35 is not exact, and one invitation more does no harm).
    /// </summary>
    /// <param name="respondents">Answers needed.</param>
    /// <param name="responseRate">Expected share that answers, above 0 and at most 1.</param>
    /// <param name="population">N.</param>
    public static double Invitations(double respondents, double responseRate, double population)
    {
        Require.NotNegative("respondents", [respondents]);
        CheckPopulation(population);
        if (!(responseRate > 0 && responseRate <= 1)) throw new InvalidInputException("responseRate", "must lie above 0 and be at most 1");
        return Math.Min(population, Math.Ceiling(respondents / responseRate));
    }

    /// <summary>
    /// The margin that n answers give: z·sqrt(deff·p(1−p)/n·(N−n)/(N−1)), the exact inverse of <see cref="ForShare"/>; zero when all answered.
    /// Proved by <c>ReferenceTests</c> (D30, D51) to 1e-9.
    /// </summary>
    /// <param name="share">p, 0 … 1.</param>
    /// <param name="respondents">n, above zero and at most N.</param>
    /// <param name="population">N, one or more; infinity is allowed.</param>
    /// <param name="confidence">For example 0.95.</param>
    /// <param name="designEffect">Of weighting and clustering; above zero.</param>
    /// <returns>Half the width of the interval, as a share.</returns>
    public static double Margin(double share, double respondents, double population, double confidence = 0.95, double designEffect = 1)
    {
        CheckShare(share);
        CheckPopulation(population);
        Require.Positive("respondents", respondents);
        Require.Positive("designEffect", designEffect);
        if (respondents > population) throw new SampleExceedsPopulationException("all", respondents, population);
        if (respondents == population) return 0;
        var finite = double.IsPositiveInfinity(population) ? 1 : (population - respondents) / (population - 1);
        return StudentT.TwoSided(confidence, double.PositiveInfinity) * Math.Sqrt(designEffect * share * (1 - share) / respondents * finite);
    }

    private static void CheckShare(double share)
    {
        if (!(share >= 0 && share <= 1)) throw new InvalidInputException("share", "must lie between 0 and 1");
    }

    private static void CheckPopulation(double population)
    {
        if (!(population >= 1)) throw new InvalidInputException("population", "must be 1 or more");
    }
}
