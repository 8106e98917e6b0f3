// Case-mix adjustment: what the areas' means would differ if every area had the same mix of respondents.
// The regression is within areas, so that a difference between areas never passes for an effect of the mix.
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Numerics;

namespace Keukentafel.Statistics.Areas;

/// <summary>A characteristic of respondents that the areas cannot control. <paramref name="Values"/>: one per unit, NaN is missing.</summary>
public sealed record Adjuster(string Name, IReadOnlyList<double> Values);

/// <summary>An area before and after adjustment. Everything but the label and the count is NaN for an area without an answer.</summary>
/// <param name="Label">Of the area.</param>
/// <param name="Count">n_p: units with an observed y.</param>
/// <param name="Raw">ȳ_p.</param>
/// <param name="Adjusted">a_p: the mean over the areas (each counting once) is the mean of their raw means.</param>
/// <param name="AdjustedAtGrandMean">The same shifted: what the area would have with the adjusters at their mean over all units.</param>
/// <param name="Variance">V_p of a_p; NaN for one respondent.</param>
/// <param name="Difference">Δ_p = a_p − ā, ā the mean over the areas.</param>
/// <param name="DifferenceVariance">NaN for every area as soon as one area has a single respondent: ΣV_q is not known then.</param>
/// <param name="T">Δ_p/√Var(Δ_p).</param>
/// <param name="PValue">Two-sided, Student's t with n_p − 1 degrees of freedom.</param>
public sealed record AdjustedArea(
    string Label, int Count, double Raw, double Adjusted, double AdjustedAtGrandMean, double Variance,
    double Difference, double DifferenceVariance, double T, double PValue);

/// <summary>The outcome of <see cref="CaseMix.Adjust"/>.</summary>
/// <param name="Coefficients">β, one per adjuster; NaN for one that was dropped.</param>
/// <param name="Dropped">Names of adjusters that follow from earlier ones or do not vary within any area: they adjust nothing.</param>
/// <param name="Areas">One per area, in the order of its labels.</param>
/// <param name="WithoutVariance">Labels of areas with one respondent: adjusted, but of unknown precision.</param>
/// <param name="F">Of the hypothesis that all adjusted means are equal; undefined (NaN) when a variance is.</param>
/// <param name="NumeratorDegreesOfFreedom">Areas with an answer, minus one.</param>
public sealed record CaseMixAdjustment(
    IReadOnlyList<double> Coefficients, IReadOnlyList<string> Dropped, IReadOnlyList<AdjustedArea> Areas,
    IReadOnlyList<string> WithoutVariance, double F, int NumeratorDegreesOfFreedom);

public static class CaseMix
{
    /// <summary>
    /// Means of areas adjusted for the mix of their respondents, as the CAHPS surveys do:
    /// y_ip = β'x_ip + θ_p + ε by least squares with a fixed effect per area; a_p = θ_p + mean_p(ȳ_p) − mean_p(θ_p), means over the P areas;
    /// V_p = Σ_i e²/(n_p(n_p − 1))·(1 − n_p/N_p); Var(Δ_p) = (P−2)/P·V_p + Σ_q V_q/P²;
    /// F = Σ_p (a_p − μ)²/V_p/(P − 1), μ the mean weighted by 1/V_p.
    /// Source: Zaslavsky, Zaborski, Ding, Shaul, Cioffi and Cleary 2001. Equivalent in R: <c>lm(y ~ x + factor(area))</c>.
    /// Proved by <c>ReferenceTests</c> (D33) to 1e-9 and <c>CaseMixTests</c> against a regression on indicators of the areas.
    /// </summary>
    /// <param name="y">One value per unit; NaN is missing and leaves the unit out.</param>
    /// <param name="areas">The area of each unit. An area without an answer counts nowhere.</param>
    /// <param name="adjusters">Characteristics, same order of units. A missing one becomes the mean of the answering units of its area; the mean of
    /// all answering units when its area has none. Not known anywhere: refused.</param>
    /// <param name="populations">N_p per area, n_p or more, for the finite population correction; null: none.</param>
    /// <exception cref="InvalidInputException">A length, an infinite value, or fewer than two areas with an answer.</exception>
    /// <exception cref="SampleExceedsPopulationException">An area has more respondents than population.</exception>
    public static CaseMixAdjustment Adjust(
        ReadOnlySpan<double> y, Categories areas, IReadOnlyList<Adjuster> adjusters, IReadOnlyList<double>? populations = null)
    {
        Require.SameLength("y", y.Length, areas.Name, areas.Units);
        if (populations is not null) Require.SameLength("populations", populations.Count, areas.Name, areas.Count);
        foreach (var adjuster in adjusters) Require.SameLength(adjuster.Name, adjuster.Values.Count, areas.Name, areas.Units);
        Require.FiniteOrMissing("y", y);

        var rows = new List<int>(y.Length);
        for (var i = 0; i < y.Length; i++)
            if (!double.IsNaN(y[i])) rows.Add(i);
        var area = new int[rows.Count];
        var centred = new double[rows.Count];
        for (var i = 0; i < area.Length; i++) (area[i], centred[i]) = (areas.Codes[rows[i]], y[rows[i]]);
        var counts = new int[areas.Count];
        foreach (var code in area) counts[code]++;
        var used = Enumerable.Range(0, areas.Count).Where(p => counts[p] > 0).ToArray();
        if (used.Length < 2) throw new InvalidInputException(areas.Name, "needs two areas with an answer to compare");

        var raw = Centre(centred, area, counts);
        var x = new double[adjusters.Count][];
        var means = new double[adjusters.Count][];
        var negligible = new double[adjusters.Count];
        for (var j = 0; j < x.Length; j++)
        {
            var column = x[j] = Complete(adjusters[j], rows, area, areas.Count);
            var length = LeastSquares.Length(column);
            var grand = column.Sum() / column.Length;
            for (var i = 0; i < column.Length; i++) column[i] -= grand;
            // An adjuster that is constant within areas leaves only rounding behind after centring; measured against what it was before.
            negligible[j] = Math.Max(LeastSquares.Dependent * LeastSquares.Length(column), 1e-12 * length);
            means[j] = Centre(column, area, counts);
        }
        var regression = new LeastSquares(x, negligible);
        var (beta, residuals) = regression.Fit(centred);

        var squares = new double[areas.Count];
        for (var i = 0; i < area.Length; i++) squares[area[i]] += residuals[i] * residuals[i];
        // θ_p with the adjusters counted from their grand mean.
        var effects = raw.AsSpan().ToArray();
        foreach (var p in used)
            for (var j = 0; j < beta.Length; j++) effects[p] -= beta[j] * means[j][p];
        var variances = new double[areas.Count];
        foreach (var p in used) variances[p] = Variance(areas.Labels[p], squares[p], counts[p], populations?[p] ?? double.PositiveInfinity);
        return Compare(
            areas, counts, used, raw, effects, variances,
            coefficients: beta.Select((b, j) => regression.IsDropped(j) ? double.NaN : b).ToArray(),
            dropped: adjusters.Where((_, j) => regression.IsDropped(j)).Select(adjuster => adjuster.Name).ToArray());
    }

    private static CaseMixAdjustment Compare(
        Categories areas, int[] counts, int[] used, double[] raw, double[] effects, double[] variances, double[] coefficients, string[] dropped)
    {
        double number = used.Length;
        var level = used.Sum(p => raw[p]) / number;
        var shift = level - used.Sum(p => effects[p]) / number;
        var shared = used.Sum(p => variances[p]) / (number * number);
        var result = new AdjustedArea[areas.Count];
        for (var p = 0; p < result.Length; p++)
        {
            if (counts[p] == 0)
            {
                result[p] = new AdjustedArea(areas.Labels[p], 0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
                continue;
            }
            var adjusted = effects[p] + shift;
            var difference = adjusted - level;
            var variance = (number - 2) / number * variances[p] + shared;
            var t = difference / Math.Sqrt(variance);
            var tail = double.IsNaN(t) ? double.NaN : 2 * StudentT.Cumulative(Math.Abs(t), counts[p] - 1).Upper;
            result[p] = new AdjustedArea(
                areas.Labels[p], counts[p], raw[p], adjusted, effects[p], variances[p], difference, variance, t, tail);
        }
        var precision = used.Sum(p => 1 / variances[p]);
        var mean = used.Sum(p => result[p].Adjusted / variances[p]) / precision;
        var f = used.Sum(p => Math.Pow(result[p].Adjusted - mean, 2) / variances[p]) / (number - 1);
        return new CaseMixAdjustment(
            coefficients, dropped, result, used.Where(p => counts[p] == 1).Select(p => areas.Labels[p]).ToArray(), f, used.Length - 1);
    }

    private static double Variance(string label, double squares, double count, double population)
    {
        if (double.IsNaN(population)) throw new InvalidInputException("populations", FormattableString.Invariant($"has no number for '{label}'"));
        if (count > population) throw new SampleExceedsPopulationException(label, count, population);
        return count == 1 ? double.NaN : squares / (count * (count - 1)) * (1 - count / population);
    }

    // The answering units' values, missing ones replaced by the mean of their area.
    private static double[] Complete(Adjuster adjuster, List<int> rows, int[] area, int areas)
    {
        var (sums, known) = (new double[areas], new int[areas]);
        var values = new double[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i] = adjuster.Values[rows[i]];
            if (double.IsInfinity(value)) throw new InvalidInputException(adjuster.Name, "must be finite or missing", rows[i]);
            if (double.IsNaN(value)) continue;
            sums[area[i]] += value;
            known[area[i]]++;
        }
        if (known.Sum() == 0) throw new InvalidInputException(adjuster.Name, "is not known for any unit with an answer");
        var grand = sums.Sum() / known.Sum();
        for (var i = 0; i < values.Length; i++)
            if (double.IsNaN(values[i])) values[i] = known[area[i]] > 0 ? sums[area[i]] / known[area[i]] : grand;
        return values;
    }

    // Takes the mean of its area out of every value and returns the means; NaN for an area without units.
    private static double[] Centre(double[] values, int[] area, int[] counts)
    {
        var means = new double[counts.Length];
        for (var i = 0; i < values.Length; i++) means[area[i]] += values[i];
        for (var p = 0; p < means.Length; p++) means[p] /= counts[p];
        for (var i = 0; i < values.Length; i++) values[i] -= means[area[i]];
        return means;
    }
}
