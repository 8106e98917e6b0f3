// What must hold of every sample, however odd: totals met, sums kept, order and scale without influence, parts that add up to the whole.
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Quantiles;
using Keukentafel.Statistics.Regression;
using Keukentafel.Statistics.Replication;
using Keukentafel.Statistics.Testing;
using Keukentafel.Statistics.Weighting;
using Xunit;
using static Keukentafel.Statistics.Tests.Plain;

namespace Keukentafel.Statistics.Tests;

public sealed class PropertyTests
{
    private const int Huge = 9;
    private const double Rounding = 1e-14;

    [Fact]
    public void Post_stratification_meets_every_cell_whatever_the_weights() => Shape.ForAll(Huge, data =>
    {
        var after = data.Design.PostStratifiedTo(data.Cells, data.CellTotals);
        Assert.All(data.Cells.Totals(after.Weights).Zip(data.CellTotals), pair => Near(pair.Second, pair.First, 1e-12));
        Near(data.CellTotals.Sum(), Sum(after.Weights), 1e-12);
    });

    [Fact]
    public void Every_distance_meets_totals_that_can_be_met_however_tight_its_bounds() => Shape.ForAll(3, data =>
    {
        foreach (var (distance, lower, upper) in Distances())
        {
            var after = data.Design.WithDesignWeights().CalibratedTo(distance, [.. data.Margins, data.Size]);
            Assert.All(data.Margins, margin => Assert.All(margin.Categories.Totals(after.Weights).Zip(margin.Totals), pair => Near(pair.Second, pair.First, 1e-9)));
            Near(data.Size.Total, data.Size.Values.Zip(after.Weights.ToArray(), (x, w) => x * w).Sum(), 1e-9);
            Near(data.Margins[0].Totals.Sum(), Sum(after.Weights), 1e-9);
            for (var i = 0; i < data.Units; i++)
                if (data.Weights[i] > 0) Assert.InRange(after.Weights[i] / data.Weights[i], lower - 1e-12, upper + 1e-12);
                else Assert.Equal(0, after.Weights[i]);
        }
    });

    [Fact]
    public void Totals_of_any_kind_are_met_or_refused_with_the_name_of_a_category() => Shape.ForAll(Huge, data =>
    {
        var random = new Random(data.Units);
        var wild = data.Margins.Select(margin => margin with { Totals = [.. margin.Totals.Select(total => total * Math.Pow(10, random.Next(-2, 3)))] }).ToArray();
        foreach (var margins in new[] { wild, data.Margins })
            foreach (var (distance, _, _) in Distances())
                MetOrRefused(data, distance, margins);
    });

    [Fact]
    public void Trimming_keeps_the_sum_and_brings_every_weight_inside_or_says_that_nobody_can_carry_the_rest() => Shape.ForAll(Huge, data =>
    {
        var mean = data.Weights.Average();
        foreach (var (lower, upper) in new[] { (0.2 * mean, 3 * mean), (0.0, 1.5 * mean), (0.9 * mean, 1.1 * mean) })
        {
            WeightedSample after;
            try
            {
                after = data.Design.WithDesignWeights().TrimmedTo(lower, upper);
            }
            catch (InvalidInputException refusal)
            {
                Assert.Equal("bounds", refusal.Variable);
                continue;
            }
            Near(data.Weights.Sum(), Sum(after.Weights), 1e-11);
            for (var i = 0; i < data.Units; i++) Assert.InRange(after.Weights[i], lower * (1 - 1e-12), upper * (1 + 1e-12));
        }
    });

    [Fact]
    public void The_order_of_the_units_does_not_matter() => Shape.ForAll(1, data =>
    {
        var other = data.Reordered(data.Shape.Seed);
        foreach (var (one, same) in data.Weightings().Zip(other.Weightings()))
            foreach (var number in Numbers) Same(() => number(one, data, 1), () => number(same, other, 1));
    });

    [Fact]
    public void The_scale_of_weights_and_values_does_not_matter() => Shape.ForAll(1, data =>
    {
        foreach (var factor in new[] { 1e-9, 0.37, 1e9 })
        {
            var heavier = data with { Weights = Array.ConvertAll(data.Weights, weight => weight * factor) };
            var larger = data with { Y = Array.ConvertAll(data.Y, y => y * factor) };
            foreach (var ((one, weighed), scaled) in data.Weightings().Zip(heavier.Weightings()).Zip(larger.Weightings()))
                foreach (var number in Numbers)
                {
                    Same(() => number(one, data, 1), () => number(weighed, heavier, 1));
                    Same(() => number(one, data, 1), () => number(scaled, larger, factor));
                }
            var (total, times) = (Total(data), Total(heavier));
            Near(total.Value * factor, times.Value, 1e-12);
            Near(total.StandardError * factor, times.StandardError, 1e-9);
        }
    });

    [Fact]
    public void Totals_of_domains_add_up_and_shares_of_levels_are_one_whole() => Shape.ForAll(Huge, data =>
    {
        var sample = data.Design.WithDesignWeights();
        var parts = Enumerable.Range(0, 4).Select(group => sample.Totals([data.Y], Where(data.Group, group)).Values[0]).Where(double.IsFinite);
        var answered = Array.ConvertAll(data.Y, y => !double.IsNaN(y));
        if (Total(data).IsDefined) Near(Total(data).Value, parts.Sum(), 1e-11);
        var shares = Enumerable.Range(0, 3).Select(age => sample.Proportion(Where(data.Age, age), answered)).ToArray();
        Assert.All(shares, share => Assert.Equal(shares[0].IsDefined, share.IsDefined));
        if (shares[0].IsDefined) Near(1, shares.Sum(share => share.Value), 1e-12);
    });

    [Fact]
    public void Every_interval_holds_its_share_between_zero_and_one() => Shape.ForAll(Huge, data =>
    {
        var share = data.Design.WithDesignWeights().Proportion(data.Has, Array.ConvertAll(data.Y, y => !double.IsNaN(y)));
        if (!share.IsDefined || share.DegreesOfFreedom < 1) return;
        Holds(share.LogitInterval(0.95), share.Value);
        Holds(share.KornGraubardInterval(0.95), share.Value);
        if (share.Value is <= 0 or >= 1 || !(share.StandardError > 0) || share.Count < 2) return;
        var (p, error, t) = (share.Value, share.StandardError, StudentT.TwoSided(0.95, share.DegreesOfFreedom));
        Holds(ProportionIntervals.Logit(p, error, t), p);
        Holds(ProportionIntervals.Wilson(p, error, t), p);
        Holds(ProportionIntervals.Likelihood(p, error, share.Count, t), p);
        Holds(ProportionIntervals.KornGraubard(p, error, share.Count, share.DegreesOfFreedom, 0.95), p);
        var (lower, upper) = ProportionIntervals.Wald(p, error, t);
        Assert.True(lower < p && p < upper);
        var angle = Math.Asin(Math.Sqrt(p));
        if (t * error / (2 * Math.Sqrt(p * (1 - p))) < Math.Min(angle, Math.PI / 2 - angle)) Holds(ProportionIntervals.Arcsine(p, error, t), p);
    });

    [Fact]
    public void The_jackknife_of_a_total_is_its_linearised_error() => Shape.ForAll(2, data =>
    {
        if (data.Populations.Length > 0 && Census(data)) return;
        var design = data.Design;
        var replicated = design.WithReplicates(ReplicateWeights.Jackknife(design));
        foreach (var domain in new[] { [], Where(data.Sex, 0) })
        {
            var (taylor, jackknife) = (design.WithDesignWeights().Totals([data.X, data.X], domain), replicated.Totals([data.X, data.X], domain));
            if (taylor.Count == 0) continue;
            Near(taylor.Values[0], jackknife.Values[0], 1e-12);
            Near(taylor[0].StandardError, jackknife[0].StandardError, 1e-9, 1e-12 * taylor.Values[0]);
            Near(taylor.Covariance[0, 1], jackknife.Covariance[0, 1], 1e-9, 1e-12 * taylor.Values[0] * taylor.Values[0]);
        }
    });

    [Fact]
    public void Every_replicate_meets_the_totals_that_the_sample_meets() => Shape.ForAll(1, data =>
    {
        var design = data.Design;
        if (data.Populations.Length > 0 && Census(data)) return;
        ReplicatedSample after;
        try
        {
            after = design.WithReplicates(ReplicateWeights.Jackknife(design)).After(new PostStratification(data.Ages, data.Margins[0].Totals.ToArray()));
        }
        catch (EmptyCategoryException refusal)
        {
            Assert.Contains(refusal.Category, data.Ages.Labels);
            return;
        }
        Assert.All(after.Replicates.Weights, weights => Assert.All(data.Ages.Totals(weights).Zip(data.Margins[0].Totals), pair => Near(pair.Second, pair.First, 1e-12)));
        var share = after.Proportion(Where(data.Age, 1), Array.ConvertAll(data.Weights, _ => true));
        if (share.IsDefined) Near(0, share.StandardError, 0, 1e-12);
    });

    [Fact]
    public void A_simple_random_sample_has_no_design_effect() => Shape.ForAll(0, data =>
    {
        var simple = SurveyDesign.Stratified(Categories.One("all", data.Units), [data.Units * 7.5]).WithDesignWeights();
        var replaced = SurveyDesign.OneStage(Array.ConvertAll(data.Weights, _ => 3.0)).WithDesignWeights();
        IStatistic[] statistics = [new MeanStatistic([data.X]), new TotalStatistic([data.X]), new RatioStatistic(data.Strata.Select(h => h + 1.0).ToArray(), data.X)];
        foreach (var statistic in statistics)
        {
            Near(1, simple.DesignEffects(statistic)[0], 1e-9);
            Near(1, replaced.DesignEffects(statistic, withReplacement: true)[0], 1e-9);
        }
    });

    [Fact]
    public void A_unit_without_weight_changes_no_estimate() => Shape.ForAll(Huge, data =>
    {
        var gone = Array.ConvertAll(data.Weights, weight => weight == 0);
        var loud = data with { Y = data.Y.Select((y, i) => gone[i] ? 1e6 : y).ToArray(), Has = data.Has.Select((has, i) => has || gone[i]).ToArray() };
        var (one, other) = (data.Design.WithDesignWeights(), loud.Design.WithDesignWeights());
        var (mean, same) = (one.Mean(data.Y), other.Mean(loud.Y));
        Assert.Equal((mean.Value, mean.StandardError, mean.Count), (same.Value, same.StandardError, same.Count));
        var everybody = Array.ConvertAll(gone, _ => true);
        Assert.Equal(one.Proportion(data.Has, everybody), other.Proportion(loud.Has, everybody));
        if (mean.IsDefined) Assert.Equal(one.Quantile(data.Y, 0.5), other.Quantile(loud.Y, 0.5));
    });

    [Fact]
    public void A_domain_without_answers_is_undefined_and_leaves_the_others_alone() => Shape.ForAll(2, data =>
    {
        var silent = data with { Y = data.Y.Select((y, i) => data.Group[i] == 1 ? double.NaN : y).ToArray() };
        foreach (var sample in silent.Weightings())
        {
            var nothing = sample.Mean(silent.Y, Where(silent.Group, 1));
            Assert.False(nothing.IsDefined);
            Assert.Equal(0, nothing.Count);
            Assert.Equal(sample.Mean(data.Y, Where(data.Group, 0)), sample.Mean(silent.Y, Where(silent.Group, 0)));
            Assert.Throws<InvalidInputException>(() => sample.Quantile(silent.Y, 0.5, domain: Where(silent.Group, 1)));
        }
    });

    // Numbers that neither order nor the scale of the weights may change; of y in units of `scale`.
    private static Func<WeightedSample, Invention, double, double[]>[] Numbers =>
    [
        (sample, data, scale) => Of(sample.Mean(data.Y), scale),
        (sample, data, scale) => Of(sample.Mean(data.Y, Where(data.Group, 3)), scale),
        (sample, data, scale) => Of(sample.Ratio(data.Y, data.X), scale),
        (sample, data, scale) => Of(sample.Variance(data.Y), scale * scale),
        (sample, data, scale) => Of(sample.DomainMeans(data.Y, data.Ages).Contrast([1, -0.5, -0.5]), scale),
        (sample, data, _) => sample.DesignEffects(new MeanStatistic([data.Y]), withReplacement: true),
        (sample, data, scale) => Of(sample.Quantile(data.Y, 0.3, QuantileRule.Inverse, (share, t) => ProportionIntervals.Wald(share.Value, share.StandardError, t), 0.9, degreesOfFreedom: 10), scale),
        (sample, data, _) => Of(IndependenceTest.Of(sample, data.Ages, data.Groups)),
        (sample, data, scale) => Of(sample.Regress(data.Y, [Array.ConvertAll(data.X, _ => 1.0), data.X]).Coefficients[0], scale),
        (sample, data, scale) => Of(sample.TestDifference(data.Y, data.Has), scale),
    ];

    private static double[] Of(Estimate estimate, double scale) => [estimate.Value / scale, estimate.StandardError / scale, estimate.Count];

    private static double[] Of(QuantileEstimate estimate, double scale) => [estimate.Value / scale, estimate.Interval.Lower / scale, estimate.Interval.Upper / scale];

    private static double[] Of(TTest test, double scale) => [test.Difference / scale, test.StandardError / scale, test.DegreesOfFreedom];

    private static double[] Of(IndependenceTest test) => [test.Pearson, test.SecondOrder().PValue, test.FirstOrderPValue()];

    // The same numbers, or the same refusal.
    private static void Same(Func<double[]> one, Func<double[]> other)
    {
        var (numbers, again) = (Outcome(one), Outcome(other));
        Assert.Equal(numbers.Code, again.Code);
        foreach (var (first, second) in numbers.Values.Zip(again.Values)) Near(first, second, 1e-7, 1e-7);
    }

    private static (double[] Values, string Code) Outcome(Func<double[]> numbers)
    {
        try
        {
            return (numbers(), "");
        }
        catch (StatisticsException refusal)
        {
            return ([], refusal.Code);
        }
    }

    private static void MetOrRefused(Invention data, Distance distance, Margin[] margins)
    {
        WeightedSample after;
        try
        {
            after = data.Design.WithDesignWeights().CalibratedTo(distance, margins);
        }
        catch (StatisticsException refusal)
        {
            var (variable, category) = refusal is EmptyCategoryException empty ? (empty.Variable, empty.Category) : refusal is MarginNotMetException unmet ? (unmet.Variable, unmet.Category) : ("", "");
            Assert.Contains(category, margins.Single(margin => margin.Categories.Name == variable).Categories.Labels);
            return;
        }
        Assert.All(margins, margin => Assert.All(margin.Categories.Totals(after.Weights).Zip(margin.Totals), pair => Near(pair.Second, pair.First, 2e-9)));
        Assert.True(margins.Select(margin => margin.Totals.Sum()).Distinct().Count() == 1 || Math.Abs(margins[0].Totals.Sum() / margins[1].Totals.Sum() - 1) < 1e-8);
    }

    private static (Distance Distance, double Lower, double Upper)[] Distances() =>
    [
        (Distance.Linear, double.NegativeInfinity, double.PositiveInfinity),
        (Distance.Raking, 0, double.PositiveInfinity),
        (Distance.Logit(0.3, 3), 0.3, 3),
        (Distance.TruncatedLinear(0.5, 2), 0.5, 2),
        (Distance.Logit(0.55, 1.7), 0.55, 1.7),
        (Distance.TruncatedLinear(0.59, 1.61), 0.59, 1.61),
    ];

    private static Estimate Total(Invention data) => data.Design.WithDesignWeights().Totals([data.Y])[0];

    private static bool Census(Invention data) =>
        Enumerable.Range(0, data.Shape.Strata).All(h => data.Populations[h] == data.Clusters.Where((_, i) => data.Strata[i] == h).Distinct().Count());

    private static bool[] Where(int[] codes, int code) => Array.ConvertAll(codes, own => own == code);

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }

    private static void Holds(Interval interval, double p) => Assert.True(0 <= interval.Lower && interval.Lower <= p * (1 + Rounding) && p * (1 - Rounding) <= interval.Upper && interval.Upper <= 1, $"{interval} {p}");
}
