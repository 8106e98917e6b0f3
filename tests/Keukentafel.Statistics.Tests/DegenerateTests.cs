// The edges: nobody, one, all; impossible margins; shares of zero and one; and that every refusal names its place.
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Weighting;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class DegenerateTests
{
    [Fact]
    public void Without_an_answer_there_is_no_estimate()
    {
        var sample = Stratified([20], 5).WithDesignWeights();
        Assert.False(sample.Mean([double.NaN, double.NaN, double.NaN, double.NaN, double.NaN]).IsDefined);
        var share = sample.Proportion(new bool[5], new bool[5]);
        Assert.False(share.IsDefined);
        Assert.True(double.IsNaN(share.Value));
        Assert.Throws<InvalidInputException>(() => share.LogitInterval(0.95));
    }

    [Fact]
    public void A_census_has_no_error_and_its_interval_is_the_point()
    {
        var share = Stratified([5], 5).WithDesignWeights().Proportion([true, true, false, true, false], All(5));
        Assert.Equal(0.6, share.Value, 1e-15);
        Assert.Equal(0, share.StandardError);
        Assert.Equal(new Interval(share.Value, share.Value), share.LogitInterval(0.95));
    }

    [Fact]
    public void A_share_of_one_has_the_exact_binomial_limit()
    {
        var share = Stratified([40], 5).WithDesignWeights().Proportion([true, true, true, true, true], All(5));
        Assert.Equal((1.0, 0.0, 5), (share.Value, share.StandardError, share.Successes));
        Assert.Equal(Math.Pow(0.025, 0.2), share.LogitInterval(0.95).Lower, 1e-14);
        Assert.Equal(1, share.LogitInterval(0.95).Upper);
    }

    [Fact]
    public void A_share_of_zero_mirrors_a_share_of_one()
    {
        var sample = Stratified([40], 5).WithDesignWeights();
        var none = sample.Proportion(new bool[5], All(5)).LogitInterval(0.95);
        var all = sample.Proportion(All(5), All(5)).LogitInterval(0.95);
        Assert.Equal(0, none.Lower);
        Assert.Equal(1 - all.Lower, none.Upper, 1e-14);
    }

    [Fact]
    public void Binomial_limits_agree_with_the_tails_that_define_them()
    {
        // binom.test(3, 10): 0.06673951, 0.65245285
        var interval = ProportionIntervals.ClopperPearson(3, 10, 0.95);
        Assert.Equal(0.025, Enumerable.Range(3, 8).Sum(x => Binomial(10, x, interval.Lower)), 1e-13);
        Assert.Equal(0.025, Enumerable.Range(0, 4).Sum(x => Binomial(10, x, interval.Upper)), 1e-13);
    }

    [Fact]
    public void A_lonely_stratum_is_refused_by_name()
    {
        var sample = Stratified([10, 20], 1, 4).WithDesignWeights();
        Assert.Equal("stratum0", Assert.Throws<LonelyStratumException>(() => sample.Mean([1, 0, 1, 1, 0])).Stratum);
        Assert.True(sample.With(new VarianceRules(LonelyStratum.Adjust)).Mean([1, 0, 1, 1, 0]).StandardError > sample.With(new VarianceRules(LonelyStratum.Certainty)).Mean([1, 0, 1, 1, 0]).StandardError);
    }

    [Fact]
    public void One_of_one_is_a_census_and_not_lonely()
    {
        var sample = Stratified([1, 20], 1, 4).WithDesignWeights();
        Assert.True(sample.Mean([1, 0, 1, 1, 0]).StandardError > 0);
    }

    [Fact]
    public void A_design_without_degrees_of_freedom_gives_no_interval()
    {
        var estimate = Stratified([10, 20], 1, 1).WithDesignWeights().With(new VarianceRules(LonelyStratum.Adjust)).Mean([1, 0]);
        Assert.Equal(0, Assert.Throws<NoDegreesOfFreedomException>(() => estimate.StudentInterval(0.95)).DegreesOfFreedom);
    }

    [Fact]
    public void A_stratum_without_respondents_is_refused_by_name()
    {
        var strata = new Categories("wijk", ["Noord", "Zuid"], [0, 0, 0]);
        var refusal = Assert.Throws<EmptyStratumException>(() => SurveyDesign.Stratified(strata, [10, 7]));
        Assert.Equal(("Zuid", 7.0), (refusal.Stratum, refusal.Population));
        Assert.Equal(2, SurveyDesign.Stratified(strata, [10, 0]).DegreesOfFreedom);
    }

    [Fact]
    public void A_sample_larger_than_its_population_is_refused()
    {
        Assert.Equal("stratum1", Assert.Throws<SampleExceedsPopulationException>(() => Stratified([10, 3], 4, 4)).Stratum);
    }

    [Fact]
    public void A_cell_without_respondents_is_refused_by_name()
    {
        var cells = new Categories("cell", ["a", "b"], [0, 0, 0]);
        var refusal = Assert.Throws<EmptyCategoryException>(() => Stratified([30], 3).PostStratifiedTo(cells, [20, 10]));
        Assert.Equal(("cell", "b", 10.0), (refusal.Variable, refusal.Category, refusal.Total));
    }

    [Fact]
    public void A_margin_without_respondents_is_refused_by_name()
    {
        var margin = new Margin(new Categories("age", ["young", "old"], [0, 0, 0]), [20, 10]);
        Assert.Equal("old", Assert.Throws<EmptyCategoryException>(() => Stratified([30], 3).RakedTo(margin)).Category);
    }

    [Fact]
    public void Margins_that_contradict_each_other_are_refused()
    {
        var refusal = Assert.Throws<MarginNotMetException>(() => Stratified([40], 4).RakedTo(
            new Margin(new Categories("a", ["a0", "a1"], [0, 0, 1, 1]), [20, 20]), new Margin(new Categories("b", ["b0", "b1"], [0, 1, 0, 1]), [20, 24])));
        Assert.True(Math.Abs(refusal.Reached - refusal.Total) > 1);
    }

    [Fact]
    public void Margins_that_these_respondents_cannot_meet_are_refused()
    {
        // everybody in a1 is in b1, so b1 cannot be smaller than a1
        Assert.Throws<MarginNotMetException>(() => Stratified([40], 4).RakedTo(
            new Margin(new Categories("a", ["a0", "a1"], [0, 0, 1, 1]), [10, 30]), new Margin(new Categories("b", ["b0", "b1"], [0, 1, 1, 1]), [20, 20])));
    }

    [Fact]
    public void Margins_that_only_a_weight_of_zero_can_meet_are_refused()
    {
        Assert.Throws<MarginNotMetException>(() => Stratified([100], 3).RakedTo(
            new Margin(new Categories("a", ["a0", "a1"], [0, 0, 1]), [50, 50]), new Margin(new Categories("b", ["b0", "b1"], [0, 1, 0]), [50, 50])));
    }

    [Fact]
    public void Margins_that_repeat_each_other_do_no_harm()
    {
        var age = new Margin(new Categories("age", ["young", "old"], [0, 0, 1, 1, 1, 0]), [20, 40]);
        var (once, twice) = (Stratified([60], 6).RakedTo(age), Stratified([60], 6).RakedTo(age, age with { }));
        double[] y = [1, 0, 1, 1, 0, 0];
        Assert.Equal(once.Weights.ToArray(), twice.Weights.ToArray());
        Assert.Equal(once.Mean(y).StandardError, twice.Mean(y).StandardError, 1e-14);
    }

    [Fact]
    public void Raking_on_one_margin_is_post_stratification()
    {
        var cells = new Categories("age", ["young", "old"], [0, 0, 1, 1, 1, 0]);
        double[] y = [1, 0, 1, 1, 0, 0];
        var (raked, post) = (Stratified([60], 6).RakedTo(new Margin(cells, [20, 40])).Mean(y), Stratified([60], 6).PostStratifiedTo(cells, [20, 40]).Mean(y));
        Assert.Equal(post.Value, raked.Value, 1e-14);
        Assert.Equal(post.StandardError, raked.StandardError, 1e-14);
    }

    [Fact]
    public void Far_margins_are_still_met()
    {
        var margins = new[]
        {
            new Margin(new Categories("a", ["a0", "a1"], [0, 0, 0, 1, 1, 0]), [1, 999_999]),
            new Margin(new Categories("b", ["b0", "b1"], [0, 1, 0, 1, 0, 1]), [999_990, 10]),
        };
        var raked = Stratified([60], 6).RakedTo(margins);
        Assert.All(margins, margin => Assert.All(margin.Categories.Totals(raked.Weights).Zip(margin.Totals), pair => Assert.Equal(1, pair.First / pair.Second, 1e-12)));
    }

    [Fact]
    public void Bad_input_is_refused_with_variable_and_row()
    {
        Assert.Equal(2, Assert.Throws<InvalidInputException>(() => SurveyDesign.OneStage([1, 1, -1])).Row);
        Assert.Equal(1, Assert.Throws<InvalidInputException>(() => SurveyDesign.OneStage([1, double.NaN])).Row);
        Assert.Equal(("wijk", 1), Place(Assert.Throws<InvalidInputException>(() => new Categories("wijk", ["a"], [0, 1]))));
        Assert.Equal(("y", 1), Place(Assert.Throws<InvalidInputException>(() => Stratified([9], 3).WithDesignWeights().Mean([1, double.PositiveInfinity, 0]))));
        Assert.Equal("y", Assert.Throws<InvalidInputException>(() => Stratified([9], 3).WithDesignWeights().Mean([1, 0])).Variable);
        Assert.Equal("domain", Assert.Throws<InvalidInputException>(() => Stratified([9], 3).WithDesignWeights().Mean([1, 0, 1], [true])).Variable);
    }

    [Fact]
    public void Every_refusal_has_its_own_code()
    {
        var kinds = typeof(StatisticsException).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StatisticsException))).ToArray();
        Assert.All(kinds, kind => Assert.True(kind.IsSealed));
        StatisticsException[] all =
        [
            new InvalidInputException("x", "is wrong"), new EmptyStratumException("h", 1), new SampleExceedsPopulationException("h", 2, 1), new LonelyStratumException("h"),
            new EmptyCategoryException("v", "c", 1), new MarginNotMetException("v", "c", 1, 2), new NoDegreesOfFreedomException(0), new NotEstimableException("v", "cannot be estimated"),
            new NotProtectableException("c"), new NotRoundableException(5), new SeparationException("x"),
        ];
        Assert.Equal(kinds.Length, all.Select(refusal => refusal.Code).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Kish_counts_what_unequal_weights_cost()
    {
        Assert.Equal(1, Dispersion.KishDesignEffect([3, 3, 3]), 1e-15);
        Assert.Equal(2 * 10.0 / 16, Dispersion.KishDesignEffect([1, 3, 0]), 1e-15);
        Assert.True(double.IsNaN(Dispersion.KishDesignEffect([0, 0])));
    }

    private static (string, int?) Place(InvalidInputException refusal) => (refusal.Variable, refusal.Row);

    private static bool[] All(int length) => Enumerable.Repeat(element: true, length).ToArray();

    private static double Binomial(int n, int x, double p) =>
        Enumerable.Range(1, x).Aggregate(1.0, (product, k) => product * (n - x + k) / k) * Math.Pow(p, x) * Math.Pow(1 - p, n - x);

    private static SurveyDesign Stratified(double[] populations, params int[] sizes) => SurveyDesign.Stratified(
        new Categories("stratum", sizes.Select((_, h) => $"stratum{h}").ToArray(), sizes.SelectMany((size, h) => Enumerable.Repeat(h, size)).ToArray()), populations);
}
