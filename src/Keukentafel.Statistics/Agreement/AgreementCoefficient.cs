// How far raters agree beyond what their use of the categories would give by chance: 1 is full agreement, 0 is chance, below 0 is worse than chance.
namespace Keukentafel.Statistics.Agreement;

/// <param name="Value">1 − observed/expected disagreement; NaN when undefined: see <see cref="IsDefined"/>.</param>
/// <param name="ObservedDisagreement">In the scale of the coefficient's own distance: for unweighted kappa the share of pairs that differ.</param>
/// <param name="ExpectedDisagreement">The same by chance. Zero when only one category is in use: then nothing can be said of agreement.</param>
/// <param name="Units">Units that it rests on.</param>
public sealed record AgreementCoefficient(double Value, double ObservedDisagreement, double ExpectedDisagreement, int Units)
{
    /// <summary>False when no unit could be compared, or no disagreement could be expected: everybody used one and the same category.</summary>
    public bool IsDefined => ExpectedDisagreement > 0;

    internal static AgreementCoefficient Of(double observed, double expected, int units) => units == 0
        ? new AgreementCoefficient(double.NaN, double.NaN, double.NaN, 0)
        : new AgreementCoefficient(expected > 0 ? 1 - observed / expected : double.NaN, observed, expected, units);
}
