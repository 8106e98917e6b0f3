// What a letter needs of a client: sealed in the store, open only while it is used, and never in a log.
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;

namespace Keukentafel.Register;

/// <summary>Exists outside the sealed column only while it is used. Printing it prints nothing.</summary>
public sealed record ContactDetails
{
    public required string ClientNumber { get; init; }

    /// <summary>How the client is addressed: mevrouw, de heer.</summary>
    public string Salutation { get; init; } = "";

    /// <summary>The name as an envelope prints it: J. de Vries.</summary>
    public string Name { get; init; } = "";

    /// <summary>The surname without its prefix, to search on.</summary>
    public string Surname { get; init; } = "";
    public string Street { get; init; } = "";

    /// <summary>House number with its addition: 12, 12 A, 12-3.</summary>
    public string HouseNumber { get; init; } = "";
    public string Postcode { get; init; } = "";
    public string Town { get; init; } = "";
    public string Email { get; init; } = "";
    public string Phone { get; init; } = "";

    /// <summary>Whether a letter can be delivered.</summary>
    [JsonIgnore]
    public bool HasAddress => Street.Length > 0 && HouseNumber.Length > 0 && Postcode.Length > 0 && Town.Length > 0;

    public override string ToString() => nameof(ContactDetails);
}

/// <summary>Seals and opens contact details. Whoever opens them notes it in the audit trail.</summary>
public sealed class SealedContacts(Sealer sealer)
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public byte[] Seal(OrganisationId organisation, ClientId client, ContactDetails details) =>
        sealer.Seal(JsonSerializer.SerializeToUtf8Bytes(details, Json), Context(organisation, client));

    public ContactDetails Open(Client client) =>
        JsonSerializer.Deserialize<ContactDetails>(sealer.Open(client.Sealed, Context(client.OrganisationId, client.Id)), Json)!;

    /// <summary>For a change of keys: seals the details anew and writes the indexes that were made from them.</summary>
    internal SealedRows Declare(ClientIndexes indexes) => new SealedRows<Client>(nameof(Client.Sealed), client =>
    {
        var (organisation, details) = (client.OrganisationId, Open(client));
        client.Sealed = Seal(organisation, client.Id, details);
        client.NumberIndex = indexes.Number(organisation, details.ClientNumber);
        client.NameIndex = indexes.Surname(organisation, details.Surname);
        client.AddressIndex = indexes.Address(organisation, details.Postcode, details.HouseNumber);
    });

    private static string Context(OrganisationId organisation, ClientId client) => $"client:{organisation}:{client}";
}

/// <summary>The keyed indexes by which clients are found: written the same way at import, at a correction and at a search.</summary>
public sealed class ClientIndexes(BlindIndex index)
{
    private static readonly HashSet<string> Prefixes = new("de den der des het 't 's in op aan bij onder uit van vd v.d. te ten ter tot la le les l' d' da di du dos el al ben von zu zur".Split(' '), StringComparer.OrdinalIgnoreCase);

    public string Number(OrganisationId organisation, string number) => Of(NumberContext(organisation), number.Trim());

    public IReadOnlyList<string> Numbers(OrganisationId organisation, string number) => Candidates(NumberContext(organisation), number.Trim());

    public string Surname(OrganisationId organisation, string surname) => Of(SurnameContext(organisation), Plain(WithoutPrefix(surname)));

    public IReadOnlyList<string> Surnames(OrganisationId organisation, string surname) => Candidates(SurnameContext(organisation), Plain(WithoutPrefix(surname)));

    public string Address(OrganisationId organisation, string postcode, string houseNumber) => Of(AddressContext(organisation), Place(postcode, houseNumber));

    public IReadOnlyList<string> Addresses(OrganisationId organisation, string postcode, string houseNumber) => Candidates(AddressContext(organisation), Place(postcode, houseNumber));

    /// <summary>Letters and digits only, without accents and in small letters, so that "De Boer-Crêvecœur" is found as it is typed.</summary>
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD).Where(char.IsLetterOrDigit))
        {
            plain.Append(char.ToLowerInvariant(character));
        }

        return plain.ToString();
    }

    // Files write "de Vries" in one column or in two; both are found by "Vries".
    private static string WithoutPrefix(string surname)
    {
        var words = surname.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.SkipWhile((word, i) => i < words.Length - 1 && Prefixes.Contains(word)));
    }

    // Postcode with the digits of the house number: the addition is written in too many ways.
    private static string Place(string postcode, string houseNumber)
    {
        var digits = string.Concat(houseNumber.SkipWhile(character => !char.IsAsciiDigit(character)).TakeWhile(char.IsAsciiDigit));
        return postcode.Length == 0 || digits.Length == 0 ? "" : $"{Plain(postcode)} {digits}";
    }

    private string Of(string context, string value) => value.Length == 0 ? "" : index.Of(KeyPurpose.Index, context, value);

    private IReadOnlyList<string> Candidates(string context, string value) => value.Length == 0 ? [] : index.Candidates(KeyPurpose.Index, context, value);

    private static string NumberContext(OrganisationId organisation) => $"client-number:{organisation}";

    private static string SurnameContext(OrganisationId organisation) => $"surname:{organisation}";

    private static string AddressContext(OrganisationId organisation) => $"address:{organisation}";
}
