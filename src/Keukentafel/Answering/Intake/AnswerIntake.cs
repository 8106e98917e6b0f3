// The durable intake of answers. It says "kept" only after the commit. On the embedded store one writer puts up to 256 waiting pages into one transaction,
// because there a transaction costs a write to the disk whatever its size; PostgreSQL joins the commits of its connections by itself.
using System.Threading.Channels;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Answering.Intake;

public sealed class AnswerIntake : IAsyncDisposable, IDisposable
{
    public const int MaxPagesTogether = 256;

    private const int Attempts = 4;
    private readonly AnswerWriter writer;
    private readonly OutcomeBell bell;
    private readonly Channel<Waiting>? queue;
    private readonly Task together = Task.CompletedTask;

    public AnswerIntake(StoreFactory stores, Bridge bridge, OutcomeBell bell, Settings settings)
    {
        writer = new AnswerWriter(stores, bridge);
        this.bell = bell;
        if (!settings.OnPostgres)
        {
            queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(16 * MaxPagesTogether) { SingleReader = true });
            together = Task.Run(WriteTogether);
        }
    }

    /// <summary>Stores a page. Once it is handed in it is stored, also when the one who asked goes away.</summary>
    public async Task<Kept> Keep(AnsweredPage page)
    {
        Kept kept;
        if (queue is null)
        {
            kept = await WriteAlone(page);
        }
        else
        {
            var waiting = new Waiting(page);
            await queue.Writer.WriteAsync(waiting);
            kept = await waiting.Done.Task;
        }

        bell.Ring();
        return kept;
    }

    public async ValueTask DisposeAsync()
    {
        queue?.Writer.TryComplete();
        await together;
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task WriteTogether()
    {
        var batch = new List<Waiting>(MaxPagesTogether);
        while (await queue!.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxPagesTogether && queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            foreach (var own in batch.GroupBy(waiting => waiting.Page.OrganisationId))
            {
                await WriteBatch(own.Key, own.ToList());
            }

            batch.Clear();
        }
    }

    private async Task WriteBatch(OrganisationId organisation, List<Waiting> batch)
    {
        try
        {
            var kept = await writer.Write(organisation, batch.ConvertAll(waiting => waiting.Page));
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Done.SetResult(kept[i]);
            }
        }
        catch (Exception problem)
        {
            // One page that cannot be stored must not take the others with it.
            foreach (var waiting in batch)
            {
                await Retry(waiting, batch.Count > 1 ? null : problem);
            }
        }
    }

    private async Task Retry(Waiting waiting, Exception? known)
    {
        if (known is not null)
        {
            waiting.Done.SetException(known);
            return;
        }

        try
        {
            waiting.Done.SetResult((await writer.Write(waiting.Page.OrganisationId, [waiting.Page]))[0]);
        }
        catch (Exception problem)
        {
            waiting.Done.SetException(problem);
        }
    }

    private async Task<Kept> WriteAlone(AnsweredPage page)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (await writer.Write(page.OrganisationId, [page]))[0];
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // The carrier took the waiting outcome away between our look and our write: look again.
            }
        }
    }

    private sealed record Waiting(AnsweredPage Page)
    {
        public TaskCompletionSource<Kept> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
