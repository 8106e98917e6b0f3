// Cell keys: the same people give the same count; and the tables that turn keys into perturbations.
using Keukentafel.Statistics.Disclosure;
using Xunit;

namespace Keukentafel.Statistics.Tests.Disclosure;

public sealed class CellKeyTests
{
    private static readonly PerturbationTable Table = PerturbationTable.MaximumEntropy(4, 2);

    [Fact]
    public void The_same_people_have_the_same_count_in_any_order_and_any_table()
    {
        var random = new Random(41);
        var keys = Enumerable.Range(0, 500).Select(_ => random.NextDouble()).ToArray();
        var group = keys.Select(_ => random.Next(7)).ToArray();
        var labels = Enumerable.Range(0, 7).Select(k => $"{k}").ToArray();
        var cells = CellKeys.Perturb(keys, new Categories("group", labels, group), Table);
        var order = Enumerable.Range(0, 500).OrderBy(_ => random.Next()).ToArray();
        Assert.Equal(cells, CellKeys.Perturb([.. order.Select(i => keys[i])], new Categories("group", labels, [.. order.Select(i => group[i])]), Table));
        // A wider table in which group 3 stands beside the rest.
        Assert.Equal(cells[3], CellKeys.Perturb(keys, new Categories("three", ["rest", "three"], [.. group.Select(g => g == 3 ? 1 : 0)]), Table)[1]);
    }

    [Fact]
    public void A_cell_s_key_is_the_sum_of_its_records_keys_modulo_one()
    {
        var random = new Random(42);
        var keys = Enumerable.Range(0, 1_000).Select(_ => Math.Round(random.NextDouble(), 10)).Where(key => key < 1).ToArray();
        var cell = CellKeys.Perturb(keys, new Categories("all", ["all"], new int[keys.Length]), Table)[0];
        Assert.Equal((double)(keys.Sum(key => (decimal)key) % 1), cell.Key, 1e-12);
        Assert.Equal(0, CellKeys.Perturb([0.3, 0.7], new Categories("all", ["all"], [0, 0]), Table)[0].Key);
        Assert.InRange(CellKeys.Perturb([Math.BitDecrement(1.0)], new Categories("all", ["all"], [0]), Table)[0].Key, 0, Math.BitDecrement(1.0));
        Assert.Equal(keys.Length, cell.Count);
        Assert.Equal(cell.Count + cell.Perturbation, cell.Published);
    }

    [Fact]
    public void Nobody_stays_nobody()
    {
        var cell = CellKeys.Perturb([0.5], new Categories("group", ["full", "empty"], [0]), Table)[1];
        Assert.Equal(new PerturbedCell(0, 0, 0), cell);
    }

    [Fact]
    public void Keys_outside_zero_to_one_are_refused()
    {
        var cells = new Categories("all", ["all"], [0, 0]);
        foreach (var key in (double[])[-0.1, 1, double.NaN, double.PositiveInfinity])
        {
            var refusal = Assert.Throws<InvalidInputException>(() => CellKeys.Perturb([0.5, key], cells, Table));
            Assert.Equal(("recordKeys", 1), (refusal.Variable, refusal.Row));
            Assert.Throws<InvalidInputException>(() => default(CellKey).With(key));
        }
        Assert.Throws<InvalidInputException>(() => CellKeys.Perturb([0.5], cells, Table));
    }

    [Fact]
    public void The_key_picks_the_first_perturbation_whose_cumulative_chance_is_above_it()
    {
        var table = PerturbationTable.Of([[(0, 1)], [(-1, 0.25), (0, 0.5), (1, 0.25)], [(-2, 0), (-1, 0.5), (1, 0.5), (2, 0)]]);
        Assert.Equal([-1, -1, 0, 0, 1], ((double[])[0, 0.2499, 0.25, 0.7499, 0.75]).Select(key => table.Perturbation(1, key)));
        Assert.Equal([-1, 1, 1], ((double[])[0, 0.5, 0.999999]).Select(key => table.Perturbation(99, key)));
        Assert.Equal(0, table.Perturbation(0, 0.999));
    }

    [Fact]
    public void Tables_that_are_none_are_refused()
    {
        Assert.Throws<InvalidInputException>(() => PerturbationTable.Of([]));
        Assert.Equal(0, Refused([(0, 0.5)]));
        Assert.Equal(0, Refused([(-1, 0.5), (1, 0.5)]));
        Assert.Equal(1, Refused([(0, 1)], [(0, 2), (1, -1)]));
        Assert.Equal(1, Refused([(0, 1)], [(0, double.NaN)]));
        Assert.Equal(1, Refused([(0, 1)], [(0, 1e300)]));
        Assert.Throws<InvalidInputException>(() => Table.Perturbation(-1, 0.5));
        Assert.Throws<InvalidInputException>(() => Table.Perturbation(1, 1));

        static int? Refused(params (int, double)[][] rows) => Assert.Throws<InvalidInputException>(() => PerturbationTable.Of(rows)).Row;
    }
}
