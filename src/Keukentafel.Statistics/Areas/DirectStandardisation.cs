// Direct standardisation: the mean an area would have with the composition of a reference population.
// An area without an answer in one of the cells has no standardised mean; nothing is filled in for it.
namespace Keukentafel.Statistics.Areas;

/// <param name="Label">Of the area.</param>
/// <param name="Count">Units with an observed y in a cell of the reference.</param>
/// <param name="Value">Σ_c W_c·ȳ_c; NaN when a cell is empty.</param>
/// <param name="StandardError">√Σ_c W_c²·s_c²/n_c; NaN when a cell is empty or holds one unit.</param>
/// <param name="EmptyCells">Labels of the cells without an answer in this area.</param>
public sealed record StandardisedArea(string Label, int Count, double Value, double StandardError, IReadOnlyList<string> EmptyCells)
{
    public bool IsDefined => EmptyCells.Count == 0;
}

public static class DirectStandardisation
{
    /// <summary>
    /// Per area Σ_c W_c·ȳ_pc over the cells of the reference, with a standard error for cells that were drawn independently of each other:
    /// √Σ_c W_c²·s²_pc/n_pc, s² with divisor n − 1. Source: Kitagawa 1964; Fleiss, Levin and Paik 2003, ch. 19.
    /// Proved by <c>ReferenceTests</c> (D33) to 1e-9 (values) and <c>AreaTests</c> (standard errors, a naive implementation).
    /// </summary>
    /// <param name="y">One value per unit; NaN is missing and leaves the unit out.</param>
    /// <param name="areas">The area of each unit.</param>
    /// <param name="cells">The cell of each unit, for example an age group.</param>
    /// <param name="reference">W_c per cell, zero or more. Used as they are: shares that sum to one give a mean. Every cell must be filled in every
    /// area, also one with W_c = 0: leave such a cell out of <paramref name="cells"/> instead.</param>
    public static IReadOnlyList<StandardisedArea> Of(ReadOnlySpan<double> y, Categories areas, Categories cells, ReadOnlySpan<double> reference)
    {
        Require.SameLength("y", y.Length, areas.Name, areas.Units);
        Require.SameLength(cells.Name, cells.Units, areas.Name, areas.Units);
        Require.SameLength("reference", reference.Length, cells.Name, cells.Count);
        Require.NotNegative("reference", reference);
        Require.FiniteOrMissing("y", y);
        var counts = new int[areas.Count, cells.Count];
        var means = new double[areas.Count, cells.Count];
        var squares = new double[areas.Count, cells.Count];
        for (var i = 0; i < y.Length; i++)
        {
            if (double.IsNaN(y[i])) continue;
            var (area, cell) = (areas.Codes[i], cells.Codes[i]);
            var step = y[i] - means[area, cell];
            means[area, cell] += step / ++counts[area, cell];
            squares[area, cell] += step * (y[i] - means[area, cell]);
        }
        var result = new StandardisedArea[areas.Count];
        for (var area = 0; area < result.Length; area++)
        {
            var (value, variance, count) = (0.0, 0.0, 0);
            var empty = new List<string>();
            for (var cell = 0; cell < cells.Count; cell++)
            {
                double n = counts[area, cell];
                count += counts[area, cell];
                if (n == 0) empty.Add(cells.Labels[cell]);
                value += reference[cell] * means[area, cell];
                if (reference[cell] > 0) variance += reference[cell] * reference[cell] * (squares[area, cell] / (n - 1) / n);
            }
            result[area] = empty.Count > 0
                ? new StandardisedArea(areas.Labels[area], count, double.NaN, double.NaN, empty)
                : new StandardisedArea(areas.Labels[area], count, value, Math.Sqrt(variance), empty);
        }
        return result;
    }

    /// <summary>
    /// Σ_c W_c·ȳ_c of cells that were estimated with a design: standard error √(W'ΣW). Equivalent in R: <c>svycontrast</c>.
    /// Proved by <c>AreaTests</c>: independent cells give what the other overload gives.
    /// </summary>
    /// <param name="cellMeans">ȳ_c, one per cell; a cell without answers (NaN) leaves the result undefined (NaN).</param>
    /// <param name="covariance">Σ of the cell means, same order.</param>
    /// <param name="reference">W_c per cell, zero or more.</param>
    public static (double Value, double StandardError) Of(ReadOnlySpan<double> cellMeans, double[,] covariance, ReadOnlySpan<double> reference)
    {
        Require.SameLength("reference", reference.Length, "cellMeans", cellMeans.Length);
        Require.Covariance("covariance", covariance, "cellMeans", cellMeans.Length);
        Require.NotNegative("reference", reference);
        var (value, variance) = (0.0, 0.0);
        for (var c = 0; c < reference.Length; c++)
        {
            value += reference[c] * cellMeans[c];
            for (var d = 0; d < reference.Length; d++) variance += reference[c] * covariance[c, d] * reference[d];
        }
        return double.IsNaN(value) ? (double.NaN, double.NaN) : (value, Math.Sqrt(Math.Max(0, variance)));
    }
}
