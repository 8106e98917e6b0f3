// The logistic function, without overflow on either side.
namespace Keukentafel.Statistics.Numerics;

internal static class Logistic
{
    /// <summary>1/(1 + exp(−x)).</summary>
    public static double Of(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }
}
