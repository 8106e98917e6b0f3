// A person who signs in. The home organisation made the account; what the person may do is a membership, in that organisation or another.
// The mail address and the key of the second factor are sealed: whoever reads the database alone learns neither.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Access;

public sealed class Account : ISeenByInstallation
{
    public const int NameMaxLength = 100;
    public const int EmailMaxLength = 254;

    public required AccountId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required string Name { get; set; }
    public required DateTime CreatedAt { get; init; }
    public byte[] SealedEmail { get; set; } = [];

    /// <summary>Finds the account by its mail address; empty for an account that was closed.</summary>
    public string? EmailIndex { get; set; }
    public string? PasswordHash { get; set; }

    /// <summary>Changes whenever a session must end everywhere: new password, second factor, block, sign out everywhere.</summary>
    public string SecurityStamp { get; set; } = "";
    public string ConcurrencyStamp { get; set; } = "";
    public int FailedAttempts { get; set; }
    public DateTime? LockedUntil { get; set; }

    /// <summary>Stopped by an administrator of the home organisation.</summary>
    public bool Blocked { get; set; }

    /// <summary>Key of the authenticator app; the factor counts only once a first code was given (<see cref="SecondFactorOn"/>).</summary>
    public byte[]? SealedSecondFactor { get; set; }
    public bool SecondFactorOn { get; set; }

    /// <summary>Time step of the last code that was accepted: a code works once.</summary>
    public long SecondFactorStep { get; set; }

    /// <summary>Hashes of the recovery codes that are left, one a line.</summary>
    public string RecoveryCodes { get; set; } = "";

    /// <summary>Removed by its home organisation. The name stays, for the audit.</summary>
    public bool Closed => EmailIndex is null;

    public bool MaySignIn => !Closed && !Blocked && PasswordHash is not null;
}

/// <summary>What an account may do in an organisation; a bureau's person has some in each municipality it works for.</summary>
public sealed class Membership : ISeenByInstallation
{
    public required OrganisationId OrganisationId { get; init; }
    public required AccountId AccountId { get; init; }
    public required Role Role { get; init; }
}

/// <summary>Opens and seals what is sealed in an account, and finds an account by its mail address.</summary>
public sealed class AccountSeal(Sealer sealer, BlindIndex index)
{
    private const string EmailContext = "account-mail";

    public string Email(Account account) => account.SealedEmail.Length == 0 ? "" : sealer.OpenText(account.SealedEmail, Of("mail", account.Id));

    public void SetEmail(Account account, string email)
    {
        account.SealedEmail = sealer.SealText(email, Of("mail", account.Id));
        account.EmailIndex = EmailIndexOf(email);
    }

    public string EmailIndexOf(string email) => index.Of(KeyPurpose.Index, EmailContext, Normal(email));

    /// <summary>The values by which an address may stand in the database, one for each key of the keyring.</summary>
    public IReadOnlyList<string> EmailCandidates(string email) => index.Candidates(KeyPurpose.Index, EmailContext, Normal(email));

    public string? SecondFactor(Account account) =>
        account.SealedSecondFactor is { } isSealed ? sealer.OpenText(isSealed, Of("factor", account.Id)) : null;

    public void SetSecondFactor(Account account, string? key) =>
        account.SealedSecondFactor = key is null ? null : sealer.SealText(key, Of("factor", account.Id));

    internal SealedRows DeclareEmail() => new SealedRows<Account>(nameof(Account.SealedEmail), account => SetEmail(account, Email(account)));

    internal SealedRows DeclareSecondFactor() => new SealedRows<Account>(nameof(Account.SealedSecondFactor), account => SetSecondFactor(account, SecondFactor(account)));

    public static string Normal(string email) => email.Trim().ToLowerInvariant();

    private static string Of(string what, AccountId account) => $"account/{what}/{account}";
}

internal sealed class AccountConfiguration : IInWho<Account>, IInWho<Membership>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.HasKey(account => account.Id);
        builder.Ignore(account => account.Closed);
        builder.Ignore(account => account.MaySignIn);
        builder.Property(account => account.Name).HasMaxLength(Account.NameMaxLength);
        builder.Property(account => account.SealedEmail).HasMaxLength(1000);
        builder.Property(account => account.EmailIndex).HasMaxLength(64);
        builder.Property(account => account.SecurityStamp).HasMaxLength(64);
        builder.Property(account => account.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();
        builder.Property(account => account.SealedSecondFactor).HasMaxLength(200);
        builder.Property(account => account.RecoveryCodes).HasMaxLength(1000);
        builder.HasIndex(account => account.EmailIndex).IsUnique();
        builder.HasIndex(account => account.OrganisationId);
    }

    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("memberships");
        builder.HasKey(membership => new { membership.OrganisationId, membership.AccountId, membership.Role });
        builder.HasIndex(membership => membership.AccountId);
    }
}
