// Setting up the authenticator app: a key that only this form knows, kept once a first code proves that the app has it.
using System.Buffers.Text;
using System.Security.Cryptography;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Keys;
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Access.OwnAccount;

/// <summary>A key that is offered to an app.</summary>
/// <param name="Key">In base 32, for who types it.</param>
/// <param name="Address">For the QR code.</param>
/// <param name="Ticket">The key sealed for this account, which the form sends back.</param>
public sealed record FactorOffer(string Key, string Address, string Ticket);

/// <param name="Stamp">The new security stamp.</param>
/// <param name="RecoveryCodes">Shown once.</param>
public sealed record FactorSet(string Stamp, IReadOnlyList<string> RecoveryCodes);

public sealed class SecondFactorSetup(
    Accounts accounts, AccountDirectory directory, AccountSeal seal, Sealer sealer, CurrentCaller caller, AuditTrail audit, TimeProvider time)
{
    private const int RecoveryCodeCount = 10;
    private const string Issuer = "Keukentafel";
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(30);

    /// <summary>A new key, or the one that the form had already.</summary>
    public async Task<FactorOffer> Offer(string? ticket = null, CancellationToken cancel = default)
    {
        var account = (await directory.ById(Me, cancel))!;
        var key = KeyOf(ticket);
        if (key is null)
        {
            key = accounts.GenerateNewAuthenticatorKey();
            var until = new DateTimeOffset(time.Now() + Validity, TimeSpan.Zero).ToUnixTimeSeconds();
            ticket = Base64Url.EncodeToString(sealer.SealText($"{key} {until}", Context));
        }

        return new FactorOffer(key, AuthenticatorCodes.Address(key, seal.Email(account), Issuer), ticket!);
    }

    public async Task<Result<FactorSet>> Confirm(string ticket, string code)
    {
        if (KeyOf(ticket) is not { } key)
        {
            return AccessProblems.SetupExpired.Of();
        }

        var account = (await accounts.FindById(Me))!;
        var again = account.SecondFactorOn;
        (account.SecondFactorStep, account.SecondFactorOn) = (0, true);
        seal.SetSecondFactor(account, key);
        if (!await accounts.VerifyTwoFactorTokenAsync(account, AuthenticatorCodes.Name, code))
        {
            return AccessProblems.SetupCodeWrong.Of().At("code");
        }

        await accounts.UpdateSecurityStampAsync(account);
        audit.Note(again ? "account.second-factor-change" : "account.second-factor-set", $"account:{Me}");
        return new FactorSet(account.SecurityStamp, await NewCodes(account));
    }

    /// <summary>New recovery codes; the old ones stop working.</summary>
    public async Task<Result<FactorSet>> RenewRecoveryCodes()
    {
        var account = (await accounts.FindById(Me))!;
        audit.Note("account.recovery-codes", $"account:{Me}");
        return new FactorSet(account.SecurityStamp, await NewCodes(account));
    }

    private AccountId Me => caller.Caller.Account!.Value;

    private string Context => $"new-factor/{Me}";

    private async Task<IReadOnlyList<string>> NewCodes(Account account) =>
        [.. (await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodeCount))!];

    private string? KeyOf(string? ticket)
    {
        try
        {
            var parts = string.IsNullOrEmpty(ticket) ? [] : sealer.OpenText(Base64Url.DecodeFromChars(ticket), Context).Split(' ');
            return parts is [var key, var until] && long.Parse(until, System.Globalization.CultureInfo.InvariantCulture) > new DateTimeOffset(time.Now(), TimeSpan.Zero).ToUnixTimeSeconds()
                ? key
                : null;
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
