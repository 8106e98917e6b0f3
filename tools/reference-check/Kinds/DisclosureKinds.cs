// Cases of disclosure control: suppression, rounding, cell keys. Where several answers are equally good, what makes an answer good is checked.
using System.Text.Json;
using Keukentafel.Statistics;
using Keukentafel.Statistics.Disclosure;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class DisclosureKinds
{
    private const string Total = "Total";

    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal)
    {
        ["suppression"] = Suppressed,
        ["controlled_rounding"] = Rounded,
        ["cell_key"] = Keyed,
    };

    // The margins are published; cells of the inner table are numbered column by column in the file, row by row in the library.
    private static void Suppressed(Case check)
    {
        var (inner, expected) = (Matrix(check.Input.GetProperty("table")), check.Expected);
        var (rows, columns) = (inner.GetLength(0), inner.GetLength(1));
        var (threshold, slack) = (Case.Number(check.Input, "threshold"), Case.Number(check.Input, "slack"));
        var tables = CellSystem.OfTable(inner);
        var primary = new bool[tables.Count];
        var costs = Enumerable.Repeat(double.PositiveInfinity, tables.Count).ToArray();
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                (primary[Place(r, c)], costs[Place(r, c)]) = (inner[r, c] < threshold, inner[r, c]);
        var level = Enumerable.Repeat(slack, tables.Count).ToArray();
        var own = ComplementarySuppression.Protect(tables, primary, level, level, costs, work: 60_000_000_000);
        check.Compare.Numbers("primary cells", Listed(expected, "primary_cells_0based_column_major"), [.. Numbered(primary)]);

        Bounds("bounds with the primary cells only", "attacker_bounds_primary_only", primary);
        var stated = primary.ToArray();
        foreach (var cell in Listed(expected, "one_optimal_pattern_0based_column_major").EnumerateArray()) stated[Place(cell.GetInt32() % rows, cell.GetInt32() / rows)] = true;
        Bounds("bounds of the stated pattern", "attacker_bounds_after_complementary", stated);

        Compare.That(own.IsProvenOptimal, "the cost is not proven optimal");
        check.Compare.Number("optimal_cost", expected.GetProperty("optimal_cost"), own.Cost);
        var hidden = own.Suppressed.ToArray();
        for (var cell = 0; cell < hidden.Length; cell++)
        {
            if (!primary[cell]) continue;
            var interval = Attacker.Interval(tables, hidden, cell);
            Compare.That(hidden[cell] && interval.Lower <= Math.Max(0, tables.Values[cell] - slack) + 1e-9 && interval.Upper >= tables.Values[cell] + slack - 1e-9, $"cell {tables.Keys[cell]} is not protected");
        }

        int Place(int row, int column) => row * (columns + 1) + column;

        IEnumerable<double> Numbered(bool[] cells) =>
            Enumerable.Range(0, rows * columns).Where(cell => cells[Place(cell % rows, cell / rows)]).Select(cell => (double)cell);

        void Bounds(string what, string field, bool[] pattern)
        {
            if (!expected.TryGetProperty(field, out var bounds) || bounds.ValueKind != JsonValueKind.Array) return;
            foreach (var bound in bounds.EnumerateArray())
            {
                var cell = Place(bound.GetProperty("row_1based").GetInt32() - 1, bound.GetProperty("column_1based").GetInt32() - 1);
                var interval = Attacker.Interval(tables, pattern, cell);
                var name = $"{what}, {tables.Keys[cell]}";
                check.Compare.Number(name + " lower", bound.GetProperty("lower"), interval.Lower, tables.Values[cell]);
                check.Compare.Number(name + " upper", bound.GetProperty("upper"), interval.Upper, tables.Values[cell]);
                check.Compare.Number(name + " true", bound.GetProperty("true"), tables.Values[cell]);
            }
        }
    }

    private static void Rounded(Case check)
    {
        var tables = CellSystem.OfTableWithMargins(Matrix(check.Input.GetProperty("table_with_margins")));
        var multiple = check.Input.GetProperty("base").GetInt32();
        var rounded = ControlledRounding.Round(tables, multiple);
        Compare.That(rounded.IsProvenOptimal, "the rounding is not proven optimal");
        check.Compare.Number("objective", check.Expected.GetProperty("objective"), rounded.Distance);
        for (var cell = 0; cell < tables.Count; cell++)
            Compare.That(Math.Abs(rounded.Values[cell] - tables.Values[cell]) < multiple && rounded.Values[cell] % multiple == 0, $"{tables.Keys[cell]} is rounded to {rounded.Values[cell]}");
        foreach (var sum in tables.Sums)
            Compare.That(sum.Parts.Sum(part => rounded.Values[part]) == rounded.Values[sum.Total], $"{tables.Keys[sum.Total]} does not add up");
    }

    private static void Keyed(Case check)
    {
        var input = check.Input;
        var micro = check.Fixture.Table(input.GetProperty("micro").GetString()!, Case.Text(input, "vars"));
        var (row, column) = (input.GetProperty("row_variable").GetString()!, input.GetProperty("column_variable").GetString()!);
        var (keys, rows, columns) = (micro.Numbers(input.GetProperty("record_key").GetString()!), micro.Texts(row), micro.Texts(column));
        var table = Perturbations(check.Fixture.Table(input.GetProperty("ptable").GetString()!, null), input.GetProperty("max_i").GetInt32());
        foreach (var expected in check.Expected.GetProperty("rows").EnumerateArray())
        {
            var (r, c) = (Table.Text(expected.GetProperty(row)), Table.Text(expected.GetProperty(column)));
            var inside = Enumerable.Range(0, micro.Rows).Select(i => (r == Total || rows[i] == r) && (c == Total || columns[i] == c) ? 1 : 0).ToArray();
            var cell = CellKeys.Perturb(keys, new Categories("cell", ["outside", "inside"], inside), table)[1];
            var name = $"{r}, {c}: ";
            check.Compare.Number(name + "true_count", expected.GetProperty("true_count"), cell.Count);
            check.Compare.Number(name + "cell_key", expected.GetProperty("cell_key"), cell.Key);
            check.Compare.Number(name + "perturbation", expected.GetProperty("perturbation"), cell.Perturbation);
            check.Compare.Number(name + "perturbed_count", expected.GetProperty("perturbed_count"), cell.Published);
        }
    }

    private static PerturbationTable Perturbations(Table table, int last)
    {
        var (counts, values, chances) = (table.Numbers("i"), table.Numbers("v"), table.Numbers("p"));
        return PerturbationTable.Of([.. Enumerable.Range(0, last + 1).Select(i =>
            Enumerable.Range(0, table.Rows).Where(k => counts[k] == i).Select(k => ((int)values[k], chances[k])).ToArray())]);
    }

    private static double[,] Matrix(JsonElement rows)
    {
        var all = rows.EnumerateArray().Select(row => row.EnumerateArray().Select(Compare.Value).ToArray()).ToArray();
        var matrix = new double[all.Length, all[0].Length];
        for (var r = 0; r < all.Length; r++)
            for (var c = 0; c < all[r].Length; c++) matrix[r, c] = all[r][c];
        return matrix;
    }

    // A list of one may be written as a number.
    private static JsonElement Listed(JsonElement of, string name) =>
        of.GetProperty(name) is { ValueKind: JsonValueKind.Number } one ? JsonSerializer.SerializeToElement(new[] { one.GetDouble() }) : of.GetProperty(name);
}
