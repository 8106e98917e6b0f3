// Municipalities, and bureaus that work for them. Its rows are keyed by their own organisation id, so that the same rules of sight hold for them.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Access;

public enum OrganisationKind { Municipality, Bureau }

public sealed class Organisation : ISeenByInstallation
{
    public const int NameMaxLength = 100;
    public const int CodeMaxLength = 20;
    public const int SupportMaxLength = 600;

    public required OrganisationId OrganisationId { get; init; }

    /// <summary>The municipality's code (GM0014; GM9001 and up are invented), or a code of its own for a bureau. Used in addresses.</summary>
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required OrganisationKind Kind { get; init; }

    /// <summary>What the letters print: sender, return address, telephone, mail address.</summary>
    public string Address { get; set; } = "";
    public string Phone { get; set; } = "";
    public string Email { get; set; } = "";

    /// <summary>Where residents get free, independent client support (cliëntondersteuning): told to everybody who answered. Null is not filled in.</summary>
    public string? Support { get; set; }
    public byte[]? Logo { get; set; }
    public string? LogoType { get; set; }

    /// <summary>An invented municipality: every page and print says so.</summary>
    public bool Invented => Code.StartsWith("GM9", StringComparison.Ordinal) && Code.Length == 6 && Code != "GM9000";
}

internal sealed class OrganisationConfiguration : IInWho<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisations");
        builder.HasKey(organisation => organisation.OrganisationId);
        builder.Property(organisation => organisation.Code).HasMaxLength(Organisation.CodeMaxLength);
        builder.Property(organisation => organisation.Name).HasMaxLength(Organisation.NameMaxLength);
        builder.Property(organisation => organisation.Support).HasMaxLength(Organisation.SupportMaxLength);
        builder.Property(organisation => organisation.Logo).HasMaxLength(500_000);
        builder.HasIndex(organisation => organisation.Code).IsUnique();
        builder.Ignore(organisation => organisation.Invented);
    }
}
