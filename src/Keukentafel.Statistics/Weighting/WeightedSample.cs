// A sample with its final weights, and the one thing that a variance must know about how they came about:
// how much of a variable the weighting already explains.
using Keukentafel.Statistics.Designs;

namespace Keukentafel.Statistics.Weighting;

/// <summary>
/// The units of a design with final weights w_i = g_i·d_i. A closed set: <see cref="DesignWeights"/>, <see cref="PostStratified"/>, <see cref="Raked"/>.
/// </summary>
public abstract class WeightedSample
{
    private readonly double[] weights;

    private protected WeightedSample(SurveyDesign design, double[] weights) => (Design, this.weights) = (design, weights);

    public SurveyDesign Design { get; }

    /// <summary>w_i, one per unit.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>Whether the weights were adjusted to population totals. Then a domain keeps all strata: units outside it still have a residual.</summary>
    internal abstract bool IsCalibrated { get; }

    /// <summary>Replaces the linearised variable z by the part that the weighting does not explain (its regression residual).</summary>
    internal abstract void TakeResiduals(Span<double> z);
}

/// <summary>The weights of the design as they are.</summary>
public sealed class DesignWeights : WeightedSample
{
    internal DesignWeights(SurveyDesign design) : base(design, design.Weights.ToArray())
    {
    }

    internal override bool IsCalibrated => false;

    internal override void TakeResiduals(Span<double> z)
    {
    }
}

/// <summary>The ways to weight a design, so that a weighting reads as a sentence: <c>design.PostStratifiedTo(cells, totals)</c>.</summary>
public static class Weightings
{
    /// <summary>w_i = d_i.</summary>
    public static DesignWeights WithDesignWeights(this SurveyDesign design) => new(design);

    /// <inheritdoc cref="PostStratified.To"/>
    public static PostStratified PostStratifiedTo(this SurveyDesign design, Categories cells, ReadOnlySpan<double> totals) =>
        PostStratified.To(design, cells, totals);

    /// <inheritdoc cref="Raked.To"/>
    public static Raked RakedTo(this SurveyDesign design, params IReadOnlyList<Margin> margins) => Raked.To(design, margins);
}
