// Somebody who is signed in chooses another password. Other sessions end; this one goes on.
using Keukentafel.Access.SigningIn;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Microsoft.AspNetCore.Identity;

namespace Keukentafel.Access.OwnAccount;

public sealed class ChangePassword(
    AccountDirectory directory, IPasswordHasher<Account> hasher, GuessBrake brake, AccountSeal seal, Accounts accounts, CurrentCaller caller, AuditTrail audit)
{
    private const string Brake = "old-password";

    /// <summary>The new security stamp.</summary>
    public async Task<Result<string>> Handle(string oldPassword, string newPassword, CancellationToken cancel = default)
    {
        var id = caller.Caller.Account!.Value;
        var account = (await directory.ById(id, cancel))!;
        if (brake.Stops(Brake, id.ToString(), GuessBrake.PerMailAddress))
        {
            return AccessProblems.TooManyGuesses.Of();
        }

        // Before the store is opened for writing: this takes long on purpose.
        if (hasher.VerifyHashedPassword(account, account.PasswordHash!, oldPassword) == PasswordVerificationResult.Failed)
        {
            brake.Failed(Brake, id.ToString());
            return AccessProblems.OldPasswordWrong.Of().At("oud");
        }

        if (PasswordRules.Check(newPassword, account.Name, seal.Email(account)) is { } weak)
        {
            return weak.At("wachtwoord");
        }

        var row = (await accounts.FindById(id))!;
        await accounts.SetPassword(row, newPassword);
        audit.Note("account.password-change", $"account:{id}");
        return row.SecurityStamp;
    }
}
