// How an organisation named the columns of a file, kept for its next file with the same header.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Register;

public sealed class ColumnMemory : IOwned
{
    public required OrganisationId OrganisationId { get; init; }

    /// <summary>SHA-256 over the column names in their order.</summary>
    public required string HeaderHash { get; init; }

    /// <summary>The <see cref="ColumnMapping"/>, as JSON.</summary>
    public required string Mapping { get; set; }
    public required DateTime UsedAt { get; set; }
}

internal sealed class ColumnMemoryConfiguration : IInWho<ColumnMemory>
{
    public void Configure(EntityTypeBuilder<ColumnMemory> builder)
    {
        builder.ToTable("column_memories");
        builder.HasKey(memory => new { memory.OrganisationId, memory.HeaderHash });
        builder.Property(memory => memory.HeaderHash).HasMaxLength(64);
        builder.Property(memory => memory.Mapping).HasMaxLength(Delivery.MappingMaxLength);
    }
}
