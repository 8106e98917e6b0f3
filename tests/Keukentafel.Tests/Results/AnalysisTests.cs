// The rules of the report at their edges, and against a plain second reading of them.
using Keukentafel.Foundation;
using Keukentafel.Results.Analysis;
using Xunit;

namespace Keukentafel.Tests.Results;

public sealed class AnalysisTests
{
    public static TheoryData<int, string> Surveys
    {
        get
        {
            var all = new TheoryData<int, string>();
            foreach (var seed in Enumerable.Range(1, 6))
            {
                foreach (var weighting in new[] { "strata", "poststratify", "rake" })
                {
                    all.Add(seed, weighting);
                }
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(Surveys))]
    public void Every_row_agrees_with_a_plain_second_reading_of_the_rules(int seed, string weighting)
    {
        var survey = InventedSurvey.Invent(seed);
        var choices = new AnalysisChoices
        {
            Strata = seed % 4 == 0 ? [] : seed % 4 == 1 ? ["soort", "geslacht"] : ["soort"],
            Poststratify = weighting == "poststratify" ? ["leeftijd", "geslacht"] : [],
            Rake = weighting == "rake" ? ["leeftijd", "geslacht", "soort"] : [],
            By = ["wijk", "kanaal", "soort"],
            Threshold = seed % 2 == 0 ? 10 : 14,
        };
        var outcome = SurveyAnalysis.Run(survey.Data(), choices);
        Assert.True(outcome.Ok, outcome.Ok ? "" : outcome.Problem.ToString());
        var expected = survey.Naive(choices).ToList();
        Assert.Equal(expected.Select(row => (row.Question, row.Variable, row.Value, row.Suppressed)), outcome.Value.Estimates.Select(row => (row.Question, row.GroupVariable, row.GroupValue, row.Suppressed)));
        foreach (var (row, naive) in outcome.Value.Estimates.Zip(expected).Where(pair => !pair.First.Suppressed))
        {
            var figures = row.Figures!;
            Assert.Equal(naive.N, figures.Valid);
            Near(naive.Positive, figures.Positive);
            Near(naive.Error, figures.StandardError);
            Near(naive.Lower, figures.Lower);
            Near(naive.Upper, figures.Upper);
        }
    }

    [Fact]
    public void A_stratum_in_which_nobody_was_approached_is_refused_by_name()
    {
        var refusal = Refused(Survey(Many("Noord", 20, 6, 6), Many("Zuid", 30, 0, 0)), Stratified);
        Assert.Equal(AnalysisProblems.NobodyApproached.Code, refusal.Code);
        Assert.Contains("Zuid", refusal.Text);
        Assert.Contains("30", refusal.Text);
        Assert.Contains("samen", refusal.Text);
    }

    [Fact]
    public void A_stratum_in_which_nobody_answered_is_refused_by_name()
    {
        var refusal = Refused(Survey(Many("Noord", 20, 6, 6), Many("Zuid", 30, 5, 0)), Stratified);
        Assert.Equal(AnalysisProblems.NobodyAnswered.Code, refusal.Code);
        Assert.Contains("Zuid", refusal.Text);
    }

    [Fact]
    public void Everybody_in_a_stratum_not_eligible_is_refused_as_nobody_answered()
    {
        Assert.Equal(AnalysisProblems.NobodyAnswered.Code, Refused(Survey(Many("Noord", 20, 6, 6), Many("Zuid", 5, 5, 0, notEligible: 5)), Stratified).Code);
    }

    [Fact]
    public void One_answer_for_several_clients_is_refused_unless_it_is_adjusted()
    {
        var survey = Survey(Many("Noord", 60, 30, 24), Many("Zuid", 9, 3, 1));
        Assert.Equal(AnalysisProblems.OneAnswered.Code, Refused(survey, Stratified).Code);
        var adjusted = SurveyAnalysis.Run(survey, Stratified with { AdjustLonely = true }).Value;
        Assert.True(adjusted.Estimates[0].Figures!.StandardError > 0);
        Assert.Equal(23, adjusted.DegreesOfFreedom);
    }

    [Fact]
    public void An_adjusted_stratum_is_centred_on_the_mean_of_all()
    {
        // w e of the 24 in Noord: weight 2.5; of the one in Zuid: weight 9. Its part is (1 − 1/9)(9 e − mean of all)².
        var survey = Survey(Many("Noord", 60, 24, 24), Many("Zuid", 9, 3, 1));
        var figures = SurveyAnalysis.Run(survey, Stratified with { AdjustLonely = true }).Value.Estimates[0].Figures!;
        var answers = survey.Respondents.Select(respondent => (Weight: respondent.Values[0] == "Noord" ? 2.5 : 9, Y: respondent.Answers[0] == 3 ? 0.0 : 1.0, Area: respondent.Values[0])).ToList();
        var total = answers.Sum(answer => answer.Weight);
        var p = answers.Sum(answer => answer.Weight * answer.Y) / total;
        var e = answers.Select(answer => (E: answer.Weight * (answer.Y - p) / total, answer.Area)).ToList();
        var north = e.Where(each => each.Area == "Noord").Select(each => each.E).ToList();
        var variance = (1 - 24.0 / 60) * 24 / 23 * north.Sum(value => Math.Pow(value - north.Average(), 2))
            + (1 - 1.0 / 9) * Math.Pow(e.Single(each => each.Area == "Zuid").E - e.Average(each => each.E), 2);
        Near(p, figures.Positive);
        Near(Math.Sqrt(variance), figures.StandardError);
    }

    [Fact]
    public void One_of_one_is_a_census_and_needs_no_rule()
    {
        var survey = Survey(Many("Noord", 60, 30, 24), Many("Zuid", 1, 1, 1));
        Assert.True(SurveyAnalysis.Run(survey, Stratified).Ok);
    }

    [Fact]
    public void A_stratum_in_which_all_eligible_clients_answered_adds_no_error()
    {
        // Zuid: 12 clients, all approached, 2 not eligible, 10 answered: M = r = 10.
        var with = SurveyAnalysis.Run(Survey(Many("Noord", 60, 30, 24), Many("Zuid", 12, 12, 10, notEligible: 2)), Stratified with { By = ["wijk"] }).Value;
        Assert.Equal(10, with.Strata[1].Eligible);
        var south = with.Estimates.Single(row => row is { Question: "V1", GroupValue: "Zuid" }).Figures!;
        Assert.Equal(0, south.StandardError, 1e-17);
        Assert.Equal(south.Positive, south.Lower, 1e-14);
        Assert.Equal(south.Positive, south.Upper, 1e-14);
    }

    [Fact]
    public void A_municipality_in_which_everybody_answered_has_no_margin()
    {
        var figures = SurveyAnalysis.Run(Survey(Many("Noord", 24, 24, 24)), new AnalysisChoices()).Value.Estimates[0].Figures!;
        Assert.Equal((0.0, figures.Positive, figures.Positive), (figures.StandardError, figures.Lower, figures.Upper));
    }

    [Fact]
    public void Without_strata_there_is_one()
    {
        var outcome = SurveyAnalysis.Run(Survey(Many("Noord", 60, 30, 24), Many("Zuid", 40, 10, 5)), new AnalysisChoices()).Value;
        Assert.Equal(28, outcome.DegreesOfFreedom);
        Assert.Equal((100, 40, 29), outcome.Strata.Select(stratum => (stratum.Register, stratum.Approached, stratum.Usable)).Single());
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(3, 0.0)]
    public void Where_all_or_none_are_positive_the_error_is_zero_and_the_limit_exact(int answer, double share)
    {
        var survey = Survey(Many("Noord", 60, 30, 24, answer: answer));
        var figures = SurveyAnalysis.Run(survey, new AnalysisChoices()).Value.Estimates[0].Figures!;
        Assert.Equal((share, 0.0), (figures.Positive, figures.StandardError));
        var reach = Math.Pow(0.025, 1.0 / 24);
        Near(share == 1 ? reach : 0, figures.Lower);
        Near(share == 1 ? 1 : 1 - reach, figures.Upper);
    }

    [Fact]
    public void A_question_without_a_substantive_answer_is_suppressed_everywhere()
    {
        var outcome = SurveyAnalysis.Run(Survey(Many("Noord", 60, 30, 24, answer: 9), Many("Zuid", 40, 20, 12, answer: 9)), Stratified with { By = ["wijk"] }).Value;
        Assert.All(outcome.Estimates.Where(row => row.Question == "V1"), row => Assert.True(row.Suppressed));
        Assert.Null(outcome.Distributions[0].Figures);
    }

    [Fact]
    public void A_group_of_the_register_without_respondents_has_no_row_and_is_named()
    {
        var survey = Survey(Many("Noord", 60, 30, 24), Many("Oost", 60, 30, 20), Many("Zuid", 9, 3, 0));
        var outcome = SurveyAnalysis.Run(survey, new AnalysisChoices { By = ["wijk", "kanaal"] }).Value;
        Assert.Equal([("", false), ("Noord", false), ("Oost", false)], outcome.Estimates.Where(row => row is { Question: "V1", GroupVariable: "" or "wijk" }).Select(row => (row.GroupValue, row.Suppressed)));
        var finding = Assert.Single(AnalysisFindings.Of(outcome));
        Assert.Equal((AnalysisFindings.SilentGroup, "wijk", false), (finding.Kind, finding.Column, finding.IsError));
        Assert.Contains("Zuid (9 cliënten", finding.Text);
    }

    [Fact]
    public void A_group_that_answered_but_not_this_question_is_a_suppressed_row_beside_another()
    {
        var survey = Survey(Many("Noord", 60, 30, 24), Many("Oost", 60, 30, 20), Many("Zuid", 30, 20, 12, answer: 9));
        var outcome = SurveyAnalysis.Run(survey, new AnalysisChoices { By = ["wijk"] }).Value;
        Assert.Equal([("", false), ("Noord", false), ("Oost", true), ("Zuid", true)], outcome.Estimates.Where(row => row.Question == "V1").Select(row => (row.GroupValue, row.Suppressed)));
        Assert.DoesNotContain(outcome.Estimates, row => row.Question == "V2" && row.Suppressed);
    }

    [Fact]
    public void The_threshold_can_be_raised()
    {
        var survey = Survey(Many("Noord", 60, 30, 24), Many("Oost", 60, 30, 30), Many("Zuid", 60, 30, 19));
        var rows = SurveyAnalysis.Run(survey, new AnalysisChoices { By = ["wijk"], Threshold = 20 }).Value.Estimates.Where(row => row.Question == "V1").ToList();
        Assert.Equal([("", false), ("Noord", true), ("Oost", false), ("Zuid", true)], rows.Select(row => (row.GroupValue, row.Suppressed)));
    }

    [Fact]
    public void A_cell_without_respondents_is_refused_by_name_and_so_is_a_margin()
    {
        var survey = Survey(Many("Noord", 60, 30, 24), Many("Zuid", 9, 3, 0));
        var cell = Refused(survey, new AnalysisChoices { Poststratify = ["wijk"] });
        var margin = Refused(survey, new AnalysisChoices { Rake = ["wijk"] });
        Assert.Equal((AnalysisProblems.EmptyCell.Code, AnalysisProblems.EmptyCell.Code), (cell.Code, margin.Code));
        Assert.Contains("Zuid", cell.Text);
        Assert.Contains("Voeg", margin.Text);
    }

    [Fact]
    public void Margins_that_the_respondents_cannot_meet_are_refused_by_name()
    {
        // Every respondent of Zuid is a woman and every woman is from Zuid, but half of Noord's clients are women.
        var survey = new SurveyData
        {
            Variables = ["wijk", "geslacht"],
            Frame = [new(["Noord", "m"], 30), new(["Noord", "v"], 30), new(["Zuid", "v"], 20)],
            Cases = [new(["Noord", "m"], "1.1", 20), new(["Noord", "v"], "2.2", 20), new(["Zuid", "v"], "1.1", 12)],
            Respondents = [.. Enumerable.Range(0, 32).Select(i => new Respondent(i < 20 ? ["Noord", "m"] : ["Zuid", "v"], "online", [1 + i % 3, 1]))],
            Questions = SmallSurvey.Questions,
        };
        var refusal = Refused(survey, new AnalysisChoices { Rake = ["wijk", "geslacht"] });
        Assert.Equal(AnalysisProblems.MarginNotMet.Code, refusal.Code);
    }

    [Fact]
    public void All_refusals_are_told_at_once()
    {
        var survey = Survey(Many("Noord", 60, 30, 24), Many("Oost", 9, 0, 0), Many("West", 9, 5, 0), Many("Zuid", 9, 5, 1));
        var refusal = Refused(survey, Stratified with { Rake = ["wijk"] });
        Assert.Equal(
            [AnalysisProblems.NobodyApproached, AnalysisProblems.NobodyAnswered, AnalysisProblems.OneAnswered, AnalysisProblems.EmptyCell, AnalysisProblems.EmptyCell],
            refusal.All.Select(problem => problem.Kind));
    }

    [Fact]
    public void Strata_of_one_answer_each_have_no_degrees_of_freedom_and_are_refused()
    {
        var survey = Survey([.. Enumerable.Range(0, 12).Select(i => Many($"Wijk {i:00}", 9, 3, 1, answer: 1 + i % 3))]);
        Assert.Equal(AnalysisProblems.TooFew.Code, Refused(survey, Stratified with { AdjustLonely = true }).Code);
    }

    [Fact]
    public void Crossed_strata_are_not_confused_whatever_is_in_the_names()
    {
        SurveyData Crossed(string a1, string b1, string a2, string b2) => new()
        {
            Variables = ["a", "b"],
            Frame = [new([a1, b1], 40), new([a2, b2], 80)],
            Cases = [new([a1, b1], "1.1", 12), new([a2, b2], "1.1", 10)],
            Respondents = [.. Enumerable.Range(0, 22).Select(i => new Respondent(i < 12 ? [a1, b1] : [a2, b2], "online", [1 + i % 3, 1]))],
            Questions = SmallSurvey.Questions,
        };
        var plain = SurveyAnalysis.Run(Crossed("a", "b", "c", "d"), new AnalysisChoices { Strata = ["a", "b"], Poststratify = ["b", "a"] }).Value;
        var confusing = SurveyAnalysis.Run(Crossed("x × y", "z", "x", "y × z"), new AnalysisChoices { Strata = ["a", "b"], Poststratify = ["b", "a"] }).Value;
        Assert.Equal(2, confusing.Strata.Count);
        Assert.Equal(20, confusing.DegreesOfFreedom);
        Assert.Equal(plain.Estimates[0].Figures!.Positive, confusing.Estimates[0].Figures!.Positive, 1e-12);
    }

    [Fact]
    public void Groups_stand_in_the_order_of_their_code_points()
    {
        var survey = Survey(Many("Zuid", 60, 30, 24), Many("é", 60, 30, 24), Many("Noord", 60, 30, 24), Many("\uFF21", 60, 30, 24), Many("\U0001F600", 60, 30, 24), Many("a", 60, 30, 24));
        var rows = SurveyAnalysis.Run(survey, new AnalysisChoices { By = ["wijk"] }).Value.Estimates.Where(row => row is { Question: "V1", IsTotal: false });
        Assert.Equal(["Noord", "Zuid", "a", "é", "\uFF21", "\U0001F600"], rows.Select(row => row.GroupValue));
    }

    [Fact]
    public void The_channel_has_the_groups_that_occur()
    {
        var rows = SurveyAnalysis.Run(Survey(Many("Noord", 60, 40, 34)), new AnalysisChoices { By = ["kanaal"] }).Value.Estimates.Where(row => row is { Question: "V1", IsTotal: false });
        Assert.Equal([("online", 17), ("papier", 17)], rows.Select(row => (row.GroupValue, row.Figures!.Valid)));
    }

    [Fact]
    public void Ineligible_clients_shrink_the_population_of_their_stratum()
    {
        var outcome = SurveyAnalysis.Run(Survey(Many("Noord", 60, 30, 24, notEligible: 3), Many("Zuid", 100, 40, 20, notEligible: 10)), Stratified).Value;
        Assert.Equal([54.0, 75.0], outcome.Strata.Select(stratum => stratum.Eligible));
    }

    private static readonly AnalysisChoices Stratified = new() { Strata = ["wijk"] };

    private sealed record Area(string Name, int Clients, int Approached, int Usable, int NotEligible, int? Answer);

    private static Area Many(string name, int clients, int approached, int usable, int notEligible = 0, int? answer = null) => new(name, clients, approached, usable, notEligible, answer);

    // Answers 1, 2, 3 in turn unless one is given; half online and half on paper.
    private static SurveyData Survey(params Area[] areas) => new()
    {
        Variables = ["wijk"],
        Frame = areas.Select(area => new FrameCell([area.Name], area.Clients)).ToList(),
        Cases = areas.SelectMany(area => new[] { ("1.1", area.Usable), ("4.7", area.NotEligible), ("2.2", area.Approached - area.Usable - area.NotEligible) }
            .Where(part => part.Item2 > 0).Select(part => new CaseCell([area.Name], part.Item1, part.Item2))).ToList(),
        Respondents = areas.SelectMany(area => Enumerable.Range(0, area.Usable).Select(i => new Respondent([area.Name], i % 2 == 0 ? "online" : "papier", [area.Answer ?? 1 + i % 3, 1]))).ToList(),
        Questions = SmallSurvey.Questions,
    };

    private static Problem Refused(SurveyData survey, AnalysisChoices choices)
    {
        var outcome = SurveyAnalysis.Run(survey, choices);
        Assert.False(outcome.Ok);
        return outcome.Problem;
    }

    private static void Near(double expected, double got) => Assert.True(Math.Abs(got - expected) <= 1e-9 * Math.Abs(expected) + 1e-15, $"{got} instead of {expected}");
}
