// Which outcome stands.
using Keukentafel.Fieldwork;
using Xunit;

namespace Keukentafel.Tests.Fieldwork;

public sealed class Outcomes
{
    [Theory]
    [InlineData("2.2", "2.20")]
    [InlineData("2,2", "2.2")]
    [InlineData("4.70", "4.7")]
    [InlineData(" 1.1 ", "1.1")]
    [InlineData("3", "3.0")]
    [InlineData("4,0", "4.00")]
    [InlineData("2.10", "2.1")]
    [InlineData("2.2000", "2.2")]
    [InlineData("2.1100", "2.11")]
    [InlineData("1.10000", "1.1")]
    [InlineData("3.0000", "3")]
    [InlineData("4.1000", "4.1")]
    public void Codes_compare_without_trailing_zeros(string one, string other) => Assert.Equal(Outcome.Parse(other), Outcome.Parse(one));

    [Fact]
    public void A_refusal_is_not_a_non_contact() => Assert.NotEqual(Outcome.Parse("2.11"), Outcome.Parse("2.2"));

    [Theory]
    [InlineData("")]
    [InlineData("5.1")]
    [InlineData("1")]
    [InlineData("1.3")]
    [InlineData("1.11")]
    [InlineData("2")]
    [InlineData("2.0")]
    [InlineData("2.4")]
    [InlineData("2.")]
    [InlineData("0.1")]
    [InlineData("2.2.0")]
    [InlineData("2.2001")]
    [InlineData("1.1001")]
    [InlineData("+2.2")]
    [InlineData("2-11")]
    [InlineData("11-2-2025")]
    public void What_is_not_an_outcome_is_not_read(string text) => Assert.False(Outcome.TryParse(text, out _));

    [Theory]
    [InlineData("1.1", "2.11", true)]
    [InlineData("1.1", "3.19", true)]
    [InlineData("1.2", "2.11", false)]
    [InlineData("2.12", "4.7", false)]
    [InlineData("2.11", "1.1", false)]
    [InlineData("2.11", "1.2", true)]
    [InlineData("2.12", "1.2", true)]
    [InlineData("1.2", "1.1", true)]
    [InlineData("1.2", "2.2", true)]
    [InlineData("3.19", "2.12", false)]
    [InlineData("2.2", "3.19", false)]
    [InlineData("4.1", "2.11", true)]
    public void A_later_outcome_stands_or_not(string later, string earlier, bool stands) =>
        Assert.Equal(stands, Outcome.Parse(later).Replaces(Outcome.Parse(earlier)));

    [Theory]
    [InlineData("1.1", true)]
    [InlineData("2.11", true)]
    [InlineData("4.7", true)]
    [InlineData("3.19", true)]
    [InlineData("1.2", false)]
    [InlineData("2.12", false)]
    [InlineData("2.2", false)]
    public void After_some_outcomes_no_letter_goes_out(string code, bool stops) => Assert.Equal(stops, Outcome.Parse(code).Stops);
}
