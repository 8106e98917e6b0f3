// Rank intervals: a naive Holm procedure, what must hold, and coverage of the true ranks by simulation.
using Keukentafel.Statistics.Areas;
using Keukentafel.Statistics.Distributions;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class RankIntervalTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void Intervals_agree_with_holm_over_all_one_sided_hypotheses(int seed)
    {
        var random = new Random(seed);
        var y = Enumerable.Range(0, 9).Select(i => seed % 2 == 0 && i > 6 ? 2.0 : 3 * random.NextDouble()).ToArray();
        var s = y.Select(_ => 0.05 + 0.4 * random.NextDouble()).ToArray();
        var hypotheses = Enumerable.Range(0, 9).SelectMany(i => Enumerable.Range(0, 9).Where(j => j != i).Select(j => (Larger: i, Smaller: j))).ToArray();
        var p = hypotheses.Select(h => NormalDistribution.Cumulative((y[h.Larger] - y[h.Smaller]) / Math.Sqrt(s[h.Larger] * s[h.Larger] + s[h.Smaller] * s[h.Smaller])).Upper).ToArray();
        var adjusted = Testing.PAdjustment.Holm(p);
        var got = RankIntervals.All(y, s, 0.9);
        for (var i = 0; i < 9; i++)
        {
            Assert.Equal(1 + hypotheses.Where((h, k) => h.Larger == i && adjusted[k] <= 0.1).Count(), got[i].Lowest);
            Assert.Equal(9 - hypotheses.Where((h, k) => h.Smaller == i && adjusted[k] <= 0.1).Count(), got[i].Highest);
            Assert.Equal(1 + y.Count(value => value < y[i]), got[i].Observed);
        }
    }

    [Fact]
    public void Areas_far_apart_have_their_rank_and_areas_alike_may_have_any()
    {
        Assert.Equal([new(2, 2, 2), new(1, 1, 1), new(3, 3, 3)], RankIntervals.All([5, 1, 9], [0.1, 0.1, 0.1]));
        Assert.All(RankIntervals.All([5, 5.1, 4.9, 5], [1, 1, 1, 1]), interval => Assert.Equal((1, 4), (interval.Lowest, interval.Highest)));
        Assert.Equal(new RankInterval(1, 1, 1), Assert.Single(RankIntervals.All([3], [0])));
    }

    [Fact]
    public void Known_values_rank_without_doubt_and_equal_ones_share_their_ranks() =>
        Assert.Equal([new(1, 1, 1), new(2, 2, 3), new(2, 2, 3), new(4, 4, 4)], RankIntervals.All([1, 2, 2, 3], [0, 0, 0, 0]));

    [Fact]
    public void One_area_of_interest_has_a_shorter_interval_than_among_all()
    {
        var random = new Random(2);
        var y = Enumerable.Range(0, 60).Select(i => i / 8.0 + 0.3 * Dense.Normal(random)).ToArray();
        var s = y.Select(_ => 0.3).ToArray();
        var all = RankIntervals.All(y, s);
        var shorter = 0;
        for (var i = 0; i < y.Length; i++)
        {
            var one = RankIntervals.One(i, y, s);
            Assert.True(all[i].Lowest <= one.Lowest && one.Highest <= all[i].Highest && one.Lowest <= one.Observed && one.Observed <= one.Highest);
            if (one.Highest - one.Lowest < all[i].Highest - all[i].Lowest) shorter++;
        }
        Assert.True(shorter > 30);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Equal(1, Assert.Throws<InvalidInputException>(() => RankIntervals.All([1, double.NaN], [1, 1])).Row);
        Assert.Equal("standardErrors", Assert.Throws<InvalidInputException>(() => RankIntervals.All([1, 2], [1, -1])).Variable);
        Assert.Equal("area", Assert.Throws<InvalidInputException>(() => RankIntervals.One(2, [1, 2], [1, 1])).Variable);
        Assert.Equal("confidence", Assert.Throws<InvalidInputException>(() => RankIntervals.All([1, 2], [1, 1], 1)).Variable);
    }

    // 2,000 samples per configuration: the standard error of a coverage of 0.9 is 0.007; three of them are allowed.
    [Theory, Trait("Category", "Slow")]
    [InlineData(0.0), InlineData(0.1), InlineData(0.5), InlineData(2.0)]
    public void Intervals_cover_all_true_ranks_at_once_as_often_as_they_say(double distance)
    {
        Mutation.LeaveOut();
        var random = new Random(17);
        const int areas = 12, samples = 2000;
        var theta = Enumerable.Range(0, areas).Select(i => distance * (i / 2)).ToArray();
        var s = theta.Select((_, i) => 0.1 + 0.3 * (i % 4)).ToArray();
        var (together, each) = (0, 0);
        for (var sample = 0; sample < samples; sample++)
        {
            var y = theta.Select((value, i) => value + s[i] * Dense.Normal(random)).ToArray();
            var got = RankIntervals.All(y, s, 0.9);
            if (Enumerable.Range(0, areas).All(i => Covers(theta, i, got[i]))) together++;
            if (Covers(theta, 5, RankIntervals.One(5, y, s, 0.9))) each++;
        }
        Assert.True(together >= samples * (0.9 - 3 * 0.007), $"{together} of {samples} hold together");
        Assert.True(each >= samples * (0.9 - 3 * 0.007), $"{each} of {samples} hold for one area");
        // Not so wide that they could not fail: with all areas equal Holm uses nearly its whole error.
        if (distance == 0) Assert.True(together < samples);
    }

    // With ties an area's true ranks are all from 1 + the smaller to K − the larger.
    private static bool Covers(double[] theta, int i, RankInterval interval) =>
        interval.Lowest <= 1 + theta.Count(value => value < theta[i]) && theta.Length - theta.Count(value => value > theta[i]) <= interval.Highest;
}
