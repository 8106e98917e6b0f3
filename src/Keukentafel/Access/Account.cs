// A person who signs in, with a role in each organisation that person works for. The home organisation made the account.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Access;

public enum Role { Researcher, Fieldwork, Interviewer, DataEntry, CouncilMember, Reader, Administrator }

/// <summary>An account of ASP.NET Core Identity; its key is the value of an <see cref="Foundation.AccountId"/>.</summary>
public sealed class Account : IdentityUser<Guid>, ISeenByInstallation
{
    public const int NameMaxLength = 100;

    public required OrganisationId OrganisationId { get; init; }
    public required string Name { get; set; }
    public AccountId AccountId => new(Id);
}

/// <summary>What an account may do in an organisation; a bureau's person has one for each municipality.</summary>
public sealed class Membership : ISeenByInstallation
{
    public required OrganisationId OrganisationId { get; init; }
    public required AccountId AccountId { get; init; }
    public required Role Role { get; init; }
}

internal sealed class AccountConfiguration :
    IInWho<Account>, IInWho<Membership>, IInWho<IdentityUserClaim<Guid>>, IInWho<IdentityUserLogin<Guid>>, IInWho<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.HasKey(account => account.Id);
        builder.Ignore(account => account.AccountId);
        builder.Property(account => account.Name).HasMaxLength(Account.NameMaxLength);
        builder.Property(account => account.UserName).HasMaxLength(256);
        builder.Property(account => account.NormalizedUserName).HasMaxLength(256);
        builder.Property(account => account.Email).HasMaxLength(256);
        builder.Property(account => account.NormalizedEmail).HasMaxLength(256);
        builder.Property(account => account.ConcurrencyStamp).IsConcurrencyToken();
        builder.Property(account => account.LockoutEnd).HasConversion(
            instant => instant == null ? (DateTime?)null : instant.Value.UtcDateTime,
            instant => instant == null ? null : new DateTimeOffset(DateTime.SpecifyKind(instant.Value, DateTimeKind.Utc)));
        builder.HasIndex(account => account.NormalizedUserName).IsUnique();
        builder.HasIndex(account => account.NormalizedEmail);
        builder.HasIndex(account => account.OrganisationId);
    }

    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("memberships");
        builder.HasKey(membership => new { membership.OrganisationId, membership.AccountId, membership.Role });
        builder.HasIndex(membership => membership.AccountId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder)
    {
        builder.ToTable("account_claims");
        builder.HasKey(claim => claim.Id);
        builder.HasIndex(claim => claim.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.ToTable("account_logins");
        builder.HasKey(login => new { login.LoginProvider, login.ProviderKey });
        builder.HasIndex(login => login.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.ToTable("account_tokens");
        builder.HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
        builder.Property(token => token.Value).HasMaxLength(2000);
    }
}
