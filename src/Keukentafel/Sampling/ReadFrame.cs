// Reads the frame of a round: the clients of its delivery who may be written to, with their strata.
using Keukentafel.Foundation;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Sampling;

public sealed class ReadFrame(WhoStore store, Frame frame)
{
    public async Task<Result<SampleFrame>> Handle(Round round, CancellationToken cancel = default)
    {
        if (round.DeliveryId is not { } chosen)
        {
            return SamplingProblems.NoDelivery.Of();
        }

        var id = new DeliveryId(chosen);
        var status = await store.Set<Delivery>().Where(delivery => delivery.Id == id).Select(delivery => (DeliveryStatus?)delivery.Status).FirstOrDefaultAsync(cancel);
        if (status != DeliveryStatus.Imported)
        {
            return SamplingProblems.DeliveryNotReady.Of();
        }

        var clients = new List<(ClientId, IReadOnlyList<string>)>();
        await foreach (var member in frame.Of(id, round.StratumVariables, cancel))
        {
            clients.Add((member.Client, member.Values));
        }

        return clients.Count == 0 ? SamplingProblems.EmptyFrame.Of() : SampleFrame.Of(clients);
    }
}
