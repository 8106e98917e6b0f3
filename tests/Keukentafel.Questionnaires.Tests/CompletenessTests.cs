using Xunit;

namespace Keukentafel.Questionnaires.Tests;

public class CompletenessTests
{
    private static Completeness Answering(int count) =>
        Completeness.Of(
            StandardInstruments.Find("ceo-wmo-standaard")!,
            Enumerable.Range(1, count).Select(number => $"ceo{number:00}").Append("EIGEN1"));

    [Theory]
    [InlineData(10, "1.1")]
    [InlineData(8, "1.1")]
    [InlineData(7, "1.2")]
    [InlineData(5, "1.2")]
    [InlineData(4, "2.12")]
    [InlineData(0, "2.12")]
    public void Unsent_answers_are_judged_by_the_answered_share_of_the_core(int answered, string outcome) =>
        Assert.Equal(outcome, Answering(answered).Outcome(sent: false));

    [Fact]
    public void What_was_sent_is_complete_however_little_it_holds() => Assert.Equal("1.1", Answering(1).Outcome(sent: true));

    [Fact]
    public void Own_questions_do_not_count() => Assert.Equal(new Completeness(10, 3), Answering(3));

    [Fact]
    public void The_share_is_a_fraction_of_the_core() => Assert.Equal(0.3, Answering(3).Share);

    [Fact]
    public void Every_core_of_up_to_two_hundred_questions_splits_exactly_at_80_and_50_percent()
    {
        for (var core = 1; core <= 200; core++)
        {
            for (var answered = 0; answered <= core; answered++)
            {
                var expected = answered * 10 >= core * 8 ? "1.1" : answered * 2 >= core ? "1.2" : "2.12";
                Assert.Equal(expected, new Completeness(core, answered).Outcome(sent: false));
            }
        }
    }

    [Fact]
    public void A_questionnaire_without_questions_is_complete_only_when_sent()
    {
        Assert.Equal("2.12", new Completeness(0, 0).Outcome(sent: false));
        Assert.Equal("1.1", new Completeness(0, 0).Outcome(sent: true));
    }
}
