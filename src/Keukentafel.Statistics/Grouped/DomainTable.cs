// Many estimates side by side: every item in every domain of every classification.
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Estimation;

namespace Keukentafel.Statistics.Grouped;

/// <summary>
/// Estimates with their standard errors, in columns. The estimate of an item in a domain of a classification stands at
/// <see cref="At(int, int, int)"/>. NaN where no unit of the domain has a value.
/// </summary>
public sealed class DomainTable
{
    private readonly int[] offsets;
    private readonly double[] values;
    private readonly double[] errors;
    private readonly int[] counts;

    internal DomainTable(IReadOnlyList<int> domains, int items, int degreesOfFreedom)
    {
        offsets = new int[domains.Count + 1];
        for (var c = 0; c < domains.Count; c++) offsets[c + 1] = offsets[c] + domains[c];
        (Items, DegreesOfFreedom) = (items, degreesOfFreedom);
        (values, errors, counts) = (new double[offsets[^1] * items], new double[offsets[^1] * items], new int[offsets[^1] * items]);
    }

    public int Items { get; }

    /// <summary>Of the full design.</summary>
    public int DegreesOfFreedom { get; }

    public ReadOnlySpan<double> Values => values;

    public ReadOnlySpan<double> StandardErrors => errors;

    /// <summary>Units with a value.</summary>
    public ReadOnlySpan<int> Counts => counts;

    public Estimate this[int classification, int domain, int item]
    {
        get
        {
            var at = At(classification, domain, item);
            return new Estimate(values[at], errors[at], counts[at], DegreesOfFreedom);
        }
    }

    /// <summary>The place of an estimate in the columns.</summary>
    public int At(int classification, int domain, int item) => (offsets[classification] + domain) * Items + item;

    /// <summary>
    /// The logit interval of every share (<see cref="Proportion.LogitInterval"/>), in the same places; NaN where there is no estimate, and Clopper and
    /// Pearson's at exactly 0 and 1.
    /// </summary>
    public Interval[] LogitIntervals(double confidence)
    {
        if (DegreesOfFreedom < 1) throw new NoDegreesOfFreedomException(DegreesOfFreedom);
        var t = StudentT.TwoSided(confidence, DegreesOfFreedom);
        var intervals = new Interval[values.Length];
        for (var i = 0; i < intervals.Length; i++)
        {
            var p = values[i];
            if (double.IsNaN(p)) intervals[i] = new Interval(double.NaN, double.NaN);
            else if (p is <= 0 or >= 1) intervals[i] = ProportionIntervals.ClopperPearson(p <= 0 ? 0 : counts[i], counts[i], confidence);
            else
            {
                // In odds, so that one exponential serves both limits.
                var (odds, reach) = (p / (1 - p), Math.Exp(t * errors[i] / (p * (1 - p))));
                intervals[i] = new Interval(odds / (odds + reach), odds * reach / (1 + odds * reach));
            }
        }
        return intervals;
    }

    internal void Set(int at, double value, double variance, int count) => (values[at], errors[at], counts[at]) = (value, Math.Sqrt(variance), count);
}
