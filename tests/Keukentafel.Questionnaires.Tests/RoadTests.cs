// Which questions are asked, what is left out, and what becomes of answers whose question is left out.
using Keukentafel.Questionnaires.Flow;
using Xunit;

namespace Keukentafel.Questionnaires.Tests;

public class RoadTests
{
    private static readonly PagePlan Plan = PagePlan.Of(Sample.All, PageLayout.OneQuestion);

    [Fact]
    public void Without_answers_the_conditional_questions_are_not_asked() =>
        Assert.Equal(
            ["LEES", "STELLING", "JANEE", "MEER", "VOLGORDE", "ROOSTER1", "CIJFER", "UREN", "GEBOREN", "KORT", "MAG"],
            Sample.Road(Sample.All).Asked.Select(question => question.Code));

    [Fact]
    public void An_answer_that_leaves_the_road_no_longer_counts_and_comes_back_with_the_road()
    {
        var questionnaire = Sample.Of("""
            [{ "code": "A", "type": "statement", "text": "a", "scale": "eens" },
             { "code": "B", "type": "statement", "text": "b", "scale": "eens", "askedIf": "A = 1" },
             { "code": "C", "type": "statement", "text": "c", "scale": "eens", "askedIf": "B = 1" }]
            """);
        Assert.True(Sample.Road(questionnaire, ("A", "1"), ("B", "1"), ("C", "2")).Asks("C"));
        Assert.False(Sample.Road(questionnaire, ("A", "2"), ("B", "1"), ("C", "2")).Asks("C"));
        Assert.Equal(["A"], Sample.Road(questionnaire, ("A", "2"), ("B", "1"), ("C", "2")).Asked.Select(question => question.Code));
    }

    [Fact]
    public void A_grid_becomes_one_statement_at_a_time_under_one_lead()
    {
        var rows = Sample.All.Questions.OfType<Statement>().Where(statement => statement.Grid == "ROOSTER").ToList();
        Assert.Equal(["ROOSTER1", "ROOSTER2"], rows.Select(row => row.Code));
        Assert.All(rows, row => Assert.Equal("De medewerker van de gemeente", row.Lead));
        Assert.Single(Plan.QuestionsOn(Plan.PageOf("ROOSTER1")));
    }

    [Fact]
    public void A_rule_is_broken_only_by_answers_that_break_it()
    {
        var paid = Sample.All.Find("BETAALD")!;
        Assert.Null(Sample.Road(Sample.All, ("UREN", "3")).Unmet(paid));
        Assert.Null(Sample.Road(Sample.All, ("UREN", "3"), ("BETAALD", "3")).Unmet(paid));
        var road = Sample.Road(Sample.All, ("UREN", "3"), ("BETAALD", "3.5"));
        Assert.Equal(0, road.Unmet(paid));
        Assert.Equal("Dit is meer dan de 3 uur die u net noemde.", road.Say(Sample.All, paid.Rules[0].Text));
    }

    [Fact]
    public void A_text_repeats_an_answer_or_says_what_stands_for_it()
    {
        var why = Sample.All.Find("WAAROM")!.Text;
        Assert.Equal("U gaf een 4. Wat kan er beter?", Sample.Road(Sample.All, ("CIJFER", "4")).Say(Sample.All, why));
        Assert.Equal("U gaf een laag cijfer. Wat kan er beter?", Sample.Road(Sample.All, ("STELLING", "5"), ("CIJFER", "99")).Say(Sample.All, why));
    }

    [Theory]
    [InlineData(PageLayout.OneQuestion)]
    [InlineData(PageLayout.Block)]
    [InlineData(PageLayout.Whole)]
    public void A_question_never_stands_on_a_page_with_one_that_it_looks_at(PageLayout layout)
    {
        var plan = PagePlan.Of(Sample.All, layout);
        Assert.Equal(Sample.All.Questions, plan.Pages.SelectMany(page => page));
        Assert.All(plan.Pages, page => Assert.All(page, question => Assert.DoesNotContain(page, other => Sample.All.LooksAt(question).Contains(other.Code))));
        Assert.True(layout == PageLayout.OneQuestion ? plan.Pages.All(page => page.Length == 1) : plan.Pages.Any(page => page.Length > 1));
    }

    [Fact]
    public void A_questionnaire_without_conditions_fits_on_one_page() =>
        Assert.Single(PagePlan.Of(StandardInstruments.Find("ceo-wmo-standaard", 1)!, PageLayout.Whole).Pages);

    [Fact]
    public void Progress_counts_what_may_still_come_and_never_grows_on_the_way()
    {
        var start = Flow.Road.From(1, Plan, Sample.All, Sample.Answers(Sample.All), Sample.Around);
        Assert.Equal(Sample.All.Questions.Count(question => question.IsAnswered), start.AtMost);
        Assert.Equal(10, start.Count);
        var after = Flow.Road.From(Plan.PageOf("MEER"), Plan, Sample.All, Sample.Answers(Sample.All, ("STELLING", "1"), ("JANEE", "2")), Sample.Around);
        Assert.Equal(start.AtMost - 2, after.AtMost);
    }

    /// <summary>Random questionnaires and random respondents: every page of a road is reached from the one before it, forwards and backwards, and it ends.</summary>
    [Fact]
    public void Every_road_leads_from_the_first_page_to_the_check_and_back()
    {
        var random = new Random(4);
        for (var i = 0; i < 300; i++)
        {
            var questionnaire = Random(random);
            var plan = PagePlan.Of(questionnaire, (PageLayout)random.Next(3));
            var answers = new Dictionary<string, AnswerValue>(StringComparer.Ordinal);
            var seen = new List<int>();
            var most = int.MaxValue;
            for (var page = Flow.Road.Of(questionnaire, answers, Sample.Around).After(plan, 0); page < plan.CheckPage;)
            {
                seen.Add(page);
                var before = Flow.Road.From(page, plan, questionnaire, answers, Sample.Around);
                Assert.InRange(before.AtMost, before.Count, most);
                most = before.AtMost;
                Assert.NotEmpty(before.On(plan, page));
                foreach (var question in before.On(plan, page).Where(_ => random.Next(4) > 0))
                {
                    answers[question.Code] = Any(question, random);
                }

                var next = Flow.Road.Of(questionnaire, answers, Sample.Around).After(plan, page);
                Assert.True(next > page);
                page = next;
            }

            var road = Flow.Road.Of(questionnaire, answers, Sample.Around);
            Assert.Equal(road.Asked.Select(question => plan.PageOf(question.Code)).Distinct(), seen);
            var back = plan.CheckPage;
            foreach (var page in Enumerable.Reverse(seen))
            {
                back = road.Before(plan, back);
                Assert.Equal(page, back);
            }

            Assert.Equal(0, road.Before(plan, back));
        }
    }

    private static Questionnaire Random(Random random)
    {
        var questions = Enumerable.Range(1, random.Next(2, 14)).Select(number => number > 1 && random.Next(2) == 0
            ? $$"""{ "code": "Q{{number}}", "type": "statement", "text": "Na {Q{{random.Next(1, number)}}|niets}", "scale": "eens", "askedIf": "{{Condition(random, number)}}" }"""
            : $$"""{ "code": "Q{{number}}", "type": "statement", "text": "q", "scale": "eens" }""");
        return Sample.Of($"[{string.Join(',', questions)}]");
    }

    private static string Condition(Random random, int before)
    {
        var asked = $"Q{random.Next(1, before)}";
        return random.Next(6) switch
        {
            0 => $"{asked} in (1, 9)",
            1 => $"not answered({asked})",
            2 => $"not {asked} = 1",
            3 when before > 2 => $"({Condition(random, before - 1)}) and ({Condition(random, before - 1)})",
            4 when before > 2 => $"({Condition(random, before - 1)}) or ({Condition(random, before - 1)})",
            _ => $"{asked} = 2",
        };
    }

    private static AnswerValue Any(Question question, Random random) => new AnswerValue.One(question.Options[random.Next(question.Options.Length)].Code);
}
