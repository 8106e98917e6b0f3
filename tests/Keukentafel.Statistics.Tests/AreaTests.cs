// Direct standardisation, funnel limits and reliability: naive second implementations, what must hold, and the edges.
using Keukentafel.Statistics.Areas;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class AreaTests
{
    [Fact]
    public void Standardisation_weighs_the_means_of_the_cells_and_their_variances()
    {
        var areas = new Categories("area", ["a"], [0, 0, 0, 0, 0, 0]);
        var cells = new Categories("age", ["young", "old"], [0, 1, 0, 1, 1, 1]);
        double[] y = [1, 4, 2, double.NaN, 6, 8];
        var got = Assert.Single(DirectStandardisation.Of(y, areas, cells, [0.25, 0.75]));
        Assert.Equal(0.25 * 1.5 + 0.75 * 6, got.Value, 1e-14);
        Assert.Equal(Math.Sqrt(0.0625 * 0.5 / 2 + 0.5625 * 4 / 3), got.StandardError, 1e-14);
        Assert.Equal(5, got.Count);
        var (value, error) = DirectStandardisation.Of([1.5, 6], new[,] { { 0.25, 0 }, { 0, 4.0 / 3 } }, [0.25, 0.75]);
        Assert.Equal(got.Value, value, 1e-14);
        Assert.Equal(got.StandardError, error, 1e-14);
    }

    [Fact]
    public void An_empty_cell_is_named_and_not_filled_in()
    {
        var areas = new Categories("area", ["a", "b"], [0, 0, 1, 1, 1, 1]);
        var cells = new Categories("age", ["young", "old"], [0, 0, 0, 1, 1, 0]);
        var got = DirectStandardisation.Of([1, 2, 3, 4, 5, double.NaN], areas, cells, [0.5, 0.5]);
        Assert.Equal(["old"], got[0].EmptyCells);
        Assert.False(got[0].IsDefined);
        Assert.True(double.IsNaN(got[0].Value));
        Assert.Equal(3.75, got[1].Value);
        Assert.True(double.IsNaN(got[1].StandardError), "one answer in a cell has no variance");
    }

    [Fact]
    public void An_area_with_the_reference_composition_keeps_its_mean()
    {
        var random = new Random(5);
        var codes = Enumerable.Range(0, 60).Select(_ => random.Next(3)).ToArray();
        var y = codes.Select(code => code + random.NextDouble()).ToArray();
        var shares = Enumerable.Range(0, 3).Select(cell => codes.Count(code => code == cell) / 60.0).ToArray();
        var got = DirectStandardisation.Of(y, Categories.One("all", 60), new Categories("cell", ["0", "1", "2"], codes), shares);
        Assert.Equal(y.Average(), got[0].Value, 1e-13);
    }

    [Theory]
    [InlineData(40, 0.7, 0.025)]
    [InlineData(7, 0.2, 0.001)]
    [InlineData(1, 0.5, 0.025)]
    [InlineData(300, 0.99, 0.001)]
    [InlineData(50, 0, 0.025)]
    [InlineData(50, 1, 0.001)]
    public void Exact_limits_interpolate_the_binomial_distribution(int n, double target, double tail)
    {
        var limit = Funnel.Of([0], [n], target).Exact(tail)[0];
        Assert.Equal(Limit(tail), limit.Lower, 1e-10);
        Assert.Equal(Limit(1 - tail), limit.Upper, 1e-10);

        double Limit(double a)
        {
            var (sum, r) = (Probability(0), 0);
            while (sum < a) sum += Probability(++r);
            return (r - (sum - a) / Probability(r)) / n;
        }

        double Probability(int x) => Enumerable.Range(1, x).Aggregate(1.0, (product, k) => product * (n - x + k) / k * target) * Math.Pow(1 - target, n - x);
    }

    [Fact]
    public void Funnel_limits_close_in_as_areas_grow_and_widen_with_the_spread()
    {
        var funnel = Funnel.Of([10, 200, 900, 100, 520], [40, 300, 1000, 400, 800]);
        foreach (var limits in new[] { funnel.Normal(0.001), funnel.Exact(0.001), funnel.Multiplicative(0.001), funnel.Additive(0.001), funnel.ArcsineLimits(0.001, between: false) })
            Assert.True(limits[0].Upper - limits[0].Lower > limits[2].Upper - limits[2].Lower);
        Assert.True(funnel.Shares.Factor > 1 && funnel.Shares.BetweenVariance > 0);
        Assert.True(funnel.Multiplicative(0.025)[1].Upper > funnel.Normal(0.025)[1].Upper);
        Assert.True(funnel.Additive(0.025)[1].Lower < funnel.Normal(0.025)[1].Lower);
        Assert.All(funnel.ArcsineLimits(0.001, between: true), limit => Assert.True(limit.Lower >= 0 && limit.Upper <= 1));
    }

    [Fact]
    public void Less_spread_than_chance_does_not_narrow_the_limits_unless_asked()
    {
        var funnel = Funnel.Of([50, 51, 49, 50], [100, 100, 100, 100]);
        Assert.True(funnel.Shares.Factor < 1);
        Assert.Equal(0, funnel.Shares.BetweenVariance);
        Assert.Equal(funnel.Normal(0.025), funnel.Multiplicative(0.025));
        Assert.True(funnel.Multiplicative(0.025, narrow: true)[0].Upper < funnel.Normal(0.025)[0].Upper);
    }

    [Fact]
    public void Winsorising_keeps_one_far_area_from_hiding_itself()
    {
        double[] successes = [50, 52, 47, 55, 44, 51, 49, 53, 46, 100], sizes = [100, 100, 100, 100, 100, 100, 100, 100, 100, 100];
        Assert.True(Funnel.Of(successes, sizes, 0.5).Shares.Factor < 0.2 * Funnel.Of(successes, sizes, 0.5, 0, 1).Shares.Factor);
    }

    [Fact]
    public void A_target_of_one_has_no_z_and_bad_input_is_refused()
    {
        var certain = Funnel.Of([5, 8], [5, 8]);
        Assert.Equal(1, certain.Target);
        Assert.True(double.IsNaN(certain.Shares.Factor) && certain.Shares.Z.All(double.IsNaN));
        Assert.Equal(double.NegativeInfinity, Funnel.Of([4], [5], 1).Shares.Z[0]);
        Assert.True(double.IsNaN(Funnel.Of([4], [5], 0.5).Shares.BetweenVariance), "one area has no spread");
        Assert.Equal(1, Assert.Throws<InvalidInputException>(() => Funnel.Of([1, 2], [5, 0])).Row);
        Assert.Equal(("successes", (int?)0), Place(() => Funnel.Of([6, 2], [5, 4])));
        Assert.Equal(("sizes", (int?)1), Place(() => Funnel.Of([1, 2], [5, 7.5]).Exact(0.025)));
        Assert.Equal("winsorising", Assert.Throws<InvalidInputException>(() => Funnel.Of([1, 2], [5, 7], null, 0.9, 0.1)).Variable);
    }

    [Theory]
    [InlineData(0.02, 1.0, double.PositiveInfinity)]
    [InlineData(0.02, 1.0, 150)]
    [InlineData(0.5, 3.0, 40)]
    public void One_answer_fewer_falls_short_of_the_reliability(double between, double unit, double population)
    {
        var n = Reliability.NeededAnswers(between, unit, 0.7, population);
        double With(double answers) => Reliability.Of(between, unit / answers * (1 - answers / population));
        Assert.True(With(n) >= 0.7 - 1e-12);
        Assert.True(With(n - 1) < 0.7);
    }

    [Fact]
    public void Without_differences_between_areas_only_a_census_is_reliable()
    {
        Assert.Equal(0, Reliability.Of(0, 0.1));
        Assert.Equal(1, Reliability.Of(0.1, 0));
        Assert.Equal(500, Reliability.NeededAnswers(0, 1, 0.7, 500));
        Assert.Equal(double.PositiveInfinity, Reliability.NeededAnswers(0, 1));
        Assert.Equal("samplingVariance", Assert.Throws<InvalidInputException>(() => Reliability.Of(0, 0)).Variable);
    }

    [Fact]
    public void The_variance_between_areas_is_what_the_moments_leave()
    {
        double[] estimates = [3.1, 3.9, 2.7, 3.4, 4.4], variances = [0.02, 0.05, 0.01, 0.2, 0.03];
        var w = variances.Select(v => 1 / v).ToArray();
        var mean = estimates.Zip(w, (a, b) => a * b).Sum() / w.Sum();
        var q = estimates.Zip(w, (a, b) => b * (a - mean) * (a - mean)).Sum();
        Assert.Equal((q - 4) / (w.Sum() - w.Sum(b => b * b) / w.Sum()), Reliability.BetweenVariance(estimates, variances), 1e-13);
        Assert.Equal(0, Reliability.BetweenVariance([1, 1.01, 0.99], [1, 1, 1]));
        Assert.Equal(("samplingVariances", (int?)1), Place(() => Reliability.BetweenVariance([1, 2], [1, 0])));
    }

    private static (string, int?) Place(Func<object> act)
    {
        var refusal = Assert.Throws<InvalidInputException>(() => act());
        return (refusal.Variable, refusal.Row);
    }
}
