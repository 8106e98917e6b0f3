// Tests of means: against a number, between two groups, between rounds.
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Regression;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Testing;

/// <param name="Difference">What is tested to be zero, in the scale of y.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="T">Difference over standard error; infinite when a difference has no error, as in a census, and 0 when there is no difference.</param>
/// <param name="DegreesOfFreedom">Of Student's t; infinity is a z test.</param>
public sealed record TTest(double Difference, double StandardError, double T, double DegreesOfFreedom)
{
    /// <summary>Two-sided.</summary>
    public double PValue => 2 * StudentT.Cumulative(-Math.Abs(T), DegreesOfFreedom).Lower;

    /// <summary>Two-sided, by the normal distribution.</summary>
    public double NormalPValue => 2 * NormalDistribution.Cumulative(-Math.Abs(T)).Lower;

    public Interval Interval(double confidence)
    {
        var reach = StudentT.TwoSided(confidence, DegreesOfFreedom) * StandardError;
        return new Interval(Difference - reach, Difference + reach);
    }

    internal static TTest Of(double difference, double standardError, double degreesOfFreedom)
    {
        if (double.IsNaN(difference)) throw new NotEstimableException("difference", "one of the groups has no value");
        if (double.IsNaN(standardError)) throw new NotEstimableException("difference", "its variance cannot be estimated");
        if (!(degreesOfFreedom > 0)) throw new NoDegreesOfFreedomException((int)degreesOfFreedom);
        return new TTest(difference, standardError, difference == 0 ? 0 : difference / standardError, degreesOfFreedom);
    }
}

public static class MeanTests
{
    /// <summary>
    /// Whether the mean of y in a domain is <paramref name="expected"/>; df = degrees of freedom of the observed units − 1.
    /// Equivalent in R: <c>svyttest(I(y − mu) ~ 0, design)</c>. Proved by <c>ReferenceTests</c> (kind <c>ttest</c>) to 1e-8.
    /// </summary>
    public static TTest TestMean(this WeightedSample sample, double[] y, double expected, ReadOnlySpan<bool> domain = default)
    {
        Require.Finite("expected", [expected]);
        var statistic = new MeanStatistic([y], domain);
        var mean = sample.Estimate(statistic)[0];
        return TTest.Of(mean.Value - expected, mean.StandardError, sample.DegreesOfFreedomOf(statistic.Observed) - 1);
    }

    /// <summary>
    /// Whether the mean of y is the same in a group and in the rest of the domain: the slope on a 0/1 variable, with the covariance of the two
    /// means; df = degrees of freedom of the observed units − 1. Equivalent in R: <c>svyttest(y ~ group, design)</c>.
    /// Proved by <c>ReferenceTests</c> (kinds <c>ttest</c>, <c>each_vs_rest</c>) to 1e-8.
    /// </summary>
    /// <param name="sample">Design and weights.</param>
    /// <param name="y">One per unit; NaN is missing.</param>
    /// <param name="group">Who is in the second group; positive differences mean that its mean is higher.</param>
    /// <param name="domain">Empty: every unit.</param>
    public static TTest TestDifference(this WeightedSample sample, double[] y, ReadOnlySpan<bool> group, ReadOnlySpan<bool> domain = default)
    {
        Require.SameLength("group", group.Length, "y", y.Length);
        var indicator = new double[y.Length];
        for (var i = 0; i < indicator.Length; i++) indicator[i] = group[i] ? 1 : 0;
        var constant = new double[y.Length];
        Array.Fill(constant, 1);
        var fitted = sample.Regress(y, [constant, indicator], RegressionFamily.Linear, domain);
        if (fitted.Kept.Count < 2) throw new NotEstimableException("difference", "one of the groups has no value");
        return TTest.Of(fitted.Coefficients[1].Value, fitted.Coefficients[1].StandardError, fitted.ResidualDegreesOfFreedom);
    }

    /// <summary>
    /// Whether two independent estimates are the same: second − first, se = √(se₁²+se₂²), degrees of freedom by Welch and Satterthwaite,
    /// (se₁²+se₂²)²/(se₁⁴/ν₁+se₂⁴/ν₂). Not for samples that share units: use a contrast with their covariance.
    /// Proved by <c>ReferenceTests</c> (kind <c>difference_independent</c>) to 1e-8.
    /// </summary>
    /// <param name="first">With its own degrees of freedom, one or more.</param>
    /// <param name="second">With its own degrees of freedom, one or more.</param>
    public static TTest TestIndependent(Estimate first, Estimate second)
    {
        if (first.DegreesOfFreedom < 1) throw new NoDegreesOfFreedomException(first.DegreesOfFreedom);
        if (second.DegreesOfFreedom < 1) throw new NoDegreesOfFreedomException(second.DegreesOfFreedom);
        var (a, b) = (first.StandardError * first.StandardError, second.StandardError * second.StandardError);
        var degrees = a + b == 0 ? first.DegreesOfFreedom + second.DegreesOfFreedom : (a + b) * (a + b) / (a * a / first.DegreesOfFreedom + b * b / second.DegreesOfFreedom);
        return TTest.Of(second.Value - first.Value, Math.Sqrt(a + b), degrees);
    }
}
