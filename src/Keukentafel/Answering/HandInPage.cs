// A respondent hands in a page: the answers are checked against the questions on it, stored, and only then the next place is told.
// A question may be left open. Handing in the same page again, going back, or two windows at once do no harm.
using System.Globalization;
using Keukentafel.Answering.Intake;
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;

namespace Keukentafel.Answering;

public enum Step { Next, Back, Send }

/// <param name="Number">The page: a question counted from 1, or the check page after the last question.</param>
/// <param name="Answers">Option codes as they were posted, by question code; empty means left open.</param>
/// <param name="FromCheck">The respondent came from the check page to change this one answer, and goes back there.</param>
public sealed record PageHandedIn(int Number, Step Step, IReadOnlyDictionary<string, string> Answers, bool FromCheck = false);

public sealed class HandInPage(OpenLink link, AnswerIntake intake, TimeProvider time)
{
    /// <summary>Where the respondent goes on.</summary>
    public async Task<Result<Place>> Handle(Respondent respondent, PageHandedIn page, CancellationToken cancel = default)
    {
        if (respondent.PlaceOn(time.Today()) is Place.Thanks or Place.Closed or Place.Left)
        {
            return respondent.PlaceOn(time.Today());
        }

        var (answers, problem) = Read(respondent.PageAt(page.Number) is Place.AtQuestion(var number) ? [respondent.Questions[number - 1]] : [], page.Answers);
        if (problem is not null)
        {
            return problem;
        }

        var goOnAt = page.Step == Step.Back ? page.Number - 1 : page.FromCheck ? respondent.CheckPage : Math.Min(page.Number + 1, respondent.CheckPage);
        var kept = await intake.Keep(new AnsweredPage
        {
            OrganisationId = respondent.OrganisationId,
            CaseId = respondent.CaseId,
            RoundId = respondent.RoundId,
            ResponseId = respondent.SoFar?.ResponseId,
            Questionnaire = respondent.Questionnaire,
            Answers = answers,
            FrameValues = respondent.SoFar is null ? await link.FrameValues(respondent, cancel) : new Dictionary<string, string>(StringComparer.Ordinal),
            GoOnAt = Math.Max(goOnAt, 0),
            Send = page.Step == Step.Send,
            On = time.Today(),
        });
        return kept == Kept.WasSentAlready || page.Step == Step.Send ? new Place.Thanks() : respondent.PageAt(goOnAt);
    }

    private static (Dictionary<string, int> Answers, Problem? Problem) Read(IReadOnlyList<Question> questions, IReadOnlyDictionary<string, string> posted)
    {
        var answers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (code, text) in posted)
        {
            if (questions.FirstOrDefault(question => question.Code == code) is not { } question)
            {
                return (answers, AnsweringProblems.OtherQuestion.Of());
            }

            if (text.Length == 0)
            {
                continue;
            }

            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var option) || question.FindOption(option) is null)
            {
                return (answers, AnsweringProblems.UnknownOption.Of(question.Code).At(question.Code));
            }

            answers[code] = option;
        }

        return (answers, null);
    }
}
