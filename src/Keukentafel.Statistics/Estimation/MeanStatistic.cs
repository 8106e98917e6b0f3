// Means of one or more variables, each over its own domain.
namespace Keukentafel.Statistics.Estimation;

/// <summary>
/// ȳ = Σ w δ y / Σ w δ, z_i = δ_i (y_i − ȳ)/Σ w δ. Source: Särndal, Swensson and Wretman 1992, §5.8 and §10.3.
/// </summary>
public sealed class MeanStatistic : IStatistic
{
    private readonly double[][] columns;
    private readonly bool[][] masks;
    private readonly bool[] observed;

    /// <summary>Over the same units: a unit with a missing value in any column is outside the domain.</summary>
    public MeanStatistic(double[][] columns, ReadOnlySpan<bool> domain = default)
    {
        this.columns = columns;
        observed = Observations.Of(columns, domain);
        masks = Enumerable.Repeat(observed, columns.Length).ToArray();
    }

    /// <summary>One variable over several domains, which may overlap.</summary>
    public MeanStatistic(double[] y, bool[][] domains)
    {
        if (domains.Length == 0) throw new InvalidInputException("domains", "needs one or more");
        columns = Enumerable.Repeat(y, domains.Length).ToArray();
        masks = domains.Select(domain => Observations.Of([y], domain)).ToArray();
        observed = new bool[y.Length];
        foreach (var mask in masks)
            for (var i = 0; i < observed.Length; i++) observed[i] |= mask[i];
    }

    public int Count => columns.Length;

    public ReadOnlySpan<bool> Observed => observed;

    public void Evaluate(ReadOnlySpan<double> weights, Span<double> values)
    {
        for (var j = 0; j < values.Length; j++) values[j] = Observations.Sum(weights, columns[j], masks[j]) / Observations.Size(weights, masks[j]);
    }

    public void Linearise(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, int index, Span<double> z)
    {
        var (y, mask, mean, size) = (columns[index], masks[index], values[index], Observations.Size(weights, masks[index]));
        for (var i = 0; i < z.Length; i++)
            if (mask[i]) z[i] = (y[i] - mean) / size;
    }

    public double? SimpleRandomVariance(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, int index) =>
        Observations.SimpleRandomVariance(weights, i => columns[index][i], masks[index]);
}
