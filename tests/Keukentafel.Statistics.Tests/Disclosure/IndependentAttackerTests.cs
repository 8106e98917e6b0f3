// An attacker who is not ours: GLPK gets what is published and all sums, and looks for the least and the largest value of every suppressed
// cell. It must find the same intervals, and no primary cell may lie closer than its level.
using System.Text;
using Keukentafel.Statistics.Disclosure;
using Xunit;

namespace Keukentafel.Statistics.Tests.Disclosure;

public sealed class IndependentAttackerTests
{
    [Theory]
    [InlineData("two", 40)]
    [InlineData("three", 25)]
    [InlineData("four", 6)]
    [InlineData("linked", 25)]
    [InlineData("hierarchy", 20)]
    public void Finds_no_primary_cell_within_its_level(string shape, int runs)
    {
        Glpsol.Needed();
        var random = new Random(shape.Length + runs);
        for (var run = 0; run < runs; run++)
        {
            var tables = Shaped(random, shape);
            var primary = Tables.Primary(tables, 9);
            var level = random.Next(1, 8);
            var pattern = ComplementarySuppression.Protect(tables, primary, Levels(tables, level), Levels(tables, level), tables.Values.ToArray(), run % 2 == 0 ? 0 : 100_000_000);
            var found = Intervals(tables, pattern.Suppressed);
            Assert.All(Enumerable.Range(0, tables.Count).Where(cell => primary[cell]), cell => Assert.True(pattern.Suppressed[cell]));
            Assert.True(Tables.IsSafe(tables, primary, level, cell => found[cell]));
            foreach (var (cell, interval) in found)
            {
                Assert.Equal(interval.Lower, pattern.Intervals[cell].Lower, 1e-6);
                Assert.Equal(interval.Upper, pattern.Intervals[cell].Upper, 1e-6);
            }
        }
    }

    [Fact]
    public void Would_have_noticed_a_pattern_that_is_too_thin()
    {
        Glpsol.Needed();
        var tables = Tables.Cube(new Random(1), 4, 4, 4);
        var primary = Tables.Primary(tables, 9);
        var found = Intervals(tables, primary);
        Assert.False(Tables.IsSafe(tables, primary, 3, cell => found[cell]));
    }

    private static CellSystem Shaped(Random random, string shape) => shape switch
    {
        "two" => CellSystem.OfTable(Tables.Counts(random, random.Next(3, 11), random.Next(3, 11))),
        "three" => Tables.Cube(random, random.Next(2, 5), random.Next(2, 5), random.Next(2, 5)),
        "four" => Tables.Cube(random, 2, 3, 2, 3),
        "linked" => Tables.Linked(random, random.Next(2, 5), random.Next(2, 5), random.Next(2, 6)),
        _ => Tables.Cross(
            random,
            new Dimension("region", ["a", "b", "c", "d", "e", "north", "south", "all"], [new Sum(5, [0, 1]), new Sum(6, [2, 3, 4]), new Sum(7, [5, 6])], 7),
            new Dimension("period", ["q1", "q2", "q3", "q4", "h1", "year"], [new Sum(4, [0, 1]), new Sum(5, [4, 2, 3])], 5)),
    };

    private static double[] Levels(CellSystem tables, double level) => [.. Enumerable.Repeat(level, tables.Count)];

    // One program for a whole table: per suppressed cell a copy of all unknowns that lowers it and a copy that raises it.
    private static Dictionary<int, AttackerInterval> Intervals(CellSystem tables, IReadOnlyList<bool> suppressed)
    {
        var hidden = Enumerable.Range(0, tables.Count).Where(cell => suppressed[cell]).ToArray();
        var result = new Dictionary<int, AttackerInterval>();
        if (hidden.Length == 0) return result;
        var text = new StringBuilder("Minimize\n cost:");
        foreach (var cell in hidden) text.Append(Glpsol.Terms([($"v{cell}_low{cell}", 1), ($"v{cell}_high{cell}", -1)])).Append('\n');
        text.Append("Subject To\n");
        foreach (var copy in hidden.SelectMany(cell => (string[])[$"low{cell}", $"high{cell}"]))
        {
            foreach (var sum in tables.Sums)
            {
                var known = sum.Parts.Where(part => !suppressed[part]).Sum(part => tables.Values[part]);
                var unknown = sum.Parts.Where(part => suppressed[part]).Select(part => ($"v{part}_{copy}", 1.0)).ToList();
                var total = suppressed[sum.Total] ? 0 : tables.Values[sum.Total];
                if (suppressed[sum.Total]) unknown.Add(($"v{sum.Total}_{copy}", -1.0));
                if (unknown.Count > 0) text.Append(Glpsol.Terms(unknown)).Append(" = ").Append(Glpsol.Text(total - known)).Append('\n');
            }
        }
        var (optimal, _, values) = Glpsol.Solve(text.Append("End\n").ToString());
        Assert.True(optimal);
        foreach (var cell in hidden) result[cell] = new AttackerInterval(values[$"v{cell}_low{cell}"], values[$"v{cell}_high{cell}"]);
        return result;
    }
}
