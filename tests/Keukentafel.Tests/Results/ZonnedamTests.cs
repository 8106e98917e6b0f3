// The main job on the files of the invented municipality Zonnedam, against R survey: three weightings, the rates, and what may not be shown.
using System.Globalization;
using System.Text;
using System.Text.Json;
using Keukentafel.Documents.Tabular;
using Keukentafel.Questionnaires;
using Keukentafel.Reports;
using Keukentafel.Results;
using Keukentafel.Results.Analysis;
using Keukentafel.Results.Files;
using Xunit;

namespace Keukentafel.Tests.Results;

public sealed class ZonnedamTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Reference", "zonnedam");
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json"))).RootElement;
    private static readonly string[] Weighed = ["leeftijd", "geslacht"];

    private static readonly AnalysisChoices Plain = new() { Strata = ["voorziening"], By = ["voorziening", "wijk"] };

    public static TheoryData<string> Weightings => ["strata_weighting", "poststratified", "raked"];

    [Theory, MemberData(nameof(Weightings))]
    public void Every_figure_agrees_with_other_software(string weighting)
    {
        var rows = Table(Of(weighting));
        var reference = Expected.GetProperty(weighting).EnumerateArray().ToList();
        Assert.Equal(reference.Count, rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, expected) = (rows[i], reference[i]);
            Assert.Equal(expected.GetProperty("question").GetString(), row["question"]);
            Assert.Equal(expected.GetProperty("group_variable").GetString(), row["group_variable"]);
            Assert.Equal(expected.GetProperty("group_value").GetString(), row["group_value"]);
            if (row["suppressed"] == "true")
            {
                Assert.All(row.Where(field => field.Key is "n_valid" or "positive" or "se" or "lower" or "upper"), field => Assert.Equal("", field.Value));
                continue;
            }

            Assert.False(expected.GetProperty("suppressed").GetBoolean());
            Assert.Equal(expected.GetProperty("n_valid").GetInt32(), int.Parse(row["n_valid"], CultureInfo.InvariantCulture));
            foreach (var field in new[] { "positive", "se", "lower", "upper" })
            {
                var (value, got) = (expected.GetProperty(field).GetDouble(), double.Parse(row[field], CultureInfo.InvariantCulture));
                Assert.True(Math.Abs(got - value) <= 1e-9 * Math.Abs(value), $"{row["question"]} {row["group_value"]} {field}: {got} instead of {value}");
            }
        }
    }

    [Theory, MemberData(nameof(Weightings))]
    public void Beside_every_small_row_another_is_hidden_and_together_they_hold_ten_answers(string weighting)
    {
        var reference = Expected.GetProperty(weighting).EnumerateArray().ToDictionary(
            row => (row.GetProperty("question").GetString(), row.GetProperty("group_variable").GetString(), row.GetProperty("group_value").GetString()), row => row.GetProperty("n_valid").GetInt32());
        foreach (var table in Table(Of(weighting)).GroupBy(row => (row["question"], row["group_variable"])))
        {
            var hidden = table.Where(row => row["suppressed"] == "true").Select(row => reference[(row["question"], row["group_variable"], row["group_value"])]).ToList();
            var shown = table.Where(row => row["suppressed"] == "false").Select(row => reference[(row["question"], row["group_variable"], row["group_value"])]).ToList();
            Assert.DoesNotContain(shown, n => n < 10);
            Assert.Equal(table.Key.Item2 == "wijk", hidden.Count > 0);
            if (hidden.Count > 0)
            {
                Assert.True(hidden.Count == 2 && hidden.Sum() >= 10);
                Assert.True(hidden.Max() <= shown.Min());
            }
        }
    }

    [Fact]
    public void The_rates_agree_exactly()
    {
        using var stream = new MemoryStream();
        ResultFiles.WriteJson(stream, Of("strata_weighting"));
        var written = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement;
        foreach (var rate in Expected.GetProperty("rates").EnumerateObject())
        {
            Assert.Equal(rate.Value.GetDouble(), written.GetProperty("rates").GetProperty(rate.Name).GetDouble(), 1e-14);
        }

        Assert.Equal(0, written.GetProperty("rates").GetProperty("other").GetInt32());
        Assert.Equal(110, written.GetProperty("estimates").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, written.GetProperty("estimates").EnumerateArray().First(row => row.GetProperty("suppressed").GetBoolean()).GetProperty("n_valid").ValueKind);
    }

    [Theory, MemberData(nameof(Weightings))]
    public void The_order_of_the_rows_in_the_files_changes_no_byte(string weighting)
    {
        var choices = Choices(weighting) with { By = ["voorziening", "wijk", "kanaal"] };
        Assert.Equal(Bytes(SurveyAnalysis.Run(Read(choices), choices).Value), Bytes(SurveyAnalysis.Run(Read(choices, shuffle: 7), choices).Value));
    }

    [Fact]
    public void Variables_that_nobody_asked_for_change_no_byte()
    {
        var data = Read(new AnalysisChoices { Strata = ["voorziening"], By = ["wijk"], Rake = ["geslacht", "leeftijd"] });
        Assert.Equal(Bytes(Of("poststratified")), Bytes(SurveyAnalysis.Run(Read(Choices("poststratified"), more: ["startdatum"]), Choices("poststratified")).Value));
        Assert.Equal(4, data.Variables.Count);
    }

    [Fact]
    public void The_table_is_plain_text_for_programs()
    {
        var bytes = Bytes(Of("strata_weighting"));
        var text = Encoding.UTF8.GetString(bytes);
        Assert.StartsWith("question,group_variable,group_value,n_valid,positive,se,lower,upper,suppressed\nCEO01,,,379,0.61509238", text);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
        Assert.Contains("\nCEO01,wijk,Haven,,,,,,true\n", text, StringComparison.Ordinal);
        Assert.NotEqual(0xEF, bytes[0]);
    }

    private static AnalysisOutcome Of(string weighting) => SurveyAnalysis.Run(Read(Choices(weighting)), Choices(weighting)).Value;

    private static AnalysisChoices Choices(string weighting) => weighting switch
    {
        "poststratified" => Plain with { Poststratify = Weighed },
        "raked" => Plain with { Rake = Weighed },
        _ => Plain,
    };

    private static SurveyData Read(AnalysisChoices choices, int shuffle = 0, string[]? more = null)
    {
        var streams = new[] { "register.csv", "cases.csv", "responses.csv" }.Select(name => new InputFile(name, Content(name, shuffle))).ToArray();
        var files = SurveyFiles.Read(streams[0], streams[1], streams[2], RoundData.ScalesOf(StandardInstruments.Find("ceo-wmo-standaard")!), [.. more ?? [], .. choices.FrameVariables]);
        Assert.Empty(files.Findings);
        return files.Data!;
    }

    private static MemoryStream Content(string name, int shuffle)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name));
        var random = new Random(shuffle);
        var rows = shuffle == 0 ? lines.Skip(1) : lines.Skip(1).OrderBy(_ => random.Next());
        return new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(lines[0]))));
    }

    private static byte[] Bytes(AnalysisOutcome outcome)
    {
        using var stream = new MemoryStream();
        ResultFiles.WriteTable(stream, outcome);
        return stream.ToArray();
    }

    private static List<Dictionary<string, string>> Table(AnalysisOutcome outcome)
    {
        using var stream = new MemoryStream(Bytes(outcome));
        using var file = TabularFile.Open(stream, ResultFiles.TableName);
        return file.Records(error => Assert.Fail(error.ToString()))
            .Select(record => file.Header.Zip(record.Fields).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)).ToList();
    }
}
