// The attacker: known tables by hand, and every table that fits, tried one by one.
using Keukentafel.Statistics.Disclosure;
using Xunit;

namespace Keukentafel.Statistics.Tests.Disclosure;

public sealed class AttackerTests
{
    [Fact]
    public void A_cell_alone_in_its_row_is_known()
    {
        var tables = CellSystem.OfTable(new double[,] { { 3, 10 }, { 20, 30 } });
        Assert.Equal(new AttackerInterval(3, 3), Attacker.Interval(tables, Suppressed(tables, 0), 0));
    }

    [Fact]
    public void Four_cells_in_a_rectangle_move_together()
    {
        var tables = CellSystem.OfTable(new double[,] { { 3, 10 }, { 20, 30 } });
        var hidden = Suppressed(tables, 0, 1, 3, 4);
        Assert.Equal(new AttackerInterval(0, 13), Attacker.Interval(tables, hidden, 0));
        Assert.Equal(new AttackerInterval(0, 13), Attacker.Interval(tables, hidden, 1));
        Assert.Equal(new AttackerInterval(10, 23), Attacker.Interval(tables, hidden, 3));
        Assert.Equal(new AttackerInterval(27, 40), Attacker.Interval(tables, hidden, 4));
    }

    [Fact]
    public void A_published_cell_is_known_and_a_cell_in_no_sum_is_not()
    {
        var tables = new CellSystem([4, 5], []);
        Assert.Equal([new(0, double.PositiveInfinity), new(5, 5)], Attacker.Intervals(tables, [true, false]));
    }

    [Fact]
    public void What_is_known_beforehand_narrows_the_interval()
    {
        var tables = new CellSystem([4, 6, 10], [new Sum(2, [0, 1])], lower: [3, 0, 0], upper: [8, 9, 10]);
        Assert.Equal(new AttackerInterval(3, 8), Attacker.Interval(tables, [true, true, false], 0));
        Assert.Equal(new AttackerInterval(2, 7), Attacker.Interval(tables, [true, true, false], 1));
    }

    [Fact]
    public void The_interval_is_that_of_all_tables_that_fit()
    {
        var random = new Random(21);
        for (var run = 0; run < 60; run++)
        {
            var inner = new double[3, 3];
            foreach (var cell in Enumerable.Range(0, 9)) inner[cell / 3, cell % 3] = random.Next(6);
            var tables = CellSystem.OfTable(inner);
            var hidden = new bool[tables.Count];
            for (var r = 0; r < 3; r++)
                for (var c = 0; c < 3; c++) hidden[4 * r + c] = random.Next(3) > 0;
            var (lower, upper) = (tables.Values.ToArray(), tables.Values.ToArray());
            var free = Enumerable.Range(0, tables.Count).Where(cell => hidden[cell]).ToArray();
            Fill(tables.Values.Select((value, cell) => hidden[cell] ? double.NaN : value).ToArray(), 0);
            var found = Attacker.Intervals(tables, hidden);
            for (var cell = 0; cell < tables.Count; cell++)
            {
                Assert.Equal(lower[cell], found[cell].Lower, 1e-9);
                Assert.Equal(upper[cell], found[cell].Upper, 1e-9);
            }

            void Fill(double[] values, int next)
            {
                foreach (var sum in tables.Sums)
                {
                    var parts = sum.Parts.Where(part => !double.IsNaN(values[part])).Sum(part => values[part]);
                    if (parts > values[sum.Total] || (parts != values[sum.Total] && sum.Parts.All(part => !double.IsNaN(values[part])))) return;
                }
                if (next == free.Length)
                {
                    foreach (var cell in free) (lower[cell], upper[cell]) = (Math.Min(lower[cell], values[cell]), Math.Max(upper[cell], values[cell]));
                    return;
                }
                for (var value = 0; value <= 15; value++)
                {
                    values[free[next]] = value;
                    Fill(values, next + 1);
                }
                values[free[next]] = double.NaN;
            }
        }
    }

    [Fact]
    public void More_that_is_suppressed_never_narrows_an_interval()
    {
        var random = new Random(22);
        var tables = Tables.Cube(random, 4, 4, 3);
        var hidden = new bool[tables.Count];
        var before = Attacker.Intervals(tables, hidden);
        foreach (var cell in Enumerable.Range(0, tables.Count).OrderBy(_ => random.Next()).Take(40))
        {
            hidden[cell] = true;
            var after = Attacker.Intervals(tables, hidden);
            for (var k = 0; k < after.Length; k++) Assert.True(after[k].Lower <= before[k].Lower + 1e-9 && after[k].Upper >= before[k].Upper - 1e-9);
            before = after;
        }
    }

    [Fact]
    public void Bad_tables_are_refused()
    {
        Assert.Equal(("values", 1), Refused(() => new CellSystem([1, -1], [])));
        Assert.Equal(("values", 0), Refused(() => new CellSystem([double.NaN], [])));
        Assert.Equal(("sums", 0), Refused(() => new CellSystem([1, 2, 4], [new Sum(2, [0, 1])])));
        Assert.Equal(("sums", 0), Refused(() => new CellSystem([1, 1], [new Sum(1, [3])])));
        Assert.Equal(("values", 0), Refused(() => new CellSystem([5], [], upper: [4])));
        Assert.Equal(("keys", null), Refused(() => new CellSystem([5, 6], [], ["a", "a"])));
        Assert.Equal(("cell", 9), Refused(() => Attacker.Interval(new CellSystem([5], []), [true], 9)));
        Assert.Equal(("suppressed", null), Refused(() => Attacker.Interval(new CellSystem([5], []), [], 0)));
        Assert.Equal(("tables", null), Refused(() => CellSystem.Link(new CellSystem([5], [], ["a"]), new CellSystem([6], [], ["a"]))));

        static (string, int?) Refused(Action action)
        {
            var refusal = Assert.Throws<InvalidInputException>(action);
            return (refusal.Variable, refusal.Row);
        }
    }

    private static bool[] Suppressed(CellSystem tables, params int[] cells)
    {
        var hidden = new bool[tables.Count];
        foreach (var cell in cells) hidden[cell] = true;
        return hidden;
    }
}
