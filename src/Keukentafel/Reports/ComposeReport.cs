// From the outcome of an analysis to what the report says. The headless command and the site both come through here,
// so that the same numbers give the same report.
using System.Collections.Immutable;
using Keukentafel.Questionnaires;
using Keukentafel.Results.Analysis;

namespace Keukentafel.Reports;

public static class ComposeReport
{
    public static ReportContent From(ReportSubject subject, AnalysisOutcome outcome, AnalysisChoices choices, ReportOrigin origin) => new(
        subject,
        Response(outcome),
        [.. subject.Questionnaire.Questions.Where(question => outcome.Distributions.Any(one => one.Question == question.Code)).Select(question => Question(question, outcome, choices))],
        Method(outcome, choices),
        origin);

    private static ReportResponse Response(AnalysisOutcome outcome)
    {
        var counts = outcome.Outcomes;
        var rates = counts.Rates();
        return new ReportResponse(
            outcome.Register,
            (int)counts.Sent,
            (int)counts.Complete,
            (int)counts.Partial,
            (int)counts.Refusal,
            (int)counts.NonContact,
            (int)counts.Other,
            (int)counts.Unknown,
            (int)counts.NotEligible,
            new ReportRates(Known(rates.RR1), Known(rates.RR2), Known(rates.RR3), Known(rates.RR4), Known(rates.RR5), Known(rates.RR6), Known(rates.Gross), Known(rates.Net)),
            [.. outcome.Modes.Select(mode => new ReportCount(mode.Mode, mode.Usable))],
            [.. outcome.Strata.Select(stratum => new ReportStratum([.. stratum.Values], stratum.Register, stratum.Approached, stratum.NotEligible, stratum.Usable, stratum.Eligible))]);
    }

    private static ReportQuestion Question(Question question, AnalysisOutcome outcome, AnalysisChoices choices)
    {
        var rows = outcome.Estimates.Where(row => row.Question == question.Code).ToList();
        var distribution = outcome.Distributions.Single(one => one.Question == question.Code).Figures;
        return new ReportQuestion(
            question,
            Share(rows.Single(row => row.IsTotal)),
            distribution is null ? [] : [.. distribution.Options.Select(one => new ReportOption(question.FindOption(one.Option)!, one.Count, one.Share))],
            distribution?.NotSubstantive,
            distribution?.NotAnswered,
            [
                .. choices.By.Select(variable => new ReportBreakdown(
                    variable,
                    [.. rows.Where(row => row.GroupVariable == variable).Select(row => new ReportGroup(row.GroupValue, Share(row)))])),
            ]);
    }

    private static ReportedShare Share(EstimateRow row) => row.Figures is { } figures
        ? new ReportedShare.Shown(figures.Valid, figures.Positive, figures.StandardError, figures.Lower, figures.Upper)
        : new ReportedShare.Withheld();

    private static ReportMethod Method(AnalysisOutcome outcome, AnalysisChoices choices) => new(
        [.. choices.Strata],
        choices.Poststratify.Count > 0 ? new ReportWeighting.PostStratified([.. choices.Poststratify])
            : choices.Rake.Count > 0 ? new ReportWeighting.Raked([.. choices.Rake])
            : new ReportWeighting.StrataOnly(),
        new ReportWeights(outcome.Weights.Smallest, outcome.Weights.Largest, outcome.Weights.KishDesignEffect),
        choices.Confidence,
        outcome.DegreesOfFreedom,
        choices.Threshold,
        choices.AdjustLonely && outcome.Strata.Any(stratum => stratum.Usable == 1 && stratum.Eligible > 1));

    private static double? Known(double rate) => double.IsNaN(rate) ? null : rate;
}
