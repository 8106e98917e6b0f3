// Reads deliveries for their pages: the list, and one with its work, its findings and its classes.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Register.Import;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register;

/// <param name="Work">The job that was asked for last, while it matters.</param>
/// <param name="Outcome">What the check found; null before it is done.</param>
/// <param name="Classes">Per attribute its classes and how many contactable clients they have; empty before the import.</param>
/// <param name="UsedBy">Names of the rounds that use it.</param>
public sealed record DeliveryView(Delivery Delivery, Job? Work, CheckOutcome? Outcome, IReadOnlyList<AttributeClasses> Classes, IReadOnlyList<string> UsedBy)
{
    public bool IsBusy => Work is { Status: JobStatus.Waiting or JobStatus.Running };

    /// <summary>The work was given up; it can be asked for again.</summary>
    public bool IsStuck => Work is { Status: JobStatus.Failed } && Delivery.Status is DeliveryStatus.Preview or DeliveryStatus.Importing;
}

/// <summary>An attribute and its classes.</summary>
public sealed record AttributeClasses(string Name, IReadOnlyList<(string Value, int Clients)> Classes, bool IsCombined)
{
    /// <summary>The fewest clients that a class may have before it may stand beside answers.</summary>
    public const int MinimumClients = 5;

    public (string Value, int Clients)? TooSmall => Classes.Where(one => one.Clients < MinimumClients).Select(one => ((string, int)?)one).FirstOrDefault();
}

public sealed class SeeDeliveries(WhoStore store, Frame frame)
{
    public async Task<IReadOnlyList<Delivery>> All(CancellationToken cancel = default) =>
        await store.Set<Delivery>().AsNoTracking().OrderByDescending(delivery => delivery.CreatedAt).ThenBy(delivery => delivery.Id).ToListAsync(cancel);

    public async Task<Result<DeliveryView>> One(DeliveryId id, CancellationToken cancel = default)
    {
        if (await store.Set<Delivery>().AsNoTracking().FirstOrDefaultAsync(delivery => delivery.Id == id, cancel) is not { } delivery)
        {
            return RegisterProblems.NoSuchDelivery.Of();
        }

        var job = delivery.JobId is { } asked ? await store.Set<Job>().AsNoTracking().FirstOrDefaultAsync(job => job.Id == asked, cancel) : null;
        var rounds = await store.Set<Round>().AsNoTracking().Where(round => round.DeliveryId == id.Value).Select(round => round.Name).ToListAsync(cancel);
        return new DeliveryView(delivery, job, CheckOutcome.Of(delivery), await Classes(delivery, cancel), rounds.Order(StringComparer.Ordinal).ToList());
    }

    public async Task<IReadOnlyList<AttributeClasses>> Classes(Delivery delivery, CancellationToken cancel = default)
    {
        if (delivery.Status != DeliveryStatus.Imported)
        {
            return [];
        }

        var combined = CombinedClasses.Of(delivery);
        var margins = await frame.Margins(delivery.Id, delivery.Attributes, cancel);
        return delivery.Attributes.Select(name => new AttributeClasses(name, margins[name], combined.Has(name))).ToList();
    }
}
