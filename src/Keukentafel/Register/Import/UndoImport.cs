// Takes an import back, at any stage. Its clients are out of sight at once; a job erases them. Refused when a sample was drawn from them.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register.Import;

public sealed class UndoImport(WhoStore store, Uploads uploads, AskForWork work, AuditTrail audit)
{
    public async Task<Result<Done>> Handle(DeliveryId id)
    {
        if (await store.Set<Delivery>().FirstOrDefaultAsync(delivery => delivery.Id == id) is not { } delivery)
        {
            return RegisterProblems.NoSuchDelivery.Of();
        }

        if (delivery.Status == DeliveryStatus.Undone)
        {
            return RegisterProblems.UndoneAlready.Of(delivery.FileName);
        }

        var rounds = await store.Set<Round>().Where(round => round.DeliveryId == id.Value).ToListAsync();
        if (rounds.Where(round => round.Status != RoundStatus.Planned).Select(round => round.Name).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } drawn)
        {
            return RegisterProblems.InUse.Of(delivery.FileName, string.Join(", ", drawn));
        }

        foreach (var round in rounds)
        {
            if (round.LetGoOfFrame() is { } refusal)
            {
                return refusal;
            }
        }

        if (delivery.UploadId is { } upload)
        {
            await uploads.Erase(upload);
        }

        (delivery.Status, delivery.UploadId, delivery.Findings) = (DeliveryStatus.Undone, null, "");
        work.Erase(delivery);
        audit.Note("register.undo", $"delivery:{delivery.Id}", string.Create(Dutch.Culture, $"“{delivery.FileName}” teruggenomen; {delivery.Clients:N0} cliënten worden gewist."));
        return Done.It;
    }
}

public sealed class EraseClients(Pipeline pipeline) : JobWork
{
    public const string KindName = "register.erase";
    private const int ChunkSize = 1000;

    public override string Kind => KindName;

    public override async Task<Result<string>> Run(RunningJob job, CancellationToken cancel)
    {
        var id = job.Arguments<WorkOn>().Id;
        var (erased, total) = (0, 0);
        int step;
        do
        {
            var done = await pipeline.Change<WhoStore, (int Erased, int Left)>(
                job.Caller,
                right: null,
                async services =>
                {
                    var store = services.GetRequiredService<WhoStore>();
                    var clients = store.Set<Client>().Where(client => client.DeliveryId == id && store.Set<Delivery>().Any(delivery => delivery.Id == id && delivery.Status == DeliveryStatus.Undone));
                    var some = await clients.OrderBy(client => client.NumberIndex).Select(client => client.Id).Take(ChunkSize).ToListAsync(cancel);
                    var gone = await store.Set<Client>().Where(client => some.Contains(client.Id)).ExecuteDeleteAsync(cancel);
                    return (gone, await clients.CountAsync(cancel));
                },
                cancel);
            step = done.Value.Erased;
            erased += step;
            total = erased + done.Value.Left;
            await job.Progress(erased, total, "De cliënten worden gewist.", cancel);
        }
        while (step > 0);

        return System.Text.Json.JsonSerializer.Serialize(new { erased });
    }
}
