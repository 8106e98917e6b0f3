// One page of answers as it comes in, from whatever channel, and the pure rule of what it does to the response.
// Handing in the same page twice changes nothing the second time; after sending nothing changes at all.
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;
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

    /// <summary>Option codes by question code; a question that was left open is not in it.</summary>
    public IReadOnlyDictionary<string, int> Answers { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Values of the round's frame variables, copied when the response is made; not needed once there is one.</summary>
    public IReadOnlyDictionary<string, string> FrameValues { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where the respondent goes on after this page.</summary>
    public required int GoOnAt { get; init; }

    /// <summary>Whether this is the last act: the questionnaire is sent.</summary>
    public bool Send { get; init; }
    public Mode Mode { get; init; } = Mode.Online;
    public required DateOnly On { get; init; }
}

/// <summary>What became of a page. Either way it is safe: what is stored is on the disk.</summary>
public enum Kept { Stored, WasSentAlready }

/// <summary>A response with its answers, as far as a page needs them.</summary>
internal sealed record ResponseInHand(Response Response, Dictionary<string, Answer> Answers)
{
    /// <summary>Takes a page in and tells the outcome if that changed by it; null when it did not.</summary>
    public (Kept Kept, string? NewOutcome) Take(AnsweredPage page, Action<Answer> add)
    {
        if (Response.Sent)
        {
            return (Kept.WasSentAlready, null);
        }

        foreach (var (question, option) in page.Answers)
        {
            if (Answers.TryGetValue(question, out var answer))
            {
                answer.Option = option;
                continue;
            }

            answer = new Answer { OrganisationId = Response.OrganisationId, ResponseId = Response.Id, Question = question, Option = option };
            Answers.Add(question, answer);
            add(answer);
        }

        Response.Page = page.GoOnAt;
        Response.Mode = page.Mode;
        if (page.Send)
        {
            (Response.Sent, Response.SentOn) = (true, page.On);
        }

        if (Answers.Count == 0 && !page.Send)
        {
            return (Kept.Stored, null);
        }

        var outcome = Completeness.Of(page.Questionnaire, Answers.Keys).Outcome(page.Send);
        if (outcome == Response.Outcome)
        {
            return (Kept.Stored, null);
        }

        Response.Outcome = outcome;
        return (Kept.Stored, outcome);
    }
}
