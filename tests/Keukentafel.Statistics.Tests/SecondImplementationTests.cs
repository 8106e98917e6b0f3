// Second implementations of what has no other: written from the formula, slow and plain, for variances of several stages, lonely strata,
// quantiles, calibration, logistic regression and tests of tables, on invented samples.
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Quantiles;
using Keukentafel.Statistics.Regression;
using Keukentafel.Statistics.Testing;
using Keukentafel.Statistics.Weighting;
using Xunit;
using static Keukentafel.Statistics.Tests.Plain;

namespace Keukentafel.Statistics.Tests;

public sealed class SecondImplementationTests
{
    [Theory]
    [InlineData(LonelyStratum.Certainty)]
    [InlineData(LonelyStratum.Adjust)]
    [InlineData(LonelyStratum.Average)]
    public void A_lonely_stratum_follows_its_rule(LonelyStratum rule) => Shape.ForAll(2, data =>
    {
        var (lonely, domain) = (Lonely(data), Array.ConvertAll(data.Sex, sex => sex == 0));
        foreach (var inDomains in new[] { false, true })
        {
            var total = lonely.Design.WithDesignWeights().With(new VarianceRules(rule, inDomains)).Totals([lonely.X], domain);
            if (total.Count > 0) Near(Variance(lonely, domain, rule, inDomains), total.Covariance[0, 0], 1e-9, 1e-18 * total.Values[0] * total.Values[0]);
        }
    });

    [Fact]
    public void A_lonely_stratum_is_refused_by_name_unless_there_is_a_rule() => Shape.ForAll(2, data =>
    {
        var lonely = Lonely(data);
        Assert.Equal("stratum0", Assert.Throws<LonelyStratumException>(() => lonely.Design.WithDesignWeights().Totals([lonely.X])).Stratum);
    });

    [Fact]
    public void Stages_add_their_variances_from_the_top_down() => Shape.ForAll(2, data =>
    {
        // Clusters within strata, age groups within clusters, units within those: 2 to 9 of each were there for every one that was drawn.
        var random = new Random(data.Shape.Seed);
        var (first, second, third) = (new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, double>(StringComparer.Ordinal));
        string Key(int i, int depth) => string.Join('/', new[] { data.Strata[i], data.Clusters[i], data.Age[i], i }.Take(depth));
        var units = Enumerable.Range(0, data.Units).ToArray();
        double[] Known(Dictionary<string, double> populations, int depth) => Array.ConvertAll(units, i =>
        {
            var drawn = units.Where(j => Key(j, depth) == Key(i, depth)).Select(j => Key(j, depth + 1)).Distinct(StringComparer.Ordinal).Count();
            if (!populations.TryGetValue(Key(i, depth), out var known)) populations.Add(Key(i, depth), known = drawn == 1 ? 1 : drawn + random.Next(drawn));
            return known;
        });
        var known = new[] { Known(first, 1), Known(second, 2), Known(third, 3) };
        var design = SurveyDesign.MultiStage(data.Weights,
        [
            new Stage(Invention.Column("stratum", data.Strata, data.Shape.Strata), Invention.Column("cluster", data.Clusters, data.Units), known[0]),
            new Stage(null, data.Ages, known[1]), new Stage(null, null, known[2]),
        ]);
        var all = design.WithDesignWeights().Totals([data.X]).Covariance[0, 0];
        var top = design.WithDesignWeights().With(new VarianceRules(FirstStageOnly: true)).Totals([data.X]).Covariance[0, 0];
        Near(units.Select(i => Key(i, 1)).Distinct(StringComparer.Ordinal).Sum(h => Within(h, 1)), all, 1e-9);
        Assert.True(top <= all);

        double Within(string place, int depth)
        {
            var members = units.Where(i => Key(i, depth) == place).ToArray();
            var parts = members.GroupBy(i => Key(i, depth + 1), StringComparer.Ordinal).ToArray();
            var (n, population) = (parts.Length, known[depth - 1][members[0]]);
            var totals = parts.Select(part => part.Sum(i => data.Weights[i] * data.X[i])).ToArray();
            var own = n == population ? 0 : (1 - n / population) * n / (n - 1) * totals.Sum(total => Math.Pow(total - totals.Average(), 2));
            return own + (depth == 3 ? 0 : n / population * parts.Sum(part => Within(part.Key, depth + 1)));
        }
    });

    [Fact]
    public void A_quantile_is_what_its_definition_says() => Shape.ForAll(2, data =>
    {
        var seen = Enumerable.Range(0, data.Units).Where(i => data.Weights[i] > 0 && !double.IsNaN(data.Y[i])).ToArray();
        if (seen.Length == 0) return;
        var sample = data.Design.WithDesignWeights();
        var whole = seen.Sum(i => data.Weights[i]);
        double Below(double x) => seen.Where(i => data.Y[i] <= x).Sum(i => data.Weights[i]) / whole;
        foreach (var p in new[] { 0.013, 0.25, 0.5, 0.777, 0.99 })
        {
            var expected = seen.Select(i => data.Y[i]).Where(x => Below(x) >= p).Min();
            Assert.Equal(expected, sample.Quantile(data.Y, p));
            Assert.Equal(expected, sample.Quantile(data.Y, p, QuantileRule.Averaged));
        }
        Assert.Equal(seen.Min(i => data.Y[i]), sample.Quantile(data.Y, 0));
        Assert.Equal(seen.Max(i => data.Y[i]), sample.Quantile(data.Y, 1));
    });

    [Fact]
    public void With_equal_weights_the_quantiles_are_those_of_Hyndman_and_Fan() => Shape.ForAll(0, data =>
    {
        var x = data.X.Order().ToArray();
        var n = x.Length;
        var values = new WeightedValues(data.X, Array.ConvertAll(data.X, _ => 3.7));
        (QuantileRule Rule, Func<double, double> M)[] continuous =
        [
            (QuantileRule.Midpoint, _ => 0.5), (QuantileRule.Weibull, p => p), (QuantileRule.Modal, p => 1 - p),
            (QuantileRule.MedianUnbiased, p => (p + 1) / 3), (QuantileRule.NormalUnbiased, p => p / 4 + 0.375), (QuantileRule.LinearInWeight, _ => 0),
        ];
        foreach (var p in new[] { 0.02, 0.3, 0.5, 0.61, 0.98 })
        {
            foreach (var (rule, m) in continuous)
            {
                var place = n * p + m(p);
                var j = (int)Math.Floor(place);
                double At(int k) => x[Math.Clamp(k, 1, n) - 1];
                Near(At(j) + (place - j) * (At(j + 1) - At(j)), values.Quantile(p, rule), 1e-9);
            }
            var exact = Math.Abs(n * p - Math.Round(n * p)) < 1e-9 ? (int)Math.Round(n * p) : 0;
            var above = exact > 0 ? exact : (int)Math.Ceiling(n * p);
            Assert.Equal(x[above - 1], values.Quantile(p, QuantileRule.Inverse));
            Near(exact > 0 ? (x[above - 1] + x[Math.Min(above, n - 1)]) / 2 : x[above - 1], values.Quantile(p, QuantileRule.Averaged), 1e-14);
            Assert.Equal(exact > 0 && exact % 2 != 0 ? x[Math.Min(above, n - 1)] : x[above - 1], values.Quantile(p, QuantileRule.NearestEven));
        }
    });

    [Fact]
    public void Calibration_to_one_number_is_the_root_of_one_equation() => Shape.ForAll(2, data =>
    {
        const double L = 0.4, U = 2.5;
        const double A = (U - L) / ((1 - L) * (U - 1));
        (Distance Distance, Func<double, double> F)[] distances =
        [
            (Distance.Linear, u => 1 + u), (Distance.Raking, Math.Exp), (Distance.TruncatedLinear(L, U), u => Math.Clamp(1 + u, L, U)),
            (Distance.Logit(L, U), u => (L * (U - 1) + U * (1 - L) * Math.Exp(A * u)) / (U - 1 + (1 - L) * Math.Exp(A * u))),
        ];
        if (data.Weights.All(weight => weight == 0)) return;
        foreach (var (distance, f) in distances)
        {
            var (low, high) = (-30.0, 30.0);
            for (var step = 0; step < 200; step++)
            {
                var middle = (low + high) / 2;
                if (Enumerable.Range(0, data.Units).Sum(i => data.Weights[i] * f(middle * data.X[i]) * data.X[i]) < data.Size.Total) low = middle;
                else high = middle;
            }
            var after = data.Design.WithDesignWeights().CalibratedTo(distance, data.Size);
            for (var i = 0; i < data.Units; i++) Near(data.Weights[i] * f(low * data.X[i]), after.Weights[i], 1e-9);
        }
    });

    [Fact]
    public void A_logistic_regression_is_where_Newton_ends() => Shape.ForAll(1, data =>
    {
        var (w, y) = (data.Weights, Array.ConvertAll(data.Has, has => has ? 1.0 : 0.0));
        double[][] x = [Array.ConvertAll(w, _ => 1.0), data.X, Array.ConvertAll(data.Sex, sex => (double)sex)];
        FittedRegression fitted;
        try
        {
            fitted = data.Design.WithDesignWeights().Regress(y, x, RegressionFamily.Logistic);
        }
        catch (NotEstimableException)
        {
            return;
        }
        if (fitted.Kept.Count < 3 || fitted.Coefficients.Values.Any(value => Math.Abs(value) > 10)) return;
        double[] beta = [0, 0, 0];
        double Mean(int i) => 1 / (1 + Math.Exp(-x.Select((column, j) => beta[j] * column[i]).Sum()));
        double[] Row(int i) => [x[0][i], x[1][i], x[2][i]];
        var bread = new double[3, 3];
        for (var step = 0; step < 60; step++)
        {
            var score = new double[3];
            bread = new double[3, 3];
            for (var i = 0; i < w.Length; i++)
                for (var j = 0; j < 3; j++)
                {
                    score[j] += w[i] * x[j][i] * (y[i] - Mean(i));
                    for (var k = 0; k < 3; k++) bread[j, k] += w[i] * x[j][i] * x[k][i] * Mean(i) * (1 - Mean(i));
                }
            var move = Solve(bread, score);
            for (var j = 0; j < 3; j++) beta[j] += move[j] * (step < 10 ? 0.7 : 1);
        }
        for (var j = 0; j < 3; j++)
        {
            Near(beta[j], fitted.Coefficients.Values[j], 1e-7, 1e-9);
            var z = Enumerable.Range(0, w.Length).Select(i => Solve(bread, Row(i))[j] * (y[i] - Mean(i))).ToArray();
            var variance = Variance(data with { X = z }, Array.ConvertAll(w, _ => true), LonelyStratum.Fail, inDomains: false);
            Near(Math.Sqrt(variance), fitted.Coefficients[j].StandardError, 1e-6, 1e-9);
        }
    });

    [Fact]
    public void In_a_table_of_two_by_two_the_correction_is_that_of_the_log_odds_ratio() => Shape.ForAll(1, data =>
    {
        // Δ = V(log odds ratio)/Σ 1/(n P): over its design effect Pearson's statistic is F on 1 and ν.
        var (w, rows, columns) = (data.Weights, data.Sex, Array.ConvertAll(data.Has, has => has ? 1 : 0));
        var cells = new double[2, 2];
        for (var i = 0; i < w.Length; i++) cells[rows[i], columns[i]] += w[i];
        if (cells.Cast<double>().Any(cell => cell == 0)) return;
        var (n, whole) = (w.Count(weight => weight > 0), w.Sum());
        var z = Enumerable.Range(0, w.Length).Select(i => (rows[i] == columns[i] ? 1 : -1) / cells[rows[i], columns[i]]).ToArray();
        var effect = Variance(data with { X = z }, Array.ConvertAll(w, _ => true), LonelyStratum.Fail, inDomains: false) / (cells.Cast<double>().Sum(cell => whole / cell) / n);
        if (effect < 1e-9) return;
        var test = IndependenceTest.Of(data.Design.WithDesignWeights(), Invention.Column("sex", rows, 2), Invention.Column("has", columns, 2)).SecondOrder();
        var odd = cells[0, 0] * cells[1, 1] - cells[0, 1] * cells[1, 0];
        var margins = (cells[0, 0] + cells[0, 1]) * (cells[1, 0] + cells[1, 1]) * (cells[0, 0] + cells[1, 0]) * (cells[0, 1] + cells[1, 1]);
        Near(n * odd * odd / margins / effect, test.F, 1e-7, 1e-9);
        Near(FisherF.UpperTail(test.F, 1, data.Design.DegreesOfFreedomOf([])), test.PValue, 1e-9);
    });

    [Fact]
    public void With_equal_weights_and_replacement_the_corrected_table_is_Pearsons() => Shape.ForAll(0, data =>
    {
        var design = SurveyDesign.OneStage(Array.ConvertAll(data.Weights, _ => 5.0));
        IndependenceTest test;
        try
        {
            test = IndependenceTest.Of(design.WithDesignWeights(), data.Ages, data.Groups);
        }
        catch (NotEstimableException)
        {
            return;
        }
        var counts = data.Age.Zip(data.Group).GroupBy(pair => pair).ToDictionary(cell => cell.Key, cell => cell.Count());
        if (counts.Count < data.Age.Distinct().Count() * data.Group.Distinct().Count()) return;
        var n = data.Units;
        var second = test.SecondOrder();
        Near(test.Interactions, second.Numerator, 1e-9);
        Near(test.Pearson * (n - 1) / n / test.Interactions, second.F, 1e-9, 1e-12);
        Near(ChiSquare.UpperTail(test.Pearson * (n - 1) / n, test.Interactions), test.FirstOrderPValue(), 1e-9);
    });

    [Fact]
    public void The_difference_of_two_groups_is_the_contrast_of_their_means() => Shape.ForAll(1, data =>
    {
        var groups = Invention.Column("has", Array.ConvertAll(data.Has, has => has ? 1 : 0), 2);
        foreach (var sample in data.Weightings())
        {
            var means = sample.DomainMeans(data.Y, groups);
            if (!means[0].IsDefined || sample.DegreesOfFreedomOf(Array.ConvertAll(data.Y, y => !double.IsNaN(y))) < 2) continue;
            var (contrast, test) = (means.Contrast([-1, 1]), sample.TestDifference(data.Y, data.Has));
            Near(contrast.Value, test.Difference, 1e-9, 1e-9);
            Near(contrast.StandardError, test.StandardError, 1e-7, 1e-9);
        }
    });

    // The first stratum keeps one primary unit of three and more.
    private static Invention Lonely(Invention data) => data with
    {
        Clusters = data.Clusters.Select((cluster, i) => data.Strata[i] == 0 ? 0 : cluster).ToArray(),
        Populations = data.Populations.Select((population, h) => h == 0 ? population + 3 : population).ToArray(),
    };

    // V of Σ w x over a domain, from the formula, with its rules for lonely strata.
    private static double Variance(Invention data, bool[] domain, LonelyStratum rule, bool inDomains)
    {
        var strata = Enumerable.Range(0, data.Units).GroupBy(i => data.Strata[i]).Select(h =>
        {
            var totals = h.GroupBy(i => data.Clusters[i]).Select(unit => unit.Sum(i => domain[i] ? data.Weights[i] * data.X[i] : 0)).ToArray();
            var inside = h.Where(i => domain[i]).Select(i => data.Clusters[i]).Distinct().Count();
            return (Totals: totals, Inside: inside, Unseen: data.Populations.Length == 0 ? 1 : 1 - totals.Length / data.Populations[h.Key]);
        }).Where(h => h.Inside > 0).ToArray();
        var grand = strata.SelectMany(h => h.Totals).Average();
        var (variance, lonely) = (0.0, 0);
        foreach (var (totals, inside, rest) in strata)
        {
            var n = totals.Length;
            if (rest == 0) continue;
            if (n == 1 || (inDomains && inside == 1 && rule is not LonelyStratum.Certainty))
            {
                if (rule == LonelyStratum.Average) lonely++;
                if (rule == LonelyStratum.Adjust) variance += rest * (n == 1 ? 1 : n / (n - 1.0)) * totals.Sum(total => Math.Pow(total - grand, 2));
            }
            else
            {
                variance += rest * n / (n - 1) * totals.Sum(total => Math.Pow(total - totals.Average(), 2));
            }
        }
        return lonely == 0 ? variance : lonely == strata.Length ? double.NaN : variance * strata.Length / (strata.Length - lonely);
    }
}
