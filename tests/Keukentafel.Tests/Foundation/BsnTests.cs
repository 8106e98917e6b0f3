// 123456782 and 111222333 pass the eleven-test; 123456789 does not. All are made up for tests.
using Keukentafel.Foundation;
using Xunit;

namespace Keukentafel.Tests.Foundation;

public sealed class BsnTests
{
    [Theory]
    [InlineData("123456782", true)]
    [InlineData(" 111222333 ", true)]
    [InlineData("1234.56.782", true)]
    [InlineData("123 456 782", true)]
    [InlineData("012345672", true)]
    [InlineData("12345672", true)] // a spreadsheet dropped the leading zero
    [InlineData("123456789", false)]
    [InlineData("1234567", false)]
    [InlineData("000000000", false)]
    [InlineData("C123456782", false)]
    [InlineData("", false)]
    public void The_eleven_test_decides(string text, bool passes) => Assert.Equal(passes, Bsn.Passes(text));

    [Theory]
    [InlineData("belt namens 123456782", true)]
    [InlineData("zie 1234.56.782, thuis", true)]
    [InlineData("20240105 gestart", false)] // 20240105 is a day
    [InlineData("IBAN NL91ABNA0123456782", false)]
    [InlineData("Dorpsstraat 12", false)]
    public void A_number_that_strayed_into_a_text_is_seen(string text, bool seen) => Assert.Equal(seen, Bsn.StandsIn(text));

    [Fact]
    public void Such_a_number_is_left_out_and_the_rest_stays()
    {
        Assert.Equal("begeleiding", Bsn.LeftOut("begeleiding 123456782"));
        Assert.Equal("start 20240105", Bsn.LeftOut("start 20240105"));
    }

    [Fact]
    public void A_column_with_sixty_percent_numbers_of_which_ninety_percent_pass_holds_bsns()
    {
        Assert.True(Column(passing: 54, failing: 6, other: 40).HoldsBsns);
        Assert.False(Column(passing: 53, failing: 6, other: 41).HoldsBsns);
        Assert.False(Column(passing: 54, failing: 7, other: 39).HoldsBsns);
    }

    [Fact]
    public void Empty_values_do_not_count_and_an_empty_column_holds_none()
    {
        var column = Column(passing: 1, failing: 0, other: 0);
        column.Add("");
        column.Add("  ");
        Assert.True(column.HoldsBsns);
        Assert.False(new BsnColumn().HoldsBsns);
    }

    [Fact]
    public void Random_client_numbers_of_nine_digits_are_no_bsns()
    {
        var chance = new SeededRandomness(20250101);
        var column = new BsnColumn();
        for (var i = 0; i < 1000; i++)
        {
            column.Add((100_000_000 + chance.NextInt(900_000_000)).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.False(column.HoldsBsns);
    }

    private static BsnColumn Column(int passing, int failing, int other)
    {
        var column = new BsnColumn();
        for (var i = 0; i < passing + failing + other; i++)
        {
            column.Add(i < passing ? "123456782" : i < passing + failing ? "123456789" : "tekst");
        }

        return column;
    }
}
