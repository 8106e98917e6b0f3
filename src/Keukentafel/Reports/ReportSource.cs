// A finished analysis with where it came from: everything that the files of a report are made of. The command line fills it from files,
// the site from a round; what follows is the same.
using System.Collections.Immutable;
using Keukentafel.Foundation;
using Keukentafel.Results.Analysis;
using Keukentafel.Results.Files;

namespace Keukentafel.Reports;

/// <param name="Inputs">What was read, with its hashes.</param>
/// <param name="MadeOn">Only for people: no file for programs has it, so that the same inputs give the same bytes.</param>
public sealed record ReportSource(
    ReportSubject Subject,
    AnalysisChoices Choices,
    AnalysisOutcome Outcome,
    IReadOnlyList<ReadFile> Inputs,
    IReadOnlyList<Finding> Warnings,
    DateOnly MadeOn,
    string ProgramVersion)
{
    /// <summary>What the files gave rise to, and what the outcome itself does.</summary>
    public IReadOnlyList<Finding> AllWarnings => [.. Warnings, .. AnalysisFindings.Of(Outcome)];

    /// <summary>The content of the report for people.</summary>
    public ReportContent Content() => ComposeReport.From(Subject, Outcome, Choices, Origin());

    private ReportOrigin Origin() => new(
        MadeOn,
        ProgramVersion,
        [.. Inputs.Select(input => new ReportInput(Role(input.Role), input.Name, input.Sha256, input.Rows))],
        ChoicesInWords(),
        [.. AllWarnings]);

    private static string Role(string role) => role switch
    {
        "cases" => "benaderingen",
        "responses" => "antwoorden",
        _ => role,
    };

    private ImmutableArray<ReportChoice> ChoicesInWords() =>
    [
        new("Gemeente", $"{Subject.MunicipalityCode} {Subject.MunicipalityName}"),
        new("Jaar van de meting", Subject.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("Vragenlijst", string.Create(Dutch.Culture, $"{Subject.Questionnaire.Id}, versie {Subject.Questionnaire.Version}")),
        new("Strata", Choices.Strata.Count == 0 ? "geen: één stratum" : string.Join(" × ", Choices.Strata)),
        new("Weging", Choices.Poststratify.Count > 0 ? $"poststratificatie naar {string.Join(" × ", Choices.Poststratify)}"
            : Choices.Rake.Count > 0 ? $"raking naar {string.Join(", ", Choices.Rake)}"
            : "alleen naar strata"),
        new("Uitsplitsing", Choices.By.Count == 0 ? "geen" : string.Join(", ", Choices.By)),
        new("Drempel", string.Create(Dutch.Culture, $"minder dan {Choices.Threshold} antwoorden: niet getoond")),
        new("Stratum met één antwoord", Choices.AdjustLonely ? "afwijking van het gemiddelde van alle deelnemers" : "geweigerd"),
        new("Betrouwbaarheid", Choices.Confidence.ToString("0.##%", Dutch.Culture)),
    ];
}
