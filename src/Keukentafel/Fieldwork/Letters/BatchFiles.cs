// The two moments around the printing of a batch: who is in it, and whether that still holds when the paper is there.
// In between anybody may be put on the no-contact list, and the batch may be made again or thrown away.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Keys;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

/// <param name="Places">Which case at which place, to be compared when the files are there.</param>
public sealed record ChosenLetters(Round Round, LetterBatch Batch, LetterRun Run, IReadOnlyList<PrintedLetter> Letters, IReadOnlyList<(CaseId Case, int Position)> Places)
{
    public BatchFacts Facts(int pages) => new()
    {
        Title = $"Verzamelblad partij {Batch.Number}, {Round.Name}",
        Sender = char.ToUpperInvariant(Run.SenderName[0]) + Run.SenderName[1..],
        Round = Round.Name,
        Number = Batch.Number,
        Step = Batch.Step,
        Letters = Letters.Count,
        First = Letters[0].Number,
        Last = Letters[^1].Number,
        Pages = pages,
        DatedOn = Run.DatedOn,
        ClosesOn = Run.ClosesOn,
        MadeAt = Batch.MadeAt,
        Window = Run.Window,
        Invented = Run.Invented,
    };

    public override string ToString() => nameof(ChosenLetters);
}

public sealed class BatchFiles(WhoStore store, Recipients recipients, ReadLetters read, Sealer sealer, AuditTrail audit)
{
    /// <summary>Takes out who may not be written to any more and opens the rest; null when there is nothing to make (any more).</summary>
    public async Task<Result<ChosenLetters?>> Choose(LetterBatchId id, CancellationToken cancel = default)
    {
        if (await Making(id, cancel) is not { } batch)
        {
            return (ChosenLetters?)null;
        }

        await recipients.TakeOut(batch, await recipients.WithdrawnFrom(id, cancel), renumber: true, cancel);
        if (batch.Letters == 0)
        {
            return (ChosenLetters?)null;
        }

        var round = await store.Set<Round>().FirstAsync(round => round.Id == batch.RoundId, cancel);
        var letters = await read.Of(batch, cancel: cancel);
        if (!letters.Ok)
        {
            return letters.Problem;
        }

        audit.Note("fieldwork.print-letters", $"round:{round.Id}", $"Namen en adressen van partij {batch.Number} geopend om {batch.Letters} brieven te maken.");
        return new ChosenLetters(round, batch, await read.Run(round, batch, cancel), letters.Value, await Places(id, cancel));
    }

    /// <summary>Stores the files. False when they are not of the batch as it is now, or somebody in them may not be written to since: then it has to be made again.</summary>
    public async Task<Result<bool>> Keep(ChosenLetters chosen, byte[] letters, byte[] sheet, int pages, CancellationToken cancel = default)
    {
        if (await Making(chosen.Batch.Id, cancel) is not { } batch)
        {
            return true;
        }

        if (batch.Edition != chosen.Batch.Edition
            || !chosen.Places.SequenceEqual(await Places(batch.Id, cancel))
            || (await recipients.WithdrawnFrom(batch.Id, cancel)).Count > 0)
        {
            return false;
        }

        await store.Set<LetterFile>().Where(file => file.BatchId == batch.Id).ExecuteDeleteAsync(cancel);
        foreach (var (kind, content) in new[] { (LetterFileKind.Letters, letters), (LetterFileKind.Sheet, sheet) })
        {
            store.Add(new LetterFile { OrganisationId = batch.OrganisationId, BatchId = batch.Id, Kind = kind, Edition = batch.Edition, Sealed = sealer.Seal(content, SealContext(batch.Id, kind)) });
        }

        (batch.Status, batch.Pages) = (LetterBatchStatus.Made, pages);
        return true;
    }

    /// <summary>What binds a sealed file to its batch.</summary>
    internal static string SealContext(LetterBatchId batch, LetterFileKind kind) => $"letter-file:{batch}:{kind}";

    private async Task<LetterBatch?> Making(LetterBatchId id, CancellationToken cancel)
    {
        await Batches.Hold(store.Set<LetterBatch>().Where(batch => batch.Id == id), cancel);
        return await store.Set<LetterBatch>().FirstOrDefaultAsync(batch => batch.Id == id && batch.Status == LetterBatchStatus.Making, cancel);
    }

    private async Task<List<(CaseId Case, int Position)>> Places(LetterBatchId id, CancellationToken cancel) =>
        (await store.Set<Letter>().Where(letter => letter.BatchId == id).OrderBy(letter => letter.Position).Select(letter => new { letter.CaseId, letter.Position }).ToListAsync(cancel))
        .ConvertAll(letter => (letter.CaseId, letter.Position));
}
