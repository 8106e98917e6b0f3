// A weighted sample whose variances come from replicate weights. Every weighting step is taken in each replicate too.
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Numerics;
using Keukentafel.Statistics.Replication;

namespace Keukentafel.Statistics.Weighting;

public sealed class ReplicatedSample : WeightedSample
{
    // A replicate of which less than this part is new says nothing new. The tolerance of R's qr(), as degf() uses it.
    private const double New = 1e-5;

    private readonly ReplicateWeights replicates;
    private readonly Lazy<int> degreesOfFreedom;

    /// <summary>Equivalent in R: <c>svrepdesign(…)</c>, <c>as.svrepdesign(design)</c>.</summary>
    public ReplicatedSample(SurveyDesign design, ReplicateWeights replicates) : this(design, design.Weights.ToArray(), replicates, VarianceRules.Default) =>
        replicates.Check(design.Units);

    private ReplicatedSample(SurveyDesign design, double[] weights, ReplicateWeights replicates, VarianceRules rules) : base(design, weights, rules)
    {
        this.replicates = replicates;
        degreesOfFreedom = new Lazy<int>(() => Rank(replicates.Weights) - 1);
    }

    public ReplicateWeights Replicates => replicates;

    internal override bool KeepsAllUnits => false;

    /// <summary>The rank of the matrix of replicate weights over the units of the domain, less one.</summary>
    public override int DegreesOfFreedomOf(ReadOnlySpan<bool> domain)
    {
        if (domain.IsEmpty) return degreesOfFreedom.Value;
        Require.SameLength("domain", domain.Length, "weights", Units);
        var inside = new List<int>();
        for (var i = 0; i < domain.Length; i++)
            if (domain[i]) inside.Add(i);
        return Rank(replicates.Weights.Select(weights => inside.ConvertAll(i => weights[i]).ToArray()).ToArray()) - 1;
    }

    public override ReplicatedSample After(WeightingStep step)
    {
        var full = step.Apply(Weights).Weights.ToArray();
        var each = replicates.Weights.Select(weights => step.Apply(weights).Weights.ToArray()).ToArray();
        return new ReplicatedSample(Design, full, replicates with { Weights = each }, Rules);
    }

    public override ReplicatedSample With(VarianceRules rules) => new(Design, Weights.ToArray(), replicates, rules);

    // A replicate at which the statistic does not exist is left out; from fewer than two there is no variance.
    private protected override double[,] Covariance(IStatistic statistic, double[] values)
    {
        var (thetas, scales) = (new List<double[]>(), new List<double>());
        for (var r = 0; r < replicates.Weights.Count; r++)
        {
            var theta = new double[values.Length];
            statistic.Evaluate(replicates.Weights[r], theta);
            if (!Array.TrueForAll(theta, double.IsFinite)) continue;
            thetas.Add(theta);
            scales.Add(replicates.Scales[r]);
        }
        var variance = new double[values.Length, values.Length];
        var centre = replicates.AroundEstimate ? values : Centre(thetas, scales, values.Length);
        for (var r = 0; r < thetas.Count; r++)
            for (var j = 0; j < values.Length; j++)
                for (var k = 0; k < values.Length; k++)
                    variance[j, k] += replicates.Scale * scales[r] * (thetas[r][j] - centre[j]) * (thetas[r][k] - centre[k]);
        return thetas.Count < 2 ? Estimates.Undefined(values.Length, 0, 0).Covariance : variance;
    }

    // Columns that do not follow from the others.
    private static int Rank(IReadOnlyList<double[]> columns)
    {
        var factor = new LeastSquares(columns, columns.Select(column => New * LeastSquares.Length(column)).ToArray());
        return Enumerable.Range(0, columns.Count).Count(column => !factor.IsDropped(column));
    }

    private static double[] Centre(List<double[]> thetas, List<double> scales, int size)
    {
        var centre = new double[size];
        var count = scales.Count(scale => scale > 0);
        for (var r = 0; r < thetas.Count; r++)
            for (var j = 0; j < size; j++)
                if (scales[r] > 0) centre[j] += thetas[r][j] / count;
        return centre;
    }
}
