// Quantiles of a domain of the population, with intervals.
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Quantiles;

/// <param name="Value">In the scale of y.</param>
/// <param name="Interval">NaN limits where the interval of the share leaves [0, 1] or does not exist.</param>
/// <param name="StandardError">Width of the interval over twice its multiplier; a summary, not a basis for other intervals.</param>
public sealed record QuantileEstimate(double Value, Interval Interval, double StandardError);

public static class QuantileEstimators
{
    /// <summary>
    /// The p-quantile of y in a domain, with Woodruff's interval: an interval for the share of y at most the quantile, each limit put back
    /// through the same rule. Source: Woodruff 1952; Francisco and Fuller 1991. Equivalent in R: <c>svyquantile(~y, design, p, interval.type = …)</c>.
    /// Proved by <c>ReferenceTests</c> (kind <c>quantile</c>) to 1e-8, its rules by <c>SecondImplementationTests</c>.
    /// </summary>
    /// <param name="sample">Design and weights.</param>
    /// <param name="y">One value per unit; NaN is missing.</param>
    /// <param name="p">The share, 0 to 1.</param>
    /// <param name="rule">The definition of a quantile.</param>
    /// <param name="interval">From the estimated share F, its standard error, the units observed, the multiplier t: for example <see cref="ProportionIntervals.Wald"/>.</param>
    /// <param name="confidence">For example 0.95.</param>
    /// <param name="domain">Empty: every unit.</param>
    /// <param name="degreesOfFreedom">Null: of the domain.</param>
    /// <exception cref="InvalidInputException">No unit in the domain has a value and a weight.</exception>
    public static QuantileEstimate Quantile(
        this WeightedSample sample, double[] y, double p, QuantileRule rule, Func<Estimate, double, Interval> interval, double confidence,
        ReadOnlySpan<bool> domain = default, double? degreesOfFreedom = null)
    {
        Check(p);
        var values = Values(sample, y, domain);
        var quantile = values.Quantile(p, rule);
        var t = Multiplier(sample, domain, confidence, degreesOfFreedom);
        var below = Array.ConvertAll(y, value => double.IsNaN(value) ? double.NaN : value <= quantile ? 1.0 : 0.0);
        var (lower, upper) = interval(sample.Mean(below, domain), t);
        var limits = new Interval(values.Quantile(lower, rule), values.Quantile(upper, rule));
        return new QuantileEstimate(quantile, limits, (limits.Upper - limits.Lower) / (2 * t));
    }

    /// <summary>The quantiles of y in a domain, without intervals.</summary>
    /// <inheritdoc cref="Quantile"/>
    public static double Quantile(this WeightedSample sample, double[] y, double p, QuantileRule rule = QuantileRule.Inverse, ReadOnlySpan<bool> domain = default)
    {
        Check(p);
        return Values(sample, y, domain).Quantile(p, rule);
    }

    /// <summary>The values of a domain with their weights.</summary>
    public static WeightedValues Values(this WeightedSample sample, double[] y, ReadOnlySpan<bool> domain = default)
    {
        Require.SameLength("y", y.Length, "weights", sample.Units);
        var observed = Observations.Of([y], domain);
        var (values, weights) = (new List<double>(), new List<double>());
        for (var i = 0; i < y.Length; i++)
            if (observed[i])
            {
                if (sample.Weights[i] < 0) throw new InvalidInputException("weights", "must be zero or more for a quantile", i);
                values.Add(y[i]);
                weights.Add(sample.Weights[i]);
            }
        return new WeightedValues(values.ToArray(), weights.ToArray());
    }

    /// <summary>
    /// An interval by inverting the test that the share of y at most θ is p: the θ at which the mean of 1(y &gt; θ) − (1 − p), over its own standard
    /// error, is +t and −t. The limits are read from the rule at the unweighted share of values up to those θ, as R does. Source: Binder and Patak
    /// 1994; Lumley 2010. Equivalent in R: <c>svyquantile(interval.type = "score")</c>, to the tolerance of its root finder.
    /// </summary>
    /// <inheritdoc cref="Quantile"/>
    public static QuantileEstimate QuantileByScore(
        this WeightedSample sample, double[] y, double p, QuantileRule rule, double confidence, ReadOnlySpan<bool> domain = default, double? degreesOfFreedom = null)
    {
        Check(p);
        var mask = domain.ToArray();
        var values = Values(sample, y, mask);
        var t = Multiplier(sample, mask, confidence, degreesOfFreedom);
        double Score(double theta)
        {
            var mean = sample.Mean(Array.ConvertAll(y, value => double.IsNaN(value) ? double.NaN : (value > theta ? 1.0 : 0.0) - (1 - p)), mask);
            return mean.Value / mean.StandardError;
        }
        var margin = values.InterquartileRange / 100;
        var (low, high) = (values.Smallest + margin, values.Largest - margin);
        double Limit(double target) => Crossing(theta => Score(theta) - target, low, high) is { } theta ? values.Quantile(values.ShareOfValues(theta), rule) : double.NaN;
        var limits = new Interval(Limit(t), Limit(-t));
        return new QuantileEstimate(values.Quantile(p, rule), limits, (limits.Upper - limits.Lower) / (2 * t));
    }

    private static void Check(double p)
    {
        if (!(p >= 0 && p <= 1)) throw new InvalidInputException("p", "must lie between 0 and 1");
    }

    private static double Multiplier(WeightedSample sample, ReadOnlySpan<bool> domain, double confidence, double? degreesOfFreedom)
    {
        var degrees = degreesOfFreedom ?? sample.DegreesOfFreedomOf(domain);
        if (!(degrees > 0)) throw new NoDegreesOfFreedomException((int)degrees);
        return StudentT.TwoSided(confidence, degrees);
    }

    // A falling step function changes sign at a jump; the side of the jump that is nearer to zero is its root.
    private static double? Crossing(Func<double, double> f, double low, double high)
    {
        var (left, right) = (f(low), f(high));
        if (!(left >= 0 && right <= 0)) return null;
        for (var step = 0; step < 100; step++)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high) break;
            var value = f(middle);
            if (value >= 0) (low, left) = (middle, value);
            else (high, right) = (middle, value);
        }
        return Math.Abs(left) <= Math.Abs(right) ? low : high;
    }
}
