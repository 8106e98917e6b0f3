// How much of the differences between areas is not sampling error: whether a ranking or a comparison means anything.
namespace Keukentafel.Statistics.Areas;

public static class Reliability
{
    /// <summary>
    /// τ²/(τ² + V): the part of the variance of an area's estimate that comes from real differences. Surveys of this kind ask for 0.70 or more.
    /// Source: Zaslavsky et al. 2001 (the CAHPS surveys). Proved by <c>AreaTests</c>.
    /// </summary>
    /// <param name="betweenVariance">τ², zero or more; zero gives zero.</param>
    /// <param name="samplingVariance">V_p of the area's estimate, zero or more, not zero together with τ².</param>
    public static double Of(double betweenVariance, double samplingVariance)
    {
        Require.NotNegative("betweenVariance", [betweenVariance]);
        Require.NotNegative("samplingVariance", [samplingVariance]);
        if (betweenVariance + samplingVariance == 0) throw new InvalidInputException("samplingVariance", "and the variance between areas are both zero");
        return betweenVariance / (betweenVariance + samplingVariance);
    }

    /// <summary>
    /// Answers that give an area the reliability r: V = s²/n·(1 − n/N) must be τ²(1−r)/r, so n = 1/(τ²(1−r)/(r·s²) + 1/N), rounded up; infinity when
    /// τ² = 0 in an unlimited population. Proved by <c>AreaTests</c>: one answer fewer falls short.
    /// </summary>
    /// <param name="betweenVariance">τ², zero or more.</param>
    /// <param name="unitVariance">s² of one answer within an area, above zero; times the design effect, if there is one.</param>
    /// <param name="reliability">r, strictly between 0 and 1.</param>
    /// <param name="population">N of the area, one or more; infinity: no finite population correction.</param>
    public static double NeededAnswers(double betweenVariance, double unitVariance, double reliability = 0.70, double population = double.PositiveInfinity)
    {
        Require.NotNegative("betweenVariance", [betweenVariance]);
        Require.Positive("unitVariance", unitVariance);
        Require.OpenFraction("reliability", reliability);
        if (!(population >= 1)) throw new InvalidInputException("population", "must be 1 or more");
        var exact = 1 / (betweenVariance * (1 - reliability) / (reliability * unitVariance) + 1 / population);
        // 41.999999999999996 and 42.00000000000001 are both 42.
        return Math.Min(population, Math.Ceiling(exact * (1 - 1e-12)));
    }

    /// <summary>
    /// τ² from the areas' estimates: max(0, (Q − (k−1))/(Σw − Σw²/Σw)), w = 1/V, Q = Σw(a − ā_w)². Source: DerSimonian and Laird 1986.
    /// Equivalent in R: <c>metafor::rma(method = "DL")$tau2</c>. Proved by <c>AreaTests</c> with a naive implementation.
    /// </summary>
    /// <param name="estimates">One per area, two or more.</param>
    /// <param name="samplingVariances">V per area, above zero.</param>
    public static double BetweenVariance(ReadOnlySpan<double> estimates, ReadOnlySpan<double> samplingVariances)
    {
        Require.SameLength("samplingVariances", samplingVariances.Length, "estimates", estimates.Length);
        Require.Finite("estimates", estimates);
        Require.Positive("samplingVariances", samplingVariances);
        if (estimates.Length < 2) throw new InvalidInputException("estimates", "needs two areas");
        var (weight, squared, mean) = (0.0, 0.0, 0.0);
        for (var i = 0; i < estimates.Length; i++)
        {
            var w = 1 / samplingVariances[i];
            weight += w;
            squared += w * w;
            mean += w / weight * (estimates[i] - mean);
        }
        var q = 0.0;
        for (var i = 0; i < estimates.Length; i++) q += (estimates[i] - mean) * (estimates[i] - mean) / samplingVariances[i];
        return Math.Max(0, (q - (estimates.Length - 1)) / (weight - squared / weight));
    }
}
