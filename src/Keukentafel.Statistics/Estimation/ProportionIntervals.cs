// Intervals for a share that stay between 0 and 1.
using Keukentafel.Statistics.Distributions;

namespace Keukentafel.Statistics.Estimation;

public static class ProportionIntervals
{
    /// <summary>expit(logit p ± q·se/(p(1−p))): symmetric on the scale of the log odds.</summary>
    /// <param name="p">Strictly between 0 and 1.</param>
    /// <param name="standardError">Of p, zero or more.</param>
    /// <param name="quantile">The multiplier, for example of Student's t.</param>
    public static Interval Logit(double p, double standardError, double quantile)
    {
        Require.OpenFraction("p", p);
        if (!(standardError >= 0)) throw new InvalidInputException("standardError", "must be zero or more");
        var logit = Math.Log(p) - GammaFunction.LogOnePlus(-p);
        var reach = quantile * standardError / (p * (1 - p));
        return new Interval(Expit(logit - reach), Expit(logit + reach));
    }

    /// <summary>
    /// The exact binomial interval: lower = Beta⁻¹(α/2; x, n−x+1), upper = Beta⁻¹(1−α/2; x+1, n−x); 0 and 1 at the ends.
    /// Source: Clopper and Pearson 1934. Equivalent in R: <c>binom.test(x, n)$conf.int</c>.
    /// </summary>
    /// <param name="successes">x, between 0 and n; need not be whole.</param>
    /// <param name="n">Observations, above zero; need not be whole.</param>
    /// <param name="confidence">Between 0 and 1, for example 0.95.</param>
    public static Interval ClopperPearson(double successes, double n, double confidence)
    {
        Require.Positive("n", n);
        Require.OpenFraction("confidence", confidence);
        if (!(successes >= 0 && successes <= n)) throw new InvalidInputException("successes", "must lie between 0 and n");
        var tail = (1 - confidence) / 2;
        var lower = successes == 0 ? 0 : BetaFunction.Inverse(tail, successes, n - successes + 1);
        var upper = successes == n ? 1 : BetaFunction.Inverse(new Tails(1 - tail, tail), successes + 1, n - successes).X;
        return new Interval(lower, upper);
    }

    private static double Expit(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));
}
