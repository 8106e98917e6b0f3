// Invented tables for the tests of disclosure control, from a seed.
using Keukentafel.Statistics.Disclosure;

namespace Keukentafel.Statistics.Tests.Disclosure;

internal static class Tables
{
    /// <summary>Counts with small ones and zeros among them.</summary>
    public static double[,] Counts(Random random, int rows, int columns, int most = 100)
    {
        var table = new double[rows, columns];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++) table[r, c] = random.Next(6) == 0 ? random.Next(8) : random.Next(most);
        return table;
    }

    /// <summary>A table of any number of flat dimensions, with all its totals.</summary>
    public static CellSystem Cube(Random random, params int[] sizes) =>
        Cross(random, [.. sizes.Select((size, d) => Flat(((char)('A' + d)).ToString(), size))]);

    /// <summary>Random counts in the cells that are no total, and the totals that follow.</summary>
    public static CellSystem Cross(Random random, params Dimension[] dimensions) => Cross(random, 80, dimensions);

    private static CellSystem Cross(Random random, int most, params Dimension[] dimensions)
    {
        var count = dimensions.Aggregate(1, (product, dimension) => product * dimension.Count);
        var values = new double[count];
        for (var cell = 0; cell < count; cell++) values[cell] = random.Next(6) == 0 ? random.Next(Math.Min(8, most)) : random.Next(most);
        for (int d = dimensions.Length - 1, step = 1; d >= 0; step *= dimensions[d--].Count)
            for (var cell = 0; cell < count; cell++)
                foreach (var sum in dimensions[d].Sums)
                    if (cell / step % dimensions[d].Count == sum.Total) values[cell] = sum.Parts.Sum(part => values[cell + step * (part - sum.Total)]);
        return CellSystem.Cross(values, dimensions);
    }

    /// <summary>Two tables of the same people, A × B and A × C, that share the totals of A.</summary>
    public static CellSystem Linked(Random random, int a, int b, int c)
    {
        var whole = Cross(random, 20 / c + 4, Flat("A", a), Flat("B", b), Flat("C", c));
        var (byB, byC) = (new double[(a + 1) * (b + 1)], new double[(a + 1) * (c + 1)]);
        for (var i = 0; i <= a; i++)
        {
            for (var j = 0; j <= b; j++) byB[i * (b + 1) + j] = whole.Values[(i * (b + 1) + j) * (c + 1) + c];
            for (var k = 0; k <= c; k++) byC[i * (c + 1) + k] = whole.Values[(i * (b + 1) + b) * (c + 1) + k];
        }
        return CellSystem.Link(CellSystem.Cross(byB, Flat("A", a), Flat("B", b)), CellSystem.Cross(byC, Flat("A", a), Flat("C", c)));
    }

    private static Dimension Flat(string name, int count) => Dimension.WithTotal(name, [.. Enumerable.Range(1, count).Select(k => $"{k}")]);

    /// <summary>Cells under the threshold, at most so many of them.</summary>
    public static bool[] Primary(CellSystem tables, double threshold, int most = int.MaxValue)
    {
        var primary = new bool[tables.Count];
        foreach (var cell in Enumerable.Range(0, tables.Count).Where(cell => tables.Values[cell] < threshold).Take(most)) primary[cell] = true;
        return primary;
    }

    public static bool IsSafe(CellSystem tables, IReadOnlyList<bool> primary, double level, Func<int, AttackerInterval> interval) =>
        Enumerable.Range(0, tables.Count).Where(cell => primary[cell]).All(cell =>
            interval(cell) is var found && found.Lower <= Math.Max(0, tables.Values[cell] - level) + 1e-6 && found.Upper >= tables.Values[cell] + level - 1e-6);
}
