// What can be estimated: a function of the weights, with its value and its linearisation. Taylor variances use the second,
// replicate variances the first at every set of weights.
namespace Keukentafel.Statistics.Estimation;

/// <summary>
/// One or more numbers that a weighted sample determines. Weights and z have one value per unit of the sample.
/// </summary>
public interface IStatistic
{
    /// <summary>How many numbers.</summary>
    int Count { get; }

    /// <summary>The units that the statistic rests on: in the domain, and no value missing.</summary>
    ReadOnlySpan<bool> Observed { get; }

    /// <summary>The numbers at these weights; NaN where they do not exist.</summary>
    void Evaluate(ReadOnlySpan<double> weights, Span<double> values);

    /// <summary>
    /// z_i, the change of number <paramref name="index"/> by a unit of weight at i: its variance is about that of Σ w z.
    /// </summary>
    /// <param name="weights">w_i.</param>
    /// <param name="values">What <see cref="Evaluate"/> gave at these weights.</param>
    /// <param name="index">Which number.</param>
    /// <param name="z">Zero when it comes in; zero must remain outside <see cref="Observed"/>.</param>
    void Linearise(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, int index, Span<double> z);

    /// <summary>The variance that number <paramref name="index"/> would have in a simple random sample with replacement of as many units; null when that has no meaning.</summary>
    double? SimpleRandomVariance(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, int index) => null;
}
