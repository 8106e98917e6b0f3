// Trimming: weights outside bounds come to the bound, and what that takes or adds is spread over the others.
namespace Keukentafel.Statistics.Weighting;

/// <summary>
/// Weights are clipped to [lower, upper]; the excess is divided equally, the same amount for each, over the units that were inside and never
/// clipped before. Once, or (strict) again until every weight is inside. The sum of the weights is kept. A trimming explains nothing, so it
/// leaves the residuals of earlier steps as they were. Source: Potter 1990. Equivalent in R: <c>trimWeights(design, upper, lower, strict)</c>.
/// Proved by <c>ReferenceTests</c> (D04, D12) to 1e-8.
/// </summary>
public sealed class Trimming : WeightingStep
{
    private readonly double lower;
    private readonly double upper;
    private readonly bool strict;

    public Trimming(double lower, double upper, bool strict = true)
    {
        if (!(lower >= 0)) throw new InvalidInputException("lower", "must be zero or more");
        if (!(upper > lower)) throw new InvalidInputException("upper", "must be above the lower bound");
        (this.lower, this.upper, this.strict) = (lower, upper, strict);
    }

    /// <exception cref="InvalidInputException">No unit is left that was never clipped, to carry the excess: the bounds are too tight for the sum of the weights.</exception>
    public override Adjustment Apply(ReadOnlySpan<double> weights)
    {
        Require.Finite("weights", weights);
        var after = weights.ToArray();
        var clipped = new bool[after.Length];
        do
        {
            var (excess, inside) = (0.0, 0);
            for (var i = 0; i < after.Length; i++)
            {
                var bounded = Math.Clamp(after[i], lower, upper);
                if (bounded != after[i])
                {
                    excess += after[i] - bounded;
                    (after[i], clipped[i]) = (bounded, true);
                }
                else if (!clipped[i])
                {
                    inside++;
                }
            }
            if (excess == 0) break;
            if (inside == 0) throw new InvalidInputException("bounds", FormattableString.Invariant($"no weight is left between {lower} and {upper} to carry the excess of {excess}"));
            for (var i = 0; i < after.Length; i++)
                if (!clipped[i]) after[i] += excess / inside;
        }
        while (strict);
        return new Untouched(after);
    }

    private sealed class Untouched(double[] after) : Adjustment(after)
    {
        public override bool IsCalibration => false;

        public override void TakeResiduals(Span<double> z)
        {
        }
    }
}
