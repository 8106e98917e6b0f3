// The special functions against values computed with 70 digits, and against their own symmetries.
using System.Globalization;
using Keukentafel.Statistics.Distributions;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class SpecialFunctionTests
{
    [Theory]
    [InlineData("loggamma", 4e-15)]
    [InlineData("beta_lower", 1e-13)]
    [InlineData("beta_upper", 1e-13)]
    [InlineData("beta_inverse", 2e-13)]
    [InlineData("normal_upper", 1e-14)]
    [InlineData("normal_quantile", 1e-14)]
    [InlineData("t_upper", 1e-13)]
    [InlineData("t_quantile", 1e-13)]
    public void Agrees_with_many_digits(string function, double tolerance)
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Reference", "special-functions.csv"))
            .Select(line => line.Split(',')).Where(row => row[0] == function).ToArray();
        Assert.True(rows.Length > 10);
        var wrong = rows.Select(row =>
        {
            var (x, a, b, expected) = (Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4]));
            var got = Compute(function, x, a, b);
            var difference = expected == 0 ? Math.Abs(got) : Math.Abs(got / expected - 1);
            return (Call: $"{function}({row[1]}, {row[2]}, {row[3]})", got, expected, difference);
        }).Where(row => !(row.difference <= tolerance)).ToArray();
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_inverse_of_the_beta_function_undoes_it()
    {
        foreach (var a in new[] { 0.3, 1, 4.5, 80, 3000 })
            foreach (var b in new[] { 0.3, 1, 4.5, 80, 3000 })
                foreach (var p in new[] { 1e-12, 0.001, 0.025, 0.3, 0.5, 0.9, 0.975 })
                {
                    var (x, complement) = BetaFunction.Inverse(new Tails(p, 1 - p), a, b);
                    Assert.Equal(1, BetaFunction.Regularised(x, complement, a, b).Lower / p, 1e-11);
                }
    }

    [Fact]
    public void Tails_mirror_each_other()
    {
        foreach (var z in new[] { 0.2, 1.3, 2.7, 9 })
        {
            Assert.Equal(NormalDistribution.Cumulative(z).Upper, NormalDistribution.Cumulative(-z).Lower);
            Assert.Equal(StudentT.Cumulative(z, 7).Upper, StudentT.Cumulative(-z, 7).Lower);
        }
    }

    [Fact]
    public void Student_with_endless_degrees_of_freedom_is_normal()
    {
        Assert.Equal(NormalDistribution.Quantile(0.975), StudentT.Quantile(0.975, double.PositiveInfinity));
        Assert.Equal(NormalDistribution.Quantile(0.975), StudentT.Quantile(0.975, 1e12), 1e-11);
    }

    [Fact]
    public void The_ends_of_a_distribution_are_infinite()
    {
        Assert.Equal(double.NegativeInfinity, NormalDistribution.Quantile(0));
        Assert.Equal(double.PositiveInfinity, StudentT.Quantile(1, 4));
        Assert.Equal(new Tails(1, 0), StudentT.Cumulative(double.PositiveInfinity, 4));
        Assert.Equal(0, BetaFunction.Inverse(0, 2, 3));
        Assert.Equal(1, BetaFunction.Inverse(1, 2, 3));
    }

    [Fact]
    public void What_has_no_meaning_is_refused_by_name()
    {
        Assert.Equal("x", Assert.Throws<InvalidInputException>(() => GammaFunction.Log(0)).Variable);
        Assert.Equal("p", Assert.Throws<InvalidInputException>(() => NormalDistribution.Quantile(1.2)).Variable);
        Assert.Equal("p", Assert.Throws<InvalidInputException>(() => StudentT.Quantile(double.NaN, 3)).Variable);
        Assert.Equal("degreesOfFreedom", Assert.Throws<InvalidInputException>(() => StudentT.Quantile(0.9, 0)).Variable);
        Assert.Equal("a", Assert.Throws<InvalidInputException>(() => BetaFunction.Regularised(0.5, -1, 2)).Variable);
        Assert.Equal("confidence", Assert.Throws<InvalidInputException>(() => StudentT.TwoSided(1, 5)).Variable);
    }

    private static double Compute(string function, double x, double a, double b) => function switch
    {
        "loggamma" => GammaFunction.Log(x),
        "beta_lower" => BetaFunction.Regularised(x, a, b).Lower,
        "beta_upper" => BetaFunction.Regularised(x, a, b).Upper,
        "beta_inverse" => BetaFunction.Inverse(x, a, b),
        "normal_upper" => NormalDistribution.Cumulative(x).Upper,
        "normal_quantile" => NormalDistribution.Quantile(x),
        "t_upper" => StudentT.Cumulative(x, a).Upper,
        "t_quantile" => StudentT.Quantile(x, a),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
