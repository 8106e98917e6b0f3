// Permanent random numbers: sizes exact, everybody as often, the same people or other people as wanted.
using Keukentafel.Statistics.Sampling;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class CoordinatedSampleTests
{
    private static readonly Categories Strata = new("h", ["a", "b"], [.. Enumerable.Range(0, 50).Select(i => i < 30 ? 0 : 1)]);

    [Fact]
    public void The_same_start_gives_the_same_people()
    {
        var numbers = Numbers(1, 50);
        Assert.Equal(CoordinatedSample.Draw(numbers, Strata, [6, 4], 0.2).Units, CoordinatedSample.Draw(numbers, Strata, [6, 4], 0.2).Units);
        var more = CoordinatedSample.Draw(numbers, Strata, [9, 4], 0.2).Units;
        Assert.Subset(more.ToHashSet(), CoordinatedSample.Draw(numbers, Strata, [6, 4], 0.2).Units.ToHashSet());
    }

    [Fact]
    public void Starting_where_the_last_sample_ended_asks_nobody_twice_until_all_had_their_turn()
    {
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var numbers = Numbers(seed, 50);
            var asked = new int[50];
            double[] starts = [0.7, 0.3];
            for (var round = 0; round < 5; round++)
            {
                var sample = CoordinatedSample.Draw(numbers, Strata, [6, 4], starts);
                foreach (var unit in sample.Units) asked[unit]++;
                starts = [.. sample.Next];
            }
            // 5 × 6 of 30 and 5 × 4 of 20: everybody exactly once
            Assert.All(asked, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void Everybody_is_equally_likely_and_so_is_every_pair()
    {
        const int draws = 40_000, units = 6;
        var strata = Categories.One("all", units);
        var pairs = new int[units, units];
        for (var run = 0; run < draws; run++)
        {
            var sample = CoordinatedSample.Draw(Numbers(run, units), strata, [3], 0.4).Units;
            Assert.Equal(3, sample.Count);
            foreach (var i in sample)
                foreach (var j in sample) pairs[i, j]++;
        }
        for (var i = 0; i < units; i++)
            for (var j = 0; j < units; j++)
            {
                var expected = i == j ? 0.5 : 0.2;
                Assert.InRange(pairs[i, j] / (double)draws, expected - 0.0115, expected + 0.0115);
            }
    }

    [Fact]
    public void Newcomers_have_the_same_chance_in_a_sample_that_keeps_its_people()
    {
        // 20 stay, 5 leave, 5 come; the start stays. Everybody now in the frame: 10 of 25.
        const int draws = 20_000;
        var (counts, kept) = (new int[25], 0);
        for (var run = 0; run < draws; run++)
        {
            var numbers = Numbers(run, 30);
            var before = CoordinatedSample.Draw(numbers[..25], Categories.One("all", 25), [10], 0.9).Units;
            var after = CoordinatedSample.Draw(numbers[5..], Categories.One("all", 25), [10], 0.9).Units;
            foreach (var unit in after) counts[unit]++;
            kept += after.Count(unit => before.Contains(unit + 5));
        }
        Assert.All(counts, count => Assert.InRange(count / (double)draws, 0.4 - 0.016, 0.4 + 0.016));
        // independent samples would share 20 · 0.4 · 0.4 = 3.2
        Assert.InRange(kept / (double)draws, 6.5, 8);
    }

    [Fact]
    public void Opposite_starts_keep_apart_what_fits()
    {
        var shared = Enumerable.Range(0, 300).Average(seed =>
        {
            var (numbers, strata) = (Numbers(seed, 200), Categories.One("all", 200));
            var first = CoordinatedSample.Draw(numbers, strata, [60], 0).Units;
            return CoordinatedSample.Draw(numbers, strata, [60], 0.5).Units.Count(first.Contains);
        });
        // arcs of 0.3 half a circle apart do not meet; independent samples would share 18
        Assert.InRange(shared, 0, 0.1);
    }

    [Fact]
    public void A_census_takes_all_and_equal_numbers_stand_in_order()
    {
        var all = CoordinatedSample.Draw([0.1, 0.9, 0.5], Categories.One("all", 3), [3], 0.6);
        Assert.Equal([0, 1, 2], all.Units);
        Assert.Equal([0.6], all.Next);
        Assert.Equal([0, 2], CoordinatedSample.Draw([0.5, 0.7, 0.5, 0.5], Categories.One("all", 4), [2], 0.5).Units);
        Assert.Empty(CoordinatedSample.Draw([0.1], Categories.One("all", 1), [0], 0.5).Units);
    }

    [Fact]
    public void What_has_no_meaning_is_refused_by_name()
    {
        var one = Categories.One("all", 2);
        Assert.Equal(("numbers", 1), Place(() => CoordinatedSample.Draw([0.1, 1], one, [1], 0)));
        Assert.Equal(("starts", 0), Place(() => CoordinatedSample.Draw([0.1, 0.2], one, [1], double.NaN)));
        Assert.Equal(("sizes", 0), Place(() => CoordinatedSample.Draw([0.1, 0.2], one, [-1], 0)));
        Assert.Equal("all", Assert.Throws<SampleExceedsPopulationException>(() => CoordinatedSample.Draw([0.1, 0.2], one, [3], 0)).Stratum);
        Assert.Throws<InvalidInputException>(() => CoordinatedSample.Draw([0.1, 0.2, 0.3], Categories.One("all", 3), [1], 0.1, 0.2));
    }

    private static double[] Numbers(int seed, int units)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, units).Select(_ => random.NextDouble()).ToArray();
    }

    private static (string, int) Place(Func<object> call)
    {
        var refusal = Assert.Throws<InvalidInputException>(call);
        return (refusal.Variable, refusal.Row!.Value);
    }
}
