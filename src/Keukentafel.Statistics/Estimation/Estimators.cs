// Means, totals, ratios and shares of a domain of the population, with their standard errors.
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Estimation;

public static class Estimators
{
    /// <summary>
    /// The mean of y over a domain of the population: ȳ = Σ w δ y / Σ w δ, linearised z_i = δ_i (y_i − ȳ)/Σ w δ.
    /// A unit with a missing y (NaN) is outside the domain; a unit outside it stays in the variance with zero.
    /// Source: Särndal, Swensson and Wretman 1992, §5.8 and §10.3. Equivalent in R: <c>svymean(~y, subset(design, domain), na.rm = TRUE)</c>.
    /// Proved by <c>ReferenceTests</c> (D01–D06, D13) to 1e-8 and by a naive loop to 1e-12.
    /// </summary>
    /// <param name="sample">Design and weights.</param>
    /// <param name="y">One value per unit, any scale; NaN is missing.</param>
    /// <param name="domain">One per unit; empty: every unit.</param>
    /// <param name="lonely">The rule for strata with one primary unit.</param>
    /// <returns>In the scale of y; undefined (NaN, count 0) when no unit in the domain has a value.</returns>
    public static Estimate Mean(this WeightedSample sample, ReadOnlySpan<double> y, ReadOnlySpan<bool> domain = default, LonelyStratum lonely = LonelyStratum.Fail) =>
        Means(sample, [y.ToArray()], domain, lonely)[0];

    /// <summary>Several means over the same units with their covariances. A unit with a missing value in any column is outside the domain.</summary>
    /// <inheritdoc cref="Mean"/>
    public static Estimates Means(this WeightedSample sample, double[][] columns, ReadOnlySpan<bool> domain = default, LonelyStratum lonely = LonelyStratum.Fail)
    {
        var observed = Observed(sample, columns, domain, out var count);
        var size = WeightOf(sample, observed);
        var values = columns.Select(y => WeightedSum(sample, y, observed) / size).ToArray();
        if (!(size > 0)) return Undefined(sample, columns.Length);
        var z = columns.Select((y, j) => Linearise(observed, i => (y[i] - values[j]) / size)).ToArray();
        return new Estimates(values, TaylorVariance.Of(sample, z, observed, lonely), count, sample.Design.DegreesOfFreedom);
    }

    /// <summary>
    /// The totals Σ w δ y, z_i = δ_i y_i, with covariances. Equivalent in R: <c>svytotal(~y, subset(design, domain), na.rm = TRUE)</c>.
    /// </summary>
    /// <inheritdoc cref="Means"/>
    public static Estimates Totals(this WeightedSample sample, double[][] columns, ReadOnlySpan<bool> domain = default, LonelyStratum lonely = LonelyStratum.Fail)
    {
        var observed = Observed(sample, columns, domain, out var count);
        if (count == 0) return Undefined(sample, columns.Length);
        var values = columns.Select(y => WeightedSum(sample, y, observed)).ToArray();
        var z = columns.Select(y => Linearise(observed, i => y[i])).ToArray();
        return new Estimates(values, TaylorVariance.Of(sample, z, observed, lonely), count, sample.Design.DegreesOfFreedom);
    }

    /// <summary>
    /// The ratio R = Σ w δ y / Σ w δ x, z_i = δ_i (y_i − R x_i)/Σ w δ x. Equivalent in R: <c>svyratio(~y, ~x, subset(design, domain), na.rm = TRUE)</c>.
    /// Undefined when the denominator is zero.
    /// </summary>
    /// <inheritdoc cref="Mean"/>
    public static Estimate Ratio(
        this WeightedSample sample, double[] numerator, double[] denominator, ReadOnlySpan<bool> domain = default, LonelyStratum lonely = LonelyStratum.Fail)
    {
        var observed = Observed(sample, [numerator, denominator], domain, out var count);
        var below = WeightedSum(sample, denominator, observed);
        if (below == 0) return Undefined(sample, 1)[0];
        var ratio = WeightedSum(sample, numerator, observed) / below;
        var z = Linearise(observed, i => (numerator[i] - ratio * denominator[i]) / below);
        return new Estimates([ratio], TaylorVariance.Of(sample, [z], observed, lonely), count, sample.Design.DegreesOfFreedom)[0];
    }

    /// <summary>
    /// The share of a domain that has a property: the mean of a 0/1 variable, exactly 0 or 1 with standard error 0 when none or all observed
    /// units have it.
    /// </summary>
    /// <param name="sample">Design and weights.</param>
    /// <param name="property">Whether each unit has the property; without meaning outside the domain.</param>
    /// <param name="domain">The units that answered and belong to the group.</param>
    /// <param name="lonely">The rule for strata with one primary unit.</param>
    public static Proportion Proportion(this WeightedSample sample, ReadOnlySpan<bool> property, ReadOnlySpan<bool> domain, LonelyStratum lonely = LonelyStratum.Fail)
    {
        Require.SameLength("property", property.Length, "weights", sample.Design.Units);
        Require.SameLength("domain", domain.Length, "weights", sample.Design.Units);
        var y = new double[property.Length];
        var successes = 0;
        for (var i = 0; i < y.Length; i++)
        {
            if (!property[i]) continue;
            y[i] = 1;
            if (domain[i] && sample.Weights[i] > 0) successes++;
        }
        var mean = Means(sample, [y], domain, lonely)[0];
        if (mean.Count == 0) return new Proportion(double.NaN, double.NaN, 0, 0, mean.DegreesOfFreedom);
        if (successes == 0 || successes == mean.Count) return new Proportion(successes == 0 ? 0 : 1, 0, mean.Count, successes, mean.DegreesOfFreedom);
        return new Proportion(mean.Value, mean.StandardError, mean.Count, successes, mean.DegreesOfFreedom);
    }

    private static bool[] Observed(WeightedSample sample, double[][] columns, ReadOnlySpan<bool> domain, out int count)
    {
        var units = sample.Design.Units;
        if (!domain.IsEmpty) Require.SameLength("domain", domain.Length, "weights", units);
        foreach (var column in columns) Require.SameLength("y", column.Length, "weights", units);
        var observed = new bool[units];
        count = 0;
        for (var i = 0; i < units; i++)
        {
            observed[i] = domain.IsEmpty || domain[i];
            foreach (var column in columns)
            {
                if (double.IsInfinity(column[i])) throw new InvalidInputException("y", "must be finite, or NaN for missing", i);
                observed[i] &= !double.IsNaN(column[i]);
            }
            if (observed[i] && sample.Weights[i] > 0) count++;
        }
        return observed;
    }

    private static double WeightOf(WeightedSample sample, bool[] observed)
    {
        var sum = 0.0;
        for (var i = 0; i < observed.Length; i++)
            if (observed[i]) sum += sample.Weights[i];
        return sum;
    }

    private static double WeightedSum(WeightedSample sample, double[] y, bool[] observed)
    {
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++)
            if (observed[i]) sum += sample.Weights[i] * y[i];
        return sum;
    }

    private static double[] Linearise(bool[] observed, Func<int, double> of)
    {
        var z = new double[observed.Length];
        for (var i = 0; i < z.Length; i++)
            if (observed[i]) z[i] = of(i);
        return z;
    }

    private static Estimates Undefined(WeightedSample sample, int size)
    {
        var nothing = new double[size, size];
        for (var j = 0; j < size; j++)
            for (var k = 0; k < size; k++) nothing[j, k] = double.NaN;
        return new Estimates(Enumerable.Repeat(double.NaN, size).ToArray(), nothing, 0, sample.Design.DegreesOfFreedom);
    }
}
