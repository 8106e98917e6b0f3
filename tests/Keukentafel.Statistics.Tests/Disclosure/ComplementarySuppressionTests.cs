// Complementary suppression: the least cost against every pattern there is, safety in all shapes of tables, and the refusals.
using Keukentafel.Statistics.Disclosure;
using Xunit;

namespace Keukentafel.Statistics.Tests.Disclosure;

public sealed class ComplementarySuppressionTests
{
    [Fact]
    public void One_small_cell_takes_a_rectangle_with_it()
    {
        var tables = CellSystem.OfTable(new double[,] { { 3, 10, 40 }, { 20, 30, 50 }, { 60, 70, 80 } });
        var pattern = ComplementarySuppression.Protect(tables, Tables.Primary(tables, 5), 3);
        Assert.True(pattern.IsProvenOptimal);
        Assert.Equal(60, pattern.Cost);
        Assert.Equal(pattern.Cost, pattern.LeastCost);
        Assert.Equal([0, 1, 4, 5], Enumerable.Range(0, tables.Count).Where(cell => pattern.Suppressed[cell]));
        Assert.Equal(new AttackerInterval(0, 13), pattern.Intervals[0]);
        Assert.Equal(new AttackerInterval(40, 40), pattern.Intervals[2]);
    }

    [Fact]
    public void Nothing_small_means_nothing_suppressed()
    {
        var tables = CellSystem.OfTable(new double[,] { { 30, 10 }, { 20, 30 } });
        var pattern = ComplementarySuppression.Protect(tables, new bool[9], 3);
        Assert.True(pattern.IsProvenOptimal);
        Assert.Equal(0, pattern.Cost);
        Assert.DoesNotContain(true, pattern.Suppressed);
    }

    [Fact]
    public void Linked_tables_cannot_be_protected_one_by_one()
    {
        // The municipalities of a region by age; and the same region by sex. The regional total links them.
        var byAge = CellSystem.Cross([4, 40, 44, 30, 60, 90, 34, 100, 134], Dimension.WithTotal("place", "a", "b"), Dimension.WithTotal("age", "young", "old"));
        var bySex = CellSystem.Cross([20, 24, 44, 50, 40, 90, 70, 64, 134], Dimension.WithTotal("place", "a", "b"), Dimension.WithTotal("sex", "x", "y"));
        var linked = CellSystem.Link(byAge, bySex);
        Assert.Equal(9 + 9 - 3, linked.Count);
        var hidden = new bool[linked.Count];
        foreach (var key in (string[])["place=a;age=young", "place=a", "place=b;age=young", "place=b"]) hidden[linked[key]] = true;
        var alone = new bool[byAge.Count];
        foreach (var key in (string[])["place=a;age=young", "place=a", "place=b;age=young", "place=b"]) alone[byAge[key]] = true;
        Assert.Equal(new AttackerInterval(0, 34), Attacker.Interval(byAge, alone, byAge["place=a;age=young"]));
        Assert.Equal(new AttackerInterval(4, 4), Attacker.Interval(linked, hidden, linked["place=a;age=young"]));
        var primary = new bool[linked.Count];
        primary[linked["place=a;age=young"]] = true;
        var pattern = ComplementarySuppression.Protect(linked, primary, 3);
        Assert.True(Tables.IsSafe(linked, primary, 3, cell => Attacker.Interval(linked, [.. pattern.Suppressed], cell)));
    }

    [Theory]
    [InlineData(1, 3, 3)]
    [InlineData(2, 3, 4)]
    [InlineData(3, 4, 4)]
    public void The_cost_is_the_least_of_all_patterns(int seed, int rows, int columns)
    {
        var random = new Random(seed);
        for (var run = 0; run < 25; run++)
        {
            var tables = CellSystem.OfTable(Tables.Counts(random, rows, columns, 40));
            var primary = Tables.Primary(tables, 8);
            var open = Enumerable.Range(0, tables.Count).Where(cell => !primary[cell] && cell % (columns + 1) < columns && cell / (columns + 1) < rows).ToArray();
            Compare(tables, primary, open, 3, random);
        }
    }

    [Fact]
    public void The_cost_is_the_least_in_three_dimensions_and_with_margins_that_may_go()
    {
        var random = new Random(4);
        for (var run = 0; run < 12; run++)
        {
            var tables = run % 2 == 0 ? Tables.Cube(random, 2, 2, 2) : CellSystem.OfTable(Tables.Counts(random, 2, 3, 30));
            var primary = Tables.Primary(tables, 6, most: 3);
            var open = Enumerable.Range(0, tables.Count).Where(cell => !primary[cell]).OrderBy(cell => tables.Values[cell]).Take(13).ToArray();
            Compare(tables, primary, open, 2.5, random);
        }
    }

    [Fact]
    public void The_cost_is_the_least_over_linked_tables()
    {
        var random = new Random(5);
        for (var run = 0; run < 12; run++)
        {
            var tables = Tables.Linked(random, 2, 2, 3);
            var primary = Tables.Primary(tables, 12, most: 2);
            var open = Enumerable.Range(0, tables.Count).Where(cell => !primary[cell]).OrderBy(cell => tables.Values[cell]).Take(12).ToArray();
            Compare(tables, primary, open, 2, random);
        }
    }

    [Theory]
    [InlineData(new[] { 12, 9 })]
    [InlineData(new[] { 5, 4, 4 })]
    [InlineData(new[] { 2, 3, 2, 2 })]
    public void Every_table_is_safe_with_and_without_proof(int[] sizes)
    {
        var random = new Random(sizes.Length);
        for (var run = 0; run < 3; run++)
        {
            var tables = Tables.Cube(random, sizes);
            var primary = Tables.Primary(tables, 9);
            var levels = Enumerable.Repeat(4.0, tables.Count).ToArray();
            var quick = ComplementarySuppression.Protect(tables, primary, levels, levels, tables.Values.ToArray(), work: 0);
            var better = ComplementarySuppression.Protect(tables, primary, levels, levels, tables.Values.ToArray(), work: 100_000_000);
            foreach (var pattern in (SuppressionPattern[])[quick, better])
            {
                Assert.True(Tables.IsSafe(tables, primary, 4, cell => Attacker.Interval(tables, [.. pattern.Suppressed], cell)));
                Assert.True(Enumerable.Range(0, tables.Count).All(cell => pattern.Suppressed[cell] || !primary[cell]));
                Assert.True(pattern.LeastCost <= pattern.Cost);
            }
            Assert.True(better.Cost <= quick.Cost);
            Assert.True(better.LeastCost > 0);
        }
    }

    [Fact]
    public void A_hierarchy_is_protected_at_every_level()
    {
        var random = new Random(6);
        var region = new Dimension("region", ["a", "b", "c", "d", "e", "north", "south", "all"], [new Sum(5, [0, 1]), new Sum(6, [2, 3, 4]), new Sum(7, [5, 6])], 7);
        for (var run = 0; run < 6; run++)
        {
            var tables = Tables.Cross(random, region, Dimension.WithTotal("answer", "1", "2", "3", "4", "5"));
            var primary = Tables.Primary(tables, 10);
            var pattern = ComplementarySuppression.Protect(tables, primary, 5);
            Assert.True(Tables.IsSafe(tables, primary, 5, cell => Attacker.Interval(tables, [.. pattern.Suppressed], cell)));
        }
    }

    [Fact]
    public void The_order_of_the_cells_does_not_change_the_cost()
    {
        var random = new Random(7);
        var tables = CellSystem.OfTable(Tables.Counts(random, 5, 5, 60));
        var order = Enumerable.Range(0, tables.Count).OrderBy(_ => random.Next()).ToArray();
        var place = new int[order.Length];
        for (var k = 0; k < order.Length; k++) place[order[k]] = k;
        var shuffled = new CellSystem([.. order.Select(cell => tables.Values[cell])], [.. tables.Sums.Reverse().Select(sum => new Sum(place[sum.Total], [.. sum.Parts.Select(part => place[part])]))]);
        Assert.Equal(ComplementarySuppression.Protect(tables, Tables.Primary(tables, 8), 3).Cost, ComplementarySuppression.Protect(shuffled, Tables.Primary(shuffled, 8), 3).Cost);
    }

    [Fact]
    public void A_higher_level_never_costs_less()
    {
        var tables = CellSystem.OfTable(Tables.Counts(new Random(8), 5, 6, 50));
        var primary = Tables.Primary(tables, 8);
        var before = 0.0;
        foreach (var level in (double[])[0, 1, 3, 6, 12, 25])
        {
            var pattern = ComplementarySuppression.Protect(tables, primary, level);
            Assert.True(pattern.IsProvenOptimal);
            Assert.True(pattern.Cost >= before);
            before = pattern.Cost;
        }
    }

    [Fact]
    public void Huge_and_fractional_values_are_protected_too()
    {
        var random = new Random(9);
        var inner = new double[4, 4];
        for (var cell = 0; cell < 16; cell++) inner[cell / 4, cell % 4] = cell % 5 == 0 ? random.NextDouble() : Math.Round(1e7 * random.NextDouble(), 2);
        var tables = CellSystem.OfTable(inner);
        var primary = Tables.Primary(tables, 1);
        var pattern = ComplementarySuppression.Protect(tables, primary, 1_000.5);
        Assert.True(Tables.IsSafe(tables, primary, 1_000.5, cell => Attacker.Interval(tables, [.. pattern.Suppressed], cell)));
    }

    [Fact]
    public void A_table_of_twenty_by_fifteen_is_protected_in_seconds()
    {
        var random = new Random(10);
        var inner = new double[20, 15];
        for (var cell = 0; cell < 300; cell++) inner[cell / 15, cell % 15] = random.Next(10, 200);
        foreach (var cell in Enumerable.Range(0, 300).OrderBy(_ => random.Next()).Take(25)) inner[cell / 15, cell % 15] = random.Next(10);
        var tables = CellSystem.OfTable(inner);
        var primary = Tables.Primary(tables, 10);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var pattern = ComplementarySuppression.Protect(tables, primary, 5);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
        Assert.True(Tables.IsSafe(tables, primary, 5, cell => Attacker.Interval(tables, [.. pattern.Suppressed], cell)));
    }

    [Fact]
    public void What_cannot_be_protected_is_refused()
    {
        // Everything else must be published.
        var tables = CellSystem.OfTable(new double[,] { { 3, 10 }, { 20, 30 } });
        var costs = Enumerable.Repeat(double.PositiveInfinity, 9).ToArray();
        var levels = Enumerable.Repeat(2.0, 9).ToArray();
        Assert.Equal("row=1;column=1", Assert.Throws<NotProtectableException>(() => ComplementarySuppression.Protect(tables, Tables.Primary(tables, 5), levels, levels, costs)).Cell);
        // One row and one column: the margins say it all.
        var single = CellSystem.OfTable(new double[,] { { 3 } });
        var costsOfOne = new[] { 1, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity };
        Assert.Throws<NotProtectableException>(() => ComplementarySuppression.Protect(single, [true, false, false, false], levels[..4], levels[..4], costsOfOne));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        var tables = CellSystem.OfTable(new double[,] { { 3, 10 }, { 20, 30 } });
        var (nine, flags) = (new double[9], new bool[9]);
        Assert.Equal("primary", Refused(() => ComplementarySuppression.Protect(tables, new bool[8], 2)));
        Assert.Equal("down", Refused(() => ComplementarySuppression.Protect(tables, flags, -1)));
        Assert.Equal("up", Refused(() => ComplementarySuppression.Protect(tables, flags, nine, new double[3], nine)));
        Assert.Equal("costs", Refused(() => ComplementarySuppression.Protect(tables, flags, nine, nine, [0, 0, 0, double.NaN, 0, 0, 0, 0, 0])));

        static string Refused(Action action) => Assert.Throws<InvalidInputException>(action).Variable;
    }

    // Every set of the open cells, the cheapest first, until one is safe.
    private static void Compare(CellSystem tables, bool[] primary, int[] open, double level, Random random)
    {
        var costs = Enumerable.Repeat(double.PositiveInfinity, tables.Count).ToArray();
        foreach (var cell in open) costs[cell] = random.Next(4) == 0 ? random.Next(20) : tables.Values[cell];
        var levels = Enumerable.Repeat(level, tables.Count).ToArray();
        double? least = null;
        foreach (var set in Enumerable.Range(0, 1 << open.Length).OrderBy(Cost))
        {
            var hidden = primary.ToArray();
            for (var k = 0; k < open.Length; k++) hidden[open[k]] |= (set >> k & 1) == 1;
            if (tables.Sums.Any(sum => sum.Parts.Append(sum.Total).Where(cell => hidden[cell]).ToArray() is [var one] && primary[one])) continue;
            if (!Tables.IsSafe(tables, primary, level, cell => Attacker.Interval(tables, hidden, cell))) continue;
            least = Cost(set);
            break;
        }
        if (least is null)
        {
            Assert.Throws<NotProtectableException>(() => ComplementarySuppression.Protect(tables, primary, levels, levels, costs));
            return;
        }
        var pattern = ComplementarySuppression.Protect(tables, primary, levels, levels, costs);
        Assert.True(pattern.IsProvenOptimal);
        Assert.Equal(least.Value, pattern.Cost, 1e-9);
        Assert.True(Tables.IsSafe(tables, primary, level, cell => Attacker.Interval(tables, [.. pattern.Suppressed], cell)));

        double Cost(int set) => open.Where((_, k) => (set >> k & 1) == 1).Sum(cell => costs[cell]);
    }
}
