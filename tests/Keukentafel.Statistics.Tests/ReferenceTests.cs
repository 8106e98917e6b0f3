// The library against other software: reference cases made with R survey, at the tolerance that each case states.
using Keukentafel.Statistics.Tests.Runner;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class ReferenceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Reference");

    [Theory]
    [InlineData("D01-srs-fpc", 24)]
    [InlineData("D02-strat-fpc", 24)]
    [InlineData("D04-weighting-api", 20)]
    [InlineData("D05-small-wmo", 30)]
    [InlineData("D06-small-weighting", 23)]
    [InlineData("D13-lonely-psu", 60)]
    [InlineData("D30-sample-size", 3)]
    [InlineData("D31-outcome-rates", 5)]
    public void Agrees_with_other_software(string fixture, int atLeast)
    {
        var results = new Fixture(Folder, fixture).Run().ToArray();
        var failed = results.Where(result => result.Verdict == Verdict.Failed).Select(result => $"{result.Case}: {result.Detail}").ToArray();
        Assert.Empty(failed);
        Assert.True(results.Count(result => result.Verdict == Verdict.Passed) >= atLeast, $"only {results.Count(result => result.Verdict == Verdict.Passed)} cases were computed");
    }

    [Fact]
    public void What_the_library_does_not_compute_is_known_by_name()
    {
        var lacking = Directory.GetFiles(Path.Combine(Folder, "expected"), "*.json")
            .SelectMany(file => new Fixture(Folder, Path.GetFileNameWithoutExtension(file)).Run())
            .Where(result => result.Verdict == Verdict.Skipped)
            .Select(result => result.Detail).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(
        [
            "calibration: linear",
            "calibration: logit",
            "calibration: rake_as_in_r",
            "calibration: trunclin",
            "contrast",
            "design effect of an estimate",
            "inclusion_probabilities",
            "lonely in a domain",
            "power_prop",
            "power_t",
            "rake_iterations",
            "raking on numbers",
            "ratio_separate",
            "ratio_separate_total",
            "several calibration steps",
            "systematic",
            "systematic_pps",
            "table",
            "variance",
            "variance as in R's rake()",
        ], lacking);
    }
}
