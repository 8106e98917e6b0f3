// Design-based regression: how a mean or a probability in the population goes with other variables.
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Regression;

/// <summary>A fitted regression.</summary>
/// <param name="Coefficients">β over the kept columns, with covariances.</param>
/// <param name="Kept">Which of the given columns; the others follow from earlier ones.</param>
/// <param name="ResidualDegreesOfFreedom">Degrees of freedom of the observed units + 1 − number of coefficients.</param>
public sealed record FittedRegression(Estimates Coefficients, IReadOnlyList<int> Kept, int ResidualDegreesOfFreedom)
{
    /// <summary>β ± t·se with the residual degrees of freedom.</summary>
    /// <param name="index">Place among the kept columns.</param>
    /// <param name="confidence">For example 0.95.</param>
    public Interval Interval(int index, double confidence) => (Coefficient(index) with { DegreesOfFreedom = ResidualDegreesOfFreedom }).StudentInterval(confidence);

    /// <summary>β/se and its two-sided p-value by Student's t.</summary>
    /// <param name="index">Place among the kept columns.</param>
    public (double T, double PValue) Test(int index)
    {
        if (ResidualDegreesOfFreedom < 1) throw new NoDegreesOfFreedomException(ResidualDegreesOfFreedom);
        var t = Coefficient(index) is { Value: not 0 } coefficient ? coefficient.Value / coefficient.StandardError : 0;
        return (t, 2 * StudentT.Cumulative(-Math.Abs(t), ResidualDegreesOfFreedom).Lower);
    }

    /// <summary>
    /// Whether several coefficients are all zero: F = b'V⁻¹b/q on q and the residual degrees of freedom. Source: Korn and Graubard 1990.
    /// Equivalent in R: <c>regTermTest(model, ~terms)</c>. Proved by <c>ReferenceTests</c> (kind <c>wald_terms</c>) to 1e-8.
    /// </summary>
    /// <param name="columns">By their place among the given columns; those that were dropped do not count.</param>
    public Testing.FTest WaldTest(IReadOnlyList<int> columns)
    {
        var places = columns.Select(column => Kept.ToList().IndexOf(column)).Where(place => place >= 0).ToArray();
        if (places.Length == 0) throw new InvalidInputException("columns", "none of them is in the model");
        if (ResidualDegreesOfFreedom < 1) throw new NoDegreesOfFreedomException(ResidualDegreesOfFreedom);
        var b = places.Select(place => Coefficients.Values[place]).ToArray();
        var v = new double[b.Length, b.Length];
        for (var j = 0; j < b.Length; j++)
            for (var k = 0; k < b.Length; k++) v[j, k] = Coefficients.Covariance[places[j], places[k]];
        return Testing.FTest.Of(Numerics.Symmetric.Form(v, b) / b.Length, b.Length, ResidualDegreesOfFreedom);
    }

    private Estimate Coefficient(int index) => (uint)index < (uint)Kept.Count ? Coefficients[index] : throw new InvalidInputException("index", "is not the place of a kept column");
}

public static class Regressions
{
    /// <summary>
    /// β of the population by weighted estimating equations, with design-based covariances. Source: Binder 1983; Lumley 2010, ch. 5.
    /// Equivalent in R: <c>svyglm(y ~ x, design, family = …)</c>. Proved by <c>ReferenceTests</c> (kind <c>glm</c>) to 1e-8, logistic to the
    /// tolerance at which R stops, and by <c>SecondImplementationTests</c> (a plain Newton) to 1e-7.
    /// </summary>
    /// <param name="sample">Design and weights.</param>
    /// <param name="y">The outcome, one per unit; NaN is missing.</param>
    /// <param name="x">Columns of the model matrix, the constant included; a unit with a missing value in any is left out.</param>
    /// <param name="family">Linear or logistic.</param>
    /// <param name="domain">Empty: every unit.</param>
    /// <exception cref="NotEstimableException">No finite solution: some combination of x separates the outcomes.</exception>
    public static FittedRegression Regress(
        this WeightedSample sample, double[] y, IReadOnlyList<double[]> x, RegressionFamily family = RegressionFamily.Linear, ReadOnlySpan<bool> domain = default)
    {
        if (x.Count == 0) throw new InvalidInputException("x", "needs one or more columns");
        Require.SameLength("y", y.Length, "weights", sample.Units);
        var statistic = new RegressionStatistic(y, x, family, domain, sample.Weights);
        var coefficients = sample.Estimate(statistic);
        if (coefficients.Count == 0) throw new NotEstimableException("regression", "no unit has all of its values");
        if (coefficients.Values.Any(double.IsNaN)) throw new NotEstimableException("regression", "has no finite solution: the columns separate the outcomes completely, or too few units vary");
        return new FittedRegression(coefficients, statistic.Kept, sample.DegreesOfFreedomOf(statistic.Observed) + 1 - statistic.Count);
    }
}
