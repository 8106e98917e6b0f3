// Case-mix adjustment against a regression on indicators of all areas, what must hold whatever the data, and the edges.
using Keukentafel.Statistics.Areas;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class CaseMixTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory, MemberData(nameof(Seeds))]
    public void Adjusted_means_agree_with_a_regression_on_indicators_of_the_areas(int seed)
    {
        var data = Invented.Of(seed);
        var populations = data.Counts.Select(count => count * 1.5 + 3).ToArray();
        var got = CaseMix.Adjust(data.Y, data.Areas, data.Adjusters, populations);

        var columns = data.Adjusters.Select(adjuster => adjuster.Values.ToArray())
            .Concat(Enumerable.Range(0, data.Areas.Count).Select(p => data.Areas.Codes.ToArray().Select(code => code == p ? 1.0 : 0.0).ToArray())).ToArray();
        var x = Dense.Columns(columns);
        var b = Dense.Times(Dense.Inverse(Dense.Times(Dense.Transpose(x), x)), Dense.Times(Dense.Transpose(x), data.Y));
        var residuals = data.Y.Zip(Dense.Times(x, b), (y, fitted) => y - fitted).ToArray();
        var (k, p) = (data.Adjusters.Length, data.Areas.Count);
        var theta = b.Skip(k).ToArray();
        var raw = Enumerable.Range(0, p).Select(area => data.Y.Where((_, i) => data.Areas.Codes[i] == area).Average()).ToArray();
        var v = Enumerable.Range(0, p).Select(area =>
            residuals.Where((_, i) => data.Areas.Codes[i] == area).Sum(e => e * e) / data.Counts[area] / (data.Counts[area] - 1) * (1 - data.Counts[area] / populations[area])).ToArray();
        for (var j = 0; j < k; j++) Assert.Equal(b[j], got.Coefficients[j], 1e-9);
        for (var area = 0; area < p; area++)
        {
            Assert.Equal(theta[area] + raw.Average() - theta.Average(), got.Areas[area].Adjusted, 1e-9);
            Assert.Equal(theta[area] + Enumerable.Range(0, k).Sum(j => b[j] * columns[j].Average()), got.Areas[area].AdjustedAtGrandMean, 1e-9);
            Assert.Equal(v[area], got.Areas[area].Variance, 1e-9);
            Assert.Equal((p - 2.0) / p * v[area] + v.Sum() / p / p, got.Areas[area].DifferenceVariance, 1e-9);
        }
        var mu = got.Areas.Select((area, i) => area.Adjusted / v[i]).Sum() / v.Sum(value => 1 / value);
        Assert.Equal(got.Areas.Select((area, i) => Math.Pow(area.Adjusted - mu, 2) / v[i]).Sum() / (p - 1), got.F, 1e-8);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_areas_keep_their_mean_and_no_adjuster_changes_nothing(int seed)
    {
        var data = Invented.Of(seed);
        var adjusted = CaseMix.Adjust(data.Y, data.Areas, data.Adjusters).Areas;
        Assert.Equal(adjusted.Average(area => area.Raw), adjusted.Average(area => area.Adjusted), 1e-12);
        Assert.Equal(0, adjusted.Sum(area => area.Difference), 1e-11);
        Assert.All(CaseMix.Adjust(data.Y, data.Areas, []).Areas, area => Assert.Equal(area.Raw, area.Adjusted, 1e-12));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Scale_and_order_of_adjusters_do_not_matter(int seed)
    {
        var data = Invented.Of(seed);
        var plain = CaseMix.Adjust(data.Y, data.Areas, data.Adjusters);
        var other = CaseMix.Adjust(data.Y, data.Areas, data.Adjusters.Reverse().Select(adjuster => new Adjuster(adjuster.Name, adjuster.Values.Select(value => 1e3 - 0.01 * value).ToArray())).ToArray());
        foreach (var (one, two) in plain.Areas.Zip(other.Areas))
        {
            Assert.Equal(one.Adjusted, two.Adjusted, 1e-9);
            Assert.Equal(one.Variance, two.Variance, 1e-9);
        }
    }

    [Fact]
    public void An_adjuster_that_says_nothing_new_is_dropped_by_name_and_changes_nothing()
    {
        var data = Invented.Of(3);
        var areaLevel = new Adjuster("of the area", data.Areas.Codes.ToArray().Select(code => 0.1 + 3.7 * code).ToArray());
        var sum = new Adjuster("sum", data.Adjusters[0].Values.Zip(data.Adjusters[1].Values, (a, b) => 2 * a - b / 3 + 5).ToArray());
        var plain = CaseMix.Adjust(data.Y, data.Areas, data.Adjusters);
        var more = CaseMix.Adjust(data.Y, data.Areas, [areaLevel, .. data.Adjusters, sum, new Adjuster("constant", data.Y.Select(_ => 0.3).ToArray())]);
        Assert.Equal(["of the area", "sum", "constant"], more.Dropped);
        Assert.True(double.IsNaN(more.Coefficients[0]));
        Assert.Empty(plain.Dropped);
        Assert.All(plain.Areas.Zip(more.Areas), pair => Assert.Equal(pair.First.Adjusted, pair.Second.Adjusted, 1e-10));
    }

    [Fact]
    public void A_missing_answer_leaves_out_and_a_missing_adjuster_takes_the_mean_of_its_area_or_of_all()
    {
        var areas = new Categories("area", ["a", "b", "nobody"], [0, 0, 0, 0, 1, 1, 1, 0]);
        double[] y = [1, 2, 4, 3, 2, 5, 4, double.NaN];
        var missing = CaseMix.Adjust(y, areas, [new Adjuster("x", [1, 2, double.NaN, 6, double.NaN, double.NaN, double.NaN, 99])]);
        var filled = CaseMix.Adjust(y, areas, [new Adjuster("x", [1, 2, 3, 6, 3, 3, 3, 99])]);
        Assert.Equal(filled.Areas, missing.Areas);
        Assert.Equal([4, 3, 0], missing.Areas.Select(area => area.Count));
        Assert.True(double.IsNaN(missing.Areas[2].Adjusted));
        Assert.Equal(1, missing.NumeratorDegreesOfFreedom);
    }

    [Fact]
    public void An_area_with_one_respondent_is_adjusted_and_named_as_of_unknown_precision()
    {
        var areas = new Categories("area", ["a", "b", "one"], [0, 0, 0, 1, 1, 1, 2]);
        var got = CaseMix.Adjust([1, 2, 4, 3, 2, 5, 4], areas, [new Adjuster("x", [1, 2, 3, 1, 5, 2, 4])]);
        Assert.Equal(["one"], got.WithoutVariance);
        Assert.True(double.IsFinite(got.Areas[2].Adjusted));
        Assert.True(double.IsNaN(got.Areas[2].Variance) && double.IsNaN(got.Areas[0].DifferenceVariance) && double.IsNaN(got.F));
        Assert.True(got.Areas[0].Variance > 0);
    }

    [Fact]
    public void A_census_of_an_area_leaves_it_without_variance_of_its_own()
    {
        var areas = new Categories("area", ["a", "b"], [0, 0, 0, 1, 1, 1]);
        var got = CaseMix.Adjust([1, 2, 4, 3, 2, 5], areas, [], [3, 30]);
        Assert.Equal(0, got.Areas[0].Variance);
        Assert.True(got.Areas[1].Variance > 0);
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        var areas = new Categories("area", ["a", "b"], [0, 0, 1]);
        Assert.Equal("age", Assert.Throws<InvalidInputException>(() => CaseMix.Adjust([1, 2, 3], areas, [new Adjuster("age", [1, 2])])).Variable);
        Assert.Equal(("age", 1), Place(() => CaseMix.Adjust([1, 2, 3], areas, [new Adjuster("age", [1, double.PositiveInfinity, 0])])));
        Assert.Equal(("y", 2), Place(() => CaseMix.Adjust([1, 2, double.NegativeInfinity], areas, [])));
        Assert.Equal("area", Assert.Throws<InvalidInputException>(() => CaseMix.Adjust([1, 2, double.NaN], areas, [])).Variable);
        Assert.Equal("age", Assert.Throws<InvalidInputException>(() => CaseMix.Adjust([1, 2, 3], areas, [new Adjuster("age", [double.NaN, double.NaN, double.NaN])])).Variable);
        Assert.Equal("a", Assert.Throws<SampleExceedsPopulationException>(() => CaseMix.Adjust([1, 2, 3], areas, [], [1, 5])).Stratum);
    }

    private static (string, int?) Place(Func<object> act)
    {
        var refusal = Assert.Throws<InvalidInputException>(() => act());
        return (refusal.Variable, refusal.Row);
    }

    private sealed record Invented(double[] Y, Categories Areas, Adjuster[] Adjusters, int[] Counts)
    {
        public static Invented Of(int seed)
        {
            var random = new Random(seed);
            var counts = Enumerable.Range(0, 2 + seed % 5).Select(_ => random.Next(3, 25)).ToArray();
            var codes = counts.SelectMany((count, p) => Enumerable.Repeat(p, count)).OrderBy(_ => random.Next()).ToArray();
            var adjusters = Enumerable.Range(0, 1 + seed % 3 + 1).Select(j => new Adjuster($"x{j}", codes.Select(code => j == 0 ? random.Next(0, 2) : code + Dense.Normal(random)).ToArray())).ToArray();
            var y = codes.Select((code, i) => 3 + 0.3 * code + adjusters.Sum(adjuster => 0.5 * adjuster.Values[i]) + Dense.Normal(random)).ToArray();
            return new Invented(y, new Categories("area", counts.Select((_, p) => $"area {p}").ToArray(), codes), adjusters, counts);
        }
    }
}
