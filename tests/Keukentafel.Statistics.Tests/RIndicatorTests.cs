// Response propensities and R-indicators: against loops from the formulas, what must hold whatever the data, and what they promise under simulation.
using Keukentafel.Statistics.Fieldwork;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class RIndicatorTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory, MemberData(nameof(Seeds))]
    public void The_fit_is_the_maximum_of_the_likelihood(int seed)
    {
        var data = Survey.Invent(seed);
        var rho = data.Fit().Model.Propensities.ToArray();
        foreach (var column in data.Columns)
            Assert.Equal(0, Enumerable.Range(0, rho.Length).Sum(i => data.Weights[i] * column[i] * ((data.Responded[i] ? 1 : 0) - rho[i])), 1e-10 * data.Weights.Sum());
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_saturated_model_gives_the_response_rates_of_its_cells(int seed)
    {
        var data = Survey.Invent(seed);
        string[] names = ["1", "B", "C"];
        double[][] columns = [.. names.Select((_, k) => data.Group.Codes.ToArray().Select(code => k == 0 || code == k ? 1.0 : 0).ToArray())];
        var rho = ResponsePropensity.Fit(names, columns, data.Responded, data.Weights).Propensities;
        var all = data.Group.Totals(data.Weights);
        var answered = data.Group.Totals(data.Weights.Zip(data.Responded, (d, r) => r ? d : 0).ToArray());
        for (var i = 0; i < rho.Length; i++) Assert.Equal(answered[data.Group.Codes[i]] / all[data.Group.Codes[i]], rho[i], 1e-12);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Bias_and_error_agree_with_loops_from_the_formulas(int seed)
    {
        var data = Survey.Invent(seed);
        var got = data.Fit();
        var (n, p, d) = (data.Weights.Length, data.Columns.Length, data.Weights);
        var rho = got.Model.Propensities.ToArray();
        var population = d.Sum();
        var mean = Enumerable.Range(0, n).Sum(i => d[i] * rho[i]) / population;
        double[] Z(int i) => data.Columns.Select(column => rho[i] * (1 - rho[i]) * column[i]).ToArray();
        var sigma = Inverse(Matrix(p, (j, k) => Enumerable.Range(0, n).Sum(i => d[i] * n / population * rho[i] * (1 - rho[i]) * data.Columns[j][i] * data.Columns[k][i])));
        var lambda = Enumerable.Range(0, n).Sum(i => d[i] * Form(Z(i), sigma, Z(i)));
        var variance = Enumerable.Range(0, n).Sum(i => d[i] * Math.Pow(rho[i] - mean, 2)) / (population - 1);
        var bias = (lambda - data.TotalVariance(rho) / population) / population;
        Assert.Equal(1 - 2 * Math.Sqrt(variance - bias), got.Value, 1e-10);
        Assert.Equal(1 - 2 * Math.Sqrt(variance), got.Unadjusted, 1e-12);
        Assert.Equal(Math.Sqrt(variance - bias) / mean, got.Variation, 1e-10);

        var zMean = Enumerable.Range(0, p).Select(j => Enumerable.Range(0, n).Sum(i => d[i] * Z(i)[j]) / population).ToArray();
        var a = Enumerable.Range(0, p).Select(j => Enumerable.Range(0, n).Sum(i => d[i] * (Z(i)[j] - zMean[j]) * (rho[i] - mean)) / population).ToArray();
        var c = Matrix(p, (j, k) => Enumerable.Range(0, n).Sum(i => d[i] * (Z(i)[j] - zMean[j]) * (Z(i)[k] - zMean[k])) / population);
        var cs = Matrix(p, (j, k) => Enumerable.Range(0, p).Sum(l => c[j, l] * sigma[l, k]));
        var trace = Enumerable.Range(0, p).Sum(j => Enumerable.Range(0, p).Sum(k => cs[j, k] * cs[k, j]));
        var last = data.TotalVariance(rho.Select(r => Math.Pow(r - mean, 2)).ToArray()) / (population * population);
        Assert.Equal(Math.Sqrt((4 * Form(a, sigma, a) + 2 * trace + last) / (variance * (population - 1) / population)), got.StandardError, 1e-10);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_variance_splits_into_between_and_within_categories(int seed)
    {
        var data = Survey.Invent(seed);
        var indicator = data.Fit();
        var spread = indicator.Variance * (indicator.Population - 1) / indicator.Population;
        var between = indicator.Partial(data.Group);
        var within = indicator.Partial(data.Stratum, data.Group);
        Assert.Equal(spread, Math.Pow(between.Unconditional, 2) + Math.Pow(within.Conditional, 2), 1e-14);
        // without other variables everybody is compared with the mean
        Assert.Equal(Math.Sqrt(spread), between.Conditional, 1e-14);
        Assert.Equal(Math.Pow(between.Unconditional, 2), between.UnconditionalByCategory.Sum(x => x * x), 1e-14);
        Assert.Equal(Math.Pow(within.Conditional, 2), within.ConditionalByCategory.Sum(x => x * x), 1e-14);
        Assert.Equal(between.Unconditional * Math.Sqrt(indicator.BiasFactor), between.UnconditionalAdjusted, 1e-14);
    }

    [Fact]
    public void Order_coding_and_a_column_twice_do_not_matter()
    {
        var data = Survey.Invent(3);
        var plain = data.Fit();
        var backwards = data.Reversed().Fit();
        Assert.Equal(plain.Value, backwards.Value, 1e-12);
        Assert.Equal(plain.StandardError, backwards.StandardError, 1e-12);
        // the other category as reference, and the age in days from another origin
        double[][] recoded = [data.Columns[0], [.. data.Columns[1].Select(x => 1 - x)], data.Columns[2], [.. data.Columns[3].Select(x => 365.25 * x + 1000)], data.Columns[2]];
        var other = new RIndicator(["1", "notB", "C", "days", "C again"], recoded, data.Responded, data.Weights, data.Stratum);
        Assert.Equal(plain.Value, other.Value, 1e-10);
        Assert.Equal(plain.StandardError, other.StandardError, 1e-10);
        Assert.Equal(0, other.Model.Coefficients[4]);
    }

    [Fact]
    public void A_response_that_leans_to_nobody_is_representative()
    {
        // two of four answer in each group
        bool[] responded = [true, true, false, false, true, false, true, false];
        double[][] columns = [[1, 1, 1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 1, 1, 1, 1]];
        var indicator = new RIndicator(["1", "group"], columns, responded, [5, 5, 5, 5, 5, 5, 5, 5], Categories.One("all", 8));
        Assert.Equal(1, indicator.Unadjusted, 1e-14);
        Assert.Equal(0.5, indicator.Mean, 1e-14);
        Assert.Equal(0, indicator.Threshold, 1e-14);
        Assert.Equal(0, indicator.Partial(new Categories("group", ["a", "b", "nobody"], [0, 0, 0, 0, 1, 1, 1, 1])).UnconditionalByCategory[2]);
    }

    [Fact]
    public void Certain_answers_are_refused_with_the_variable_that_makes_them_so()
    {
        double[] one = [1, 1, 1, 1, 1, 1], old = [0, 0, 0, 0, 1, 1], size = [1, 2, 3, 4, 5, 6], weights = [2, 2, 2, 2, 2, 2];
        Assert.Equal("old", Assert.Throws<SeparationException>(() => ResponsePropensity.Fit(["1", "old"], [one, old], [true, false, true, false, true, true], weights)).Variable);
        Assert.Throws<SeparationException>(() => ResponsePropensity.Fit(["1", "size"], [one, size], [false, false, false, true, true, true], weights));
        Assert.Equal("1", Assert.Throws<SeparationException>(() => ResponsePropensity.Fit(["1"], [one], [true, true, true, true, true, true], weights)).Variable);
        // the only one who did not answer has no weight
        Assert.Throws<SeparationException>(() => ResponsePropensity.Fit(["1"], [one], [true, true, true, false, true, true], [1, 1, 1, 0, 1, 1]));
    }

    [Fact]
    public void One_unit_in_a_stratum_leaves_the_unadjusted_indicator()
    {
        double[][] columns = [[1, 1, 1, 1, 1], [0, 0, 0, 1, 1]];
        var indicator = new RIndicator(["1", "old"], columns, [true, false, true, false, true], [3, 3, 3, 3, 3], new Categories("h", ["a", "b"], [0, 0, 0, 0, 1]));
        Assert.True(indicator.Unadjusted < 1);
        Assert.Equal("b", Assert.Throws<LonelyStratumException>(() => indicator.Value).Stratum);
        Assert.Equal("b", Assert.Throws<LonelyStratumException>(() => indicator.Partial(Categories.One("all", 5)).ConditionalAdjusted).Stratum);
    }

    [Fact]
    public void Rare_answers_are_not_separation()
    {
        const int n = 200_000;
        var x = Enumerable.Range(0, n).Select(i => i % 2 == 0 ? 1.0 : 0).ToArray();
        var responded = Enumerable.Range(0, n).Select(i => i < 3).ToArray();
        var model = ResponsePropensity.Fit(["1", "even"], [[.. Enumerable.Repeat(1.0, n)], x], responded, [.. Enumerable.Repeat(7.0, n)]);
        Assert.Equal(2e-5, model.Propensities[0], 1e-16);
        Assert.Equal(1e-5, model.Propensities[1], 1e-16);
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        double[] one = [1, 1, 1, 1], weights = [3, 3, 3, 3];
        bool[] responded = [true, false, true, false];
        Assert.Equal("age", Assert.Throws<InvalidInputException>(() => ResponsePropensity.Fit(["1", "age"], [one, [1, 2, double.NaN, 4]], responded, weights)).Variable);
        Assert.Equal("weights", Assert.Throws<InvalidInputException>(() => ResponsePropensity.Fit(["1"], [one], responded, [1, 2, -3, 4])).Variable);
        Assert.Equal("weights", Assert.Throws<InvalidInputException>(() => ResponsePropensity.Fit(["1"], [one], responded, [0, 0, 0, 0])).Variable);
        Assert.Equal("names", Assert.Throws<InvalidInputException>(() => ResponsePropensity.Fit(["1"], [one, one], responded, weights)).Variable);
        var lonely = new Categories("h", ["a", "b"], [0, 0, 0, 1]);
        Assert.Equal("a", Assert.Throws<SampleExceedsPopulationException>(() => new RIndicator(["1"], [one], responded, [0.5, 0.5, 0.5, 1], lonely).Value).Stratum);
        Assert.Equal("weights", Assert.Throws<InvalidInputException>(() => new RIndicator(["1"], [one], responded, [0.1, 0.1, 0.1, 0.1], lonely)).Variable);
    }

    [Fact, Trait("Category", "Slow")]
    public void Over_many_samples_the_adjustment_removes_most_of_the_bias_and_the_standard_error_is_right()
    {
        Mutation.LeaveOut();
        double[] propensities = [0.3, 0.45, 0.5, 0.65];
        const int perGroup = 60, runs = 1_500;
        var random = new Random(8);
        string[] names = ["1", "b", "c", "d"];
        var groups = Enumerable.Range(0, 4 * perGroup).Select(i => i / perGroup).ToArray();
        double[][] columns = [.. names.Select((_, k) => groups.Select(g => k == 0 || g == k ? 1.0 : 0).ToArray())];
        var weights = Enumerable.Repeat(1000.0, groups.Length).ToArray();
        var (adjusted, plain, values, errors) = (0.0, 0.0, new List<double>(), 0.0);
        for (var run = 0; run < runs; run++)
        {
            var responded = groups.Select(g => random.NextDouble() < propensities[g]).ToArray();
            var indicator = new RIndicator(names, columns, responded, weights, new Categories("g", names, groups));
            adjusted += indicator.Variance * indicator.BiasFactor / runs;
            plain += indicator.Variance / runs;
            values.Add(indicator.Unadjusted);
            errors += indicator.StandardError / runs;
        }
        var mean = propensities.Average();
        var truth = propensities.Average(rho => (rho - mean) * (rho - mean));
        // It takes away the chance of ρ̄ too, which was not in S²: a quarter too much with four groups.
        Assert.InRange(plain / truth, 1.15, 1.25);
        Assert.InRange(adjusted / truth, 0.9, 1);
        var average = values.Average();
        Assert.InRange(errors / Math.Sqrt(values.Average(value => Math.Pow(value - average, 2))), 0.85, 1.15);
    }

    private static double[,] Matrix(int size, Func<int, int, double> at)
    {
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++) matrix[i, j] = at(i, j);
        return matrix;
    }

    private static double Form(double[] a, double[,] m, double[] b) => Enumerable.Range(0, a.Length).Sum(i => Enumerable.Range(0, b.Length).Sum(j => a[i] * m[i, j] * b[j]));

    // Gauss and Jordan, with the largest pivot.
    private static double[,] Inverse(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var work = new double[n, 2 * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) work[i, j] = matrix[i, j];
            work[i, n + i] = 1;
        }
        for (var c = 0; c < n; c++)
        {
            var pivot = Enumerable.Range(c, n - c).MaxBy(i => Math.Abs(work[i, c]));
            for (var j = 0; j < 2 * n; j++) (work[c, j], work[pivot, j]) = (work[pivot, j], work[c, j]);
            var value = work[c, c];
            for (var j = 0; j < 2 * n; j++) work[c, j] /= value;
            for (var i = 0; i < n; i++)
            {
                if (i == c) continue;
                var times = work[i, c];
                for (var j = 0; j < 2 * n; j++) work[i, j] -= times * work[c, j];
            }
        }
        return Matrix(n, (i, j) => work[i, n + j]);
    }

    private sealed record Survey(double[][] Columns, bool[] Responded, double[] Weights, Categories Stratum, Categories Group)
    {
        public static Survey Invent(int seed)
        {
            var random = new Random(seed);
            var n = random.Next(60, 200);
            var stratum = Enumerable.Range(0, n).Select(i => i < n / 3 ? 0 : i < n / 2 ? 1 : 2).ToArray();
            var group = Enumerable.Range(0, n).Select(i => i % 3).ToArray();
            var age = Enumerable.Range(0, n).Select(_ => 18 + 70 * random.NextDouble()).ToArray();
            double[] weight = [1, 4.5, 30];
            return new Survey(
                [[.. Enumerable.Repeat(1.0, n)], [.. group.Select(g => g == 1 ? 1.0 : 0)], [.. group.Select(g => g == 2 ? 1.0 : 0)], age],
                [.. Enumerable.Range(0, n).Select(i => random.NextDouble() < 0.15 + 0.2 * group[i] + age[i] / 250)],
                [.. stratum.Select(h => weight[h])],
                new Categories("stratum", ["a", "b", "c"], stratum),
                new Categories("group", ["A", "B", "C"], group));
        }

        public RIndicator Fit() => new(["1", "B", "C", "age"], Columns, Responded, Weights, Stratum);

        public Survey Reversed() => new(
            [.. Columns.Select(column => column.Reverse().ToArray())], [.. Responded.Reverse()], [.. Weights.Reverse()],
            new Categories("stratum", Stratum.Labels, Stratum.Codes.ToArray().Reverse().ToArray()),
            new Categories("group", Group.Labels, Group.Codes.ToArray().Reverse().ToArray()));

        public double TotalVariance(double[] y) => Enumerable.Range(0, Weights.Length).GroupBy(i => Stratum.Codes[i]).Sum(h =>
        {
            var (units, population, mean) = (h.Count(), h.Sum(i => Weights[i]), h.Average(i => y[i]));
            return units == population ? 0 : population * population * (1 - units / population) * h.Sum(i => Math.Pow(y[i] - mean, 2)) / (units - 1) / units;
        });
    }
}
