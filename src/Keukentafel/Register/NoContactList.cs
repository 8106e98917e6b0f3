// Who is not to be written to, whatever register they stand in: a list of the organisation by client number, which outlives every delivery.
// Staff put people on it and take them off; so does somebody who answers a letter with "overleden of verhuisd".
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Register;

public readonly record struct NoContactId(Guid Value) : IId<NoContactId>
{
    public static NoContactId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public sealed class NoContactEntry : IOwned
{
    public required NoContactId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }

    /// <summary>Keyed blind index of the client number, as in <see cref="Client.NumberIndex"/>.</summary>
    public required string NumberIndex { get; set; }

    /// <summary>The client number, sealed: without it the index could not be written anew when the keys change.</summary>
    public required byte[] Sealed { get; set; }
    public required NoContactReason Reason { get; set; }

    /// <summary>The letter by whose answer it came; null when staff said so. Such an entry goes when the answer is taken back.</summary>
    public Guid? Source { get; set; }
}

public sealed class NoContactList(WhoStore store, SealedContacts contacts, Sealer sealer, ISecrets secrets)
{
    /// <summary>Puts the person on the list, and marks every row of the person in every delivery.</summary>
    public async Task Add(Client client, NoContactReason reason, Guid? source = null, CancellationToken cancel = default)
    {
        if (await Find(client.NumberIndex, cancel) is not { } entry)
        {
            var id = secrets.NewId<NoContactId>();
            store.Add(new NoContactEntry
            {
                Id = id,
                OrganisationId = client.OrganisationId,
                NumberIndex = client.NumberIndex,
                Sealed = sealer.SealText(contacts.Open(client).ClientNumber, Context(client.OrganisationId, id)),
                Reason = reason,
                Source = source,
            });
        }
        else if (source is null)
        {
            // What staff say stands, also when a letter said something before.
            (entry.Reason, entry.Source) = (reason, null);
        }
        else
        {
            return;
        }

        await Mark(client.NumberIndex, reason, row => !row.NoContact || source is null, cancel);
    }

    /// <summary>Takes the person off the list. A row without a full address stays as it is: no letter would arrive.</summary>
    public async Task Remove(Client client, CancellationToken cancel = default)
    {
        if (await Find(client.NumberIndex, cancel) is { } entry)
        {
            store.Remove(entry);
        }

        await Mark(client.NumberIndex, reason: null, row => row.NoContact && (row.Id == client.Id || row.NoContactReason != NoContactReason.NoAddress), cancel);
    }

    /// <summary>Undoes what came by one letter, if nothing else was said since.</summary>
    public async Task RemoveFrom(Guid source, CancellationToken cancel = default)
    {
        if (await store.Set<NoContactEntry>().FirstOrDefaultAsync(one => one.Source == source, cancel) is not { } entry)
        {
            return;
        }

        store.Remove(entry);
        await Mark(entry.NumberIndex, reason: null, row => row.NoContact && row.NoContactReason == entry.Reason, cancel);
    }

    /// <summary>Why the person is on the list; null when it is not.</summary>
    public async Task<NoContactReason?> ReasonFor(Client client, CancellationToken cancel = default) => (await Find(client.NumberIndex, cancel))?.Reason;

    /// <summary>
    /// A delivery is about to be seen: marks who stands on the list, and stops letters of older deliveries to whom its own file says not to write.
    /// </summary>
    public async Task Meet(DeliveryId delivery, CancellationToken cancel = default)
    {
        var (clients, list) = (store.Set<Client>(), store.Set<NoContactEntry>());
        var stopped = clients.Where(client => client.DeliveryId == delivery && client.NoContact && client.NoContactReason != NoContactReason.NoAddress).Select(client => client.NumberIndex);
        await clients.Where(client => client.DeliveryId == delivery && !client.NoContact && list.Any(entry => entry.NumberIndex == client.NumberIndex))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(client => client.NoContact, true)
                    .SetProperty(client => client.NoContactReason, client => list.Where(entry => entry.NumberIndex == client.NumberIndex).Select(entry => (NoContactReason?)entry.Reason).First()),
                cancel);
        await clients.Where(client => stopped.Contains(client.NumberIndex) && client.DeliveryId != delivery && !client.NoContact)
            .ExecuteUpdateAsync(
                set => set.SetProperty(client => client.NoContact, true).SetProperty(client => client.NoContactReason, NoContactReason.InFile),
                cancel);
        await store.Set<Delivery>().ExecuteUpdateAsync(
            set => set.SetProperty(row => row.NoContact, row => clients.Count(client => client.DeliveryId == row.Id && client.NoContact)),
            cancel);
    }

    /// <summary>For a change of keys.</summary>
    internal static SealedRows Declare(Sealer sealer, ClientIndexes indexes) => new SealedRows<NoContactEntry>(nameof(NoContactEntry.Sealed), entry =>
    {
        var context = Context(entry.OrganisationId, entry.Id);
        var number = sealer.OpenText(entry.Sealed, context);
        entry.Sealed = sealer.SealText(number, context);
        entry.NumberIndex = indexes.Number(entry.OrganisationId, number);
    });

    private Task<NoContactEntry?> Find(string numberIndex, CancellationToken cancel) =>
        store.Set<NoContactEntry>().FirstOrDefaultAsync(one => one.NumberIndex == numberIndex, cancel);

    private async Task Mark(string numberIndex, NoContactReason? reason, Func<Client, bool> which, CancellationToken cancel)
    {
        var rows = (await store.Set<Client>().Where(row => row.NumberIndex == numberIndex).ToListAsync(cancel)).FindAll(row => which(row));
        var ids = rows.ConvertAll(row => row.DeliveryId);
        var deliveries = await store.Set<Delivery>().Where(delivery => ids.Contains(delivery.Id)).ToDictionaryAsync(delivery => delivery.Id, cancel);
        foreach (var row in rows)
        {
            deliveries[row.DeliveryId].NoContact += (reason is null ? 0 : 1) - (row.NoContact ? 1 : 0);
            (row.NoContact, row.NoContactReason) = (reason is not null, reason);
        }
    }

    private static string Context(OrganisationId organisation, NoContactId id) => $"no-contact:{organisation}:{id}";
}

internal sealed class NoContactConfiguration : IInWho<NoContactEntry>
{
    public void Configure(EntityTypeBuilder<NoContactEntry> builder)
    {
        builder.ToTable("no_contacts");
        builder.HasKey(entry => new { entry.OrganisationId, entry.Id });
        builder.Property(entry => entry.NumberIndex).HasMaxLength(64);
        builder.Property(entry => entry.Sealed).HasMaxLength(1000);
        builder.HasIndex(entry => new { entry.OrganisationId, entry.NumberIndex }).IsUnique();
        builder.HasIndex(entry => new { entry.OrganisationId, entry.Source });
    }
}
