// Allocation under bounds and costs: the bounds hold, the money is spent, and no neighbour has less variance.
using Keukentafel.Statistics.Sampling;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class AllocationTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory, MemberData(nameof(Seeds))]
    public void Bounds_hold_and_nothing_between_them_can_be_moved_for_less_variance(int seed)
    {
        var frame = Frame.Invent(seed);
        var total = frame.Lower.Sum() + 0.6 * (frame.Upper.Sum() - frame.Lower.Sum());
        var sizes = Allocation.Neyman(total, frame.Populations, frame.Deviations, frame.Lower, frame.Upper);
        Assert.Equal(total, sizes.Sum(), 1e-9 * total);
        for (var h = 0; h < sizes.Length; h++) Assert.InRange(sizes[h], frame.Lower[h] - 1e-12, frame.Upper[h] + 1e-12);
        frame.AssertLeastVariance(sizes, Enumerable.Repeat(1.0, sizes.Length).ToArray());
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_budget_is_spent_where_it_saves_most_variance(int seed)
    {
        var frame = Frame.Invent(seed);
        double Cost(double[] sizes) => sizes.Zip(frame.Costs, (n, c) => n * c).Sum();
        var budget = Cost(frame.Lower) + 0.5 * (Cost(frame.Upper) - Cost(frame.Lower));
        var sizes = Allocation.CostOptimalWithin(budget, frame.Populations, frame.Deviations, frame.Costs, frame.Lower, frame.Upper);
        Assert.Equal(budget, Cost(sizes), 1e-9 * budget);
        for (var h = 0; h < sizes.Length; h++) Assert.InRange(sizes[h], frame.Lower[h] - 1e-9, frame.Upper[h] + 1e-9);
        frame.AssertLeastVariance(sizes, frame.Costs);
    }

    [Fact]
    public void Dear_strata_get_fewer_by_the_root_of_the_price()
    {
        var sizes = Allocation.CostOptimal(60, [100, 100, 100], [1, 1, 1], [1, 4, 16], [0], [double.PositiveInfinity]);
        Assert.Equal(2, sizes[0] / sizes[1], 1e-12);
        Assert.Equal(2, sizes[1] / sizes[2], 1e-12);
        Assert.Equal(60, sizes.Sum(), 1e-12);
        // equal prices: Neyman, whatever the price
        Assert.Equal(Allocation.Neyman(30, [50, 80], [1, 2]), Allocation.CostOptimal(30, [50, 80], [1, 2], [7, 7], [0], [99]), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void One_bound_for_all_is_the_same_bound_for_each()
    {
        double[] populations = [4, 90, 250], deviations = [1, 0.1, 2];
        Assert.Equal(
            Allocation.Neyman(60, populations, deviations, [10, 10, 10], [40, 40, 40]),
            Allocation.Neyman(60, populations, deviations, [10], [40]));
        Assert.Equal([4.0, 16, 40], Allocation.Neyman(60, populations, deviations, [10], [40]));
    }

    [Fact]
    public void Whole_numbers_keep_bounds_per_stratum()
    {
        var sizes = Allocation.NeymanExact(20, [10, 10, 100], [5, 0, 1], [1, 2, 3], [6, 10, 50]);
        Assert.Equal([6, 2, 12], sizes);
        // from zero: everybody who varies one, then by size
        Assert.Equal([1, 0, 2], Allocation.NeymanExact(3, [10, 10, 90], [1, 0, 1], [0], [90]));
        // nobody varies: the first that has room
        Assert.Equal([3, 1], Allocation.NeymanExact(4, [3, 9], [0, 0], [1], [9]));
    }

    [Fact]
    public void Equal_numbers_skip_empty_strata() => Assert.Equal([5.0, 0, 5], Allocation.Equal(10, [80, 0, 90]));

    [Fact]
    public void What_cannot_be_divided_is_refused_by_name()
    {
        Assert.Equal("costs", Refused(() => Allocation.CostOptimal(5, [9, 9], [1, 1], [1, 0], [0], [9])));
        Assert.Equal("costs", Refused(() => Allocation.CostOptimal(5, [9, 9], [1, 1], [1], [0], [9])));
        Assert.Equal("lower", Refused(() => Allocation.Neyman(5, [9, 9], [1, 1], [4, double.NaN], [9])));
        Assert.Equal("lower", Refused(() => Allocation.Neyman(5, [9, 9], [1, 1], [4], [3])));
        Assert.Equal("upper", Refused(() => Allocation.Neyman(5, [9, 9], [1, 1], [1], [5, 5, 5])));
        Assert.Equal("total", Refused(() => Allocation.CostOptimalWithin(1000, [9, 9], [1, 1], [1, 1], [0], [9])));
        Assert.Equal("total", Refused(() => Allocation.NeymanExact(15, [9, 9], [1, 1], [1], [7])));
        // what does not vary has no claim, and what varies is full
        Assert.Equal("sizes", Refused(() => Allocation.Neyman(12, [9, 9], [1, 0], [0], [9])));
    }

    private static string Refused(Func<object> call) => Assert.Throws<InvalidInputException>(call).Variable;

    private sealed record Frame(double[] Populations, double[] Deviations, double[] Costs, double[] Lower, double[] Upper)
    {
        public static Frame Invent(int seed)
        {
            var random = new Random(seed);
            var strata = random.Next(2, 12);
            var populations = Enumerable.Range(0, strata).Select(_ => (double)random.Next(1, 400)).ToArray();
            var lower = Array.ConvertAll(populations, size => Math.Min(size, random.Next(1, 20)));
            return new Frame(
                populations,
                Array.ConvertAll(populations, _ => 0.01 + random.NextDouble()),
                Array.ConvertAll(populations, _ => 1 + 30 * random.NextDouble()),
                lower,
                populations.Zip(lower, (size, least) => Math.Min(size, least + random.Next(0, 200))).ToArray());
        }

        // At the optimum a coin more buys equally much in every stratum that can still go up and in every one that can still go down.
        public void AssertLeastVariance(double[] sizes, double[] costs)
        {
            double Gain(int h) => Math.Pow(Populations[h] * Deviations[h] / sizes[h], 2) / costs[h];
            foreach (var up in Enumerable.Range(0, sizes.Length).Where(h => sizes[h] < Upper[h] - 1e-9))
                foreach (var down in Enumerable.Range(0, sizes.Length).Where(h => sizes[h] > Lower[h] + 1e-9))
                    Assert.True(Gain(up) <= Gain(down) * (1 + 1e-9));
        }
    }
}
