// What becomes of a case: outcomes that arrive, somebody who does not take part, and the way back from that.
// Everything here may be done twice without harm. Nothing is audited by person: that would tie a visit to a client.
using Keukentafel.Foundation;
using Keukentafel.Register;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

/// <summary>Why somebody stops.</summary>
public enum StopReason
{
    /// <summary>"Ik doe niet mee" (2.11).</summary>
    NotTakingPart,

    /// <summary>"Dit is niet voor mij" (4.7).</summary>
    NotForMe,

    /// <summary>"Overleden of verhuisd" (4.1).</summary>
    Gone,
}

public sealed class Cases(WhoStore store, NoContactList list)
{
    public static Outcome OutcomeOf(StopReason reason) => reason switch
    {
        StopReason.NotTakingPart => Outcome.Refused,
        StopReason.NotForMe => Outcome.NotAClient,
        StopReason.Gone => Outcome.Gone,
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>
    /// Notes the outcome of a case, if it takes the place of the one that is there (<see cref="Outcome.Replaces"/>).
    /// Returns the outcome that stands afterwards.
    /// </summary>
    /// <param name="on">The day; null for what came from answers, whose day stands with the response: in two stores it would tie a case to an answer.</param>
    public async Task<Result<Outcome>> Settle(CaseId id, Outcome outcome, DateOnly? on, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } @case)
        {
            return FieldworkProblems.NoSuchCase.Of();
        }

        @case.Settle(outcome, on);
        if (@case.Reached != Outcome.Gone)
        {
            await list.RemoveFrom(id.Value, cancel);
        }

        return @case.Reached ?? outcome;
    }

    /// <summary>
    /// The client stops: no further letters. Call it after the outcome of the answers so far was carried over; what arrives later from unfinished answers
    /// does not undo it. Refused once the answers are complete.
    /// </summary>
    public async Task<Result<Done>> Stop(CaseId id, StopReason reason, DateOnly on, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } @case)
        {
            return FieldworkProblems.NoSuchCase.Of();
        }

        return await Stop(@case, reason, on, cancel);
    }

    internal async Task<Result<Done>> Stop(Case @case, StopReason reason, DateOnly on, CancellationToken cancel = default)
    {
        var stopped = @case.Stop(OutcomeOf(reason), on);
        if (stopped.Ok && reason == StopReason.Gone)
        {
            // Who died or left is not written to in a later round either, from whatever register.
            var client = await store.Set<Client>().FirstAsync(client => client.Id == @case.ClientId, cancel);
            await list.Add(client, NoContactReason.Gone, @case.Id.Value, cancel);
        }
        else if (stopped.Ok)
        {
            await list.RemoveFrom(@case.Id.Value, cancel);
        }

        return stopped;
    }

    /// <summary>The answers were taken back by who gave them: a refusal, which even complete answers give way to, and no further letters.</summary>
    public async Task<Result<Done>> TakeBackAnswers(CaseId id, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } @case)
        {
            return FieldworkProblems.NoSuchCase.Of();
        }

        @case.TakeBackAnswers();
        return Done.It;
    }

    /// <summary>Takes a stop back: the case stands as it stood before. Does nothing when there is no stop.</summary>
    public async Task<Result<Done>> UndoStop(CaseId id, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } @case)
        {
            return FieldworkProblems.NoSuchCase.Of();
        }

        await UndoStop(@case, cancel);
        return Done.It;
    }

    internal async Task UndoStop(Case @case, CancellationToken cancel = default)
    {
        @case.UndoStop();
        await list.RemoveFrom(@case.Id.Value, cancel);
    }

    private Task<Case?> Find(CaseId id, CancellationToken cancel) => store.Set<Case>().FirstOrDefaultAsync(@case => @case.Id == id, cancel);
}
