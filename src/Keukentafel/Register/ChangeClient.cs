// Changes to one client: not to be contacted and why, to be contacted again, another address.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Register.Import;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register;

public sealed record NewAddress(string Street, string HouseNumber, string Postcode, string Town, string Email, string Phone);

public sealed class ChangeClient(WhoStore store, SealedContacts contacts, ClientIndexes indexes, NoContactList list, AuditTrail audit)
{
    public async Task<Result<Done>> StopContact(ClientId id, NoContactReason reason)
    {
        if (await Find(id) is not var (client, _))
        {
            return RegisterProblems.NoSuchClient.Of();
        }

        await list.Add(client, reason);
        audit.Note("client.no-contact", $"client:{id}", $"Niet benaderen: {RegisterTexts.Of(reason)}.");
        return Done.It;
    }

    public async Task<Result<Done>> AllowContact(ClientId id)
    {
        if (await Find(id) is not var (client, _))
        {
            return RegisterProblems.NoSuchClient.Of();
        }

        await list.Remove(client);
        audit.Note("client.contact", $"client:{id}", "Mag weer benaderd worden.");
        return Done.It;
    }

    public async Task<Result<Done>> CorrectAddress(ClientId id, NewAddress address)
    {
        if (await Find(id) is not var (client, delivery))
        {
            return RegisterProblems.NoSuchClient.Of();
        }

        var problems = new List<Problem>();
        if (address.Postcode.Length > 0 && !ClientValues.IsPostcode(address.Postcode))
        {
            problems.Add(RegisterProblems.NotAPostcode.Of(address.Postcode).At("postcode"));
        }

        if (address.Email.Length > 0 && !ClientValues.IsEmail(address.Email))
        {
            problems.Add(RegisterProblems.NotAnEmail.Of().At("mailadres"));
        }

        if (Problem.Of(problems) is { } problem)
        {
            return problem;
        }

        var details = contacts.Open(client) with
        {
            Street = address.Street,
            HouseNumber = address.HouseNumber,
            Postcode = ClientValues.Postcode(address.Postcode),
            Town = address.Town,
            Email = address.Email,
            Phone = address.Phone,
        };
        client.Sealed = contacts.Seal(client.OrganisationId, client.Id, details);
        client.AddressIndex = indexes.Address(client.OrganisationId, details.Postcode, details.HouseNumber);
        if (client.NoContactReason == NoContactReason.NoAddress && details.HasAddress)
        {
            Set(client, delivery, await list.ReasonFor(client));
        }

        audit.Note("client.address", $"client:{id}", "Adres of andere contactgegevens verbeterd.");
        return Done.It;
    }

    private async Task<(Client, Delivery)?> Find(ClientId id)
    {
        var client = await store.Set<Client>().FirstOrDefaultAsync(client => client.Id == id);
        var delivery = client is null ? null : await store.Set<Delivery>().FirstOrDefaultAsync(delivery => delivery.Id == client.DeliveryId && delivery.Status == DeliveryStatus.Imported);
        return delivery is null ? null : (client!, delivery);
    }

    private static void Set(Client client, Delivery delivery, NoContactReason? reason)
    {
        delivery.NoContact += (reason is null ? 0 : 1) - (client.NoContact ? 1 : 0);
        (client.NoContact, client.NoContactReason) = (reason is not null, reason);
    }
}
