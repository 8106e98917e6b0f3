// Means, totals, ratios and shares of a domain of the population, with their standard errors.
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Estimation;

public static class Estimators
{
    /// <summary>
    /// The mean of y over a domain of the population: ȳ = Σ w δ y / Σ w δ, linearised z_i = δ_i (y_i − ȳ)/Σ w δ.
    /// A unit with a missing y (NaN) is outside the domain; a unit outside it stays in the variance with zero.
    /// Source: Särndal, Swensson and Wretman 1992, §5.8 and §10.3. Equivalent in R: <c>svymean(~y, subset(design, domain), na.rm = TRUE)</c>.
    /// Proved by <c>ReferenceTests</c> to 1e-8 and by a naive loop to 1e-12.
    /// </summary>
    /// <param name="sample">Design and weights.</param>
    /// <param name="y">One value per unit, any scale; NaN is missing.</param>
    /// <param name="domain">One per unit; empty: every unit.</param>
    /// <returns>In the scale of y; undefined (NaN) when no unit in the domain has a value.</returns>
    public static Estimate Mean(this WeightedSample sample, ReadOnlySpan<double> y, ReadOnlySpan<bool> domain = default) =>
        sample.Estimate(new MeanStatistic([y.ToArray()], domain))[0];

    /// <summary>Several means over the same units with their covariances. A unit with a missing value in any column is outside the domain.</summary>
    /// <inheritdoc cref="Mean"/>
    public static Estimates Means(this WeightedSample sample, double[][] columns, ReadOnlySpan<bool> domain = default) =>
        sample.Estimate(new MeanStatistic(columns, domain));

    /// <summary>
    /// The mean of y in every category of <paramref name="groups"/>, with the covariances of the groups. Equivalent in R:
    /// <c>svyby(~y, ~groups, design, svymean, covmat = TRUE, na.rm = TRUE)</c>. One group without a value makes all of them undefined:
    /// leave it out by <paramref name="domain"/> and its own categories.
    /// </summary>
    /// <inheritdoc cref="Mean"/>
    public static Estimates DomainMeans(this WeightedSample sample, double[] y, Categories groups, ReadOnlySpan<bool> domain = default)
    {
        Require.SameLength(groups.Name, groups.Units, "y", y.Length);
        if (!domain.IsEmpty) Require.SameLength("domain", domain.Length, "y", y.Length);
        var inside = Enumerable.Range(0, groups.Count).Select(_ => new bool[y.Length]).ToArray();
        for (var i = 0; i < y.Length; i++) inside[groups.Codes[i]][i] = domain.IsEmpty || domain[i];
        return sample.Estimate(new MeanStatistic(y, inside));
    }

    /// <summary>
    /// The totals Σ w δ y, z_i = δ_i y_i, with covariances. Equivalent in R: <c>svytotal(~y, subset(design, domain), na.rm = TRUE)</c>.
    /// </summary>
    /// <inheritdoc cref="Means"/>
    public static Estimates Totals(this WeightedSample sample, double[][] columns, ReadOnlySpan<bool> domain = default) =>
        sample.Estimate(new TotalStatistic(columns, domain));

    /// <summary>
    /// The ratio R = Σ w δ y / Σ w δ x. Equivalent in R: <c>svyratio(~y, ~x, subset(design, domain), na.rm = TRUE)</c>.
    /// Undefined when the denominator is zero.
    /// </summary>
    /// <inheritdoc cref="Mean"/>
    public static Estimate Ratio(this WeightedSample sample, double[] numerator, double[] denominator, ReadOnlySpan<bool> domain = default) =>
        sample.Estimate(new RatioStatistic(numerator, denominator, domain))[0];

    /// <summary>The variance S² of y in a domain; see <see cref="VarianceStatistic"/>.</summary>
    /// <inheritdoc cref="Mean"/>
    public static Estimate Variance(this WeightedSample sample, double[] y, ReadOnlySpan<bool> domain = default) =>
        sample.Estimate(new VarianceStatistic(sample.Weights, y, domain))[0];

    /// <summary>
    /// The share of a domain that has a property: the mean of a 0/1 variable, exactly 0 or 1 with standard error 0 when none or all observed
    /// units have it.
    /// </summary>
    /// <param name="sample">Design and weights.</param>
    /// <param name="property">Whether each unit has the property; without meaning outside the domain.</param>
    /// <param name="domain">The units that answered and belong to the group.</param>
    public static Proportion Proportion(this WeightedSample sample, ReadOnlySpan<bool> property, ReadOnlySpan<bool> domain)
    {
        Require.SameLength("property", property.Length, "weights", sample.Units);
        Require.SameLength("domain", domain.Length, "weights", sample.Units);
        var y = new double[property.Length];
        var successes = 0;
        for (var i = 0; i < y.Length; i++)
        {
            if (!property[i]) continue;
            y[i] = 1;
            if (domain[i] && sample.Weights[i] > 0) successes++;
        }
        var mean = sample.Mean(y, domain);
        if (mean.Count == 0) return new Proportion(double.NaN, double.NaN, 0, 0, mean.DegreesOfFreedom);
        if (successes == 0 || successes == mean.Count) return new Proportion(successes == 0 ? 0 : 1, 0, mean.Count, successes, mean.DegreesOfFreedom);
        return new Proportion(mean.Value, mean.StandardError, mean.Count, successes, mean.DegreesOfFreedom);
    }

    /// <summary>
    /// V/V_srs of each number of a statistic: how many times larger its variance is than in a simple random sample of as many units, with
    /// replacement (V_srs = S²/n) or without (times (N̂−n)/N̂, N̂ = Σ w over the observed units). NaN where it has no meaning.
    /// Source: Kish 1965. Equivalent in R: <c>svymean(…, deff = TRUE)</c>, <c>deff = "replace"</c>. Proved by <c>ReferenceTests</c> to 1e-8.
    /// </summary>
    public static double[] DesignEffects(this WeightedSample sample, IStatistic statistic, bool withReplacement = false)
    {
        var estimates = sample.Estimate(statistic);
        var size = Observations.Size(sample.Weights, statistic.Observed);
        var finite = withReplacement ? 1 : (size - estimates.Count) / size;
        var values = estimates.Values.ToArray();
        return values.Select((_, j) => estimates.Covariance[j, j] / (finite * statistic.SimpleRandomVariance(sample.Weights, values, j) ?? double.NaN)).ToArray();
    }
}
