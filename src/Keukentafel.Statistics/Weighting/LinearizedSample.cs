// A weighted sample whose variances come from linearisation (Taylor series) over the design.
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;

namespace Keukentafel.Statistics.Weighting;

public sealed class LinearizedSample : WeightedSample
{
    private readonly Adjustment[] adjustments;

    internal LinearizedSample(SurveyDesign design) : this(design, design.Weights.ToArray(), [], VarianceRules.Default)
    {
    }

    private LinearizedSample(SurveyDesign design, double[] weights, Adjustment[] adjustments, VarianceRules rules) : base(design, weights, rules) =>
        this.adjustments = adjustments;

    internal override bool KeepsAllUnits => adjustments.Any(adjustment => adjustment.IsCalibration);

    /// <summary>Whether the weights are those of the design, or were made from them in one step that fixed margins.</summary>
    internal bool HasMarginsOnly => adjustments is [] or [{ Margins: not null }];

    /// <summary>The margins of that step; none with design weights.</summary>
    internal IReadOnlyList<Categories> Margins => adjustments is [{ Margins: { } margins }] ? margins : [];

    internal ReadOnlySpan<double> WeightsBefore => Design.Weights;

    public override int DegreesOfFreedomOf(ReadOnlySpan<bool> domain) => Design.DegreesOfFreedomOf(domain, Weights);

    public override LinearizedSample After(WeightingStep step)
    {
        var adjustment = step.Apply(Weights);
        return new LinearizedSample(Design, adjustment.Weights.ToArray(), [.. adjustments, adjustment], Rules);
    }

    public override LinearizedSample With(VarianceRules rules) => new(Design, Weights.ToArray(), adjustments, rules);

    private protected override double[,] Covariance(IStatistic statistic, double[] values)
    {
        var columns = new double[statistic.Count][];
        for (var j = 0; j < columns.Length; j++)
        {
            columns[j] = new double[Units];
            statistic.Linearise(Weights, values, j, columns[j]);
            Weigh(columns[j]);
        }
        return TaylorVariance.Of(Design, columns, KeepsAllUnits ? [] : statistic.Observed, Rules);
    }

    // z becomes w·e: each step in turn takes the residual of z at the weights that it made.
    private void Weigh(Span<double> z)
    {
        var final = Weights;
        foreach (var adjustment in adjustments)
        {
            var own = adjustment.Weights;
            var isLast = ReferenceEquals(adjustment, adjustments[^1]);
            if (!isLast)
                for (var i = 0; i < z.Length; i++) z[i] = own[i] == 0 ? 0 : z[i] * final[i] / own[i];
            adjustment.TakeResiduals(z);
            if (!isLast)
                for (var i = 0; i < z.Length; i++) z[i] = final[i] == 0 ? 0 : z[i] * own[i] / final[i];
        }
        for (var i = 0; i < z.Length; i++) z[i] *= final[i];
    }
}
