// Response rates at the edges; the values themselves are proved by the reference cases.
using Keukentafel.Statistics.Fieldwork;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class OutcomeRateTests
{
    [Fact]
    public void Nobody_approached_has_no_rate()
    {
        var rates = OutcomeCounts.None.Rates();
        Assert.True(double.IsNaN(rates.RR1) && double.IsNaN(rates.E) && double.IsNaN(rates.Gross));
    }

    [Fact]
    public void Without_unknown_cases_all_three_definitions_agree()
    {
        var rates = new OutcomeCounts(40, 2, 11, 30, 5, 0, 9).Rates();
        Assert.Equal(rates.RR1, rates.RR3);
        Assert.Equal(rates.RR1, rates.RR5);
        Assert.Equal(42.0 / 97, rates.Gross);
        Assert.Equal(42.0 / 88, rates.Net);
    }

    [Fact]
    public void Counts_add_up()
    {
        var sum = new OutcomeCounts(1, 2, 3, 4, 5, 6, 7) + new OutcomeCounts(1, 1, 1, 1, 1, 1, 1);
        Assert.Equal((35.0, 20.0), (sum.Sent, sum.Eligible));
    }

    [Fact]
    public void Negative_counts_and_an_impossible_e_are_refused()
    {
        Assert.Throws<InvalidInputException>(() => (OutcomeCounts.None with { Refusal = -1 }).Rates());
        Assert.Equal("eligibility", Assert.Throws<InvalidInputException>(() => OutcomeCounts.None.Rates(1.1)).Variable);
    }
}
