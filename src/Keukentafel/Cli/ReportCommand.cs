// The main job without the site: files in, a folder with the report out.
using System.CommandLine;
using System.Globalization;
using Keukentafel.Documents.Pdf;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Municipalities;
using Keukentafel.Reports;
using Keukentafel.Results.Analysis;

namespace Keukentafel.Cli;

internal sealed class ReportCommand
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    private readonly Option<string> register = new("--register") { Description = "Het register: client_id en kenmerken, één rij per cliënt.", HelpName = "BESTAND", Required = true };
    private readonly Option<string> cases = new("--cases") { Description = "Wie is benaderd: client_id en outcome (AAPOR).", HelpName = "BESTAND", Required = true };
    private readonly Option<string> responses = new("--responses") { Description = "De antwoorden: client_id, kanaal en een kolom per vraag.", HelpName = "BESTAND", Required = true };
    private readonly Option<string> municipality = new("--municipality") { Description = "Code van de gemeente, of GM9001 tot en met GM9999 voor een verzonnen gemeente.", HelpName = "GM0000", Required = true };
    private readonly Option<string> name = new("--municipality-name") { Description = "Naam van een verzonnen gemeente.", HelpName = "NAAM" };
    private readonly Option<string> year = new("--year") { Description = "Jaar van de meting.", HelpName = "JAAR", Required = true };
    private readonly Option<string> instrument = new("--instrument") { Description = "Vragenlijst, zoals ceo-wmo-standaard.", HelpName = "NAAM", Required = true };
    private readonly Option<string> strata = new("--strata") { Description = "Kolommen van het register waarvan de combinaties de strata zijn; anders één stratum.", HelpName = "KOLOM,…" };
    private readonly Option<string> poststratify = new("--poststratify") { Description = "Weegt daarna naar alle combinaties van deze kolommen.", HelpName = "KOLOM,…" };
    private readonly Option<string> rake = new("--rake") { Description = "Weegt daarna naar elk van deze kolommen apart.", HelpName = "KOLOM,…" };
    private readonly Option<string> by = new("--by") { Description = "Splitst uit naar deze kolommen van het register, of naar kanaal.", HelpName = "KOLOM,…" };
    private readonly Option<string> threshold = new("--threshold") { Description = "Minder antwoorden dan dit worden niet getoond (10, of hoger).", HelpName = "AANTAL", DefaultValueFactory = _ => "10" };
    private readonly Option<string> lonely = new("--lonely") { Description = "Een stratum met één antwoord: weigeren (fail) of bijstellen (adjust).", HelpName = "fail|adjust", DefaultValueFactory = _ => "fail" };
    private readonly Option<string> folder = new("--out") { Description = "Map voor het rapport.", HelpName = "MAP", Required = true };
    private readonly Option<bool> json = new("--json") { Description = "Antwoordt in JSON." };
    private readonly Terminal terminal;

    private ReportCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Make(Terminal terminal)
    {
        var report = new ReportCommand(terminal);
        var command = new Command("report", "Maakt het rapport uit bestanden, zonder de site.")
        {
            report.register, report.cases, report.responses, report.municipality, report.name, report.year, report.instrument,
            report.strata, report.poststratify, report.rake, report.by, report.threshold, report.lonely, report.folder, report.json,
        };
        command.SetAction(report.Run);
        return command;
    }

    private async Task<int> Run(ParseResult parsed, CancellationToken cancel)
    {
        await Task.Yield(); // Ctrl-C is listened to from the first moment that a command waits
        var wrong = new List<string>();
        var choices = new AnalysisChoices
        {
            Strata = Columns(parsed, strata, wrong),
            Poststratify = Columns(parsed, poststratify, wrong),
            Rake = Columns(parsed, rake, wrong),
            By = Columns(parsed, by, wrong),
            Threshold = Number(parsed, threshold, AnalysisChoices.LeastThreshold, int.MaxValue, wrong),
            AdjustLonely = parsed.GetValue(lonely) == "adjust",
        };
        var measured = Number(parsed, year, FirstYear, LastYear, wrong);
        if (choices.Poststratify.Count > 0 && choices.Rake.Count > 0)
        {
            wrong.Add("Kies een van beide: --poststratify of --rake.");
        }

        if (parsed.GetValue(lonely) is not ("fail" or "adjust"))
        {
            wrong.Add("--lonely: kies fail of adjust.");
        }

        if (wrong.Count > 0)
        {
            wrong.ForEach(terminal.Complain);
            return CommandLine.WrongUsage;
        }

        var called = parsed.GetValue(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        if (called is not null && !MunicipalityTable.IsInvented(parsed.GetValue(municipality)!.Trim()))
        {
            terminal.Complain("--municipality-name geldt alleen voor een verzonnen gemeente (GM9001 tot en met GM9999) en wordt niet gebruikt.");
        }

        await using var printer = new PdfPrinter(new PdfOptions(SettingsOptions.Variable("KEUKENTAFEL_CHROMIUM")));
        var job = new ReportFromFiles(new ReportFolder(new WriteReport(printer)), TimeProvider.System);
        var outcome = await job.Make(
            new ReportRequest
            {
                Register = parsed.GetValue(register)!,
                Cases = parsed.GetValue(cases)!,
                Responses = parsed.GetValue(responses)!,
                Municipality = parsed.GetValue(municipality)!.Trim(),
                MunicipalityName = called,
                Year = measured,
                Instrument = parsed.GetValue(instrument)!.Trim(),
                Choices = choices,
                Folder = parsed.GetValue(folder)!,
            },
            ProgramVersion.Current,
            step =>
            {
                cancel.ThrowIfCancellationRequested();
                terminal.Progress(step);
            },
            cancel);
        return Tell(outcome, parsed.GetValue(folder)!, parsed.GetValue(json));
    }

    private int Tell(ReportOutcome outcome, string written, bool asJson)
    {
        foreach (var finding in outcome.Findings)
        {
            terminal.Complain(finding.IsError ? finding.ToString() : $"{finding} (waarschuwing)");
        }

        var refused = outcome.Refusal is null ? CommandLine.Done : terminal.Refuse(outcome.Refusal);
        if (asJson)
        {
            terminal.SayJson(new
            {
                folder = outcome.Source is null ? null : written,
                files = outcome.Source is null ? [] : ReportFolder.Files,
                problems = outcome.Refusal?.All.Select(problem => new { code = problem.Code, text = problem.Text }) ?? [],
                findings = outcome.Findings.Select(finding => new
                {
                    code = finding.Code,
                    severity = finding.IsError ? "error" : "warning",
                    file = finding.File,
                    row = finding.Row,
                    column = finding.Column,
                    text = finding.Text,
                    remedy = finding.Remedy,
                }),
            });
        }
        else if (outcome.Source is not null)
        {
            terminal.Say($"Het rapport staat in {written}:");
            foreach (var file in ReportFolder.Files)
            {
                terminal.Say($"  {Path.Combine(written, file)}");
            }
        }

        return refused;
    }

    private static List<string> Columns(ParseResult parsed, Option<string> option, List<string> wrong)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return [];
        }

        var names = text.Split(',', StringSplitOptions.TrimEntries).Select(column =>
            string.Equals(column, SurveyData.ModeVariable, StringComparison.OrdinalIgnoreCase) ? SurveyData.ModeVariable : column).ToList();
        if (names.Contains("", StringComparer.Ordinal))
        {
            wrong.Add($"{option.Name}: noem kolommen met een komma ertussen, zoals voorziening,wijk.");
        }
        else if (names.GroupBy(column => column, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            wrong.Add($"{option.Name}: {twice.Key} staat er twee keer.");
        }

        return names;
    }

    private static int Number(ParseResult parsed, Option<string> option, int least, int most, List<string> wrong)
    {
        if (int.TryParse(parsed.GetValue(option), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        wrong.Add(most == int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{option.Name}: geef een heel getal van {least} of hoger.")
            : string.Create(CultureInfo.InvariantCulture, $"{option.Name}: geef een jaar van {least} tot en met {most}."));
        return least;
    }
}
