// The one-time link by which somebody who lost the password sets a new one. An account has at most one.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Access.LostPassword;

public sealed class PasswordLink : ISeenByInstallation
{
    public static readonly TimeSpan Validity = TimeSpan.FromHours(1);

    public required OrganisationId OrganisationId { get; init; }
    public required AccountId AccountId { get; init; }
    public required string TokenHash { get; set; }
    public required DateTime ExpiresAt { get; set; }
}

internal sealed class PasswordLinkConfiguration : IInWho<PasswordLink>
{
    public void Configure(EntityTypeBuilder<PasswordLink> builder)
    {
        builder.ToTable("password_links");
        builder.HasKey(link => new { link.OrganisationId, link.AccountId });
        builder.Property(link => link.TokenHash).HasMaxLength(OneTimeLink.HashLength);
        builder.HasIndex(link => link.TokenHash).IsUnique();
    }
}
