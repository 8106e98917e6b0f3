// One page of answers as it comes in, from whatever channel, and the pure rule of what it does to the response.
// Handing in the same page twice changes nothing the second time; after sending nothing changes at all.
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;
using Keukentafel.Questionnaires.Flow;
using Keukentafel.Studies;

namespace Keukentafel.Answering.Intake;

/// <summary>A page of answers that was checked: the questions are of this questionnaire, the options of these questions.</summary>
public sealed record AnsweredPage
{
    public required OrganisationId OrganisationId { get; init; }
    public required CaseId CaseId { get; init; }
    public required RoundId RoundId { get; init; }

    /// <summary>The response of the case, where it is known already; null where the bridge has to be asked.</summary>
    public ResponseId? ResponseId { get; init; }
    public required Questionnaire Questionnaire { get; init; }

    /// <summary>What the questionnaire may know beside the answers.</summary>
    public required Surroundings Surroundings { get; init; }

    /// <summary>The language in which the page was read.</summary>
    public Language Language { get; init; } = Language.Dutch;

    /// <summary>New answers by question code, and null where an answer was taken back; a question that was left as it was is not in it.</summary>
    public IReadOnlyDictionary<string, AnswerValue?> Changes { get; init; } = new Dictionary<string, AnswerValue?>(StringComparer.Ordinal);

    /// <summary>Values of the round's frame variables, copied when the response is made; not needed once there is one.</summary>
    public IReadOnlyDictionary<string, string> FrameValues { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where the respondent goes on after this page.</summary>
    public required int GoOnAt { get; init; }

    /// <summary>Whether this is the last act: the questionnaire is sent.</summary>
    public bool Send { get; init; }

    /// <summary>Whether the page after sending tells where to find free client support.</summary>
    public bool SupportTold { get; init; }

    /// <summary>Hash of the receipt that the respondent gets when the page sends; null where there is none.</summary>
    public string? Receipt { get; init; }
    public Mode Mode { get; init; } = Mode.Online;
    public required DateOnly On { get; init; }
}

/// <summary>What became of a page. Either way it is safe: what is stored is on the disk.</summary>
public enum Kept { Stored, WasSentAlready }

/// <summary>A response with its answers, as far as a page needs them.</summary>
internal sealed record ResponseInHand(Response Response, Dictionary<string, Answer> Answers)
{
    /// <summary>Takes a page in and tells the outcome if that changed by it; null when it did not.</summary>
    public (Kept Kept, string? NewOutcome) Take(AnsweredPage page, Action<Answer> add, Action<Answer> remove)
    {
        if (Response.Sent)
        {
            return (Kept.WasSentAlready, null);
        }

        foreach (var (question, value) in page.Changes)
        {
            Change(question, value, add, remove);
        }

        var road = FollowTheRoad(page);
        Response.Page = page.GoOnAt;
        Response.Language = page.Language.Equals(Language.Dutch) ? null : page.Language.Tag;
        Response.Mode = page.Mode;
        if (page.Send)
        {
            (Response.Sent, Response.SentOn, Response.SupportTold) = (true, page.On, page.SupportTold);
        }

        if (Answers.Count == 0 && !page.Send)
        {
            return (Kept.Stored, null);
        }

        var outcome = Completeness.Of(road, Answers.Keys).Outcome(page.Send);
        if (outcome == Response.Outcome)
        {
            return (Kept.Stored, null);
        }

        Response.Outcome = outcome;
        return (Kept.Stored, outcome);
    }

    private void Change(string question, AnswerValue? value, Action<Answer> add, Action<Answer> remove)
    {
        var known = Answers.GetValueOrDefault(question);
        if (value is null)
        {
            if (known is not null)
            {
                Answers.Remove(question);
                remove(known);
            }
        }
        else if (known is not null)
        {
            known.Become(value);
        }
        else
        {
            var answer = new Answer { OrganisationId = Response.OrganisationId, ResponseId = Response.Id, Question = question };
            answer.Become(value);
            Answers.Add(question, answer);
            add(answer);
        }
    }

    /// <summary>Marks the answers whose question is not asked any more, and tells the road.</summary>
    private Road FollowTheRoad(AnsweredPage page)
    {
        var road = Road.Of(page.Questionnaire, Answer.ValuesOf(page.Questionnaire, Answers.Values), page.Surroundings);
        foreach (var answer in Answers.Values)
        {
            answer.OffPath = !road.Asks(answer.Question);
        }

        return road;
    }
}
