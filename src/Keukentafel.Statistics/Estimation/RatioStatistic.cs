// The ratio of two totals over a domain.
namespace Keukentafel.Statistics.Estimation;

/// <summary>R = Σ w δ y / Σ w δ x, z_i = δ_i (y_i − R x_i)/Σ w δ x. Source: Särndal, Swensson and Wretman 1992, §5.6.</summary>
public sealed class RatioStatistic(double[] numerator, double[] denominator, ReadOnlySpan<bool> domain = default) : IStatistic
{
    private readonly bool[] observed = Observations.Of([numerator, denominator], domain, "numerator", "denominator");

    public int Count => 1;

    public ReadOnlySpan<bool> Observed => observed;

    public void Evaluate(ReadOnlySpan<double> weights, Span<double> values) =>
        values[0] = Observations.Sum(weights, numerator, observed) / Observations.Sum(weights, denominator, observed);

    public void Linearise(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, int index, Span<double> z)
    {
        var (ratio, below) = (values[0], Observations.Sum(weights, denominator, observed));
        for (var i = 0; i < z.Length; i++)
            if (observed[i]) z[i] = (numerator[i] - ratio * denominator[i]) / below;
    }

    public double? SimpleRandomVariance(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, int index)
    {
        var ratio = values[0];
        var mean = Observations.Sum(weights, denominator, observed) / Observations.Size(weights, observed);
        return Observations.SimpleRandomVariance(weights, i => (numerator[i] - ratio * denominator[i]) / mean, observed);
    }
}
