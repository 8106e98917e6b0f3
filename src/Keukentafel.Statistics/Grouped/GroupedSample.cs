// Any number of domains in one pass: the sums that means and variances need are taken once per cell of units, and every domain is made of cells.
// Calibrated weights cost no pass of their own: the residual's part of the variance is a quadratic form in B, from cross-products of the cells.
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Numerics;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Grouped;

/// <summary>
/// A linearised sample made ready for the means of many items in the domains of some classifications. With unit totals t = a − m'B
/// (a = Σ w δ(y−p)/W, m = Σ w x over the primary unit), V = Σ_h c_h[Σ t² − (Σ t)²/n_h] = V(a) − 2·k'B + B'MB, where M belongs to the sample and k to the
/// strata of the domain. Source: Särndal, Swensson and Wretman 1992, §6.6, written out by cells. Proved by <c>GroupedTests</c> against
/// <see cref="Estimators.Mean"/> of each domain to 1e-10.
/// </summary>
public sealed class GroupedSample
{
    private const int Sums = 5;

    private readonly LinearizedSample sample;
    private readonly IReadOnlyList<Categories> classifications;
    private readonly Cells cells;
    private readonly int[] unitOf;
    private readonly bool clustered;
    private readonly double[] factors;
    private readonly CalibrationForms? forms;
    private readonly int[][] orders;

    /// <param name="sample">One stage; design weights, or weights after one step that fixed margins (post-stratification, calibration to categories).
    /// Of the rules for lonely strata <see cref="LonelyStratum.Fail"/> and <see cref="LonelyStratum.Certainty"/>.</param>
    /// <param name="classifications">Each the domain of every unit.</param>
    public GroupedSample(LinearizedSample sample, IReadOnlyList<Categories> classifications)
    {
        if (!Supports(sample)) throw new InvalidInputException("sample", "is of several stages, several weighting steps, numbers as auxiliaries, or another rule for lonely strata: estimate each domain by itself");
        (this.sample, this.classifications) = (sample, classifications);
        var stage = sample.Design.Stages[0];
        clustered = stage.Units < sample.Units;
        cells = new Cells(clustered ? stage.UnitOf : sample.Design.Strata.Codes);
        foreach (var classification in classifications)
        {
            Require.SameLength(classification.Name, classification.Units, "weights", sample.Units);
            cells.Split(classification.Codes, classification.Count);
        }
        var margins = sample.Margins;
        foreach (var margin in margins) cells.Split(margin.Codes, margin.Count);
        unitOf = cells.ClassOf(0);
        factors = Factors(sample);
        for (var h = 0; margins.Count > 0 && sample.Rules.Lonely == LonelyStratum.Fail && h < stage.Strata; h++)
            if (IsLonely(h)) throw new LonelyStratumException(stage.Labels[h]);
        forms = margins.Count == 0 ? null : new CalibrationForms(sample, cells, classifications.Count + 1, unitOf, clustered, factors);
        orders = Enumerable.Range(0, classifications.Count).Select(Order).ToArray();
    }

    /// <summary>Whether the sample is of the kind that this serves.</summary>
    public static bool Supports(LinearizedSample sample) =>
        sample.Design.Stages.Count == 1 && sample.HasMarginsOnly && sample.Rules is { Lonely: LonelyStratum.Fail or LonelyStratum.Certainty };

    /// <summary>The mean of every item in every domain.</summary>
    /// <param name="items">One value per unit, NaN for missing.</param>
    public DomainTable Means(IReadOnlyList<double[]> items)
    {
        var table = new DomainTable(classifications.Select(classification => classification.Count).ToArray(), items.Count, sample.DegreesOfFreedom);
        var (sums, counts) = (new double[cells.Count * Sums], new int[cells.Count]);
        for (var j = 0; j < items.Count; j++)
        {
            Require.SameLength("item", items[j].Length, "weights", sample.Units);
            Array.Clear(sums);
            Array.Clear(counts);
            var shift = Shift(items[j]);
            Add(items[j], shift, sums, counts);
            for (var c = 0; c < classifications.Count; c++) Domains(table, j, c, sums, counts, shift);
        }
        return table;
    }

    // Any value of the column: it takes a large offset out of the sums of squares.
    private static double Shift(double[] y)
    {
        foreach (var value in y)
            if (!double.IsNaN(value)) return value;
        return 0;
    }

    // Σ w, Σ wy, Σ w², Σ w²y, Σ w²y² and the count of each cell; kept in registers while the cell stays the same.
    private void Add(double[] y, double shift, double[] sums, int[] counts)
    {
        var codes = cells.Codes;
        var weights = sample.Weights;
        var (cell, n, w0, w1, v0, v1, v2) = (codes.Length == 0 ? 0 : codes[0], 0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < codes.Length && i < y.Length && i < weights.Length; i++)
        {
            if (codes[i] != cell)
            {
                Flush(sums, counts, cell, n, w0, w1, v0, v1, v2);
                (cell, n, w0, w1, v0, v1, v2) = (codes[i], 0, 0, 0, 0, 0, 0);
            }
            var value = y[i] - shift;
            if (double.IsNaN(value)) continue;
            var w = weights[i];
            var wy = w * value;
            if (w != 0) n++;
            w0 += w;
            w1 += wy;
            v0 += w * w;
            v1 += w * wy;
            v2 += wy * wy;
        }
        if (codes.Length > 0) Flush(sums, counts, cell, n, w0, w1, v0, v1, v2);
    }

    private static void Flush(double[] sums, int[] counts, int cell, int n, double w0, double w1, double v0, double v1, double v2)
    {
        var own = sums.AsSpan(cell * Sums, Sums);
        own[0] += w0;
        own[1] += w1;
        own[2] += v0;
        own[3] += v1;
        own[4] += v2;
        counts[cell] += n;
    }

    private void Domains(DomainTable table, int item, int classification, double[] sums, int[] counts, double shift)
    {
        var (order, domainOf) = (orders[classification], cells.ClassOf(classification + 1));
        var scratch = forms?.Scratch();
        for (var start = 0; start < order.Length;)
        {
            var domain = domainOf[order[start]];
            var end = start;
            var (size, above, count) = (0.0, 0.0, 0);
            for (; end < order.Length && domainOf[order[end]] == domain; end++)
            {
                size += sums[order[end] * Sums];
                above += sums[order[end] * Sums + 1];
                count += counts[order[end]];
            }
            var p = above / size;
            var at = table.At(classification, domain, item);
            if (count == 0 || !(size > 0)) table.Set(at, double.NaN, double.NaN, count);
            else table.Set(at, p + shift, Variance(order.AsSpan(start, end - start), sums, p, size, scratch), count);
            start = end;
        }
        for (var d = 0; d < classifications[classification].Count; d++)
            if (table.Counts[table.At(classification, d, item)] == 0) table.Set(table.At(classification, d, item), double.NaN, double.NaN, 0);
    }

    private double Variance(ReadOnlySpan<int> own, double[] sums, double p, double size, CalibrationForms.Work? work)
    {
        work?.Clear();
        var variance = 0.0;
        var stage = sample.Design.Stages[0];
        for (var start = 0; start < own.Length;)
        {
            var h = StratumOf(own[start]);
            var (total, squares, present) = (0.0, 0.0, false);
            var (unit, unitTotal, end) = (unitOf[own[start]], 0.0, start);
            for (; end < own.Length && StratumOf(own[end]) == h; end++)
            {
                var cell = own[end];
                var s = sums.AsSpan(cell * Sums, Sums);
                present |= s[0] != 0;
                var a = (s[1] - p * s[0]) / size;
                total += a;
                if (clustered)
                {
                    if (unitOf[cell] != unit)
                    {
                        squares += unitTotal * unitTotal;
                        work?.Cross(factors[h] * unitTotal, unit);
                        (unit, unitTotal) = (unitOf[cell], 0);
                    }
                    unitTotal += a;
                }
                else
                {
                    squares += (s[4] - 2 * p * s[3] + p * p * s[2]) / (size * size);
                    work?.CrossCell(factors[h] * (s[3] - p * s[2]) / size, cell);
                }
                work?.Regress(a, cell);
            }
            if (clustered)
            {
                squares += unitTotal * unitTotal;
                work?.Cross(factors[h] * unitTotal, unit);
            }
            var n = stage.Sampled[h];
            if (present && IsLonely(h) && sample.Rules.Lonely == LonelyStratum.Fail) throw new LonelyStratumException(stage.Labels[h]);
            variance += factors[h] * (squares - total * total / n);
            work?.Centre(factors[h] * total / n, h);
            start = end;
        }
        return Math.Max(variance + (work?.Correction() ?? 0), 0);
    }

    private int StratumOf(int cell) => clustered ? sample.Design.Stages[0].StratumOf[unitOf[cell]] : unitOf[cell];

    // Cells by domain, within it by stratum, within it by primary unit.
    private int[] Order(int classification)
    {
        var domainOf = cells.ClassOf(classification + 1);
        return Enumerable.Range(0, cells.Count).OrderBy(cell => domainOf[cell]).ThenBy(StratumOf).ThenBy(cell => unitOf[cell]).ToArray();
    }

    private bool IsLonely(int stratum) => sample.Design.Stages[0] is var stage && stage.Sampled[stratum] == 1 && stage.Fractions[stratum] < 1;

    // (1−f_h)·n_h/(n_h−1), and zero where one unit was drawn.
    private static double[] Factors(LinearizedSample sample)
    {
        var stage = sample.Design.Stages[0];
        var result = new double[stage.Strata];
        for (var h = 0; h < result.Length; h++)
        {
            var n = stage.Sampled[h];
            if (n > 1) result[h] = (1 - stage.Fractions[h]) * n / (n - 1);
        }
        return result;
    }
}
