// Chi-square, F, binomial and non-central t against values computed with 40 digits and more, and against each other.
using System.Globalization;
using Keukentafel.Statistics.Distributions;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class DistributionTests
{
    [Theory]
    [InlineData("chisquare_upper", 1e-13)]
    [InlineData("chisquare_lower", 1e-13)]
    [InlineData("chisquare_quantile", 1e-12)]
    [InlineData("chisquare_upper_quantile", 1e-12)]
    [InlineData("f_upper", 1e-13)]
    [InlineData("f_lower", 1e-13)]
    [InlineData("binomial_lower", 1e-13)]
    [InlineData("binomial_upper", 1e-13)]
    [InlineData("nct_lower", 1e-11)]
    [InlineData("nct_upper", 1e-11)]
    public void Agrees_with_many_digits(string function, double tolerance)
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Reference", "distributions.csv"))
            .Select(line => line.Split(',')).Where(row => row[0] == function).ToArray();
        Assert.True(rows.Length >= 7);
        var wrong = rows.Select(row =>
        {
            var (x, a, b, expected) = (Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4]));
            var got = Compute(function, x, a, b);
            return (Call: $"{function}({row[1]}, {row[2]}, {row[3]})", got, expected, difference: expected == got ? 0 : Math.Abs(got / expected - 1));
        }).Where(row => !(row.difference <= tolerance)).ToArray();
        Assert.Empty(wrong);
    }

    [Fact]
    public void Quantiles_undo_the_distribution()
    {
        foreach (var df in new[] { 0.05, 0.7, 1, 2, 9.3, 400, 2e4 })
            foreach (var p in new[] { 1e-60, 1e-9, 0.02, 0.35, 0.5 })
            {
                var high = ChiSquare.UpperQuantile(p, df);
                if (high > 1e-300) Assert.Equal(1, ChiSquare.UpperTail(high, df) / p, 1e-11);
                var x = ChiSquare.Quantile(p, df);
                if (x > 1e-300) Assert.Equal(1, ChiSquare.Cumulative(x, df).Lower / p, 1e-11);
                Assert.Equal(1, FisherF.Cumulative(FisherF.Quantile(0.6, df, 12), df, 12).Lower / 0.6, 1e-11);
            }
    }

    [Fact]
    public void A_squared_normal_is_chi_square_and_a_squared_t_is_F()
    {
        foreach (var z in new[] { 0.3, 1.96, 6, 12.8 })
        {
            Assert.Equal(1, ChiSquare.UpperTail(z * z, 1) / (2 * NormalDistribution.Cumulative(z).Upper), 1e-13);
            Assert.Equal(1, FisherF.UpperTail(z * z, 1, 17.5) / (2 * StudentT.Cumulative(z, 17.5).Upper), 1e-13);
        }
    }

    [Fact]
    public void F_without_a_denominator_is_chi_square_over_its_degrees()
    {
        Assert.Equal(ChiSquare.UpperTail(12, 4.5), FisherF.UpperTail(12 / 4.5, 4.5, double.PositiveInfinity), 1e-15);
        Assert.Equal(1, FisherF.UpperTail(12 / 4.5, 4.5, 1e12) / ChiSquare.UpperTail(12, 4.5), 1e-10);
        Assert.Equal(ChiSquare.Quantile(0.95, 3) / 3, FisherF.Quantile(0.95, 3, double.PositiveInfinity));
    }

    [Fact]
    public void Shapes_below_a_half_keep_their_tails()
    {
        // the two ways to compute meet at x = ½
        foreach (var a in new[] { 1e-6, 0.01, 0.3, 0.999 })
        {
            var (below, above) = (IncompleteGamma.Regularised(Math.BitDecrement(0.5), a), IncompleteGamma.Regularised(0.5, a));
            Assert.Equal(1, below.Upper / above.Upper, 1e-13);
            Assert.Equal(1, below.Lower / above.Lower, 1e-13);
        }
    }

    [Fact]
    public void Without_a_shift_the_non_central_t_is_students()
    {
        foreach (var t in new[] { -30, -2.2, 0, 0.7, 5 })
            foreach (var df in new[] { 0.5, 2, 33, 1e5 })
            {
                var (expected, got) = (StudentT.Cumulative(t, df), NonCentralT.Cumulative(t, df, 0));
                Assert.Equal(1, got.Lower / expected.Lower, 1e-11);
                Assert.Equal(1, got.Upper / expected.Upper, 1e-11);
            }
        Assert.Equal(NormalDistribution.Cumulative(-1.5), NonCentralT.Cumulative(1, double.PositiveInfinity, 2.5));
    }

    [Fact]
    public void A_binomial_quantile_is_the_first_that_reaches_the_probability()
    {
        // exact ties: P(X ≤ 1) of four coins is 5/16, P(X ≤ 2) is 11/16
        Assert.Equal([1, 2, 2, 3], new[] { 5 / 16.0, 5.0001 / 16, 11 / 16.0, 11.0001 / 16 }.Select(p => Binomial.Quantile(p, 4, 0.5)));
        foreach (var n in new[] { 0, 1, 7, 60 })
            foreach (var p in new[] { 0, 0.03, 0.5, 0.91, 1 })
                foreach (var probability in new[] { 0.001, 0.025, 0.4, 0.975, 0.999 })
                {
                    var first = 0;
                    while (NaiveBinomial(first, n, p) < probability) first++;
                    Assert.Equal(first, Binomial.Quantile(probability, n, p));
                }
        Assert.Equal((0, 9), (Binomial.Quantile(0, 9, 0.5), Binomial.Quantile(1, 9, 0.5)));
    }

    [Fact]
    public void The_ends_are_certain()
    {
        Assert.Equal(new Tails(0, 1), ChiSquare.Cumulative(-3, 2));
        Assert.Equal(new Tails(1, 0), ChiSquare.Cumulative(double.PositiveInfinity, 2));
        Assert.Equal(new Tails(0, 1), FisherF.Cumulative(0, 2, 5));
        Assert.Equal(new Tails(1, 0), FisherF.Cumulative(double.PositiveInfinity, 2, 5));
        Assert.Equal((0.0, double.PositiveInfinity), (FisherF.Quantile(0, 2, 5), ChiSquare.Quantile(1, 5)));
        Assert.Equal((new Tails(0, 1), new Tails(1, 0)), (Binomial.Cumulative(-1, 3, 0.5), Binomial.Cumulative(3, 3, 0.5)));
        Assert.Equal(new Tails(0, 1), NonCentralT.Cumulative(double.NegativeInfinity, 3, 1));
    }

    [Fact]
    public void What_has_no_meaning_is_refused_by_name()
    {
        Assert.Equal("df", Refused(() => ChiSquare.UpperTail(1, 0)));
        Assert.Equal("x", Refused(() => ChiSquare.UpperTail(double.NaN, 1)));
        Assert.Equal("tail", Refused(() => ChiSquare.UpperQuantile(1.5, 1)));
        Assert.Equal("df1", Refused(() => FisherF.UpperTail(1, double.PositiveInfinity, 3)));
        Assert.Equal("df2", Refused(() => FisherF.Quantile(0.5, 1, -3)));
        Assert.Equal("f", Refused(() => FisherF.UpperTail(double.NaN, 1, 3)));
        Assert.Equal("p", Refused(() => Binomial.Cumulative(1, 2, 1.01)));
        Assert.Equal("n", Refused(() => Binomial.Quantile(0.5, -1, 0.1)));
        Assert.Equal("probability", Refused(() => Binomial.Quantile(double.NaN, 1, 0.1)));
        Assert.Equal("a", Refused(() => IncompleteGamma.Regularised(1, double.PositiveInfinity)));
        Assert.Equal("shift", Refused(() => NonCentralT.Cumulative(1, 3, double.NaN)));
        Assert.Equal("degreesOfFreedom", Refused(() => NonCentralT.Cumulative(1, 0, 1)));
    }

    private static string Refused(Func<object> call) => Assert.Throws<InvalidInputException>(call).Variable;

    private static double NaiveBinomial(int k, int n, double p)
    {
        var sum = 0.0;
        for (var i = 0; i <= Math.Min(k, n); i++)
        {
            var term = Math.Pow(p, i) * Math.Pow(1 - p, n - i);
            for (var j = 1; j <= i; j++) term *= (n - i + j) / (double)j;
            sum += term;
        }
        return Math.Min(1, sum + 1e-14);
    }

    private static double Compute(string function, double x, double a, double b) => function switch
    {
        "chisquare_upper" => ChiSquare.UpperTail(x, a),
        "chisquare_lower" => ChiSquare.Cumulative(x, a).Lower,
        "chisquare_quantile" => ChiSquare.Quantile(x, a),
        "chisquare_upper_quantile" => ChiSquare.UpperQuantile(x, a),
        "f_upper" => FisherF.UpperTail(x, a, b),
        "f_lower" => FisherF.Cumulative(x, a, b).Lower,
        "binomial_lower" => Binomial.Cumulative((int)x, (int)a, b).Lower,
        "binomial_upper" => Binomial.Cumulative((int)x, (int)a, b).Upper,
        "nct_lower" => NonCentralT.Cumulative(x, a, b).Lower,
        "nct_upper" => NonCentralT.Cumulative(x, a, b).Upper,
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
