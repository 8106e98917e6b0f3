// One step from weights to better weights. A step is a recipe: it can be applied to the weights of the sample and to each of its replicates.
namespace Keukentafel.Statistics.Weighting;

public abstract class WeightingStep
{
    /// <param name="weights">The weights before the step, one per unit.</param>
    /// <returns>The weights after it, and what they explain.</returns>
    public abstract Adjustment Apply(ReadOnlySpan<double> weights);
}

/// <summary>Weights as a step left them, and the one thing that a variance must know about the step: how much of a variable it already explains.</summary>
public abstract class Adjustment(double[] weights)
{
    private readonly double[] weights = weights;

    /// <summary>One per unit.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>Whether the step fixed totals of the population. Then a domain keeps all strata: units outside it still have a residual.</summary>
    public virtual bool IsCalibration => true;

    /// <summary>Replaces z, one value per unit, by the part of it that the step does not explain: its residual.</summary>
    public abstract void TakeResiduals(Span<double> z);

    /// <summary>The columns of categories whose totals the step fixed, when it fixed nothing else: then w/d is the same for all units of a cell.</summary>
    internal virtual IReadOnlyList<Categories>? Margins => null;
}
