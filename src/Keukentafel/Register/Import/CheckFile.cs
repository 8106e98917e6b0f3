// The job that checks a whole file and counts what it found. Run twice it finds the same.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register.Import;

public sealed class CheckFile(Pipeline pipeline) : JobWork
{
    public const string KindName = "register.check";
    private const int RowsPerStep = 5000;

    public override string Kind => KindName;

    public override async Task<Result<string>> Run(RunningJob job, CancellationToken cancel)
    {
        var found = await pipeline.Read<OpenDelivery>(job.Caller, right: null, services => services.GetRequiredService<OpenFile>().Handle(job.Arguments<WorkOn>().Id, cancel));
        if (!found.Ok)
        {
            return found.Problem;
        }

        await using var open = found.Value;
        var tally = new FindingTally();
        var (clients, noContact) = (0, 0);
        foreach (var (_, client) in open.Clients(tally.Add))
        {
            clients++;
            noContact += client.NoContact is null ? 0 : 1;
            if (clients % RowsPerStep == 0)
            {
                await job.Progress(clients, open.Delivery.Rows, "Het bestand wordt gecontroleerd.", cancel);
            }
        }

        var outcome = new CheckOutcome(open.Delivery.Rows, clients, noContact, tally.Kinds);
        var json = outcome.Json();
        await pipeline.Change<WhoStore, Done>(
            job.Caller,
            right: null,
            async services =>
            {
                // Only for the mapping that was checked: a person may have settled another one meanwhile.
                await services.GetRequiredService<WhoStore>().Set<Delivery>()
                    .Where(delivery => delivery.Id == open.Delivery.Id && delivery.Status == DeliveryStatus.Preview && delivery.JobId == job.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.Findings, json), cancel);
                return Done.It;
            },
            cancel);
        return json;
    }
}
