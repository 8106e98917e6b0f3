// ./keukentafel sample-size
using System.Text.Json;
using Xunit;

namespace Keukentafel.Tests.Cli;

public sealed class SampleSizeTests
{
    [Fact]
    public async Task It_tells_how_many_answers_and_letters_are_needed()
    {
        var (code, told, error) = await Commands.Type("sample-size", "--population", "2500");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Nodig: 334 antwoorden, voor een marge van 5 procentpunt bij 95% betrouwbaarheid en 2.500 cliënten.", told);
        Assert.Contains("Brieven: 955, bij een verwachte respons van 35%.", told);
        Assert.DoesNotContain("schrijf alle cliënten aan", told);
    }

    [Fact]
    public async Task Where_a_sample_is_of_no_use_it_says_so_with_the_margin_that_remains()
    {
        var (_, told, _) = await Commands.Type("sample-size", "--population", "400");
        Assert.Contains("Nodig: 197 antwoorden", told);
        Assert.Contains("Brieven: 400", told);
        Assert.Contains("schrijf alle cliënten aan", told);
        Assert.Contains("140 antwoorden en is de marge 6,7 procentpunt", told);
    }

    [Theory]
    [InlineData("20000", "5", "95", "35", 377, 1078)]
    [InlineData("20000", "5", "90", "40", 267, 668)]
    [InlineData("20000", "5", "99", "50", 643, 1286)]
    [InlineData("1000", "10", "95", "35", 88, 252)]
    [InlineData("1", "5", "95", "35", 1, 1)]
    [InlineData("2500", "7,0", "95%", "45", 182, 405)]
    public async Task In_json_it_gives_the_numbers(string population, string margin, string confidence, string response, int respondents, int letters)
    {
        var (code, told, _) = await Commands.Type("sample-size", "--population", population, "--margin", margin, "--confidence", confidence, "--response", response, "--json");
        var json = JsonDocument.Parse(told).RootElement;
        Assert.Equal((0, respondents, letters), (code, json.GetProperty("respondents").GetInt32(), json.GetProperty("letters").GetInt32()));
    }

    [Theory]
    [InlineData("--population", "0")]
    [InlineData("--population", "-5")]
    [InlineData("--population", "veel")]
    [InlineData("--population", "100", "--margin", "0")]
    [InlineData("--population", "100", "--margin", "100")]
    [InlineData("--population", "100", "--confidence", "100")]
    [InlineData("--population", "100", "--response", "0")]
    [InlineData("--population", "100", "--response", "101")]
    [InlineData("--margin", "5")]
    public async Task What_has_no_meaning_is_wrong_usage(params string[] options)
    {
        var (code, told, error) = await Commands.Type(["sample-size", .. options]);
        Assert.Equal((2, ""), (code, told));
        Assert.Contains("--", error);
    }
}
