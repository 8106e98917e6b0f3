// ASP.NET Core Identity's account keeping, with the time and the chance of the house instead of the system's.
using Keukentafel.Foundation;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Keukentafel.Access;

public sealed class Accounts(
    IUserStore<Account> store, IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher, IEnumerable<IUserValidator<Account>> accountRules,
    IEnumerable<IPasswordValidator<Account>> passwordRules, ILookupNormalizer normalizer, IdentityErrorDescriber errors, IServiceProvider services,
    ILogger<Accounts> log, TimeProvider time, ISecrets secrets)
    : UserManager<Account>(store, options, hasher, accountRules, passwordRules, normalizer, errors, services, log)
{
    public const int MaxFailedAttempts = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    public static void Add(IServiceCollection services)
    {
        services.AddScoped<AccountStore>();
        services.AddIdentityCore<Account>(identity =>
            {
                // The address is checked where it is typed; PasswordRules replaces the framework's rules.
                identity.User.AllowedUserNameCharacters = "";
                identity.Password = new PasswordOptions { RequiredLength = 1, RequiredUniqueChars = 1, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
                identity.Tokens.AuthenticatorTokenProvider = AuthenticatorCodes.Name;
            })
            .AddUserManager<Accounts>()
            .AddUserStore<AccountStore>()
            .AddPasswordValidator<PasswordRules>()
            .AddTokenProvider<AuthenticatorCodes>(AuthenticatorCodes.Name);
    }

    public Task<Account?> FindById(AccountId id) => FindByIdAsync(id.ToString());

    /// <summary>
    /// Counts an attempt before it is looked at, so that guesses side by side count too; false when there were too many.
    /// <see cref="ResetAccessFailedCountAsync"/> forgets them after a right one.
    /// </summary>
    public async Task<bool> MayTry(Account account) => !await IsLockedOutAsync(account) && (await AccessFailedAsync(account)).Succeeded;

    public override Task<bool> IsLockedOutAsync(Account user) => Task.FromResult(user.LockedUntil > time.Now());

    public override Task<IdentityResult> AccessFailedAsync(Account user)
    {
        user.FailedAttempts++;
        if (user.FailedAttempts >= MaxFailedAttempts)
        {
            (user.FailedAttempts, user.LockedUntil) = (0, time.Now() + Lockout);
        }

        return UpdateUserAsync(user);
    }

    public override Task<IdentityResult> ResetAccessFailedCountAsync(Account user)
    {
        (user.FailedAttempts, user.LockedUntil) = (0, null);
        return UpdateUserAsync(user);
    }

    /// <summary>160 bits, as RFC 4226 advises.</summary>
    public override string GenerateNewAuthenticatorKey() => Base32.Write(secrets.Bytes(20));

    /// <summary>Sets a password that <see cref="PasswordRules.Check"/> has passed; every session ends.</summary>
    public async Task SetPassword(Account account, string password)
    {
        if (!(await UpdatePasswordHash(account, password, validatePassword: true)).Succeeded)
        {
            throw new InvalidOperationException("A password was set that the rules refuse.");
        }

        await UpdateUserAsync(account);
    }

    /// <summary>Takes the second factor away; the person sets up a new one at the next sign-in.</summary>
    public async Task ForgetSecondFactor(Account account)
    {
        (account.SecondFactorOn, account.SealedSecondFactor, account.SecondFactorStep, account.RecoveryCodes) = (false, null, 0, "");
        await UpdateSecurityStampAsync(account);
    }

    /// <summary>Erases everything by which the person could sign in or be reached. The name stays, for the audit.</summary>
    public async Task Close(Account account)
    {
        (account.SealedEmail, account.EmailIndex, account.PasswordHash) = ([], null, null);
        (account.SecondFactorOn, account.SealedSecondFactor, account.RecoveryCodes) = (false, null, "");
        account.SecurityStamp = secrets.NewToken();

        // Not through Identity, whose rules want every account to have a mail address.
        await Store.UpdateAsync(account, CancellationToken.None);
    }
}
