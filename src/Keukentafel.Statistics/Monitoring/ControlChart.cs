// A share followed from period to period: limits of chance around the level of the first periods. With large periods the ordinary limits are too
// narrow, as more than sampling varies; Laney's factor measures by how much.
using Keukentafel.Statistics.Estimation;

namespace Keukentafel.Statistics.Monitoring;

/// <summary>A p-chart. One value per period, in order of time.</summary>
/// <param name="Centre">p̄ = Σx/Σn over the baseline.</param>
/// <param name="Shares">p_t = x_t/n_t.</param>
/// <param name="Sigmas">σ_t = √(p̄(1−p̄)/n_t).</param>
/// <param name="Z">(p_t − p̄)/σ_t; when p̄ is 0 or 1: NaN on it, infinite off it, as every other share then lies outside all limits.</param>
/// <param name="LaneyFactor">σ_z = mean |z_t − z_(t−1)| over the baseline, divided by 1.128; NaN for one baseline period or when p̄ is 0 or 1.</param>
public sealed record ControlChart(
    double Centre, IReadOnlyList<double> Shares, IReadOnlyList<double> Sigmas, IReadOnlyList<double> Z, double LaneyFactor)
{
    // The mean range of two standard normal values to three decimals, as tables of control charts and other software have it.
    private const double MeanRangeOfTwo = 1.128;

    /// <summary>
    /// The chart of x of n per period. Source: Montgomery 2013, §7.2; Laney 2002. Proved by <c>ReferenceTests</c> (D35) to 1e-9.
    /// Equivalent in R: <c>qicharts2::qic(x, n, chart = "pp", freeze = baseline)</c>.
    /// </summary>
    /// <param name="successes">x_t between 0 and n_t.</param>
    /// <param name="sizes">n_t above zero: leave a period without answers out.</param>
    /// <param name="baselinePeriods">How many of the first periods set the level; one or more, at most all.</param>
    public static ControlChart Of(ReadOnlySpan<double> successes, ReadOnlySpan<double> sizes, int baselinePeriods)
    {
        Counts.Check(successes, sizes);
        if (baselinePeriods < 1 || baselinePeriods > sizes.Length) throw new InvalidInputException("baselinePeriods", "must be between one and the number of periods");
        var centre = Counts.Pooled(successes[..baselinePeriods], sizes[..baselinePeriods]);
        var (shares, sigmas, z) = (new double[sizes.Length], new double[sizes.Length], new double[sizes.Length]);
        for (var t = 0; t < z.Length; t++)
        {
            shares[t] = successes[t] / sizes[t];
            sigmas[t] = Math.Sqrt(centre * (1 - centre) / sizes[t]);
            z[t] = (shares[t] - centre) / sigmas[t];
        }
        var moved = 0.0;
        for (var t = 1; t < baselinePeriods; t++) moved += Math.Abs(z[t] - z[t - 1]);
        return new ControlChart(centre, shares, sigmas, z, moved / (baselinePeriods - 1) / MeanRangeOfTwo);
    }

    /// <summary>p̄ ± multiplier·σ_t, cut off at 0 and 1.</summary>
    public Interval[] Limits(double multiplier = 3) => Around(multiplier);

    /// <summary>p̄ ± multiplier·σ_t·σ_z (Laney's p′-chart), cut off at 0 and 1.</summary>
    public Interval[] LaneyLimits(double multiplier = 3) => Around(multiplier * LaneyFactor);

    private Interval[] Around(double reach) =>
        Sigmas.Select(sigma => new Interval(Math.Max(0, Centre - reach * sigma), Math.Min(1, Centre + reach * sigma))).ToArray();
}
