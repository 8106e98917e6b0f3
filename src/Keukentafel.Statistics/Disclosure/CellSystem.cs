// What disclosure control is about: the cells of everything that is published together, and all sums among them. One table with its
// margins, a hierarchy, or several tables that share cells are the same thing here: a list of values under a list of additive relations.
namespace Keukentafel.Statistics.Disclosure;

/// <summary>Cells with their true values and the sums that anybody knows to hold among them.</summary>
public sealed class CellSystem
{
    /// <param name="values">The true value of each cell, zero or more, finite.</param>
    /// <param name="sums">Every relation total = Σ parts, by cell number. They must hold to 1e-9 of the total.</param>
    /// <param name="keys">A name per cell, all different, by which <see cref="Link"/> recognises the same cell elsewhere; null: its number.</param>
    /// <param name="lower">What everybody knows each cell to be at least; null: zero.</param>
    /// <param name="upper">What everybody knows each cell to be at most; null: nothing is known.</param>
    /// <exception cref="InvalidInputException">A negative or missing value, a sum that does not hold, a value outside what is known of it.</exception>
    public CellSystem(IReadOnlyList<double> values, IReadOnlyList<Sum> sums, IReadOnlyList<string>? keys = null, IReadOnlyList<double>? lower = null, IReadOnlyList<double>? upper = null)
    {
        double[] cells = [.. values];
        Require.NotNegative("values", cells);
        Values = cells;
        Sums = sums;
        Keys = keys ?? [.. Enumerable.Range(0, cells.Length).Select(cell => cell.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        Lower = lower ?? new double[cells.Length];
        Upper = upper ?? [.. Enumerable.Repeat(double.PositiveInfinity, cells.Length)];
        Require.SameLength("keys", Keys.Count, "values", cells.Length);
        Require.SameLength("lower", Lower.Count, "values", cells.Length);
        Require.SameLength("upper", Upper.Count, "values", cells.Length);
        for (var cell = 0; cell < cells.Length; cell++)
            if (!(Lower[cell] <= cells[cell] && cells[cell] <= Upper[cell])) throw new InvalidInputException("values", "lies outside what is known of it", cell);
        for (var s = 0; s < sums.Count; s++) Check(sums[s], s);
        if (Keys.Distinct(StringComparer.Ordinal).Count() != cells.Length) throw new InvalidInputException("keys", "are not all different");
    }

    public IReadOnlyList<double> Values { get; }
    public IReadOnlyList<Sum> Sums { get; }
    public IReadOnlyList<string> Keys { get; }
    public IReadOnlyList<double> Lower { get; }
    public IReadOnlyList<double> Upper { get; }
    public int Count => Values.Count;

    /// <summary>The number of the cell with this key.</summary>
    public int this[string key]
    {
        get
        {
            for (var cell = 0; cell < Count; cell++)
                if (string.Equals(Keys[cell], key, StringComparison.Ordinal)) return cell;
            throw new InvalidInputException("key", $"'{key}' is no cell");
        }
    }

    /// <summary>
    /// A table of any number of dimensions. Cell (a, b, …) stands at position (a·count(B) + b)·count(C) + …: the last dimension runs
    /// fastest. Its key is "A=label;B=label", without the dimensions over which it is the whole, so that it has the same key in every table
    /// that shows it.
    /// </summary>
    /// <param name="values">All cells with their totals, in that order.</param>
    /// <param name="dimensions">One or more.</param>
    public static CellSystem Cross(IReadOnlyList<double> values, params IReadOnlyList<Dimension> dimensions)
    {
        var count = dimensions.Aggregate(1, (product, dimension) => product * dimension.Count);
        Require.SameLength("values", values.Count, "the crossed dimensions", count);
        var sums = new List<Sum>();
        for (int d = dimensions.Count - 1, step = 1; d >= 0; step *= dimensions[d--].Count)
        {
            var wide = step * dimensions[d].Count;
            foreach (var sum in dimensions[d].Sums)
                for (var first = 0; first < count; first += wide)
                    for (var offset = first; offset < first + step; offset++)
                        sums.Add(new Sum(offset + step * sum.Total, [.. sum.Parts.Select(part => offset + step * part)]));
        }
        return new CellSystem(values, sums, [.. Enumerable.Range(0, count).Select(Key)]);

        string Key(int cell)
        {
            var parts = new List<string>();
            for (var d = dimensions.Count - 1; d >= 0; cell /= dimensions[d--].Count)
                if (cell % dimensions[d].Count is var category && category != dimensions[d].Whole) parts.Add(dimensions[d].Name + "=" + dimensions[d].Labels[category]);
            parts.Reverse();
            return string.Join(';', parts);
        }
    }

    /// <summary>A two-way table given without its margins; they are added. Numbered as in <see cref="OfTableWithMargins"/>.</summary>
    public static CellSystem OfTable(double[,] inner)
    {
        var (rows, columns) = (inner.GetLength(0), inner.GetLength(1));
        var values = new double[rows + 1, columns + 1];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                values[r, c] = inner[r, c];
                values[r, columns] += inner[r, c];
                values[rows, c] += inner[r, c];
                values[rows, columns] += inner[r, c];
            }
        }
        return OfTableWithMargins(values);
    }

    /// <summary>
    /// A two-way table whose last column holds the totals of the rows and whose last row those of the columns. The cells are numbered row by
    /// row, margins included; the dimensions are called "row" and "column", their categories 1, 2, ….
    /// </summary>
    public static CellSystem OfTableWithMargins(double[,] table) =>
        Cross([.. table.Cast<double>()], Numbered("row", table.GetLength(0) - 1), Numbered("column", table.GetLength(1) - 1));

    /// <summary>Everything that is published together: cells with the same key are one cell.</summary>
    /// <exception cref="InvalidInputException">Tables that give the same cell different values.</exception>
    public static CellSystem Link(params IReadOnlyList<CellSystem> tables)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var (values, lower, upper, keys, sums) = (new List<double>(), new List<double>(), new List<double>(), new List<string>(), new List<Sum>());
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var here = new int[table.Count];
            for (var cell = 0; cell < here.Length; cell++)
            {
                if (!places.TryGetValue(table.Keys[cell], out here[cell]))
                {
                    places[table.Keys[cell]] = here[cell] = values.Count;
                    values.Add(table.Values[cell]);
                    lower.Add(table.Lower[cell]);
                    upper.Add(table.Upper[cell]);
                    keys.Add(table.Keys[cell]);
                    continue;
                }
                if (Math.Abs(values[here[cell]] - table.Values[cell]) > 1e-9 * Math.Max(1, table.Values[cell]))
                    throw new InvalidInputException("tables", FormattableString.Invariant($"give the cell '{table.Keys[cell]}' the values {values[here[cell]]} and {table.Values[cell]}"));
                (lower[here[cell]], upper[here[cell]]) = (Math.Max(lower[here[cell]], table.Lower[cell]), Math.Min(upper[here[cell]], table.Upper[cell]));
            }
            foreach (var sum in table.Sums)
            {
                var linked = new Sum(here[sum.Total], [.. sum.Parts.Select(part => here[part])]);
                if (known.Add(linked.Total + "=" + string.Join('+', linked.Parts.Order()))) sums.Add(linked);
            }
        }
        return new CellSystem(values, sums, keys, lower, upper);
    }

    internal IEnumerable<(int Cell, double Coefficient)> Terms(int sum) => Sums[sum].Parts.Select(part => (part, 1.0)).Append((Sums[sum].Total, -1.0));

    private static Dimension Numbered(string name, int count) =>
        Dimension.WithTotal(name, [.. Enumerable.Range(1, count).Select(k => k.ToString(System.Globalization.CultureInfo.InvariantCulture))]);

    private void Check(Sum sum, int position)
    {
        var cells = sum.Parts.Append(sum.Total).ToArray();
        if (sum.Parts.Count == 0 || cells.Any(cell => cell < 0 || cell >= Count) || cells.Distinct().Count() != cells.Length)
            throw new InvalidInputException("sums", "names a cell that is not there, twice, or as its own part", position);
        var parts = sum.Parts.Sum(part => Values[part]);
        if (Math.Abs(parts - Values[sum.Total]) > 1e-9 * Math.Max(1, parts))
            throw new InvalidInputException("sums", FormattableString.Invariant($"does not hold: the parts of '{Keys[sum.Total]}' add up to {parts}, not {Values[sum.Total]}"), position);
    }
}
