// Controlled rounding: additive, next to the value, and as near as any rounding there is.
using Keukentafel.Statistics.Disclosure;
using Xunit;

namespace Keukentafel.Statistics.Tests.Disclosure;

public sealed class ControlledRoundingTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(10)]
    public void Two_dimensions_are_rounded_as_well_as_can_be(int multiple)
    {
        var random = new Random(multiple);
        for (var run = 0; run < 60; run++)
        {
            var tables = CellSystem.OfTable(Tables.Counts(random, random.Next(1, 4), random.Next(1, 4), 40));
            var rounded = ControlledRounding.Round(tables, multiple);
            Assert.True(rounded.IsProvenOptimal);
            AddsUp(tables, rounded, multiple);
            Assert.Equal(Least(tables, multiple)!.Value, rounded.Distance, 1e-9);
        }
    }

    [Fact]
    public void More_dimensions_and_linked_tables_are_rounded_or_refused_rightly()
    {
        var random = new Random(31);
        var refused = 0;
        for (var run = 0; run < 40; run++)
        {
            var tables = run % 2 == 0 ? Tables.Cube(random, 2, 2, 2) : Tables.Linked(random, 2, 2, 2);
            if (Least(tables, 5) is { } least)
            {
                var rounded = ControlledRounding.Round(tables, 5);
                AddsUp(tables, rounded, 5);
                Assert.Equal(least, rounded.Distance, 1e-9);
            }
            else
            {
                refused++;
                Assert.Equal(5, Assert.Throws<NotRoundableException>(() => ControlledRounding.Round(tables, 5)).Multiple);
            }
        }
        Assert.True(refused < 40);
    }

    [Fact]
    public void A_large_table_and_a_hierarchy_are_rounded()
    {
        var random = new Random(32);
        var large = CellSystem.OfTable(Tables.Counts(random, 20, 15));
        AddsUp(large, ControlledRounding.Round(large, 5), 5);
        var region = new Dimension("region", ["a", "b", "c", "d", "e", "north", "south", "all"], [new Sum(5, [0, 1]), new Sum(6, [2, 3, 4]), new Sum(7, [5, 6])], 7);
        var deep = Tables.Cross(random, region, Dimension.WithTotal("answer", "1", "2", "3", "4", "5"));
        AddsUp(deep, ControlledRounding.Round(deep, 3), 3);
    }

    [Fact]
    public void What_is_a_multiple_stays()
    {
        var tables = CellSystem.OfTable(new double[,] { { 5, 10 }, { 0, 25 } });
        var rounded = ControlledRounding.Round(tables, 5);
        Assert.Equal(tables.Values, rounded.Values);
        Assert.Equal(0, rounded.Distance);
        Assert.Equal([3.0, 4, 7], ControlledRounding.Round(new CellSystem([3, 4, 7], [new Sum(2, [0, 1])]), 1).Values);
        Assert.Empty(ControlledRounding.Round(new CellSystem([], []), 5).Values);
    }

    [Fact]
    public void A_base_below_one_is_refused() =>
        Assert.Equal("multiple", Assert.Throws<InvalidInputException>(() => ControlledRounding.Round(new CellSystem([1], []), 0)).Variable);

    private static void AddsUp(CellSystem tables, RoundedCells rounded, int multiple)
    {
        for (var cell = 0; cell < tables.Count; cell++)
        {
            Assert.True(Math.Abs(rounded.Values[cell] - tables.Values[cell]) < multiple);
            Assert.Equal(0, rounded.Values[cell] % multiple);
        }
        Assert.All(tables.Sums, sum => Assert.Equal(rounded.Values[sum.Total], sum.Parts.Sum(part => rounded.Values[part])));
    }

    // Both neighbours of every cell that is no total; a total follows, and must be a neighbour of its own.
    private static double? Least(CellSystem tables, int multiple)
    {
        var totals = tables.Sums.Select(sum => sum.Total).ToHashSet();
        var inner = Enumerable.Range(0, tables.Count).Where(cell => !totals.Contains(cell)).ToArray();
        double? least = null;
        for (var set = 0; set < 1 << inner.Length; set++)
        {
            var values = Enumerable.Repeat(double.NaN, tables.Count).ToArray();
            for (var k = 0; k < inner.Length; k++) values[inner[k]] = multiple * (Math.Floor(tables.Values[inner[k]] / multiple) + (set >> k & 1));
            var (open, consistent) = (tables.Sums.ToList(), true);
            while (open.Count > 0)
            {
                foreach (var sum in open.Where(sum => sum.Parts.All(part => !double.IsNaN(values[part]))).ToArray())
                {
                    var total = sum.Parts.Sum(part => values[part]);
                    consistent &= double.IsNaN(values[sum.Total]) || values[sum.Total] == total;
                    values[sum.Total] = total;
                    open.Remove(sum);
                }
            }
            if (!consistent || values.Where((value, cell) => Math.Abs(value - tables.Values[cell]) >= multiple).Any()) continue;
            var distance = values.Select((value, cell) => Math.Abs(value - tables.Values[cell])).Sum();
            if (!(distance >= least)) least = distance;
        }
        return least;
    }
}
