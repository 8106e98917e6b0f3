using Keukentafel.Foundation.Municipalities;
using Xunit;

namespace Keukentafel.Tests.Foundation;

public class MunicipalityTableTests
{
    [Theory]
    [InlineData(2015, 393)]
    [InlineData(2019, 355)]
    [InlineData(2022, 345)]
    [InlineData(2023, 342)]
    [InlineData(2026, 342)]
    public void Each_year_has_the_municipalities_of_its_first_of_january(int year, int count) =>
        Assert.Equal(count, MunicipalityTable.Of(year).Count);

    [Fact]
    public void A_municipality_is_found_with_what_is_known_of_that_year()
    {
        Assert.Equal(
            new Municipality("GM0014", 2025, "Groningen", "Groningen", 244_441, true, SizeClass.From150000, 1, 2024),
            MunicipalityTable.Find("GM0014", 2025));
        Assert.Equal("Súdwest-Fryslân", MunicipalityTable.Find("GM1900", 2020)!.Name);
    }

    [Fact]
    public void A_municipality_that_merged_away_exists_only_before()
    {
        Assert.Equal("Haren", MunicipalityTable.Find("GM0017", 2018)!.Name);
        Assert.Null(MunicipalityTable.Find("GM0017", 2019));
        Assert.Equal([2015, 2016, 2017, 2018], MunicipalityTable.YearsOf("GM0017"));
    }

    [Fact]
    public void What_is_not_known_is_not_made_up()
    {
        Assert.All(MunicipalityTable.Of(2015), municipality => Assert.Null(municipality.Inhabitants));
        Assert.All(MunicipalityTable.Of(2026), municipality => Assert.False(municipality.InhabitantsVerified));
        Assert.Null(MunicipalityTable.Find("GM0014", MunicipalityTable.LastYear + 1));
        Assert.Null(MunicipalityTable.Find("gm0014", 2025));
    }

    [Fact]
    public void The_inhabitants_add_up_to_the_country() =>
        Assert.Equal(17_811_291, MunicipalityTable.Of(2023).Sum(municipality => municipality.Inhabitants));

    [Fact]
    public void The_size_class_follows_from_the_inhabitants()
    {
        int[] limits = [0, 5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 250_000];
        Assert.All(MunicipalityTable.Of(2024), municipality =>
            Assert.Equal((SizeClass)limits.Count(limit => municipality.Inhabitants >= limit), municipality.SizeClass));
    }

    [Theory]
    [InlineData("GM9001", true)]
    [InlineData("GM9999", true)]
    [InlineData("GM9000", false)]
    [InlineData("GM0014", false)]
    [InlineData("GM90011", false)]
    [InlineData("9001", false)]
    public void Reserved_codes_are_invented_and_no_real_one_is(string code, bool invented)
    {
        Assert.Equal(invented, MunicipalityTable.IsInvented(code));
        Assert.False(invented && MunicipalityTable.YearsOf(code).Count > 0);
    }
}
