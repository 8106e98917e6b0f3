// Looks at contact data: a page of the list, a search, one client. Every look is noted with the clients that were seen; what was searched for is not.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register;

/// <summary>A client with the contact details opened.</summary>
public sealed record OpenClient(Client Client, ContactDetails Details);

/// <param name="Total">How many there are in all.</param>
public sealed record ClientList(IReadOnlyList<OpenClient> Clients, int Total, int Page)
{
    public int Pages => Math.Max(1, (Total + SeeClients.PageSize - 1) / SeeClients.PageSize);
}

/// <summary>What somebody is looked up by: the number, the surname, or the postcode with the house number.</summary>
public sealed record ClientSearch(string Number, string Surname, string Postcode, string HouseNumber);

public sealed record ClientView(OpenClient Client, Delivery Delivery, IReadOnlyDictionary<string, string> Attributes);

public sealed class SeeClients(WhoStore store, SealedContacts contacts, ClientIndexes indexes, CurrentCaller caller, AuditTrail audit)
{
    /// <summary>As many as can be named in one line of the audit.</summary>
    public const int PageSize = 25;

    public async Task<Result<ClientList>> List(DeliveryId? delivery, int page, CancellationToken cancel = default)
    {
        var clients = Visible().Where(client => delivery == null || client.DeliveryId == delivery);
        return await Page(clients, page, $"Lijst, bladzijde {Math.Max(1, page)}", cancel);
    }

    public async Task<Result<ClientList>> Search(ClientSearch search, int page, CancellationToken cancel = default)
    {
        var here = caller.Caller.Here;
        var clients = Visible();
        var by = new List<string>();
        if (search.Number.Length > 0)
        {
            var numbers = indexes.Numbers(here, search.Number);
            clients = clients.Where(client => numbers.Contains(client.NumberIndex));
            by.Add("cliëntnummer");
        }

        if (search.Surname.Length > 0)
        {
            var names = indexes.Surnames(here, search.Surname);
            clients = clients.Where(client => names.Contains(client.NameIndex));
            by.Add("achternaam");
        }

        if (search.Postcode.Length > 0 || search.HouseNumber.Length > 0)
        {
            if (search.Postcode.Length == 0 || search.HouseNumber.Length == 0)
            {
                return RegisterProblems.PostcodeWithoutNumber.Of().At(search.Postcode.Length == 0 ? "postcode" : "huisnummer");
            }

            var addresses = indexes.Addresses(here, search.Postcode, search.HouseNumber);
            clients = clients.Where(client => addresses.Contains(client.AddressIndex));
            by.Add("adres");
        }

        return by.Count == 0 ? RegisterProblems.NothingToSearch.Of().At("nummer") : await Page(clients, page, $"Gezocht op {string.Join(" en ", by)}", cancel);
    }

    public async Task<Result<ClientView>> One(ClientId id, CancellationToken cancel = default)
    {
        if (await Visible().FirstOrDefaultAsync(client => client.Id == id, cancel) is not { } client)
        {
            return RegisterProblems.NoSuchClient.Of();
        }

        var delivery = await store.Set<Delivery>().AsNoTracking().FirstAsync(delivery => delivery.Id == client.DeliveryId, cancel);
        audit.Look("client.see", $"client:{id}", "Eén cliënt bekeken.");
        var attributes = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(client.Attributes)!;
        return new ClientView(new OpenClient(client, contacts.Open(client)), delivery, attributes);
    }

    /// <summary>Clients of imports that are complete.</summary>
    private IQueryable<Client> Visible() => store.Set<Client>().AsNoTracking()
        .Where(client => store.Set<Delivery>().Any(delivery => delivery.Id == client.DeliveryId && delivery.Status == DeliveryStatus.Imported));

    private async Task<ClientList> Page(IQueryable<Client> clients, int page, string how, CancellationToken cancel)
    {
        var total = await clients.CountAsync(cancel);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var some = await clients.OrderBy(client => client.Id).Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        audit.Look("clients.see", $"clients:{some.Count}", $"{how}: {string.Join(' ', some.Select(client => client.Id.Value.ToString("N")))}");
        return new ClientList(some.ConvertAll(client => new OpenClient(client, contacts.Open(client))), total, shown);
    }
}
