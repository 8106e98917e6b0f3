// An open invitation to work for an organisation in some roles. It is gone once it was accepted, withdrawn or replaced.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Access.Invitations;

public readonly record struct InvitationId(Guid Value) : IId<InvitationId>
{
    public static InvitationId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public sealed class Invitation : ISeenByInstallation
{
    public static readonly TimeSpan Validity = TimeSpan.FromDays(7);

    public required InvitationId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required byte[] SealedEmail { get; set; }
    public required string EmailIndex { get; set; }
    public required IReadOnlyList<Role> Roles { get; init; }
    public required string TokenHash { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }

    internal static string SealContext(InvitationId id) => $"invitation/{id}";
}

/// <summary>Opens the mail address of an invitation.</summary>
public sealed class InvitationSeal(Sealer sealer)
{
    /// <summary>For a change of keys.</summary>
    internal SealedRows Declare(AccountSeal accounts) => new SealedRows<Invitation>(nameof(Invitation.SealedEmail), invitation =>
    {
        var email = Email(invitation);
        invitation.SealedEmail = Seal(invitation.Id, email);
        invitation.EmailIndex = accounts.EmailIndexOf(email);
    });

    public string Email(Invitation invitation) => sealer.OpenText(invitation.SealedEmail, Invitation.SealContext(invitation.Id));

    public byte[] Seal(InvitationId id, string email) => sealer.SealText(email, Invitation.SealContext(id));
}

internal sealed class InvitationConfiguration : IInWho<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations");
        builder.HasKey(invitation => new { invitation.OrganisationId, invitation.Id });
        builder.Property(invitation => invitation.SealedEmail).HasMaxLength(1000);
        builder.Property(invitation => invitation.EmailIndex).HasMaxLength(64);
        builder.Property(invitation => invitation.TokenHash).HasMaxLength(OneTimeLink.HashLength);
        builder.Property(invitation => invitation.Roles).HasMaxLength(200).HasConversion(
            roles => string.Join(' ', roles),
            text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>).ToList(),
            new Microsoft.EntityFrameworkCore.ChangeTracking.ValueComparer<IReadOnlyList<Role>>(
                (left, right) => left!.SequenceEqual(right!), roles => roles.Count, roles => roles.ToList()));
        builder.HasIndex(invitation => new { invitation.OrganisationId, invitation.EmailIndex }).IsUnique();
        builder.HasIndex(invitation => invitation.TokenHash).IsUnique();
    }
}
