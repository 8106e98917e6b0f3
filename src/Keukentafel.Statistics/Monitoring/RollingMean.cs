// Rolling means over overlapping windows of periods. Two such means share periods, so their difference is not that of independent estimates.
namespace Keukentafel.Statistics.Monitoring;

/// <summary>Means over windows of consecutive periods, from the periods' estimates and their full covariance matrix.</summary>
public sealed class RollingMean
{
    private readonly double[] estimates;
    private readonly double[,] covariance;
    private readonly double[] weights;

    /// <param name="estimates">One per period, in order of time; all present.</param>
    /// <param name="covariance">Σ of the estimates: diagonal for independent periods, with covariances when the same units answer again.</param>
    /// <param name="window">Periods in a window, one or more, at most all.</param>
    /// <param name="weights">Weight of each period within the windows it is in, above zero, for example its population; empty: all equal.</param>
    public RollingMean(ReadOnlySpan<double> estimates, double[,] covariance, int window, ReadOnlySpan<double> weights = default)
    {
        Require.Finite("estimates", estimates);
        Require.Covariance("covariance", covariance, "estimates", estimates.Length);
        if (window < 1 || window > estimates.Length) throw new InvalidInputException("window", "must be between one and the number of periods");
        if (!weights.IsEmpty) Require.SameLength("weights", weights.Length, "estimates", estimates.Length);
        Require.Positive("weights", weights);
        this.estimates = estimates.ToArray();
        this.covariance = (double[,])covariance.Clone();
        this.weights = weights.IsEmpty ? Enumerable.Repeat(1.0, estimates.Length).ToArray() : weights.ToArray();
        Window = window;
    }

    public int Window { get; }

    /// <summary>Number of windows: periods − window + 1. Window s holds periods s … s + <see cref="Window"/> − 1.</summary>
    public int Count => estimates.Length - Window + 1;

    /// <summary>
    /// a'y with standard error √(a'Σa); a the weights of the window scaled to sum one. Source: linear combination of estimates,
    /// Särndal, Swensson and Wretman 1992. Equivalent in R: <c>svycontrast</c>. Proved by <c>MonitoringTests</c>.
    /// </summary>
    /// <param name="start">Zero-based first period of the window.</param>
    public (double Value, double StandardError) Mean(int start) => Combine(Coefficients(start));

    /// <summary>
    /// Window <paramref name="later"/> minus window <paramref name="earlier"/> with standard error √((b−a)'Σ(b−a)): shared periods cancel as far as their
    /// weights are equal. Taking the windows as independent would overstate the error when they overlap and the periods are independent. Equivalent in R: <c>svycontrast</c>. Proved by <c>MonitoringTests</c>.
    /// </summary>
    /// <param name="earlier">Zero-based first period of the one window.</param>
    /// <param name="later">Of the other.</param>
    public (double Value, double StandardError) Difference(int earlier, int later) =>
        Combine(Coefficients(later).Zip(Coefficients(earlier), (b, a) => b - a).ToArray());

    private double[] Coefficients(int start)
    {
        if (start < 0 || start >= Count) throw new InvalidInputException("window", "starts outside the periods", start);
        var sum = weights.AsSpan(start, Window).ToArray().Sum();
        return Enumerable.Range(0, estimates.Length).Select(t => t >= start && t < start + Window ? weights[t] / sum : 0).ToArray();
    }

    private (double Value, double StandardError) Combine(double[] coefficients)
    {
        var (value, variance) = (0.0, 0.0);
        for (var s = 0; s < coefficients.Length; s++)
        {
            value += coefficients[s] * estimates[s];
            if (coefficients[s] == 0) continue;
            for (var t = 0; t < coefficients.Length; t++) variance += coefficients[s] * covariance[s, t] * coefficients[t];
        }
        return (value, Math.Sqrt(Math.Max(0, variance)));
    }
}
