// Releases a batch: from now on these clients count as written to, and they can answer. The last look at who may be written to.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

/// <param name="TakenOut">Numbers of the letters that the person says to have taken out of the pile.</param>
public sealed record ReleaseRequest(RoundId Round, int Number, IReadOnlyList<string> TakenOut);

public sealed class ReleaseBatch(WhoStore store, Recipients recipients, CurrentCaller caller, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<Done>> Handle(ReleaseRequest request, CancellationToken cancel = default)
    {
        var found = await Batches.Unreleased(store, request.Round, request.Number, cancel);
        if (!found.Ok)
        {
            return found.Problem;
        }

        var (round, batch) = found.Value;
        if (batch.Status != LetterBatchStatus.Made)
        {
            return FieldworkProblems.NotMade.Of(batch.Number);
        }

        // What lies at the printer came from the stored file: it has to hold these letters at these places, no others.
        var printedFrom = await store.Set<LetterFile>().Where(file => file.BatchId == batch.Id).Select(file => file.Edition).ToListAsync(cancel);
        if (printedFrom.Any(edition => edition != batch.Edition) || (batch.JobId is not null && printedFrom.Count == 0))
        {
            return FieldworkProblems.OldFiles.Of(batch.Number);
        }

        if (round.ClosesOn is { } closes && closes < time.Today())
        {
            return FieldworkProblems.ClosingDayPassed.Of(closes);
        }

        if (batch.ClosesOn is { } printed && printed != round.ClosesOn)
        {
            return FieldworkProblems.OtherClosingDay.Of(batch.Number, printed);
        }

        var withdrawn = await recipients.WithdrawnFrom(batch.Id, cancel);
        var numbers = withdrawn.Select(letter => batch.NumberOf(letter.Position)).ToList();
        if (!numbers.ToHashSet(StringComparer.Ordinal).SetEquals(request.TakenOut))
        {
            return FieldworkProblems.TakeOut.Of(batch.Number, string.Join(", ", numbers));
        }

        if (withdrawn.Count > 0)
        {
            // The file still holds the letters that were taken out by hand, so it goes; the others can be printed one by one.
            await store.Set<LetterFile>().Where(file => file.BatchId == batch.Id).ExecuteDeleteAsync(cancel);
            await recipients.TakeOut(batch, withdrawn, renumber: false, cancel);
        }

        if (batch.Letters > 0)
        {
            if (round.Open(time.Now()) is { } refusal)
            {
                return refusal;
            }

            (batch.Status, batch.ReleasedAt, batch.ReleasedBy) = (LetterBatchStatus.Released, time.Now(), caller.Caller.Account);
        }

        audit.Note("fieldwork.release", $"round:{round.Id}", withdrawn.Count == 0
            ? $"Partij {batch.Number} vrijgegeven: {batch.Letters} brieven."
            : $"Partij {batch.Number} vrijgegeven: {batch.Letters} brieven; uit de stapel gehaald: {string.Join(", ", numbers)}.");
        return Done.It;
    }
}
