// The people a study draws from. Name, address and client number are sealed; they are found again by keyed blind index only.
// What may be analysed stands open, as attributes.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Register;

public readonly record struct ClientId(Guid Value) : IId<ClientId>
{
    public static ClientId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

/// <summary>Why somebody is not to be contacted.</summary>
public enum NoContactReason
{
    /// <summary>The municipality's file said so.</summary>
    InFile,

    /// <summary>Letters are needed and there is no full address.</summary>
    NoAddress,

    Deceased,
    MovedAway,

    /// <summary>The client, or somebody on the client's behalf, asked for it.</summary>
    Asked,

    /// <summary>The address is secret, or a letter may bring danger.</summary>
    Unsafe,

    Other,

    /// <summary>A letter was answered with "overleden of verhuisd".</summary>
    Gone,
}

public sealed class Client : IOwned
{
    public const int AttributesMaxLength = 8000;

    public required ClientId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required DeliveryId DeliveryId { get; init; }

    /// <summary>Keyed blind index of the client number: finds the client, tells nothing.</summary>
    public required string NumberIndex { get; set; }

    /// <summary>Keyed blind indexes to search on: surname, and postcode with house number. Empty when not given.</summary>
    public string NameIndex { get; set; } = "";
    public string AddressIndex { get; set; } = "";

    /// <summary>The sealed <see cref="ContactDetails"/>; see <see cref="SealedContacts"/>.</summary>
    public required byte[] Sealed { get; set; }

    /// <summary>Register columns that may be analysed, as a JSON object of texts; a missing value is left out. Read them through <see cref="Frame"/>.</summary>
    public required string Attributes { get; init; }

    /// <summary>Not to be contacted, for whatever reason. Such a client is never drawn.</summary>
    public bool NoContact { get; set; }
    public NoContactReason? NoContactReason { get; set; }
}

internal sealed class ClientConfiguration : IInWho<Client>
{
    public void Configure(EntityTypeBuilder<Client> builder)
    {
        builder.ToTable("clients");
        builder.HasKey(client => new { client.OrganisationId, client.Id });
        builder.Property(client => client.NumberIndex).HasMaxLength(64);
        builder.Property(client => client.NameIndex).HasMaxLength(64);
        builder.Property(client => client.AddressIndex).HasMaxLength(64);
        builder.Property(client => client.Sealed).HasMaxLength(8000);
        builder.Property(client => client.Attributes).HasMaxLength(Client.AttributesMaxLength);
        builder.HasOne<Delivery>().WithMany().HasForeignKey(client => new { client.OrganisationId, client.DeliveryId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(client => new { client.OrganisationId, client.DeliveryId, client.NumberIndex }).IsUnique();
        builder.HasIndex(client => new { client.OrganisationId, client.NumberIndex });
        builder.HasIndex(client => new { client.OrganisationId, client.NameIndex });
        builder.HasIndex(client => new { client.OrganisationId, client.AddressIndex });
    }
}
