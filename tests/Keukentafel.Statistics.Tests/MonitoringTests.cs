// Control charts, moving averages, run rules and rolling windows: naive implementations, what must hold, and the edges.
using Keukentafel.Statistics.Monitoring;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class MonitoringTests
{
    [Fact]
    public void The_level_comes_from_the_baseline_and_limits_stay_between_zero_and_one()
    {
        var chart = ControlChart.Of([9, 8, 10, 1], [10, 10, 10, 4], 3);
        Assert.Equal(0.9, chart.Centre, 1e-15);
        Assert.Equal(1, chart.Limits()[0].Upper);
        Assert.Equal(0.9 - 3 * Math.Sqrt(0.9 * 0.1 / 4), chart.Limits()[3].Lower, 1e-14);
        Assert.Equal((0.1 + 0.2) / Math.Sqrt(0.009) / 2 / 1.128, chart.LaneyFactor, 1e-12);
        Assert.Equal([3], RunRules.Beyond(chart.Z));
    }

    [Fact]
    public void Laneys_limits_are_the_ordinary_ones_times_his_factor()
    {
        var chart = ControlChart.Of([500, 640, 480, 610], [1000, 1100, 900, 1050], 4);
        Assert.True(chart.LaneyFactor > 1);
        Assert.Equal(chart.Limits(3 * chart.LaneyFactor), chart.LaneyLimits());
    }

    [Fact]
    public void From_a_level_of_one_every_other_share_is_a_signal()
    {
        var chart = ControlChart.Of([5, 6, 3, 8], [5, 6, 4, 8], 2);
        Assert.Equal((1.0, 1.0), (chart.Limits()[2].Lower, chart.Limits()[2].Upper));
        Assert.Equal([2], RunRules.Beyond(chart.Z));
        Assert.Empty(RunRules.OneSide(chart.Z, 2));
        Assert.True(double.IsNaN(chart.LaneyFactor));
        Assert.True(double.IsNaN(ControlChart.Of([1, 2], [5, 5], 1).LaneyFactor));
    }

    [Fact]
    public void A_moving_average_is_the_weighted_sum_of_all_periods()
    {
        double[] y = [3.5, 5, 4, 8, 9], sigmas = [1, 2, 0.5, 1, 1.5];
        var got = Ewma.Of(y, sigmas, 4, 0.3, 1);
        for (var t = 0; t < y.Length; t++)
        {
            var weights = Enumerable.Range(0, t + 1).Select(s => 0.3 * Math.Pow(0.7, t - s)).ToArray();
            Assert.Equal(weights.Select((w, s) => w * y[s]).Sum() + Math.Pow(0.7, t + 1) * 4, got.Values[t], 1e-13);
            Assert.Equal(Math.Sqrt(weights.Select((w, s) => w * w * sigmas[s] * sigmas[s]).Sum()), got.StandardErrors[t], 1e-13);
        }
        Assert.Equal([3, 4], got.Signals);
        Assert.Equal(y, Ewma.Of(y, sigmas, 4, 1, 3).Values);
    }

    [Fact]
    public void Runs_end_at_a_value_on_the_centre_and_signal_until_they_end()
    {
        double[] z = [1, 1, 1, -1, 0.1, 0.2, 0.3, 0.4, 0, 1, 1, 1];
        Assert.Equal([7], RunRules.OneSide(z, 4));
        Assert.Equal([2, 6, 7, 11], RunRules.OneSide(z, 3));
        Assert.Equal(Enumerable.Range(7, 3), RunRules.OneSide(Enumerable.Repeat(-0.1, 10).ToArray()));
    }

    [Fact]
    public void Two_of_three_must_lie_on_the_same_side()
    {
        Assert.Equal([2, 3], RunRules.TwoOfThree([0, 2.1, 2.5, 0, 0]));
        Assert.Equal([2], RunRules.TwoOfThree([-2.1, 0, -2.1, 2.1, 0]));
        Assert.Empty(RunRules.TwoOfThree([2.1, -2.1, 0, 0, 2.1]));
        Assert.Empty(RunRules.TwoOfThree([2.1, 2.1]));
        Assert.Empty(RunRules.TwoOfThree([2, 2, 2]));
    }

    [Fact]
    public void A_rolling_mean_of_independent_periods_has_the_variance_of_a_mean()
    {
        var rolling = new RollingMean([1, 2, 6, 3], Dense.Diagonal([4, 4, 4, 4]), 3);
        Assert.Equal(2, rolling.Count);
        Assert.Equal((3.0, Math.Sqrt(4 / 3.0)), rolling.Mean(0));
        var (value, error) = rolling.Difference(0, 1);
        Assert.Equal((3.0 - 1) / 3, value, 1e-14);
        Assert.Equal(Math.Sqrt(8.0 / 9), error, 1e-14);
        Assert.True(error < Math.Sqrt(2) * rolling.Mean(0).StandardError, "shared periods cancel");
    }

    [Fact]
    public void A_rolling_mean_counts_every_covariance_and_weight()
    {
        double[] y = [0.6, 0.64, 0.7, 0.66], weights = [1, 3, 2, 2];
        var covariance = new double[4, 4];
        for (var s = 0; s < 4; s++)
            for (var t = 0; t < 4; t++) covariance[s, t] = 0.01 * Math.Pow(0.5, Math.Abs(s - t));
        double[] early = [0.25, 0.75, 0, 0], late = [0, 0.6, 0.4, 0];
        var difference = late.Zip(early, (b, a) => b - a).ToArray();
        var got = new RollingMean(y, covariance, 2, weights).Difference(0, 1);
        Assert.Equal(difference.Zip(y, (a, b) => a * b).Sum(), got.Value, 1e-14);
        Assert.Equal(Math.Sqrt(difference.Zip(Dense.Times(covariance, difference), (a, b) => a * b).Sum()), got.StandardError, 1e-14);
        Assert.Equal((0, 0), new RollingMean(y, covariance, 2, weights).Difference(1, 1));
    }

    [Fact]
    public void Bad_input_is_refused_with_its_place()
    {
        Assert.Equal(("sizes", 1), Place(() => ControlChart.Of([1, 0], [5, 0], 1)));
        Assert.Equal(("baselinePeriods", null), Place(() => ControlChart.Of([1, 0], [5, 5], 3)));
        Assert.Equal(("lambda", null), Place(() => Ewma.Of([1], [1], 0, 0)));
        Assert.Equal(("window", null), Place(() => new RollingMean([1, 2], Dense.Diagonal([1, 1]), 3)));
        Assert.Equal(("covariance", 1), Place(() => new RollingMean([1, 2], new double[,] { { 1, 0.5 }, { 0.4, 1 } }, 1)));
        Assert.Equal(("covariance", 0), Place(() => new RollingMean([1, 2], Dense.Diagonal([-1, 1]), 1)));
        Assert.Equal(("weights", 1), Place(() => new RollingMean([1, 2], Dense.Diagonal([1, 1]), 1, [1, 0])));
    }

    private static (string, int?) Place(Func<object> act)
    {
        var refusal = Assert.Throws<InvalidInputException>(() => act());
        return (refusal.Variable, refusal.Row);
    }
}
