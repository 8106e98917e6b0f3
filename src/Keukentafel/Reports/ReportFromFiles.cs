// The main job without the site: three files in, a folder with the report out. Reads everything, tells everything that is wrong, and writes nothing unless all is well.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Municipalities;
using Keukentafel.Questionnaires;
using Keukentafel.Results;
using Keukentafel.Results.Analysis;
using Keukentafel.Results.Files;

namespace Keukentafel.Reports;

public sealed record ReportRequest
{
    public required string Register { get; init; }
    public required string Cases { get; init; }
    public required string Responses { get; init; }
    public required string Municipality { get; init; }

    /// <summary>Only for invented municipalities; a real one has the name of the table.</summary>
    public string? MunicipalityName { get; init; }
    public required int Year { get; init; }
    public required string Instrument { get; init; }
    public required AnalysisChoices Choices { get; init; }
    public required string Folder { get; init; }

    /// <summary>The answers were simulated; every page says so.</summary>
    public bool Demonstration { get; init; }
}

/// <summary>What came of a request: a source when the report was written, else why not. Warnings stand either way.</summary>
public sealed record ReportOutcome(ReportSource? Source, Problem? Refusal, IReadOnlyList<Finding> Findings);

public sealed class ReportFromFiles(ReportFolder folder, TimeProvider clock)
{
    public async Task<ReportOutcome> Make(ReportRequest request, string version, Action<string>? step, CancellationToken cancel)
    {
        var subject = SubjectOf(request);
        if (!subject.Ok)
        {
            return Refused(subject.Problem);
        }

        if (request.Choices.FrameVariables.FirstOrDefault(variable => string.Equals(variable, RegisterFile.ClientColumn, StringComparison.OrdinalIgnoreCase)) is { } client)
        {
            return Refused(ReportProblems.ClientAsVariable.Of(client));
        }

        var read = Read(request, subject.Value.Questionnaire, step);
        if (!read.Ok)
        {
            return Refused(read.Problem);
        }

        var files = read.Value;
        if (files.Data is null)
        {
            var errors = files.Findings.Count(finding => finding.IsError);
            return Refused(errors == 1 ? ReportProblems.WrongFile.Of() : ReportProblems.WrongFiles.Of(errors), files.Findings);
        }

        step?.Invoke("Uitkomsten berekenen");
        var choices = Spelled(request.Choices, files.Variables);
        var outcome = SurveyAnalysis.Run(files.Data, choices);
        if (!outcome.Ok)
        {
            return Refused(outcome.Problem, files.Findings);
        }

        var source = new ReportSource(subject.Value, choices, outcome.Value, files.Files, files.Findings, clock.Today(), version);
        var written = await folder.Write(request.Folder, source, step, cancel);
        return written.Ok ? new ReportOutcome(source, Refusal: null, source.AllWarnings) : Refused(written.Problem, files.Findings);
    }

    private static ReportOutcome Refused(Problem problem, IReadOnlyList<Finding>? findings = null) => new(Source: null, problem, findings ?? []);

    private static Result<ReportSubject> SubjectOf(ReportRequest request)
    {
        var refusals = new List<Problem>();
        var invented = MunicipalityTable.IsInvented(request.Municipality);
        var name = invented ? request.MunicipalityName ?? request.Municipality : MunicipalityTable.Find(request.Municipality, request.Year)?.Name;
        if (name is null)
        {
            var years = MunicipalityTable.YearsOf(request.Municipality);
            refusals.Add(ReportProblems.UnknownMunicipality.Of(
                request.Municipality,
                request.Year.ToString(System.Globalization.CultureInfo.InvariantCulture),
                years.Count > 0 ? $"De code bestond van {years[0]} tot en met {years[^1]}. Geef met --year het jaar van de meting op." : "Controleer de code (GM en vier cijfers)."));
        }

        var questionnaire = StandardInstruments.Find(request.Instrument);
        if (questionnaire is null)
        {
            refusals.Add(ReportProblems.UnknownInstrument.Of(request.Instrument, string.Join(", ", StandardInstruments.All.Select(instrument => instrument.Id).Distinct(StringComparer.Ordinal))));
        }

        return Problem.Of(refusals) is { } refusal ? refusal
            : new ReportSubject(request.Municipality, name!, request.Year, invented, request.Demonstration, questionnaire!);
    }

    private static Result<SurveyFiles> Read(ReportRequest request, Questionnaire questionnaire, Action<string>? step)
    {
        var opened = new List<InputFile>();
        var refusals = new List<Problem>();
        try
        {
            foreach (var path in new[] { request.Register, request.Cases, request.Responses })
            {
                try
                {
                    opened.Add(new InputFile(Path.GetFileName(path), Seekable(path)));
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
                {
                    refusals.Add(ReportProblems.UnreadableFile.Of(path, WhyNot(path, exception)));
                }
            }

            return Problem.Of(refusals) is { } refusal ? refusal : SurveyFiles.Read(
                Input(opened, 0, "register"), Input(opened, 1, "cases"), Input(opened, 2, "responses"), RoundData.ScalesOf(questionnaire), request.Choices.FrameVariables, step);
        }
        finally
        {
            foreach (var file in opened)
            {
                file.Content.Dispose();
            }
        }
    }

    // What comes from a pipe can be read once only: it is taken into memory.
    private static Stream Seekable(string path)
    {
        var file = File.OpenRead(path);
        if (file.CanSeek)
        {
            return file;
        }

        using (file)
        {
            var copy = new MemoryStream();
            file.CopyTo(copy);
            return copy;
        }
    }

    private static string WhyNot(string path, Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "het bestaat niet.",
        _ when Directory.Exists(path) => "het is een map.",
        UnauthorizedAccessException => "u hebt er geen rechten op.",
        _ => exception.Message,
    };

    // Files of the same name in several folders are told apart by what they are.
    private static InputFile Input(List<InputFile> opened, int place, string role)
    {
        var (name, content) = opened[place];
        return new InputFile(opened.Count(file => file.Name == name) > 1 ? $"{role}: {name}" : name, content);
    }

    /// <summary>The same choices with the names of the columns as the register spells them.</summary>
    private static AnalysisChoices Spelled(AnalysisChoices choices, IReadOnlyDictionary<string, string> variables)
    {
        return choices with { Strata = All(choices.Strata), Poststratify = All(choices.Poststratify), Rake = All(choices.Rake), By = All(choices.By) };

        List<string> All(IReadOnlyList<string> names) => names.Select(name => variables.GetValueOrDefault(name, name)).ToList();
    }
}
