// What unequal weights cost.
namespace Keukentafel.Statistics.Weighting;

public static class Dispersion
{
    /// <summary>
    /// Kish's design effect of weighting, n·Σw²/(Σw)² over the weights above zero: 1 when all are equal. Source: Kish 1965, 1992.
    /// NaN when no weight is above zero. Proved by <c>ReferenceTests</c> (<c>kish_deff</c>) to 1e-8.
    /// </summary>
    public static double KishDesignEffect(ReadOnlySpan<double> weights)
    {
        Require.NotNegative("weights", weights);
        var (n, sum, squares) = (0, 0.0, 0.0);
        foreach (var weight in weights)
        {
            if (weight == 0) continue;
            n++;
            sum += weight;
            squares += weight * weight;
        }
        return n == 0 ? double.NaN : n * squares / (sum * sum);
    }
}
