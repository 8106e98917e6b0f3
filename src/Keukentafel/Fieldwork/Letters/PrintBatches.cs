// The work of making the files of batches. Nothing is held open while the browser prints; afterwards the batch has to be what was printed, or it is printed again.
// May be cut off and begun again at any point: a batch is made when its files are stored, not before.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

public sealed record PrintArguments(Guid Round);

public sealed class PrintBatches(Pipeline pipeline, LetterPrinter printer) : JobWork
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
            var begun = await pipeline.Change<WhoStore, ChosenLetters?>(caller, right: null, services => services.GetRequiredService<BatchFiles>().Choose(id, cancel), cancel);
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

            var kept = await pipeline.Change<WhoStore, bool>(caller, right: null, services => services.GetRequiredService<BatchFiles>().Keep(chosen, letters.Value, sheet.Value, pages, cancel), cancel);
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
}
