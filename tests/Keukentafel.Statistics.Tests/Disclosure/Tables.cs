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
        Cross(random, [.. sizes.Select((size, d) => Dimension.WithTotal(((char)('A' + d)).ToString(), [.. Enumerable.Range(1, size).Select(k => $"{k}")]))]);

    /// <summary>Random counts in the cells that are no total, and the totals that follow.</summary>
    public static CellSystem Cross(Random random, params Dimension[] dimensions)
    {
        var count = dimensions.Aggregate(1, (product, dimension) => product * dimension.Count);
        var values = new double[count];
        for (var cell = 0; cell < count; cell++) values[cell] = random.Next(6) == 0 ? random.Next(8) : random.Next(80);
        for (int d = dimensions.Length - 1, step = 1; d >= 0; step *= dimensions[d--].Count)
            for (var cell = 0; cell < count; cell++)
                foreach (var sum in dimensions[d].Sums)
                    if (cell / step % dimensions[d].Count == sum.Total) values[cell] = sum.Parts.Sum(part => values[cell + step * (part - sum.Total)]);
        return CellSystem.Cross(values, dimensions);
    }

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
