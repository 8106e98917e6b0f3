// More spread between areas than sampling explains: how much, and as what (a factor on every variance, or a variance of its own).
namespace Keukentafel.Statistics.Areas;

/// <summary>Spread of estimates around a target. φ and τ² are NaN when a standard error is zero (a target of 0 or 1).</summary>
/// <param name="Z">(estimate − target)/s, one per area.</param>
/// <param name="Factor">φ: the mean of the squared winsorised z; about 1 when sampling explains all.</param>
/// <param name="BetweenVariance">τ², zero or more; NaN for a single area.</param>
public sealed record Overdispersion(IReadOnlyList<double> Z, double Factor, double BetweenVariance)
{
    /// <summary>
    /// φ = Σ z²/k over the k winsorised z (values below their quantile <paramref name="lower"/> or above <paramref name="upper"/> moved there,
    /// so that the areas one looks for do not hide themselves); τ² = max(0, (kφ − (k−1))/(Σ s⁻² − Σ s⁻⁴/Σ s⁻²)).
    /// Source: Spiegelhalter 2005. Proved by <c>ReferenceTests</c> (D35, D50) to 1e-9.
    /// </summary>
    /// <param name="z">One per area, at least one.</param>
    /// <param name="variances">s² per area, above zero.</param>
    /// <param name="lower">For example 0.1: quantile by linear interpolation (R's type 7). 0 with upper 1: no winsorising.</param>
    /// <param name="upper">For example 0.9; not below <paramref name="lower"/>.</param>
    public static Overdispersion Of(ReadOnlySpan<double> z, ReadOnlySpan<double> variances, double lower = 0.1, double upper = 0.9)
    {
        Require.SameLength("variances", variances.Length, "z", z.Length);
        if (z.IsEmpty) throw new InvalidInputException("z", "has no value");
        if (!(lower >= 0 && lower <= upper && upper <= 1)) throw new InvalidInputException("winsorising", "needs 0 ≤ lower ≤ upper ≤ 1");
        for (var i = 0; i < z.Length; i++)
            if (!double.IsFinite(z[i]) || !(variances[i] > 0)) return new Overdispersion(z.ToArray(), double.NaN, double.NaN);
        var sorted = z.ToArray();
        Array.Sort(sorted);
        var (low, high) = (Quantile(sorted, lower), Quantile(sorted, upper));
        var (squares, precision, squared) = (0.0, 0.0, 0.0);
        for (var i = 0; i < z.Length; i++)
        {
            var clipped = Math.Clamp(z[i], low, high);
            squares += clipped * clipped;
            precision += 1 / variances[i];
            squared += 1 / (variances[i] * variances[i]);
        }
        var excess = squares - (z.Length - 1);
        var room = precision - squared / precision;
        return new Overdispersion(z.ToArray(), squares / z.Length, z.Length == 1 ? double.NaN : Math.Max(0, excess / room));
    }

    private static double Quantile(double[] sorted, double p)
    {
        var place = (sorted.Length - 1) * p;
        var below = (int)place;
        return sorted[below] + (place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
    }
}
