// Reads the frame of a round: the clients of its delivery who may be written to, with their strata.
using System.Text.Json;
using Keukentafel.Foundation;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Sampling;

public sealed class ReadFrame(WhoStore store)
{
    /// <summary>The group of clients of whom a value is not known.</summary>
    public const string Unknown = "onbekend";

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

        var clients = await store.Set<Client>()
            .Where(client => client.DeliveryId == id && !client.NoContact)
            .Select(client => new { client.Id, client.Attributes })
            .ToListAsync(cancel);
        return clients.Count == 0
            ? SamplingProblems.EmptyFrame.Of()
            : SampleFrame.Of(clients.Select(client => (client.Id, Values(client.Attributes, round.StratumVariables))));
    }

    private static IReadOnlyList<string> Values(string attributes, List<string> variables)
    {
        if (variables.Count == 0)
        {
            return [];
        }

        var known = JsonSerializer.Deserialize<Dictionary<string, string>>(attributes) ?? [];
        return variables.ConvertAll(variable => known.TryGetValue(variable, out var value) && value.Length > 0 ? value : Unknown);
    }
}
