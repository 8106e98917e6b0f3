// Shared respondents make a difference between rounds more certain when their answers go together.
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Testing;
using Keukentafel.Statistics.Weighting;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class OverlappingRoundsTests
{
    [Fact]
    public void The_same_people_with_the_same_answers_changed_nothing()
    {
        var round = Invent(new Random(1), 0, 40);
        var test = OverlappingRounds.Compare(round, round);
        Assert.Equal(0, test.Difference, 1e-12);
        Assert.Equal(0, test.StandardError, 1e-12);
    }

    [Fact]
    public void Everybody_who_rose_by_one_did_so_without_doubt()
    {
        var first = Invent(new Random(2), 0, 40);
        var test = OverlappingRounds.Compare(first, first with { Y = first.Y.Select(y => y + 1).ToArray() });
        Assert.Equal(1, test.Difference, 1e-12);
        Assert.Equal(0, test.StandardError, 1e-12);
    }

    [Fact]
    public void Other_people_are_independent_samples()
    {
        var (first, second) = (Invent(new Random(3), 0, 40), Invent(new Random(4), 1000, 60));
        Estimate Mean(Round round) => SurveyDesign.OneStage(round.Weights.ToArray(), round.Strata).WithDesignWeights().Mean(round.Y.ToArray());
        var test = OverlappingRounds.Compare(first, second);
        var apart = MeanTests.TestIndependent(Mean(first), Mean(second));
        Assert.Equal(apart.Difference, test.Difference, 1e-12);
        Assert.Equal(1, test.StandardError / apart.StandardError, 0.05);
    }

    [Fact]
    public void The_error_is_that_of_drawing_again_and_again()
    {
        var random = new Random(5);
        var tests = Enumerable.Range(0, 800).Select(_ =>
        {
            var lasting = Enumerable.Range(0, 90).Select(_ => Normal(random)).ToArray();
            Round Of(int from, double rise) => new(
                Enumerable.Range(from, 60).Select(i => $"p{i}").ToArray(), Categories.One("all", 60), Enumerable.Repeat(10.0, 60).ToArray(),
                Enumerable.Range(from, 60).Select(i => rise + lasting[i] + 0.5 * Normal(random)).ToArray());
            return OverlappingRounds.Compare(Of(0, 0), Of(30, 0.3));
        }).ToArray();
        var mean = tests.Average(test => test.Difference);
        var spread = Math.Sqrt(tests.Average(test => (test.Difference - mean) * (test.Difference - mean)));
        Assert.Equal(0.3, mean, 0.02);
        Assert.Equal(1, tests.Average(test => test.StandardError) / spread, 0.07);
        Assert.InRange(tests.Average(test => test.Interval(0.95) is var (lower, upper) && lower <= 0.3 && 0.3 <= upper ? 1.0 : 0), 0.925, 0.975);
    }

    [Fact]
    public void A_person_who_stands_twice_in_a_round_is_refused()
    {
        var round = Invent(new Random(6), 0, 4);
        var refusal = Assert.Throws<InvalidInputException>(() => OverlappingRounds.Compare(round, round with { Units = ["a", "b", "a", "c"] }));
        Assert.Equal(("second units", 2), (refusal.Variable, refusal.Row));
        Assert.Throws<NotEstimableException>(() => OverlappingRounds.Compare(round, round with { Y = Enumerable.Repeat(double.NaN, 4).ToArray() }));
    }

    private static Round Invent(Random random, int from, int units) => new(
        Enumerable.Range(from, units).Select(i => $"p{i}").ToArray(),
        new Categories("h", ["a", "b"], Enumerable.Range(0, units).Select(i => i % 2).ToArray()),
        Enumerable.Range(0, units).Select(_ => 1 + random.NextDouble()).ToArray(),
        Enumerable.Range(0, units).Select(_ => 5 + Normal(random)).ToArray());

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
