// A sample with its final weights: the value that every estimate is made from. Two kinds differ only in how they find a variance.
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Replication;

namespace Keukentafel.Statistics.Weighting;

/// <summary>
/// The units of a design with final weights w_i. Immutable: a weighting step gives another sample. A closed set:
/// <see cref="LinearizedSample"/> (Taylor) and <see cref="ReplicatedSample"/> (jackknife, bootstrap).
/// </summary>
public abstract class WeightedSample
{
    private readonly double[] weights;

    private protected WeightedSample(SurveyDesign design, double[] weights, VarianceRules rules) => (Design, this.weights, Rules) = (design, weights, rules);

    public SurveyDesign Design { get; }

    public VarianceRules Rules { get; }

    /// <summary>w_i, one per unit.</summary>
    public ReadOnlySpan<double> Weights => weights;

    public int Units => weights.Length;

    /// <summary>Of the full sample.</summary>
    public int DegreesOfFreedom => DegreesOfFreedomOf([]);

    /// <summary>The degrees of freedom of a domain: for a Taylor variance its primary units minus its strata, by the units with a weight above zero.</summary>
    /// <param name="domain">One per unit; empty: every unit.</param>
    public abstract int DegreesOfFreedomOf(ReadOnlySpan<bool> domain);

    /// <summary>The same sample with weights that a step made better.</summary>
    public abstract WeightedSample After(WeightingStep step);

    /// <summary>The same sample with other rules for its variance.</summary>
    public abstract WeightedSample With(VarianceRules rules);

    /// <summary>Any statistic with its covariances; those that have a name are extension methods of this class.</summary>
    public Estimates Estimate(IStatistic statistic)
    {
        Require.SameLength("y", statistic.Observed.Length, "weights", Units);
        var count = 0;
        var observed = statistic.Observed;
        for (var i = 0; i < weights.Length; i++)
            if (observed[i] && weights[i] != 0) count++;
        var values = new double[statistic.Count];
        if (count > 0) statistic.Evaluate(weights, values);
        if (count == 0 || !Array.TrueForAll(values, double.IsFinite)) return Estimates.Undefined(values.Length, count, DegreesOfFreedom);
        return new Estimates(values, Covariance(statistic, values), count, DegreesOfFreedom);
    }

    /// <summary>Whether units outside a domain still count, because they have a residual.</summary>
    internal abstract bool KeepsAllUnits { get; }

    private protected abstract double[,] Covariance(IStatistic statistic, double[] values);
}

/// <summary>The ways to weight a design, so that a weighting reads as a sentence: <c>design.PostStratifiedTo(cells, totals)</c>.</summary>
public static class Weightings
{
    /// <summary>w_i = d_i.</summary>
    public static LinearizedSample WithDesignWeights(this SurveyDesign design) => new(design);

    /// <summary>w_i = d_i, with a variance by replicate weights.</summary>
    public static ReplicatedSample WithReplicates(this SurveyDesign design, ReplicateWeights replicates) => new(design, replicates);

    /// <inheritdoc cref="PostStratification"/>
    public static WeightedSample PostStratifiedTo(this SurveyDesign design, Categories cells, ReadOnlySpan<double> totals) =>
        design.WithDesignWeights().PostStratifiedTo(cells, totals);

    /// <inheritdoc cref="PostStratification"/>
    public static WeightedSample PostStratifiedTo(this WeightedSample sample, Categories cells, ReadOnlySpan<double> totals) =>
        sample.After(new PostStratification(cells, totals));

    /// <inheritdoc cref="Calibration"/>
    public static WeightedSample RakedTo(this SurveyDesign design, params IReadOnlyList<Margin> margins) => design.WithDesignWeights().RakedTo(margins);

    /// <inheritdoc cref="Calibration"/>
    public static WeightedSample RakedTo(this WeightedSample sample, params IReadOnlyList<Margin> margins) =>
        sample.After(new Calibration(Distance.Raking, margins));

    /// <inheritdoc cref="Calibration"/>
    public static WeightedSample CalibratedTo(this WeightedSample sample, Distance distance, params IReadOnlyList<Auxiliary> auxiliaries) =>
        sample.After(new Calibration(distance, auxiliaries));

    /// <inheritdoc cref="Trimming"/>
    public static WeightedSample TrimmedTo(this WeightedSample sample, double lower, double upper, bool strict = true) =>
        sample.After(new Trimming(lower, upper, strict));
}
