// The outcome of a test with an F distribution.
using Keukentafel.Statistics.Distributions;

namespace Keukentafel.Statistics.Testing;

/// <param name="F">The statistic.</param>
/// <param name="Numerator">Degrees of freedom, not necessarily whole.</param>
/// <param name="Denominator">Degrees of freedom, not necessarily whole.</param>
/// <param name="PValue">P(F(numerator, denominator) &gt; f).</param>
public sealed record FTest(double F, double Numerator, double Denominator, double PValue)
{
    internal static FTest Of(double f, double numerator, double denominator)
    {
        if (!(denominator > 0)) throw new NoDegreesOfFreedomException((int)denominator);
        return new FTest(f, numerator, denominator, FisherF.UpperTail(f, numerator, denominator));
    }
}
