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
    /// <summary>The content of the report for people.</summary>
    public ReportContent Content() => new(Subject, Response(), [.. Subject.Questionnaire.Questions.Select(Question)], Method(), Origin());

    private ReportResponse Response()
    {
        var counts = Outcome.Outcomes;
        var rates = counts.Rates();
        return new ReportResponse(
            Outcome.Register,
            (int)counts.Sent, (int)counts.Complete, (int)counts.Partial, (int)counts.Refusal, (int)counts.NonContact, (int)counts.Other, (int)counts.Unknown, (int)counts.NotEligible,
            new ReportRates(Known(rates.RR1), Known(rates.RR2), Known(rates.RR3), Known(rates.RR4), Known(rates.RR5), Known(rates.RR6), Known(rates.Gross), Known(rates.Net)),
            [.. ResponsesFile.Modes.Append(SurveyData.Missing).SelectMany(mode => Outcome.Modes.Where(row => row.Mode == mode)).Select(row => new ReportCount(row.Mode, row.Usable))],
            [.. Outcome.Strata.Select(stratum => new ReportStratum([.. stratum.Values], stratum.Register, stratum.Approached, stratum.NotEligible, stratum.Usable, stratum.Eligible))]);
    }

    private ReportQuestion Question(Questionnaires.Question question)
    {
        var rows = Outcome.Estimates.Where(row => row.Question == question.Code).ToList();
        var distribution = Outcome.Distributions.Single(each => each.Question == question.Code).Figures;
        return new ReportQuestion(
            question,
            Share(rows.Single(row => row.IsTotal)),
            distribution is null ? [] : [.. distribution.Options.Select(share => new ReportOption(question.FindOption(share.Option)!, share.Count, share.Share))],
            distribution?.NotSubstantive,
            distribution?.NotAnswered,
            [.. Choices.By.Select(variable => new ReportBreakdown(variable, [.. rows.Where(row => row.GroupVariable == variable).Select(row => new ReportGroup(row.GroupValue, Share(row)))]))]);
    }

    private static ReportedShare Share(EstimateRow row) => row.Figures is { } figures
        ? new ReportedShare.Shown(figures.Valid, figures.Positive, figures.StandardError, figures.Lower, figures.Upper)
        : new ReportedShare.Withheld();

    private ReportMethod Method() => new(
        [.. Choices.Strata],
        Choices.Poststratify.Count > 0 ? new ReportWeighting.PostStratified([.. Choices.Poststratify])
            : Choices.Rake.Count > 0 ? new ReportWeighting.Raked([.. Choices.Rake])
            : new ReportWeighting.StrataOnly(),
        Choices.Confidence,
        Outcome.DegreesOfFreedom,
        Choices.Threshold,
        Choices.AdjustLonely && Outcome.Strata.Any(stratum => stratum.Usable == 1 && stratum.Eligible > 1));

    private ReportOrigin Origin() => new(
        MadeOn,
        ProgramVersion,
        [.. Inputs.Select(input => new ReportInput(Role(input.Role), input.Name, input.Sha256, input.Rows))],
        ChoicesInWords(),
        [.. Warnings]);

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

    private static double? Known(double rate) => double.IsNaN(rate) ? null : rate;
}
