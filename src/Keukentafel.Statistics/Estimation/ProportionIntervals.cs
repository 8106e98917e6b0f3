// Intervals for a share, by the formulas of the literature: a share p with standard error se, and the multiplier t of Student's distribution.
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Numerics;

namespace Keukentafel.Statistics.Estimation;

/// <summary>
/// Every method but <see cref="Wald"/> and <see cref="ClopperPearson"/> needs p strictly between 0 and 1 and a standard error above zero:
/// with p of 0 or 1 the design tells nothing of the spread. <see cref="Proportion"/> has the rule for those.
/// n_eff = p(1−p)/se², the simple random sample that would be as precise. Proved by <c>ReferenceTests</c> (kind <c>ci_proportion</c>) to 1e-8.
/// </summary>
public static class ProportionIntervals
{
    /// <summary>p ± t·se; may leave [0, 1]. Equivalent in R: <c>svyciprop(method = "mean")</c>.</summary>
    public static Interval Wald(double p, double standardError, double t)
    {
        Require.Finite("p", [p]);
        CheckSpread(standardError, t);
        return new Interval(p - t * standardError, p + t * standardError);
    }

    /// <summary>expit(logit p ± t·se/(p(1−p))): symmetric on the scale of the log odds. Equivalent in R: <c>svyciprop(method = "xlogit")</c>.</summary>
    /// <param name="p">Strictly between 0 and 1.</param>
    /// <param name="standardError">Of p, zero or more.</param>
    /// <param name="t">The multiplier, for example of Student's t.</param>
    public static Interval Logit(double p, double standardError, double t)
    {
        Check(p, standardError, t);
        return LogitWith(p, standardError / (p * (1 - p)), t);
    }

    /// <summary>The logit interval with the standard error of logit p itself, as replicates give it.</summary>
    public static Interval LogitWith(double p, double standardErrorOfLogit, double t)
    {
        Require.OpenFraction("p", p);
        CheckSpread(standardErrorOfLogit, t);
        var logit = Math.Log(p) - GammaFunction.LogOnePlus(-p);
        return new Interval(Logistic.Of(logit - t * standardErrorOfLogit), Logistic.Of(logit + t * standardErrorOfLogit));
    }

    /// <summary>
    /// sin²(asin √p ± t·se/(2√(p(1−p)))). As in R the angle is not held between 0 and π/2: where few answers carry it past an end the limit is
    /// reflected, and the interval may miss the share. Equivalent in R: <c>svyciprop(method = "asin")</c>.
    /// </summary>
    public static Interval Arcsine(double p, double standardError, double t)
    {
        Check(p, standardError, t);
        var (middle, reach) = (Math.Asin(Math.Sqrt(p)), t * standardError / (2 * Math.Sqrt(p * (1 - p))));
        return new Interval(Square(Math.Sin(middle - reach)), Square(Math.Sin(middle + reach)));
    }

    /// <summary>(p + t²/2n ± t/2n·√(4np(1−p) + t²))/(1 + t²/n) with n = n_eff. Source: Wilson 1927. Equivalent in R: <c>svyciprop(method = "wilson")</c>.</summary>
    public static Interval Wilson(double p, double standardError, double t)
    {
        Check(p, standardError, t);
        if (standardError == 0) return new Interval(p, p);
        var n = p * (1 - p) / Square(standardError);
        var (middle, reach, below) = (p + t * t / (2 * n), t / (2 * n) * Math.Sqrt(4 * n * p * (1 - p) + t * t), 1 + t * t / n);
        return new Interval((middle - reach) / below, (middle + reach) / below);
    }

    /// <summary>
    /// Clopper and Pearson's interval with n* = <see cref="AdjustedSize"/> in place of n, and n*p in place of the successes.
    /// Source: Korn and Graubard 1998. Equivalent in R: <c>svyciprop(method = "beta")</c>, which does not hold n* below n.
    /// </summary>
    public static Interval KornGraubard(double p, double standardError, int units, double degreesOfFreedom, double confidence)
    {
        var n = AdjustedSize(p, standardError, units, degreesOfFreedom, confidence);
        return ClopperPearson(n * p, n, confidence);
    }

    /// <summary>n* = n_eff·(t_{m−1}/t_ν)², with quantiles at (1+confidence)/2: the effective size, less what the few degrees of freedom cost.</summary>
    /// <param name="p">Strictly between 0 and 1.</param>
    /// <param name="standardError">Above zero.</param>
    /// <param name="units">m, the units of the sample in the domain, two or more.</param>
    /// <param name="degreesOfFreedom">ν of the design in the domain, above zero.</param>
    /// <param name="confidence">For example 0.95.</param>
    public static double AdjustedSize(double p, double standardError, int units, double degreesOfFreedom, double confidence)
    {
        Check(p, standardError, 1);
        Require.Positive("standardError", standardError);
        if (units < 2) throw new InvalidInputException("units", "must be two or more");
        Require.Positive("degreesOfFreedom", degreesOfFreedom);
        return p * (1 - p) / Square(standardError) * Square(StudentT.TwoSided(confidence, units - 1) / StudentT.TwoSided(confidence, degreesOfFreedom));
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

    /// <summary>
    /// The two roots q of 2n[p ln(p/q) + (1−p) ln((1−p)/(1−q))] = t²·se²·n²/((n−1)·p(1−p)): the likelihood of a simple random sample, scaled to the
    /// design (Rao and Scott 1984). Equivalent in R: <c>svyciprop(method = "likelihood")</c>, which interpolates and is right to some 5e-3.
    /// </summary>
    /// <param name="p">Strictly between 0 and 1.</param>
    /// <param name="standardError">Above zero.</param>
    /// <param name="count">n, the units observed, two or more.</param>
    /// <param name="t">The multiplier.</param>
    public static Interval Likelihood(double p, double standardError, int count, double t)
    {
        Check(p, standardError, t);
        if (count < 2) throw new InvalidInputException("count", "must be two or more");
        var target = t * t * Square(standardError) * count / (2.0 * (count - 1) * p * (1 - p));
        double Divergence(double q) => p * Math.Log(p / q) + (1 - p) * (Math.Log(1 - p) - GammaFunction.LogOnePlus(-q));
        return new Interval(Root(0, p), Root(1, p));

        // Bisection on the side where the divergence grows from 0 at p without bound: exact to rounding, and never astray.
        double Root(double end, double near)
        {
            var (far, close) = (end, near);
            for (var step = 0; step < 200; step++)
            {
                var middle = (far + close) / 2;
                if (middle == far || middle == close) break;
                if (Divergence(middle) < target) close = middle;
                else far = middle;
            }
            return (far + close) / 2;
        }
    }

    private static void Check(double p, double standardError, double t)
    {
        Require.OpenFraction("p", p);
        CheckSpread(standardError, t);
    }

    private static void CheckSpread(double standardError, double t)
    {
        Require.NotNegative("standardError", [standardError]);
        Require.NotNegative("t", [t]);
    }

    private static double Square(double x) => x * x;
}
