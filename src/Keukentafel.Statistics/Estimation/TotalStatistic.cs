// Totals of one or more variables over a domain.
namespace Keukentafel.Statistics.Estimation;

/// <summary>Σ w δ y, z_i = δ_i y_i. Source: Särndal, Swensson and Wretman 1992, §2.8.</summary>
public sealed class TotalStatistic(double[][] columns, ReadOnlySpan<bool> domain = default) : IStatistic
{
    private readonly bool[] observed = Observations.Of(columns, domain);

    public int Count => columns.Length;

    public ReadOnlySpan<bool> Observed => observed;

    public void Evaluate(ReadOnlySpan<double> weights, Span<double> values)
    {
        for (var j = 0; j < values.Length; j++) values[j] = Observations.Sum(weights, columns[j], observed);
    }

    public void Linearise(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, int index, Span<double> z)
    {
        var y = columns[index];
        for (var i = 0; i < z.Length; i++)
            if (observed[i]) z[i] = y[i];
    }

    public double? SimpleRandomVariance(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, int index)
    {
        var size = Observations.Size(weights, observed);
        return size * size * Observations.SimpleRandomVariance(weights, i => columns[index][i], observed);
    }
}
