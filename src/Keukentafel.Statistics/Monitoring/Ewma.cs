// The exponentially weighted moving average: notices a small lasting change earlier than limits per period do.
using Keukentafel.Statistics.Estimation;

namespace Keukentafel.Statistics.Monitoring;

/// <param name="Values">e_t.</param>
/// <param name="StandardErrors">√var_t.</param>
/// <param name="Limits">Centre ± L·√var_t; not cut off.</param>
/// <param name="Signals">Zero-based periods outside their limits.</param>
public sealed record Ewma(IReadOnlyList<double> Values, IReadOnlyList<double> StandardErrors, IReadOnlyList<Interval> Limits, IReadOnlyList<int> Signals)
{
    /// <summary>
    /// e_t = λy_t + (1 − λ)e_(t−1) from e_0 = centre; var_t = λ²σ_t² + (1 − λ)²var_(t−1) from 0, periods independent. Source: Roberts 1959;
    /// Lucas and Saccucci 1990 (choice of λ and L). Proved by <c>ReferenceTests</c> (D35) to 1e-9 and <c>MonitoringTests</c>.
    /// </summary>
    /// <param name="values">y_t, one per period, finite.</param>
    /// <param name="sigmas">σ_t, zero or more.</param>
    /// <param name="centre">The level without change.</param>
    /// <param name="lambda">λ, above 0 and at most 1; 1 is the plain chart.</param>
    /// <param name="limit">L, above zero; 2.7 with λ = 0.2 is usual.</param>
    public static Ewma Of(IReadOnlyList<double> values, IReadOnlyList<double> sigmas, double centre, double lambda = 0.2, double limit = 2.7)
    {
        Require.SameLength("sigmas", sigmas.Count, "values", values.Count);
        Require.Finite("values", [.. values]);
        Require.NotNegative("sigmas", [.. sigmas]);
        Require.Finite("centre", [centre]);
        if (!(lambda > 0 && lambda <= 1)) throw new InvalidInputException("lambda", "must lie above 0 and be at most 1");
        Require.Positive("limit", limit);
        var (averages, errors, limits) = (new double[values.Count], new double[values.Count], new Interval[values.Count]);
        var signals = new List<int>();
        var (average, variance) = (centre, 0.0);
        for (var t = 0; t < averages.Length; t++)
        {
            average = lambda * values[t] + (1 - lambda) * average;
            variance = lambda * lambda * sigmas[t] * sigmas[t] + (1 - lambda) * (1 - lambda) * variance;
            (averages[t], errors[t]) = (average, Math.Sqrt(variance));
            limits[t] = new Interval(centre - limit * errors[t], centre + limit * errors[t]);
            if (average < limits[t].Lower || average > limits[t].Upper) signals.Add(t);
        }
        return new Ewma(averages, errors, limits, signals);
    }
}
