// Agreement coefficients: naive implementations over pairs of ratings, relations between them, published values, and where they are undefined.
using Keukentafel.Statistics.Agreement;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class AgreementTests
{
    public static TheoryData<int, MeasurementLevel> Cases
    {
        get
        {
            var cases = new TheoryData<int, MeasurementLevel>();
            foreach (var seed in Enumerable.Range(1, 5))
                foreach (var level in Enum.GetValues<MeasurementLevel>()) cases.Add(seed, level);
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Alpha_agrees_with_a_loop_over_all_pairs_of_ratings(int seed, MeasurementLevel level)
    {
        var random = new Random(seed);
        double[][] raters = Enumerable.Range(0, 2 + seed % 3).Select(_ => Enumerable.Range(0, 15).Select(i => random.NextDouble() < 0.25 ? double.NaN : Math.Max(0, i % 4 + random.Next(-1, 3)) * 1.5).ToArray()).ToArray();
        var units = Enumerable.Range(0, 15).Select(i => raters.Select(rater => rater[i]).Where(value => !double.IsNaN(value)).ToArray()).Where(unit => unit.Length > 1).ToArray();
        var all = units.SelectMany(unit => unit).ToArray();
        double Distance(double c, double k)
        {
            if (c == k) return 0;
            var (low, high) = (Math.Min(c, k), Math.Max(c, k));
            return level switch
            {
                MeasurementLevel.Nominal => 1,
                MeasurementLevel.Ordinal => Math.Pow(all.Count(value => value >= low && value <= high) - (all.Count(value => value == c) + all.Count(value => value == k)) / 2.0, 2),
                MeasurementLevel.Interval => (c - k) * (c - k),
                _ => Math.Pow((c - k) / (c + k), 2),
            };
        }
        double Pairs(double[] values) => values.SelectMany((a, i) => values.Where((_, j) => j != i).Select(b => Distance(a, b))).Sum();
        var observed = units.Sum(unit => Pairs(unit) / (unit.Length - 1)) / all.Length;
        var expected = Pairs(all) / all.Length / (all.Length - 1);
        var got = KrippendorffAlpha.Of(Ratings.OfNumbers(raters), level);
        Assert.Equal(1 - observed / expected, got.Value, 1e-12);
        Assert.Equal(units.Length, got.Units);
    }

    [Theory]
    [InlineData(KappaWeights.None), InlineData(KappaWeights.Linear), InlineData(KappaWeights.Quadratic)]
    public void Kappa_compares_with_every_pair_that_chance_could_make(KappaWeights weights)
    {
        var random = new Random(4);
        int[][] codes = [Enumerable.Range(0, 40).Select(_ => random.Next(-1, 4)).ToArray(), []];
        codes[1] = codes[0].Select(code => random.NextDouble() < 0.6 ? code : random.Next(-1, 4)).ToArray();
        var pairs = codes[0].Zip(codes[1]).Where(pair => pair.First >= 0 && pair.Second >= 0).ToArray();
        double Distance(int a, int b) => weights switch { KappaWeights.None => a == b ? 0 : 1, KappaWeights.Linear => Math.Abs(a - b), _ => (a - b) * (a - b) };
        var observed = pairs.Average(pair => Distance(pair.First, pair.Second));
        var expected = pairs.SelectMany(one => pairs.Select(other => Distance(one.First, other.Second))).Average();
        var got = Kappa.Cohen(new Ratings(["a", "b", "c", "d"], codes), weights);
        Assert.Equal(1 - observed / expected, got.Value, 1e-13);
        Assert.Equal(pairs.Length, got.Units);
    }

    [Fact]
    public void Fleiss_counts_agreeing_pairs_of_raters_per_unit()
    {
        int[][] codes = [[0, 0, 1, 2, 1, -1], [0, 1, 1, 2, 0, 1], [0, 0, 1, 1, 2, 1]];
        double[] agreeing = [1, 1.0 / 3, 1, 1.0 / 3, 0];
        double[] shares = [6.0 / 15, 6.0 / 15, 3.0 / 15];
        var chance = shares.Sum(share => share * share);
        var got = Kappa.Fleiss(new Ratings(["a", "b", "c"], codes));
        Assert.Equal((agreeing.Average() - chance) / (1 - chance), got.Value, 1e-14);
        Assert.Equal(5, got.Units);
    }

    [Fact]
    public void Alpha_of_krippendorffs_own_example()
    {
        const double none = double.NaN;
        double[][] raters =
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, none, none, none], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, none, 3],
            [none, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, none], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, none],
        ];
        var ratings = Ratings.OfNumbers(raters);
        Assert.Equal(0.743, KrippendorffAlpha.Of(ratings, MeasurementLevel.Nominal).Value, 5e-4);
        Assert.Equal(0.815, KrippendorffAlpha.Of(ratings, MeasurementLevel.Ordinal).Value, 5e-4);
        Assert.Equal(0.849, KrippendorffAlpha.Of(ratings, MeasurementLevel.Interval).Value, 5e-4);
        Assert.Equal(0.797, KrippendorffAlpha.Of(ratings, MeasurementLevel.Ratio).Value, 5e-4);
    }

    [Fact]
    public void Full_agreement_is_one_and_order_and_names_of_categories_do_not_matter_for_names()
    {
        int[] codes = [0, 1, 2, 1, 0];
        foreach (var weights in Enum.GetValues<KappaWeights>()) Assert.Equal(1, Kappa.Cohen(new Ratings(["a", "b", "c"], [codes, codes]), weights).Value);
        Assert.Equal(1, Kappa.Fleiss(new Ratings(["a", "b", "c"], [codes, codes, codes])).Value);
        int[][] one = [[0, 1, 2, 1, 0, 2], [0, 1, 1, 1, 0, 2]], other = one.Select(rater => rater.Select(code => 2 - code + (code == 1 ? 1 : code == 0 ? -1 : 0)).ToArray()).ToArray();
        Assert.Equal(Kappa.Cohen(new Ratings(["a", "b", "c"], one)).Value, Kappa.Cohen(new Ratings(["a", "b", "c"], other)).Value, 1e-14);
    }

    [Fact]
    public void An_unused_category_widens_the_scale_and_changes_no_ratio()
    {
        int[][] codes = [[0, 1, 2, 1, 0, 2], [0, 2, 1, 1, 1, 2]];
        foreach (var weights in Enum.GetValues<KappaWeights>())
            Assert.Equal(Kappa.Cohen(new Ratings(["a", "b", "c"], codes), weights).Value, Kappa.Cohen(new Ratings(["a", "b", "c", "d", "e"], codes), weights).Value, 1e-14);
    }

    [Fact]
    public void One_category_in_use_or_nothing_to_compare_is_undefined_and_says_so()
    {
        var same = new Ratings(["a", "b"], [[1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1]]);
        var pair = new Ratings(["a", "b"], [[1, 1, 1], [1, 1, 1]]);
        var apart = new Ratings(["a", "b"], [[0, -1, 1], [-1, 0, -1]]);
        foreach (var undefined in new[]
                 {
                     Kappa.Cohen(pair), Kappa.Cohen(pair, KappaWeights.Quadratic), Kappa.Fleiss(same), KrippendorffAlpha.Of(same, MeasurementLevel.Ordinal),
                     Kappa.Cohen(apart), Kappa.Fleiss(apart), KrippendorffAlpha.Of(apart, MeasurementLevel.Nominal),
                 })
        {
            Assert.False(undefined.IsDefined);
            Assert.True(double.IsNaN(undefined.Value));
        }
        Assert.Equal((0, 3), (Kappa.Cohen(apart).Units, Kappa.Cohen(pair).Units));
        Assert.True(Kappa.Cohen(new Ratings(["a", "b"], [[0, 0], [1, 1]])).IsDefined);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Equal("rater 1", Assert.Throws<InvalidInputException>(() => new Ratings(["a"], [[0, 0], [0]])).Variable);
        Assert.Equal(1, Assert.Throws<InvalidInputException>(() => new Ratings(["a"], [[0, 0], [0, 1]])).Row);
        Assert.Equal("raters", Assert.Throws<InvalidInputException>(() => Kappa.Cohen(new Ratings(["a"], [[0], [0], [0]]))).Variable);
        Assert.Equal("categories", Assert.Throws<InvalidInputException>(() => KrippendorffAlpha.Of(new Ratings(["a"], [[0], [0]]), MeasurementLevel.Interval)).Variable);
        Assert.Equal("categories", Assert.Throws<InvalidInputException>(() => KrippendorffAlpha.Of(Ratings.OfNumbers([[-1, 1], [1, 1]]), MeasurementLevel.Ratio)).Variable);
    }
}
