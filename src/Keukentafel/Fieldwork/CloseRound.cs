// Closes a round: no answers are taken any more, every case has an outcome, and what could print a letter again is erased.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

public sealed class CloseRound(WhoStore store, AccessCodes codes, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<Done>> Handle(RoundId id, CancellationToken cancel = default)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == id, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (round.Status == RoundStatus.Closed)
        {
            return StudyProblems.ClosedAlready.Of(round.Name);
        }

        var unsent = await store.Set<LetterBatch>().Where(batch => batch.RoundId == id && batch.Status != LetterBatchStatus.Released)
            .OrderBy(batch => batch.Number).Select(batch => batch.Number).ToListAsync(cancel);
        if (unsent.Count > 0)
        {
            return FieldworkProblems.LettersUnsent.Of(string.Join(", ", unsent));
        }

        if (round.Close() is { } refusal)
        {
            return refusal;
        }

        var today = time.Today();
        var open = store.Set<Case>().Where(one => one.RoundId == id && one.Outcome == null);
        var (nothing, notSent) = (Outcome.NoContact.Code, Outcome.NotSent.Code);
        await open.Where(one => store.Set<Letter>().Any(letter => letter.CaseId == one.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Outcome, nothing).SetProperty(one => one.OutcomeOn, today), cancel);
        await open.ExecuteUpdateAsync(set => set.SetProperty(one => one.Outcome, notSent).SetProperty(one => one.OutcomeOn, today), cancel);
        var erased = await codes.Erase(id, cancel);
        await store.Set<LetterFile>().Where(file => store.Set<LetterBatch>().Any(batch => batch.Id == file.BatchId && batch.RoundId == id)).ExecuteDeleteAsync(cancel);
        audit.Note("fieldwork.close", $"round:{id}", string.Create(Dutch.Culture, $"Meting gesloten; {erased:N0} codes en de bestanden met brieven gewist."));
        return Done.It;
    }
}
