// Power: its three questions undo each other, and a simulation of the test itself sees what the formula promises.
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Sampling;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class PowerTests
{
    [Theory]
    [InlineData(0.6, 0.65, 0.8, 0.05)]
    [InlineData(0.02, 0.3, 0.95, 0.01)]
    [InlineData(0.9, 0.5, 0.5, 0.2)]
    [InlineData(0, 0.1, 0.8, 0.05)]
    [InlineData(0.95, 1, 0.8, 0.05)]
    public void The_number_for_a_power_has_that_power_and_shows_that_difference(double first, double second, double power, double significance)
    {
        var respondents = SharePower.Respondents(first, second, power, significance);
        Assert.Equal(power, SharePower.Power(first, second, respondents, significance), 1e-12);
        Assert.Equal(second, SharePower.Detectable(first, respondents, power, significance, above: second > first), 1e-10);
    }

    [Theory]
    [InlineData(0.2, 1, 0.8, 0.05)]
    [InlineData(-3, 1.5, 0.9, 0.01)]
    [InlineData(40, 100, 0.2, 0.1)]
    [InlineData(0.001, 1, 0.999, 0.001)]
    [InlineData(30, 1, 0.8, 0.05)]
    public void The_number_for_a_power_of_the_t_test_has_that_power_and_shows_that_difference(double difference, double deviation, double power, double significance)
    {
        var respondents = MeanPower.Respondents(difference, deviation, power, significance);
        Assert.Equal(power, MeanPower.Power(difference, deviation, respondents, significance), 1e-9);
        if (respondents >= 2) Assert.Equal(Math.Abs(difference), MeanPower.Detectable(respondents, deviation, power, significance), 1e-8 * Math.Abs(difference));
    }

    [Fact]
    public void The_detectable_share_is_the_nearest_one_that_is_seen()
    {
        foreach (var first in new[] { 0.0, 0.04, 0.5, 0.93 })
            foreach (var n in new[] { 12.0, 90, 4000 })
            {
                if (SharePower.Power(first, 1, n) < 0.8) continue;
                var found = SharePower.Detectable(first, n);
                for (var step = 1; step < 2_000; step++)
                    Assert.True(SharePower.Power(first, first + (found - first) * step / 2_000, n) < 0.8);
            }
    }

    [Fact]
    public void Power_grows_with_the_number_and_the_difference()
    {
        var byNumber = new[] { 2, 5, 30, 400, 90_000 }.Select(n => MeanPower.Power(0.3, 1, n)).ToArray();
        Assert.Equal(byNumber.Order(), byNumber);
        Assert.Equal(1, byNumber[^1], 1e-12);
        var byDifference = new[] { 0.5, 0.52, 0.6, 0.9 }.Select(share => SharePower.Power(0.5, share, 100)).ToArray();
        Assert.Equal(byDifference.Order(), byDifference);
        Assert.Equal(0.025, byDifference[0], 1e-12);
    }

    [Fact]
    public void With_many_the_t_test_is_the_normal_one()
    {
        // n = 2(z_{0.975} + z_{0.8})²/Δ²
        var z = NormalDistribution.Quantile(0.975) + NormalDistribution.Quantile(0.8);
        Assert.Equal(1, MeanPower.Respondents(0.001, 1) / (2 * z * z / 1e-6), 1e-6);
    }

    [Fact, Trait("Category", "Slow")]
    public void Simulated_t_tests_see_a_difference_as_often_as_promised()
    {
        Mutation.LeaveOut();
        var random = new Random(5);
        double Normal() => NormalDistribution.Quantile(Math.Max(1e-15, random.NextDouble()));
        const int n = 9, runs = 20_000;
        var critical = StudentT.TwoSided(0.95, 2 * (n - 1));
        var seen = 0;
        for (var run = 0; run < runs; run++)
        {
            var (a, b) = (Enumerable.Range(0, n).Select(_ => Normal()).ToArray(), Enumerable.Range(0, n).Select(_ => Normal() + 1.2).ToArray());
            var (meanA, meanB) = (a.Average(), b.Average());
            var variance = (a.Sum(y => (y - meanA) * (y - meanA)) + b.Sum(y => (y - meanB) * (y - meanB))) / (2 * n - 2);
            if ((meanB - meanA) / Math.Sqrt(2 * variance / n) > critical) seen++;
        }
        var expected = MeanPower.Power(1.2, 1, n);
        Assert.InRange((double)seen / runs, expected - 4 * Math.Sqrt(0.25 / runs), expected + 4 * Math.Sqrt(0.25 / runs));
    }

    [Fact]
    public void What_cannot_be_answered_is_refused_by_name()
    {
        Assert.Equal("second", Refused(() => SharePower.Respondents(0.4, 0.4)));
        Assert.Equal("first", Refused(() => SharePower.Power(1.1, 0.4, 10)));
        Assert.Equal("power", Refused(() => SharePower.Respondents(0.4, 0.5, 1)));
        Assert.Equal("respondents", Refused(() => SharePower.Detectable(0.5, 2)));
        Assert.Equal("respondents", Refused(() => SharePower.Power(0.4, 0.5, double.NaN)));
        Assert.Equal("difference", Refused(() => MeanPower.Respondents(0, 1)));
        Assert.Equal("deviation", Refused(() => MeanPower.Power(1, 0, 10)));
        Assert.Equal("respondents", Refused(() => MeanPower.Power(1, 1, 1)));
        Assert.Equal("power", Refused(() => MeanPower.Detectable(10, 1, 0.02)));
        Assert.Equal("significance", Refused(() => MeanPower.Respondents(1, 1, 0.8, 0)));
    }

    private static string Refused(Func<object> call) => Assert.Throws<InvalidInputException>(call).Variable;
}
