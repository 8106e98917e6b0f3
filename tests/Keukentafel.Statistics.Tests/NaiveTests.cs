// A second, naive implementation of weighting and variance (loops straight from the formulas) against the library on invented samples,
// and what must hold whatever the data: totals met, order and scale without influence, groups that add up.
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Weighting;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class NaiveTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory, MemberData(nameof(Seeds))]
    public void A_share_and_its_error_agree_with_loops_from_the_formula(int seed)
    {
        var data = Sample.Invent(seed);
        double[][][] explains = [[], Indicators(data.Cells, all: true), [.. data.Margins.SelectMany((margin, m) => Indicators(margin.Categories, m == 0))]];
        foreach (var (weighting, x) in data.Weightings().Zip(explains))
        {
            var share = weighting.Proportion(data.Positive, data.Group);
            var (value, error) = Naive(data, weighting, x);
            Assert.Equal(value, share.Value, 1e-12);
            Assert.Equal(error, share.StandardError, 1e-11);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Raking_agrees_with_iterative_proportional_fitting(int seed)
    {
        var data = Sample.Invent(seed);
        var weights = data.Design.Weights.ToArray();
        for (var cycle = 0; cycle < 2_000; cycle++)
            foreach (var margin in data.Margins)
            {
                var reached = margin.Categories.Totals(weights);
                for (var i = 0; i < weights.Length; i++) weights[i] *= margin.Totals[margin.Categories.Codes[i]] / reached[margin.Categories.Codes[i]];
            }
        var raked = data.Design.RakedTo(data.Margins);
        for (var i = 0; i < weights.Length; i++) Assert.Equal(1, raked.Weights[i] / weights[i], 1e-10);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Calibrated_weights_meet_their_totals(int seed)
    {
        var data = Sample.Invent(seed);
        var cells = data.Design.PostStratifiedTo(data.Cells, data.CellTotals);
        Assert.All(data.Cells.Totals(cells.Weights).Zip(data.CellTotals), pair => Assert.Equal(1, pair.First / pair.Second, 1e-13));
        var raked = data.Design.RakedTo(data.Margins);
        Assert.All(data.Margins, margin => Assert.All(margin.Categories.Totals(raked.Weights).Zip(margin.Totals), pair => Assert.Equal(1, pair.First / pair.Second, 1e-12)));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_variable_that_the_weighting_fixes_has_no_error(int seed)
    {
        var data = Sample.Invent(seed);
        var y = data.Cells.Codes.ToArray().Select(code => code == 0 ? 1.0 : 0.0).ToArray();
        var estimate = data.Design.PostStratifiedTo(data.Cells, data.CellTotals).Mean(y);
        Assert.Equal(data.CellTotals[0] / data.CellTotals.Sum(), estimate.Value, 1e-12);
        Assert.Equal(0, estimate.StandardError, 1e-12);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Order_of_the_units_and_scale_of_the_weights_do_not_matter(int seed)
    {
        var data = Sample.Invent(seed);
        var order = Enumerable.Range(0, data.Positive.Length).OrderBy(i => (i * 7919 + seed) % 104_729).ToArray();
        var shuffled = data.Reordered(order);
        foreach (var (one, other) in data.Weightings().Zip(shuffled.Weightings()))
        {
            var (share, again) = (one.Proportion(data.Positive, data.Group), other.Proportion(shuffled.Positive, shuffled.Group));
            Assert.Equal(share.Value, again.Value, 1e-13);
            Assert.Equal(share.StandardError, again.StandardError, 1e-13);
        }
        var y = data.Positive.Select(positive => positive ? 1.0 : 0.0).ToArray();
        var scaled = SurveyDesign.OneStage(data.Design.Weights.ToArray().Select(weight => weight * 1000).ToArray(), data.Design.Strata).WithDesignWeights().Mean(y);
        var plain = SurveyDesign.OneStage(data.Design.Weights, data.Design.Strata).WithDesignWeights().Mean(y);
        Assert.Equal(plain.StandardError, scaled.StandardError, 1e-13);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Totals_of_groups_add_up_to_the_total(int seed)
    {
        var data = Sample.Invent(seed);
        var y = data.Positive.Select(positive => positive ? 1.0 : 0.0).ToArray();
        var rest = data.Group.Select(inside => !inside).ToArray();
        foreach (var weighting in data.Weightings())
            Assert.Equal(weighting.Totals([y]).Values[0], weighting.Totals([y], data.Group).Values[0] + weighting.Totals([y], rest).Values[0], 1e-9);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void An_interval_holds_its_share_and_stays_between_zero_and_one(int seed)
    {
        var data = Sample.Invent(seed);
        var share = data.Design.WithDesignWeights().Proportion(data.Positive, data.Group);
        var interval = share.LogitInterval(0.95);
        Assert.True(0 < interval.Lower && interval.Lower < share.Value && share.Value < interval.Upper && interval.Upper < 1);
    }

    // Straight from the formulas, with a dense regression by Gauss-Jordan elimination on all indicators.
    private static (double Value, double Error) Naive(Sample data, WeightedSample weighting, double[][] x)
    {
        var n = data.Positive.Length;
        var w = weighting.Weights.ToArray();
        var d = data.Design.Weights.ToArray();
        double above = 0, below = 0;
        for (var i = 0; i < n; i++)
        {
            if (!data.Group[i]) continue;
            below += w[i];
            if (data.Positive[i]) above += w[i];
        }
        var p = above / below;
        var z = Enumerable.Range(0, n).Select(i => data.Group[i] ? ((data.Positive[i] ? 1 : 0) - p) / below : 0).ToArray();
        if (x.Length > 0)
        {
            var b = Regress(x, d, z);
            for (var i = 0; i < n; i++) z[i] -= x.Select((column, j) => column[i] * b[j]).Sum();
        }
        var variance = 0.0;
        for (var h = 0; h < data.Populations.Length; h++)
        {
            var members = Enumerable.Range(0, n).Where(i => data.Design.Strata.Codes[i] == h).ToArray();
            var mean = members.Average(i => w[i] * z[i]);
            var nh = members.Length;
            if (nh < data.Populations[h]) variance += (1 - nh / data.Populations[h]) * nh / (nh - 1) * members.Sum(i => Math.Pow(w[i] * z[i] - mean, 2));
        }
        return (p, Math.Sqrt(variance));
    }

    private static double[][] Indicators(Categories categories, bool all) =>
        Enumerable.Range(all ? 0 : 1, categories.Count - (all ? 0 : 1)).Select(k => categories.Codes.ToArray().Select(code => code == k ? 1.0 : 0.0).ToArray()).ToArray();

    private static double[] Regress(double[][] x, double[] d, double[] z)
    {
        var k = x.Length;
        var a = new double[k, k + 1];
        for (var r = 0; r < k; r++)
            for (var i = 0; i < d.Length; i++)
            {
                for (var c = 0; c < k; c++) a[r, c] += d[i] * x[r][i] * x[c][i];
                a[r, k] += d[i] * x[r][i] * z[i];
            }
        for (var p = 0; p < k; p++)
        {
            var best = Enumerable.Range(p, k - p).MaxBy(r => Math.Abs(a[r, p]));
            for (var c = 0; c <= k; c++) (a[p, c], a[best, c]) = (a[best, c], a[p, c]);
            for (var r = 0; r < k; r++)
            {
                if (r == p) continue;
                var factor = a[r, p] / a[p, p];
                for (var c = p; c <= k; c++) a[r, c] -= factor * a[p, c];
            }
        }
        return Enumerable.Range(0, k).Select(p => a[p, k] / a[p, p]).ToArray();
    }

    private sealed record Sample(SurveyDesign Design, double[] Populations, bool[] Positive, bool[] Group, Categories Cells, double[] CellTotals, Margin[] Margins)
    {
        public WeightedSample[] Weightings() => [Design.WithDesignWeights(), Design.PostStratifiedTo(Cells, CellTotals), Design.RakedTo(Margins)];

        public static Sample Invent(int seed)
        {
            var random = new Random(seed);
            var sizes = Enumerable.Range(0, 2 + seed % 4).Select(_ => random.Next(15, 60)).ToArray();
            var populations = sizes.Select((size, h) => h == 0 && seed % 3 == 0 ? size : size * (1.2 + 8 * random.NextDouble())).ToArray();
            var strata = sizes.SelectMany((size, h) => Enumerable.Repeat(h, size)).ToArray();
            var n = strata.Length;
            var age = strata.Select((_, i) => i < 3 ? i : random.Next(3)).ToArray();
            var sex = strata.Select((_, i) => i < 6 ? i / 3 : random.Next(2)).ToArray();
            var cells = age.Zip(sex, (a, s) => a * 2 + s).ToArray();
            var cellTotals = Enumerable.Range(0, 6).Select(_ => 50 + 400 * random.NextDouble()).ToArray();
            return Build(strata, populations, age, sex, cells, cellTotals,
                strata.Select(_ => random.NextDouble() < 0.6).ToArray(), strata.Select((_, i) => i % 2 == 0 && random.NextDouble() < 0.9).ToArray(), n);
        }

        public Sample Reordered(int[] order)
        {
            int[] Take(Categories categories) => order.Select(i => categories.Codes[i]).ToArray();
            return Build(Take(Design.Strata), Populations, Take(Margins[0].Categories), Take(Margins[1].Categories), Take(Cells), CellTotals,
                order.Select(i => Positive[i]).ToArray(), order.Select(i => Group[i]).ToArray(), order.Length);
        }

        private static Sample Build(int[] strata, double[] populations, int[] age, int[] sex, int[] cells, double[] cellTotals, bool[] positive, bool[] group, int n)
        {
            Assert.Equal(n, strata.Length);
            Categories Column(string name, int[] codes, int count) => new(name, Enumerable.Range(0, count).Select(k => $"{name}{k}").ToArray(), codes);
            double Sum(Func<int, bool> of) => cellTotals.Where((_, cell) => of(cell)).Sum();
            return new Sample(
                SurveyDesign.Stratified(Column("stratum", strata, populations.Length), populations), populations, positive, group,
                Column("cell", cells, 6), cellTotals,
                [
                    new Margin(Column("age", age, 3), Enumerable.Range(0, 3).Select(k => Sum(cell => cell / 2 == k)).ToArray()),
                    new Margin(Column("sex", sex, 2), Enumerable.Range(0, 2).Select(k => Sum(cell => cell % 2 == k)).ToArray()),
                ]);
        }
    }
}
