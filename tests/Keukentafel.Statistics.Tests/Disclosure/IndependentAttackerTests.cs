// An attacker who is not ours: GLPK gets what is published and all sums, and looks for the least and the largest value of every suppressed
// cell. It must find the same intervals, and no primary cell may lie closer than its level.
using System.Text;
using Keukentafel.Statistics.Disclosure;
using Xunit;

namespace Keukentafel.Statistics.Tests.Disclosure;

public sealed class IndependentAttackerTests
{
    [Theory]
    [InlineData("two", 30)]
    [InlineData("three", 12)]
    [InlineData("four", 3)]
    [InlineData("linked", 25)]
    [InlineData("hierarchy", 10)]
    public void Finds_no_primary_cell_within_its_level(string shape, int runs) => Attack(shape, runs, seed: 1);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("two", 300)]
    [InlineData("three", 150)]
    [InlineData("four", 30)]
    [InlineData("linked", 300)]
    [InlineData("hierarchy", 100)]
    public void Finds_no_primary_cell_within_its_level_in_many_more_tables(string shape, int runs) => Attack(shape, runs, seed: 2);

    [Fact]
    public void Would_have_noticed_a_pattern_that_is_too_thin()
    {
        Glpsol.Needed();
        var tables = Tables.Cube(new Random(1), 4, 4, 4);
        var primary = Tables.Primary(tables, 9);
        var found = Intervals(tables, primary);
        Assert.False(Tables.IsSafe(tables, primary, 3, cell => found[cell]));
    }

    [Theory]
    [InlineData(4, 4, 25)]
    [InlineData(5, 6, 8)]
    public void Agrees_on_the_least_cost(int rows, int columns, int runs)
    {
        Glpsol.Needed();
        var random = new Random(rows);
        for (var run = 0; run < runs; run++)
        {
            var tables = CellSystem.OfTable(Tables.Counts(random, rows, columns, 60));
            var primary = Tables.Primary(tables, 8, most: 5);
            var level = random.Next(1, 12);
            double[] costs = [.. tables.Values.Select((value, cell) => cell % (columns + 1) < columns && cell / (columns + 1) < rows ? value : double.PositiveInfinity)];
            var (optimal, least, _) = Glpsol.Solve(Whole(tables, primary, costs, level));
            Assert.True(optimal);
            var pattern = ComplementarySuppression.Protect(tables, primary, Levels(tables, level), Levels(tables, level), costs);
            Assert.True(pattern.IsProvenOptimal);
            Assert.Equal(least, pattern.Cost, 1e-6);
        }
    }

    // The whole problem at once: x_j, and per primary cell and side a table of deviations that reaches the level, of suppressed cells only.
    // In two dimensions no deviation needs to be larger than the level.
    private static string Whole(CellSystem tables, bool[] primary, double[] costs, double level)
    {
        var free = Enumerable.Range(0, tables.Count).Where(cell => primary[cell] || double.IsFinite(costs[cell])).ToArray();
        var text = new StringBuilder("Minimize\n cost:").Append(Glpsol.Terms(free.Select(cell => ($"v{cell}", primary[cell] ? 0 : costs[cell])))).Append("\nSubject To\n");
        foreach (var cell in free.Where(cell => primary[cell]))
        {
            text.Append($" v{cell} = 1\n");
            foreach (var side in (int[])[1, -1])
            {
                string Name(int other) => $"v{other}_{cell}_{(side > 0 ? "up" : "down")}";
                text.Append($" {Name(cell)} = {Glpsol.Text(side > 0 ? level : -Math.Min(level, tables.Values[cell]))}\n");
                foreach (var sum in tables.Sums)
                    if (sum.Parts.Where(free.Contains).ToArray() is { Length: > 0 } parts) text.Append(Glpsol.Terms(parts.Select(part => (Name(part), 1.0)))).Append(" = 0\n");
                foreach (var other in free)
                {
                    text.Append($" {Name(other)} - {Glpsol.Text(level)} v{other} <= 0\n");
                    text.Append($" {Name(other)} + {Glpsol.Text(Math.Min(level, tables.Values[other]))} v{other} >= 0\n");
                }
            }
        }
        text.Append("Bounds\n");
        foreach (var cell in free.Where(cell => primary[cell]))
            foreach (var other in free) text.Append($" v{other}_{cell}_up free\n v{other}_{cell}_down free\n");
        return text.Append("Binary\n").AppendJoin('\n', free.Select(cell => $" v{cell}")).Append("\nEnd\n").ToString();
    }

    private static void Attack(string shape, int runs, int seed)
    {
        Glpsol.Needed();
        var random = new Random(seed);
        var attacked = 0;
        for (var run = 0; run < runs; run++)
        {
            var tables = Shaped(random, shape);
            var primary = Tables.Primary(tables, 9);
            var level = random.Next(1, 8);
            var pattern = ComplementarySuppression.Protect(tables, primary, Levels(tables, level), Levels(tables, level), tables.Values.ToArray(), run % 2 == 0 ? 0 : 100_000_000);
            var found = Intervals(tables, pattern.Suppressed);
            attacked += primary.Count(hidden => hidden);
            Assert.All(Enumerable.Range(0, tables.Count).Where(cell => primary[cell]), cell => Assert.True(pattern.Suppressed[cell]));
            Assert.True(Tables.IsSafe(tables, primary, level, cell => found[cell]));
            foreach (var (cell, interval) in found)
            {
                Assert.Equal(interval.Lower, pattern.Intervals[cell].Lower, 1e-6);
                Assert.Equal(interval.Upper, pattern.Intervals[cell].Upper, 1e-6);
            }
        }
        Assert.True(attacked > runs);
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
