// A respondent hands in a page: each answer is read, what can be kept is stored, and only then the next place is told. A question may be left open.
// Handing in the same page again, going back, or two windows at once do no harm: a field that still holds what the page showed says nothing, whatever the
// other window did in the meantime.
using Keukentafel.Answering.Intake;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;
using Keukentafel.Questionnaires.Flow;

namespace Keukentafel.Answering;

/// <summary>Stay keeps what is on the page and shows it again, in another language or another look.</summary>
public enum Step { Next, Back, Send, Stay }

/// <param name="Number">The page: counted from 1, or the check page after the last question.</param>
/// <param name="Field">What was handed in under the name of a field; nothing is an empty list.</param>
/// <param name="FromCheck">The respondent came from the check page to change this one page, and goes back there.</param>
public sealed record PageHandedIn(int Number, Step Step, Func<string, IReadOnlyList<string>> Field, bool FromCheck = false)
{
    /// <summary>Under this name a page hands in what it showed as the answer to a question when it was made.</summary>
    public static string ShownField(string question) => $"{question}.was";
}

/// <summary>An answer that could not be kept, and why.</summary>
/// <param name="Length">How long the text was, where it was too long.</param>
/// <param name="Rule">Which rule of the question it does not meet, where it is that.</param>
public sealed record AnswerRefusal(Question Question, AnswerFault Fault, int Length = 0, int Rule = 0);

/// <param name="Place">Where the respondent goes on; the same page as long as there are refusals.</param>
/// <param name="Refusals">In the order of the questions.</param>
public sealed record HandedIn(Place Place, IReadOnlyList<AnswerRefusal> Refusals)
{
    /// <summary>The receipt, in groups; only at the moment of sending.</summary>
    public string? Receipt { get; init; }
}

public sealed class HandInPage(OpenLink link, AnswerIntake intake, ISecrets secrets)
{
    public async Task<HandedIn> Handle(Respondent respondent, PageHandedIn page, CancellationToken cancel = default)
    {
        if (respondent.PlaceOn(respondent.Today) is Place.Thanks or Place.Closed or Place.Left)
        {
            return new HandedIn(respondent.PlaceOn(respondent.Today), []);
        }

        // What is not asked any more is still read: the road may have moved in another window while this page was being filled in.
        var questions = respondent.Plan.QuestionsOn(page.Number);
        var (changes, refusals) = Read(respondent, questions, page.Field);
        var after = After(respondent, changes);
        refusals.AddRange(Broken(respondent, questions, changes, after));
        foreach (var refusal in refusals)
        {
            changes.Remove(refusal.Question.Code);
        }

        if (refusals.Count > 0 && changes.Count == 0)
        {
            return new HandedIn(new Place.AtQuestion(page.Number), refusals);
        }

        var road = Road.Of(respondent.Questionnaire, After(respondent, changes), respondent.Surroundings);
        var goOnAt = refusals.Count > 0 || page.Step == Step.Stay ? page.Number : Next(respondent, page, road);

        // Whoever sends from a page after which another question follows is asked that first.
        var send = page.Step == Step.Send && refusals.Count == 0 && (page.Number >= respondent.CheckPage || goOnAt >= respondent.CheckPage);
        var receipt = send ? Receipts.Receipt.NewCode(secrets) : null;
        var kept = await intake.Keep(new AnsweredPage
        {
            OrganisationId = respondent.OrganisationId,
            CaseId = respondent.CaseId,
            RoundId = respondent.RoundId,
            ResponseId = respondent.SoFar?.ResponseId,
            Questionnaire = respondent.Questionnaire,
            Surroundings = respondent.Surroundings,
            Language = respondent.Display.Language,
            Changes = changes,
            FrameValues = respondent.SoFar is null ? await link.FrameValues(respondent, cancel) : new Dictionary<string, string>(StringComparer.Ordinal),
            GoOnAt = goOnAt,
            Send = send,
            Receipt = receipt is null ? null : Receipts.Receipt.HashOf(receipt),
            SupportTold = respondent.Sender.Support is not null,
            On = respondent.Today,
        });
        return kept == Kept.WasSentAlready || send
            ? new HandedIn(new Place.Thanks(), []) { Receipt = kept == Kept.Stored && receipt is not null ? AccessCodeFormat.InGroups(receipt) : null }
            : new HandedIn(goOnAt <= 0 ? new Place.Welcome() : goOnAt >= respondent.CheckPage ? new Place.Check() : new Place.AtQuestion(goOnAt), refusals);
    }

    /// <summary>Answers that were given or changed, and null for those that were taken back.</summary>
    private static (Dictionary<string, AnswerValue?> Changes, List<AnswerRefusal> Refusals) Read(Respondent respondent, IEnumerable<Question> questions, Func<string, IReadOnlyList<string>> field)
    {
        var changes = new Dictionary<string, AnswerValue?>(StringComparer.Ordinal);
        var refusals = new List<AnswerRefusal>();
        foreach (var question in questions.Where(question => question.IsAnswered))
        {
            var reading = AnswerReading.Of(question, field);
            if (reading.Fault is { } fault)
            {
                refusals.Add(new AnswerRefusal(question, fault, reading.Length));
                continue;
            }

            var shown = field(PageHandedIn.ShownField(question.Code)) is [var mark, ..] ? mark : string.Empty;
            if (ShownAnswer.Mark(reading.Value) != shown)
            {
                changes[question.Code] = reading.Value;
            }
        }

        return (changes, refusals);
    }

    private static Dictionary<string, AnswerValue> After(Respondent respondent, Dictionary<string, AnswerValue?> changes)
    {
        var answers = new Dictionary<string, AnswerValue>(respondent.Answers, StringComparer.Ordinal);
        foreach (var (code, value) in changes)
        {
            if (value is null)
            {
                answers.Remove(code);
            }
            else
            {
                answers[code] = value;
            }
        }

        return answers;
    }

    private static List<AnswerRefusal> Broken(Respondent respondent, IEnumerable<Question> questions, Dictionary<string, AnswerValue?> changes, Dictionary<string, AnswerValue> after)
    {
        var road = Road.Of(respondent.Questionnaire, after, respondent.Surroundings);
        return [.. from question in questions
            where changes.GetValueOrDefault(question.Code) is not null
            let rule = road.Unmet(question)
            where rule is not null
            select new AnswerRefusal(question, AnswerFault.RuleUnmet, Rule: rule.Value)];
    }

    private static int Next(Respondent respondent, PageHandedIn page, Road road) =>
        page.Step == Step.Back ? road.Before(respondent.Plan, page.Number)
        : page.FromCheck ? respondent.CheckPage
        : road.After(respondent.Plan, page.Number);
}
