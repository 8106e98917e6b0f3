// The people a study draws from. A delivery is one file that a municipality handed over; its clients belong to it, and undoing the import takes them all away.
// Name, address and client number are sealed; they are found again by keyed blind index only. What may be analysed stands open, as attributes.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Register;

public readonly record struct DeliveryId(Guid Value) : IId<DeliveryId>
{
    public static DeliveryId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public readonly record struct ClientId(Guid Value) : IId<ClientId>
{
    public static ClientId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public enum DeliveryStatus { Preview, Importing, Imported, Undone, Refused }

public sealed class Delivery : IOwned
{
    public required DeliveryId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required string FileName { get; init; }
    public required DateTime CreatedAt { get; init; }
    public UploadId? UploadId { get; set; }
    public DeliveryStatus Status { get; set; } = DeliveryStatus.Preview;

    /// <summary>Which column is what, as JSON.</summary>
    public string Mapping { get; set; } = "{}";

    /// <summary>Names of the attributes that the clients carry: the candidates for frame variables.</summary>
    public List<string> Attributes { get; set; } = [];
    public int Clients { get; set; }
    public int RowsRead { get; set; }
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

    /// <summary>The sealed <see cref="ContactDetails"/>.</summary>
    public required byte[] Sealed { get; set; }

    /// <summary>Register columns that may be analysed, as a JSON object of texts; a missing value is left out.</summary>
    public required string Attributes { get; init; }

    /// <summary>Not to be contacted, for whatever reason the municipality gave. Such a client is never drawn.</summary>
    public bool NoContact { get; set; }
}

/// <summary>What a letter needs. Exists outside the sealed column only while it is used.</summary>
public sealed record ContactDetails
{
    public required string ClientNumber { get; init; }
    public string Salutation { get; init; } = "";
    public string Name { get; init; } = "";
    public string Street { get; init; } = "";
    public string HouseNumber { get; init; } = "";
    public string Postcode { get; init; } = "";
    public string Town { get; init; } = "";
    public string Email { get; init; } = "";
    public string Phone { get; init; } = "";
}

internal sealed class ClientConfiguration : IInWho<Delivery>, IInWho<Client>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(delivery => new { delivery.OrganisationId, delivery.Id });
        builder.Property(delivery => delivery.Mapping).HasMaxLength(20_000);
        builder.Property(delivery => delivery.Attributes).HasMaxLength(8000);
    }

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
        builder.HasIndex(client => new { client.OrganisationId, client.NameIndex });
        builder.HasIndex(client => new { client.OrganisationId, client.AddressIndex });
    }
}
