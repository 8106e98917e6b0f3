// The variance of a variable in a domain of the population.
namespace Keukentafel.Statistics.Estimation;

/// <summary>
/// S² = n/(n−1)·Σ w (y−ȳ)²/Σ w, n the observed units with a weight in the full sample; its variance is that of the mean of (y−ȳ)²·n/(n−1).
/// Undefined with fewer than two units. Equivalent in R: <c>svyvar(~y, design)</c>.
/// </summary>
public sealed class VarianceStatistic : IStatistic
{
    private readonly double[] y;
    private readonly bool[] observed;
    private readonly double correction;

    /// <param name="sampleWeights">Of the full sample, by which the units are counted.</param>
    /// <param name="y">One value per unit; NaN is missing.</param>
    /// <param name="domain">Empty: every unit.</param>
    public VarianceStatistic(ReadOnlySpan<double> sampleWeights, double[] y, ReadOnlySpan<bool> domain = default)
    {
        Require.SameLength("y", y.Length, "weights", sampleWeights.Length);
        (this.y, observed) = (y, Observations.Of([y], domain));
        var n = 0;
        for (var i = 0; i < observed.Length; i++)
            if (observed[i] && sampleWeights[i] != 0) n++;
        correction = n / (n - 1.0);
    }

    public int Count => 1;

    public ReadOnlySpan<bool> Observed => observed;

    public void Evaluate(ReadOnlySpan<double> weights, Span<double> values)
    {
        var size = Observations.Size(weights, observed);
        var (mean, squares) = (Observations.Sum(weights, y, observed) / size, 0.0);
        for (var i = 0; i < y.Length; i++)
            if (observed[i]) squares += weights[i] * (y[i] - mean) * (y[i] - mean);
        values[0] = squares / size * correction;
    }

    public void Linearise(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, int index, Span<double> z)
    {
        var size = Observations.Size(weights, observed);
        var mean = Observations.Sum(weights, y, observed) / size;
        for (var i = 0; i < z.Length; i++)
            if (observed[i]) z[i] = ((y[i] - mean) * (y[i] - mean) * correction - values[0]) / size;
    }
}
