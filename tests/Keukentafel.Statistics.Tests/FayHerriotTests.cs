// Fay–Herriot against dense matrices and against the likelihood itself, its limits, and benchmarking.
using Keukentafel.Statistics.Areas;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class FayHerriotTests
{
    public static TheoryData<int, VarianceMethod> Cases
    {
        get
        {
            var cases = new TheoryData<int, VarianceMethod>();
            foreach (var seed in Enumerable.Range(1, 8))
                foreach (var method in Enum.GetValues<VarianceMethod>()) cases.Add(seed, method);
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Estimates_and_errors_agree_with_dense_matrices(int seed, VarianceMethod method)
    {
        var data = Invented.Of(seed);
        var fit = FayHerriot.Fit(data.Y, data.X, data.Sampling, method);
        var (m, sigma) = (data.Y.Length, fit.BetweenVariance);
        var inverse = Dense.Inverse(Dense.Diagonal(data.Sampling.Select(psi => psi + sigma).ToArray()));
        var x = Dense.Columns(data.X);
        var cross = Dense.Inverse(Dense.Times(Dense.Times(Dense.Transpose(x), inverse), x));
        var beta = Dense.Times(cross, Dense.Times(Dense.Transpose(x), Dense.Times(inverse, data.Y)));
        var residuals = data.Y.Zip(Dense.Times(x, beta), (y, fitted) => y - fitted).ToArray();
        var squared = Dense.Times(inverse, inverse);
        for (var j = 0; j < beta.Length; j++)
        {
            Assert.Equal(beta[j], fit.Coefficients[j], 1e-8);
            Assert.Equal(Math.Sqrt(cross[j, j]), fit.StandardErrors[j], 1e-8);
        }
        for (var d = 0; d < m; d++)
        {
            var v = sigma + data.Sampling[d];
            var row = data.X.Select(column => column[d]).ToArray();
            var (g1, rest) = (sigma - sigma * sigma / v, 1 - sigma / v);
            var g2 = rest * rest * row.Zip(Dense.Times(cross, row), (a, b) => a * b).Sum();
            var g3 = data.Sampling[d] * data.Sampling[d] / (v * v * v) * 2 / Dense.Trace(squared);
            var bias = method == VarianceMethod.RestrictedMaximumLikelihood ? 0
                : -Dense.Trace(Dense.Times(cross, Dense.Times(Dense.Times(Dense.Transpose(x), squared), x))) / Dense.Trace(squared);
            Assert.Equal(data.Y[d] - residuals[d] + sigma / v * residuals[d], fit.Areas[d].Value, 1e-8);
            Assert.Equal(g1 + g2 + 2 * g3 - bias * rest * rest, fit.Areas[d].MeanSquaredError, 1e-8);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void No_other_variance_has_a_higher_likelihood(int seed, VarianceMethod method)
    {
        var data = Invented.Of(seed);
        var found = FayHerriot.Fit(data.Y, data.X, data.Sampling, method).BetweenVariance;
        var best = LogLikelihood(data, found, method);
        for (var power = -9.0; power < 4; power += 0.05) Assert.True(LogLikelihood(data, Math.Pow(10, power), method) <= best + 1e-9);
        Assert.True(LogLikelihood(data, 0, method) <= best + 1e-9);
        Assert.True(found == 0 || LogLikelihood(data, found * 1.01, method) < best && LogLikelihood(data, found * 0.99, method) < best);
    }

    [Fact]
    public void Without_differences_beyond_sampling_every_area_gets_its_regression_value()
    {
        double[] y = [0.50, 0.52, 0.49, 0.51, 0.50, 0.48], x = [1, 1, 1, 1, 1, 1];
        var fit = FayHerriot.Fit(y, [x], [0.01, 0.02, 0.01, 0.03, 0.01, 0.01]);
        Assert.Equal(0, fit.BetweenVariance);
        Assert.All(fit.Areas, area => Assert.Equal((0.0, 0.0), (area.Gamma, area.G1)));
        Assert.All(fit.Areas, area => Assert.Equal(fit.Coefficients[0], area.Value, 1e-14));
        Assert.All(fit.Areas, area => Assert.True(area.MeanSquaredError > 0));
    }

    [Fact]
    public void A_precise_area_keeps_its_estimate_and_a_vague_one_takes_the_regression()
    {
        var random = new Random(11);
        var y = Enumerable.Range(0, 30).Select(_ => Dense.Normal(random)).ToArray();
        var sampling = y.Select((_, d) => d switch { 0 => 1e-12, 1 => 1e12, _ => 0.3 }).ToArray();
        var fit = FayHerriot.Fit(y, [Enumerable.Repeat(1.0, 30).ToArray()], sampling);
        Assert.True(fit.BetweenVariance is > 0.1 and < 3);
        Assert.Equal(y[0], fit.Areas[0].Value, 1e-10);
        Assert.Equal(fit.Areas[1].Synthetic, fit.Areas[1].Value, 1e-9);
        Assert.Equal(1e-12, fit.Areas[0].MeanSquaredError, 1e-15);
        Assert.All(fit.Areas, (area, d) => Assert.True(area.G1 <= sampling[d]));
    }

    [Theory, InlineData(1e-6), InlineData(1e-9), InlineData(1e-18)]
    public void One_area_without_sampling_error_does_not_drive_the_variance_to_zero(double tiny)
    {
        var data = Invented.Of(6);
        var usual = FayHerriot.Fit(data.Y, data.X, data.Sampling, VarianceMethod.MaximumLikelihood).BetweenVariance;
        data.Sampling[0] = tiny;
        foreach (var method in Enum.GetValues<VarianceMethod>())
        {
            var fit = FayHerriot.Fit(data.Y, data.X, data.Sampling, method);
            Assert.InRange(fit.BetweenVariance, usual / 2, usual * 2);
            Assert.Equal(data.Y[0], fit.Areas[0].Value, 2 * Math.Sqrt(tiny));
        }
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(1e9)]
    public void The_unit_of_measurement_does_not_matter(double scale)
    {
        var data = Invented.Of(4);
        var plain = FayHerriot.Fit(data.Y, data.X, data.Sampling);
        var scaled = FayHerriot.Fit(data.Y.Select(y => y * scale).ToArray(), data.X, data.Sampling.Select(psi => psi * scale * scale).ToArray());
        Assert.Equal(1, scaled.BetweenVariance / scale / scale / plain.BetweenVariance, 1e-8);
        Assert.All(plain.Areas.Zip(scaled.Areas), pair => Assert.Equal(1, pair.Second.MeanSquaredError / scale / scale / pair.First.MeanSquaredError, 1e-8));
    }

    [Fact]
    public void Impossible_models_are_refused()
    {
        double[] y = [1, 2, 3, 4], one = [1, 1, 1, 1], psi = [1, 1, 1, 1];
        Assert.Equal(("samplingVariances", (int?)2), Place(() => FayHerriot.Fit(y, [one], [1, 1, 0, 1])));
        Assert.Equal(("y", (int?)1), Place(() => FayHerriot.Fit([1, double.NaN, 3, 4], [one], psi)));
        Assert.Contains("column 1", Assert.Throws<InvalidInputException>(() => FayHerriot.Fit(y, [one, [2, 2, 2, 2]], psi)).Message, StringComparison.Ordinal);
        Assert.Equal("x", Assert.Throws<InvalidInputException>(() => FayHerriot.Fit(y, [one, [1, 2, 3, 4], [1, 4, 9, 16], [1, 8, 27, 64]], psi)).Variable);
        Assert.Equal("x", Assert.Throws<InvalidInputException>(() => FayHerriot.Fit(y, [], psi)).Variable);
    }

    [Fact]
    public void Benchmarked_estimates_add_up_to_the_whole()
    {
        double[] estimates = [0.6, 0.7, 0.8, 0.5], shares = [0.1, 0.2, 0.3, 0.4], variances = [0.01, 0, 0.04, 0.02];
        double Whole(double[] values) => values.Zip(shares, (value, share) => value * share).Sum();
        Assert.Equal(0.66, Whole(Benchmarking.Ratio(estimates, shares, 0.66)), 1e-14);
        var moved = Benchmarking.Smallest(estimates, shares, 0.66, variances);
        Assert.Equal(0.66, Whole(moved), 1e-14);
        Assert.Equal(0.7, moved[1]);
        Assert.Equal(estimates, Benchmarking.Smallest(estimates, shares, Whole(estimates), variances));
    }

    [Fact]
    public void No_other_change_that_meets_the_whole_is_smaller()
    {
        double[] estimates = [0.6, 0.7, 0.8, 0.5], shares = [0.1, 0.2, 0.3, 0.4], variances = [0.01, 0.03, 0.04, 0.02];
        double Size(IEnumerable<double> values) => values.Select((value, d) => Math.Pow(value - estimates[d], 2) / variances[d]).Sum();
        var best = Benchmarking.Smallest(estimates, shares, 0.66, variances);
        foreach (var (i, j) in new[] { (0, 1), (1, 2), (2, 3), (3, 0) })
            foreach (var step in new[] { -0.01, 0.01 })
            {
                var other = best.ToArray();
                (other[i], other[j]) = (other[i] + step / shares[i], other[j] - step / shares[j]);
                Assert.True(Size(other) > Size(best));
            }
        Assert.Equal("variances", Assert.Throws<InvalidInputException>(() => Benchmarking.Smallest(estimates, shares, 1, [0, 0, 0, 0])).Variable);
        Assert.Equal("estimates", Assert.Throws<InvalidInputException>(() => Benchmarking.Ratio([0, 0], [1, 1], 1)).Variable);
    }

    private static double LogLikelihood(Invented data, double sigma, VarianceMethod method)
    {
        var total = data.Sampling.Select(psi => psi + sigma).ToArray();
        var inverse = Dense.Diagonal(total.Select(v => 1 / v).ToArray());
        var x = Dense.Columns(data.X);
        var cross = Dense.Times(Dense.Times(Dense.Transpose(x), inverse), x);
        var beta = Dense.Times(Dense.Inverse(cross), Dense.Times(Dense.Transpose(x), Dense.Times(inverse, data.Y)));
        var squares = data.Y.Zip(Dense.Times(x, beta), (y, fitted) => y - fitted).Select((e, d) => e * e / total[d]).Sum();
        return -0.5 * (total.Sum(Math.Log) + squares + (method == VarianceMethod.RestrictedMaximumLikelihood ? Dense.LogDeterminant(cross) : 0));
    }

    private static (string, int?) Place(Func<object> act)
    {
        var refusal = Assert.Throws<InvalidInputException>(() => act());
        return (refusal.Variable, refusal.Row);
    }

    private sealed record Invented(double[] Y, double[][] X, double[] Sampling)
    {
        public static Invented Of(int seed)
        {
            var random = new Random(seed);
            var m = 8 + 3 * seed;
            var x = Enumerable.Range(0, m).Select(_ => Dense.Normal(random)).ToArray();
            var sampling = Enumerable.Range(0, m).Select(_ => 0.05 * Math.Pow(10, (seed % 3) * (random.NextDouble() - 0.5))).ToArray();
            var between = seed % 4 == 0 ? 0.2 : 0.02;
            var y = x.Select((value, d) => 1 + 0.5 * value + Math.Sqrt(between) * Dense.Normal(random) + Math.Sqrt(sampling[d]) * Dense.Normal(random)).ToArray();
            return new Invented(y, [Enumerable.Repeat(1.0, m).ToArray(), x], sampling);
        }
    }
}
