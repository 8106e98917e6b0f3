using Keukentafel.Questionnaires;
using Keukentafel.Reports;
using Keukentafel.Results.Analysis;
using Keukentafel.Statistics.Fieldwork;
using Xunit;

namespace Keukentafel.Tests.Reports;

public class ComposeReportTests
{
    private static readonly AnalysisChoices Choices = new() { Strata = ["voorziening"], Rake = ["leeftijd"], By = ["wijk"], Threshold = 12, AdjustLonely = true };

    private static readonly AnalysisOutcome Outcome = new(
        [
            new EstimateRow("CEO01", "", "", new EstimateFigures(40, 0.6, 0.05, 0.5, 0.7)),
            new EstimateRow("CEO01", "wijk", "Noord", new EstimateFigures(40, 0.6, 0.05, 0.5, 0.7)),
            new EstimateRow("CEO01", "wijk", "Zuid", null),
            new EstimateRow("CEO02", "", "", null),
            new EstimateRow("CEO02", "wijk", "Noord", null),
            new EstimateRow("CEO02", "wijk", "Zuid", null),
        ],
        [
            new QuestionDistribution("CEO01", new DistributionFigures([new OptionShare(1, 20, 0.5), new OptionShare(2, 4, 0.1), new OptionShare(3, 16, 0.4), new OptionShare(4, 0, 0), new OptionShare(5, 0, 0)], 3, 2)),
            new QuestionDistribution("CEO02", null),
        ],
        [new StratumRow(["vervoer"], 200, 100, 5, 45, 190), new StratumRow(["overig"], 9, 9, 0, 1, 9)],
        OutcomeCounts.None with { Complete = 40, Partial = 6, Refusal = 10, NonContact = 40, Unknown = 8, NotEligible = 5 },
        [new ModeRow("online", 46)],
        209, 44, new WeightSummary(2, 9, 1.2));

    private static readonly ReportContent Content = ComposeReport.From(
        new ReportSubject("GM9001", "Zonnedam", 2025, true, false, StandardInstruments.Find("ceo-wmo-standaard")!), Outcome, Choices, ExampleReport.Content.Origin);

    [Fact]
    public void Counts_and_rates_are_taken_over()
    {
        Assert.Equal((209, 109, 46), (Content.Response.Register, Content.Response.Sent, Content.Response.Usable));
        Assert.Equal(46.0 / 109, Content.Response.Rates.Gross);
        Assert.Equal(46.0 / 104, Content.Response.Rates.Net);
    }

    [Fact]
    public void Nobody_approached_gives_no_rate_and_no_NaN()
    {
        var content = ComposeReport.From(Content.Subject, Outcome with { Outcomes = OutcomeCounts.None }, Choices, Content.Origin);
        Assert.Equal(new ReportRates(null, null, null, null, null, null, null, null), content.Response.Rates);
    }

    [Fact]
    public void Only_the_questions_that_were_analysed_are_told_in_the_order_of_the_questionnaire() =>
        Assert.Equal(["CEO01", "CEO02"], Content.Questions.Select(question => question.Question.Code));

    [Fact]
    public void What_was_suppressed_is_withheld_with_its_distribution()
    {
        Assert.IsType<ReportedShare.Withheld>(Content.Questions[1].Total);
        Assert.Empty(Content.Questions[1].Distribution);
        Assert.Null(Content.Questions[1].NotAnswered);
        Assert.Equal([typeof(ReportedShare.Shown), typeof(ReportedShare.Withheld)], Content.Questions[0].Breakdowns[0].Groups.Select(group => group.Share.GetType()));
    }

    [Fact]
    public void The_choices_become_the_method()
    {
        Assert.Equal(["leeftijd"], Assert.IsType<ReportWeighting.Raked>(Content.Method.Weighting).Variables);
        Assert.Equal((12, 44, true), (Content.Method.Threshold, Content.Method.DegreesOfFreedom, Content.Method.LonelyAdjusted));
    }
}
