// Sizes, allocations and draws: known answers, bounds kept, every subset equally likely, the same stream the same sample.
using Keukentafel.Statistics.Sampling;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class SamplingTests
{
    [Theory]
    [InlineData(100, 80, 100)]
    [InlineData(500, 218, 500)]
    [InlineData(1_000, 278, 795)]
    [InlineData(5_000, 357, 1_021)]
    [InlineData(20_000, 377, 1_078)]
    public void Five_points_at_95_percent_needs_what_the_tables_say(double population, double respondents, double invitations)
    {
        var size = SampleSize.ForShare(0.5, 0.05, population);
        Assert.Equal(respondents, size.Respondents);
        Assert.Equal(invitations, SampleSize.Invitations(size.Respondents, 0.35, population));
    }

    [Fact]
    public void The_margin_of_the_needed_size_is_the_margin_asked_for()
    {
        foreach (var population in new[] { 30, 700, 1e6 })
        {
            var size = SampleSize.ForShare(0.3, 0.04, population, 0.9, 1.4);
            Assert.Equal(0.04, SampleSize.Margin(0.3, size.Exact, population, 0.9, 1.4), 1e-12);
        }
        Assert.Equal(0, SampleSize.Margin(0.5, 1, 1));
    }

    [Fact]
    public void Sizes_refuse_what_has_no_meaning()
    {
        Assert.Equal("margin", Assert.Throws<InvalidInputException>(() => SampleSize.ForShare(0.5, 0, 100)).Variable);
        Assert.Equal("population", Assert.Throws<InvalidInputException>(() => SampleSize.ForShare(0.5, 0.05, 0)).Variable);
        Assert.Equal("share", Assert.Throws<InvalidInputException>(() => SampleSize.ForShare(1.5, 0.05, 100)).Variable);
        Assert.Equal("responseRate", Assert.Throws<InvalidInputException>(() => SampleSize.Invitations(10, 0, 100)).Variable);
        Assert.Throws<SampleExceedsPopulationException>(() => SampleSize.Margin(0.5, 101, 100));
    }

    [Fact]
    public void Rounding_keeps_the_sum_and_moves_nobody_by_one()
    {
        foreach (var seed in Enumerable.Range(1, 50))
        {
            var random = new Random(seed);
            var populations = Enumerable.Range(0, random.Next(1, 30)).Select(_ => (double)random.Next(0, 500)).ToArray();
            populations[0] += 1;
            var total = random.Next(0, (int)populations.Sum() + 1);
            var exact = Allocation.Proportional(total, populations);
            var whole = Allocation.Round(exact);
            Assert.Equal(total, whole.Sum());
            Assert.All(whole.Zip(exact), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 1));
            Assert.All(whole.Zip(populations), pair => Assert.InRange(pair.First, 0, pair.Second));
        }
    }

    [Fact]
    public void Equal_remainders_go_to_the_first() => Assert.Equal([2, 1, 1], Allocation.Round([4.0 / 3, 4.0 / 3, 4.0 / 3]));

    [Fact]
    public void Small_strata_are_taken_whole_and_the_rest_shared()
    {
        Assert.Equal([10.0, 45, 45], Allocation.Equal(100, [10, 200, 300]));
        var bounded = Allocation.Neyman(100, [10, 200, 300], [9, 1, 1], [5], [double.PositiveInfinity]);
        Assert.Equal(10, bounded[0]);
        Assert.Equal(100, bounded.Sum(), 1e-9);
        Assert.Equal(1.5, bounded[2] / bounded[1], 1e-12);
    }

    [Fact]
    public void The_exact_allocation_has_the_least_variance_of_all()
    {
        double[] populations = [6, 9, 20], deviations = [2, 0.5, 1];
        var best = Allocation.NeymanExact(12, populations, deviations, [1], populations);
        double Variance(int[] units) => units.Select((n, h) => Math.Pow(populations[h] * deviations[h], 2) / n).Sum();
        for (var a = 1; a <= 6; a++)
            for (var b = 1; b <= 9; b++)
                if (12 - a - b is >= 1 and <= 20 and var c)
                    Assert.True(Variance(best) <= Variance([a, b, c]) + 1e-12);
    }

    [Fact]
    public void Bounds_that_cannot_hold_the_total_are_refused()
    {
        Assert.Equal("total", Assert.Throws<InvalidInputException>(() => Allocation.Bounded(10, [1, 1], [0, 0], [4, 4])).Variable);
        Assert.Throws<SampleExceedsPopulationException>(() => Allocation.Proportional(11, [4, 6]));
    }

    [Fact]
    public void Every_subset_is_equally_likely()
    {
        var random = new Random(11);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        const int draws = 60_000;
        for (var i = 0; i < draws; i++)
        {
            var key = string.Join(',', SimpleRandomSample.Draw(6, 3, random.NextDouble));
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
        Assert.Equal(20, counts.Count);
        // chi-square with 19 degrees of freedom: 99.99% of such runs stay below 50
        Assert.True(counts.Values.Sum(count => Math.Pow(count - draws / 20.0, 2) / (draws / 20.0)) < 50);
    }

    [Fact]
    public void The_same_stream_draws_the_same_sample_for_ever()
    {
        // A fixed stream (the golden ratio's multiples): a change of this answer is a new algorithm and needs a new id.
        var i = 0;
        var sample = SimpleRandomSample.Draw(20, 6, () => ++i * 0.61803398874989485 % 1);
        Assert.Equal("selection-sampling/1", SimpleRandomSample.AlgorithmId);
        Assert.Equal([1, 4, 9, 12, 14, 17], sample);
    }

    [Fact]
    public void A_stratified_draw_takes_its_number_from_each_stratum()
    {
        var strata = Categories.Of("h", Enumerable.Range(0, 100).Select(i => i % 3 == 0 ? "a" : i % 7 == 0 ? "b" : "c").ToArray());
        var sample = SimpleRandomSample.Draw(strata, [5, 2, 11], new Random(3).NextDouble);
        Assert.Equal(sample.Order(), sample);
        Assert.Equal([5.0, 2, 11], new Categories("h", strata.Labels, sample.Select(i => strata.Codes[i]).ToArray()).Totals(Enumerable.Repeat(1.0, 18).ToArray()));
    }

    [Fact]
    public void Draws_refuse_more_than_there_are()
    {
        Assert.Throws<SampleExceedsPopulationException>(() => SimpleRandomSample.Draw(5, 6, () => 0.5));
        Assert.Equal([0, 1, 2], SimpleRandomSample.Draw(3, 3, () => 0.999999));
        Assert.Empty(SimpleRandomSample.Draw(3, 0, () => throw new InvalidOperationException("no number is needed")));
        var strata = new Categories("h", ["a", "b"], [0, 1]);
        Assert.Equal("b", Assert.Throws<SampleExceedsPopulationException>(() => SimpleRandomSample.Draw(strata, [1, 2], () => 0.1)).Stratum);
        Assert.Throws<InvalidInputException>(() => SimpleRandomSample.Draw(3, 1, () => 1.0));
    }
}
