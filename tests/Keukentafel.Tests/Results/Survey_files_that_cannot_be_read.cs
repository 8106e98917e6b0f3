// Rows that cannot be read and files without column names give no findings about what is missing from them, and nothing of a person is repeated.
using Keukentafel.Results.Files;
using Xunit;

namespace Keukentafel.Tests.Results;

public sealed class Survey_files_that_cannot_be_read
{
    private static readonly SmallSurvey Sound = SmallSurvey.Sound;

    [Theory]
    [InlineData("\"C1;Noord;75+", "tabel.aanhalingsteken-open")]
    [InlineData("\"C1\"x;Noord;75+", "tabel.aanhalingsteken")]
    public void A_register_of_which_rows_cannot_be_read_says_nothing_about_clients(string row, string code)
    {
        var lines = Sound.Register.Split('\n');
        lines[1] = row;
        var findings = (Sound with { Register = string.Join('\n', lines) }).Read("wijk").Findings;
        Assert.Equal([code], findings.Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("cases")]
    [InlineData("responses")]
    public void A_row_that_cannot_be_read_is_the_only_finding(string which)
    {
        var broken = which == "cases" ? Sound with { Cases = Broken(Sound.Cases) } : Sound with { Responses = Broken(Sound.Responses) };
        var finding = Assert.Single(broken.Read().Findings);
        Assert.Equal(("tabel.aanhalingsteken", 2), (finding.Code, finding.Row));

        static string Broken(string text)
        {
            var lines = text.Split('\n');
            lines[1] = "x\"" + lines[1];
            return string.Join('\n', lines);
        }
    }

    [Fact]
    public void Data_in_the_place_of_column_names_is_told_once_and_not_repeated()
    {
        var lines = string.Join('\n', Sound.Register.Split('\n').Skip(1).Prepend("C000123;Jansen;111222333;Jansen"));
        var findings = (Sound with { Register = lines }).Read("wijk").Findings.Where(finding => finding.File == "register.csv").ToList();
        Assert.Contains(findings, finding => finding.Kind == FileFindings.NoHeader && finding.Row == 1);
        Assert.DoesNotContain(findings, finding => finding.Kind == FileFindings.MissingColumn || finding.Kind == FileFindings.ExtraColumn);
        Assert.All(findings, finding => Assert.DoesNotMatch("Jansen|111222333|C000123", finding.ToString()));
    }

    [Fact]
    public void A_number_in_the_place_of_a_name_is_not_repeated()
    {
        var cases = string.Join('\n', Sound.Cases.Split('\n').Select((line, i) => line + (i == 0 ? ";111222333" : ";x")));
        var finding = (Sound with { Cases = cases }).The(FileFindings.ExtraColumn);
        Assert.Equal("3", finding.Column);
        Assert.DoesNotContain("111222333", finding.ToString(), StringComparison.Ordinal);
    }
}
