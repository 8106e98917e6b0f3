// The work of making the files of batches. Nothing is held open while the browser prints; afterwards it is asked once more who may be written to.
// May be cut off and begun again at any point: a batch is made when its files are stored, not before.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Keys;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

public sealed record PrintArguments(Guid Round);

public sealed class PrintBatches(Pipeline pipeline, LetterPrinter printer, Sealer sealer) : JobWork
{
    public const string Name = "letters.print";

    public override string Kind => Name;

    public override async Task<Result<string>> Run(RunningJob job, CancellationToken cancel)
    {
        var round = new RoundId(job.Arguments<PrintArguments>().Round);
        var waiting = (await pipeline.Read<List<LetterBatch>>(job.Caller, right: null, async services => await services.GetRequiredService<WhoStore>().Set<LetterBatch>()
            .Where(batch => batch.RoundId == round && batch.Status == LetterBatchStatus.Making).OrderBy(batch => batch.Number).ToListAsync(cancel))).Value;
        var (total, done) = (waiting.Sum(batch => batch.Letters), 0);
        foreach (var batch in waiting)
        {
            await job.Progress(done, total, $"Partij {batch.Number} wordt gemaakt: {batch.Letters} brieven.", cancel);
            var made = await Make(job.Caller, batch.Id, cancel);
            if (!made.Ok)
            {
                return made.Problem;
            }

            done += batch.Letters;
        }

        await job.Progress(done, total, "De brieven zijn gemaakt.", cancel);
        return "";
    }

    private async Task<Result<Done>> Make(Caller caller, LetterBatchId id, CancellationToken cancel)
    {
        while (true)
        {
            var begun = await pipeline.Change<WhoStore, Chosen?>(caller, right: null, services => Choose(services, id, cancel), cancel);
            if (!begun.Ok)
            {
                return begun.Problem;
            }

            if (begun.Value is not { } chosen)
            {
                return Done.It;
            }

            var letters = await printer.Letters(chosen.Run, chosen.Letters, cancel);
            if (!letters.Ok)
            {
                return letters.Problem;
            }

            var pages = LetterPrinter.PagesOf(letters.Value);
            var sheet = await printer.Sheet(chosen.Facts(pages), cancel);
            if (!sheet.Ok)
            {
                return sheet.Problem;
            }

            var kept = await pipeline.Change<WhoStore, bool>(caller, right: null, services => Keep(services, chosen, letters.Value, sheet.Value, pages, cancel), cancel);
            if (!kept.Ok)
            {
                return kept.Problem;
            }

            if (kept.Value)
            {
                return Done.It;
            }
        }
    }

    /// <summary>Takes out who may not be written to any more and opens the rest; null when there is nothing to make (any more).</summary>
    private static async Task<Result<Chosen?>> Choose(IServiceProvider services, LetterBatchId id, CancellationToken cancel)
    {
        var store = services.GetRequiredService<WhoStore>();
        var recipients = services.GetRequiredService<Recipients>();
        var read = services.GetRequiredService<ReadLetters>();
        if (await store.Set<LetterBatch>().FirstOrDefaultAsync(batch => batch.Id == id && batch.Status == LetterBatchStatus.Making, cancel) is not { } batch)
        {
            return (Chosen?)null;
        }

        await recipients.TakeOut(batch, await recipients.WithdrawnFrom(id, cancel), renumber: true, cancel);
        if (batch.Letters == 0)
        {
            return (Chosen?)null;
        }

        var round = await store.Set<Round>().FirstAsync(round => round.Id == batch.RoundId, cancel);
        var letters = await read.Of(batch, only: null, cancel);
        if (!letters.Ok)
        {
            return letters.Problem;
        }

        services.GetRequiredService<AuditTrail>().Note("fieldwork.print-letters", $"round:{round.Id}", $"Namen en adressen van partij {batch.Number} geopend om {batch.Letters} brieven te maken.");
        return new Chosen(round, batch, await read.Run(round, batch, cancel), letters.Value);
    }

    /// <summary>Stores the files, unless somebody in them may not be written to since: then it has to be made again.</summary>
    private async Task<Result<bool>> Keep(IServiceProvider services, Chosen chosen, byte[] letters, byte[] sheet, int pages, CancellationToken cancel)
    {
        var store = services.GetRequiredService<WhoStore>();
        if (await store.Set<LetterBatch>().FirstOrDefaultAsync(batch => batch.Id == chosen.Batch.Id && batch.Status == LetterBatchStatus.Making, cancel) is not { } batch)
        {
            return true;
        }

        if ((await services.GetRequiredService<Recipients>().WithdrawnFrom(batch.Id, cancel)).Count > 0)
        {
            return false;
        }

        await store.Set<LetterFile>().Where(file => file.BatchId == batch.Id).ExecuteDeleteAsync(cancel);
        foreach (var (kind, content) in new[] { (LetterFileKind.Letters, letters), (LetterFileKind.Sheet, sheet) })
        {
            store.Add(new LetterFile { OrganisationId = batch.OrganisationId, BatchId = batch.Id, Kind = kind, Sealed = sealer.Seal(content, SealContext(batch.Id, kind)) });
        }

        (batch.Status, batch.Pages) = (LetterBatchStatus.Made, pages);
        return true;
    }

    /// <summary>What binds a sealed file to its batch.</summary>
    internal static string SealContext(LetterBatchId batch, LetterFileKind kind) => $"letter-file:{batch}:{kind}";

    private sealed record Chosen(Round Round, LetterBatch Batch, LetterRun Run, IReadOnlyList<PrintedLetter> Letters)
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

        public override string ToString() => nameof(Chosen);
    }
}
