// ./keukentafel report
using System.Text.Json;
using Keukentafel.Documents.Pdf;
using Xunit;

namespace Keukentafel.Tests.Cli;

public sealed class ReportTests : IDisposable
{
    private static readonly string Zonnedam = Path.Combine(AppContext.BaseDirectory, "Reference", "zonnedam");

    private readonly string folder = Directory.CreateTempSubdirectory("keukentafel-").FullName;

    private string Out => Path.Combine(folder, "uit");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_whole_report_appears_at_once_and_a_second_time_in_its_place()
    {
        SkipWithoutBrowser();
        var (code, told, error) = await Report();
        Assert.True(code == 0, error);
        string[] files = ["rapport.html", "rapport.pdf", "tabellen.xlsx", "uitkomsten.csv", "uitkomsten.json", "verantwoording.json"];
        Assert.Equal(files, Directory.GetFiles(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal([Out], Directory.GetFileSystemEntries(folder));
        Assert.All(files, file => Assert.Contains(Path.Combine(Out, file), told));
        Assert.Contains("Verzonnen gemeente", await File.ReadAllTextAsync(Path.Combine(Out, "rapport.html")));
        var table = await File.ReadAllBytesAsync(Path.Combine(Out, "uitkomsten.csv"));

        await File.WriteAllTextAsync(Path.Combine(Out, "uitkomsten.csv"), "oud");
        await File.WriteAllTextAsync(Path.Combine(Out, "eigen aantekening.txt"), "blijft");
        var (again, json, _) = await Report("--json");
        Assert.Equal(0, again);
        Assert.Equal(table, await File.ReadAllBytesAsync(Path.Combine(Out, "uitkomsten.csv")));
        Assert.Equal("blijft", await File.ReadAllTextAsync(Path.Combine(Out, "eigen aantekening.txt")));
        Assert.Equal(6, JsonDocument.Parse(json).RootElement.GetProperty("files").GetArrayLength());
        Assert.Equal([Out], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task The_accountability_holds_the_inputs_and_every_choice()
    {
        SkipWithoutBrowser();
        await Report("--rake", "leeftijd,geslacht", "--lonely", "adjust", "--threshold", "12", "--municipality-name", "Zonnedam");
        var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Out, "verantwoording.json"))).RootElement;
        Assert.Equal(["register.csv", "cases.csv", "responses.csv"], json.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("file").GetString()));
        Assert.Equal([4200, 1210, 423], json.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("rows").GetInt32()));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Zonnedam, "cases.csv"))));
        Assert.Equal(hash, json.GetProperty("inputs")[1].GetProperty("sha256").GetString());
        var choices = json.GetProperty("choices");
        Assert.Equal(("rake", 12, "adjust"), (choices.GetProperty("weighting").GetString(), choices.GetProperty("threshold").GetInt32(), choices.GetProperty("lonely").GetString()));
        Assert.Equal(["leeftijd", "geslacht"], choices.GetProperty("weighting_variables").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["voorziening", "wijk"], choices.GetProperty("by").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(("GM9001", "Zonnedam", true), Municipality(json));
        Assert.Equal((2025, "ceo-wmo-standaard", 419), (json.GetProperty("year").GetInt32(), json.GetProperty("instrument").GetProperty("id").GetString(), json.GetProperty("degrees_of_freedom").GetInt32()));
        Assert.NotEmpty(json.GetProperty("version").GetString()!);
    }

    [Fact]
    public async Task With_errors_in_the_files_all_findings_are_told_and_nothing_is_written()
    {
        var cases = Path.Combine(folder, "cases.csv");
        var lines = await File.ReadAllLinesAsync(Path.Combine(Zonnedam, "cases.csv"));
        lines[3] = lines[3].Split(';')[0] + ";2-nov";
        lines[4] = "C000001;2.20";
        await File.WriteAllLinesAsync(cases, lines);
        var (code, told, error) = await Report("--cases", cases);
        Assert.Equal((1, ""), (code, told));
        Assert.Contains("bestand.uitkomst-datum: cases.csv, rij 4, kolom outcome:", error);
        Assert.Contains("bestand.client-onbekend: cases.csv, rij 5, kolom client_id:", error);
        Assert.Contains("rapport.bestanden-fout: Er is niets geschreven", error);
        Assert.Equal([cases], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task In_json_the_findings_have_file_row_and_remedy()
    {
        var (code, told, _) = await Report("--by", "buurt", "--json");
        var json = JsonDocument.Parse(told).RootElement;
        Assert.Equal(1, code);
        Assert.Equal("rapport.bestanden-fout-een", json.GetProperty("problems")[0].GetProperty("code").GetString());
        var finding = json.GetProperty("findings")[0];
        Assert.Equal(("bestand.kolom-ontbreekt", "error", "register.csv", 1), (Text(finding, "code"), Text(finding, "severity"), Text(finding, "file"), finding.GetProperty("row").GetInt32()));
        Assert.NotEmpty(Text(finding, "remedy"));
        Assert.False(Directory.Exists(Out));
    }

    [Theory]
    [InlineData("rapport.gemeente-onbekend", "--municipality", "GM1234")]
    [InlineData("rapport.gemeente-onbekend", "--municipality", "GM9000")]
    [InlineData("rapport.gemeente-onbekend", "--municipality", "Zonnedam")]
    [InlineData("rapport.gemeente-onbekend", "--municipality", "GM0003")]
    [InlineData("rapport.vragenlijst-onbekend", "--instrument", "bestaat-niet")]
    [InlineData("rapport.bestand-onleesbaar", "--register", "/bestaat/niet.csv")]
    [InlineData("rapport.kolom-niet-geschikt", "--by", "client_id")]
    [InlineData("rapport.kolom-niet-geschikt", "--strata", "Client_ID")]
    [InlineData("analyse.lege-cel", "--poststratify", "wijk,leeftijd,geslacht,startdatum")]
    public async Task What_cannot_be_is_refused_with_code_and_text_and_nothing_is_written(string problem, params string[] options)
    {
        var (code, told, error) = await Report(options);
        Assert.Equal((1, ""), (code, told));
        Assert.Contains($"{problem}: ", error);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Theory]
    [InlineData("rapport.pdf")]
    [InlineData("verantwoording.json")]
    public async Task Where_a_folder_stands_in_the_way_the_old_report_stays_whole(string name)
    {
        Directory.CreateDirectory(Path.Combine(Out, name));
        await File.WriteAllTextAsync(Path.Combine(Out, "uitkomsten.csv"), "oud");
        var (code, _, error) = await Report();
        Assert.Equal(1, code);
        Assert.Contains($"rapport.bestand-is-map: {Path.Combine(Out, name)} ", error);
        Assert.Equal("oud", await File.ReadAllTextAsync(Path.Combine(Out, "uitkomsten.csv")));
        Assert.Equal(2, Directory.GetFileSystemEntries(Out).Length);
    }

    [Fact]
    public async Task A_file_that_comes_through_a_pipe_is_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in its folders.");
        var pipe = Path.Combine(folder, "register.csv");
        using (var made = System.Diagnostics.Process.Start("mkfifo", pipe))
        {
            await made.WaitForExitAsync();
        }

        var filled = Task.Run(() =>
        {
            // As a shell writes into a pipe: without a lock.
            using var end = new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            end.Write("client_id;wijk;leeftijd\nC1;noord;oud\n"u8);
        });
        var (code, _, error) = await Report("--register", pipe, "--strata", "wijk", "--by", "leeftijd");
        await filled;
        Assert.Equal(1, code);
        Assert.Contains("bestand.client-onbekend: cases.csv, rij 2", error);
        Assert.DoesNotContain("register.csv", error);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_file_is_told_in_Dutch()
    {
        var (code, _, error) = await Report("--register", folder);
        Assert.Equal(1, code);
        Assert.Contains("is niet te lezen: het is een map.", error);
    }

    [Fact]
    public async Task An_empty_name_of_the_municipality_is_no_name()
    {
        SkipWithoutBrowser();
        var (code, _, error) = await Report("--municipality-name", "");
        Assert.True(code == 0, error);
        Assert.Equal(("GM9001", "GM9001", true), Municipality(JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Out, "verantwoording.json"))).RootElement));
    }

    [Theory]
    [InlineData("SIGINT")]
    [InlineData("SIGTERM")]
    public async Task A_report_that_is_stopped_leaves_nothing_behind(string signal)
    {
        SkipWithoutBrowser();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows knows no signals.");
        Directory.CreateDirectory(Out);
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Keukentafel.dll"), .. Arguments()]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        var told = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            told.Add(line);
            if (line == "Rapport opmaken")
            {
                using var kill = System.Diagnostics.Process.Start("sh", ["-c", $"kill -s {signal[3..]} {process.Id}"]);
                await kill.WaitForExitAsync();
            }
        }

        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
        Assert.Contains(told, line => line.StartsWith("opdracht.afgebroken:", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(Out));
        Assert.Equal([Out], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task What_a_process_left_that_is_gone_is_cleared_away_and_its_old_files_come_back()
    {
        SkipWithoutBrowser();
        var left = Path.Combine(Out, $".rapport.{int.MaxValue}.onderweg");
        Directory.CreateDirectory(Path.Combine(left, "oud"));
        await File.WriteAllTextAsync(Path.Combine(left, "oud", "eigen.txt"), "terug");
        var (code, _, error) = await Report();
        Assert.True(code == 0, error);
        Assert.Equal("terug", await File.ReadAllTextAsync(Path.Combine(Out, "eigen.txt")));
        Assert.Equal(7, Directory.GetFileSystemEntries(Out).Length);
    }

    [Fact]
    public async Task A_municipality_that_was_merged_is_told_until_when_it_was_there()
    {
        var (_, _, error) = await Report("--municipality", "GM0003");
        Assert.Contains("tot en met 2020", error);
    }

    [Fact]
    public async Task A_file_where_the_folder_should_come_is_refused()
    {
        await File.WriteAllTextAsync(Out, "");
        var (code, _, error) = await Report();
        Assert.Equal(1, code);
        Assert.Contains("rapport.map-is-bestand: ", error);
        Assert.Equal("", await File.ReadAllTextAsync(Out));
    }

    [Theory]
    [InlineData("--poststratify", "leeftijd", "--rake", "geslacht")]
    [InlineData("--threshold", "9")]
    [InlineData("--threshold", "tien")]
    [InlineData("--lonely", "misschien")]
    [InlineData("--year", "vorig jaar")]
    [InlineData("--year", "25")]
    [InlineData("--by", "wijk,wijk")]
    [InlineData("--by", "wijk,,leeftijd")]
    [InlineData("--strata", "")]
    [InlineData("--out", "")]
    [InlineData("--out", " ")]
    [InlineData("--register", "")]
    [InlineData("--onbekend", "x")]
    public async Task What_does_not_go_together_is_wrong_usage(params string[] options)
    {
        var (code, told, error) = await Report(options);
        Assert.Equal((2, ""), (code, told));
        Assert.NotEmpty(error);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task Without_its_files_it_is_wrong_usage()
    {
        var (code, _, error) = await Commands.Type("report", "--municipality", "GM9001", "--year", "2025");
        Assert.Equal(2, code);
        Assert.Contains("--register is verplicht", error);
        Assert.Contains("--out is verplicht", error);
    }

    private static (string?, string?, bool) Municipality(JsonElement json)
    {
        var municipality = json.GetProperty("municipality");
        return (municipality.GetProperty("code").GetString(), municipality.GetProperty("name").GetString(), municipality.GetProperty("invented").GetBoolean());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static void SkipWithoutBrowser()
    {
        using var printer = new PdfPrinter(new PdfOptions(Environment.GetEnvironmentVariable("KEUKENTAFEL_CHROMIUM")));
        Assert.SkipUnless(printer.Program is not null, "Chromium is not installed on this machine.");
    }

    // Options that are given replace those of a sound report.
    private Task<(int Code, string Output, string Error)> Report(params string[] options) => Commands.Type(Arguments(options));

    private string[] Arguments(params string[] options)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--register"] = Path.Combine(Zonnedam, "register.csv"),
            ["--cases"] = Path.Combine(Zonnedam, "cases.csv"),
            ["--responses"] = Path.Combine(Zonnedam, "responses.csv"),
            ["--municipality"] = "GM9001",
            ["--year"] = "2025",
            ["--instrument"] = "ceo-wmo-standaard",
            ["--strata"] = "voorziening",
            ["--by"] = "voorziening,wijk",
            ["--out"] = Out,
        };
        var flags = options.Where(option => option == "--json").ToArray();
        foreach (var pair in options.Except(flags).Chunk(2))
        {
            all[pair[0]] = pair[1];
        }

        return ["report", .. all.SelectMany(pair => new[] { pair.Key, pair.Value }), .. flags];
    }
}
