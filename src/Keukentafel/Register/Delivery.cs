// A delivery is one file that a municipality handed over as its register. Its clients belong to it, and undoing the import takes them all away.
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

public enum DeliveryStatus
{
    /// <summary>The file is here; its columns are being named, or it is being checked. Nothing of it is a client yet.</summary>
    Preview,

    /// <summary>Clients are being stored; nobody sees them before all are there.</summary>
    Importing,

    Imported,

    /// <summary>Taken back: its clients are gone or going.</summary>
    Undone,
}

public sealed class Delivery : IOwned
{
    public const int FileNameMaxLength = 200;
    public const int MappingMaxLength = 20_000;
    public const int FindingsMaxLength = 200_000;

    public required DeliveryId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required string FileName { get; init; }
    public required DateTime CreatedAt { get; init; }

    /// <summary>The sealed file; null once its clients are stored.</summary>
    public UploadId? UploadId { get; set; }
    public DeliveryStatus Status { get; set; } = DeliveryStatus.Preview;

    /// <summary>Which column is what (<see cref="ColumnMapping"/>), as JSON.</summary>
    public string Mapping { get; set; } = "{}";

    /// <summary>Names of the attributes that the clients carry: the candidates for frame variables.</summary>
    public List<string> Attributes { get; set; } = [];

    /// <summary>Classes that were combined after the import (<see cref="CombinedClasses"/>), as JSON.</summary>
    public string Combined { get; set; } = "{}";

    /// <summary>What the last check found (<see cref="CheckOutcome"/>), as JSON without contact data; empty before the first check.</summary>
    public string Findings { get; set; } = "";

    /// <summary>The work on it that was asked for last.</summary>
    public JobId? JobId { get; set; }
    public int Clients { get; set; }

    /// <summary>How many of them are not to be contacted.</summary>
    public int NoContact { get; set; }

    /// <summary>Rows of the file, without its header.</summary>
    public int Rows { get; set; }

    /// <summary>The last row whose client is stored: where an import that was cut off goes on.</summary>
    public int RowsRead { get; set; }
    public DateTime? ImportedAt { get; set; }
}

internal sealed class DeliveryConfiguration : IInWho<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(delivery => new { delivery.OrganisationId, delivery.Id });
        builder.Property(delivery => delivery.Mapping).HasMaxLength(Delivery.MappingMaxLength);
        builder.Property(delivery => delivery.Attributes).HasMaxLength(8000);
        builder.Property(delivery => delivery.Combined).HasMaxLength(Delivery.MappingMaxLength);
        builder.Property(delivery => delivery.Findings).HasMaxLength(Delivery.FindingsMaxLength);
    }
}
