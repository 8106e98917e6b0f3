// The personal code of a case, as it is stored.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Fieldwork;

/// <summary>The personal code of a case. Found by keyed index before anybody is known; erased when the case closes.</summary>
public sealed class AccessCode : ISeenByInstallation
{
    public required OrganisationId OrganisationId { get; init; }
    public required CaseId CaseId { get; init; }
    public required RoundId RoundId { get; init; }
    public required string CodeIndex { get; set; }

    /// <summary>The sealed code itself, for reprints; null once erased.</summary>
    public byte[]? Sealed { get; set; }
}

internal sealed class AccessCodeConfiguration : IInWho<AccessCode>
{
    public void Configure(EntityTypeBuilder<AccessCode> builder)
    {
        builder.ToTable("access_codes");
        builder.HasKey(code => new { code.OrganisationId, code.CaseId });
        builder.Property(code => code.CodeIndex).HasMaxLength(64);
        builder.Property(code => code.Sealed).HasMaxLength(200);
        builder.HasOne<Case>().WithOne().HasForeignKey<AccessCode>(code => new { code.OrganisationId, code.CaseId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(code => code.CodeIndex).IsUnique();
    }
}
