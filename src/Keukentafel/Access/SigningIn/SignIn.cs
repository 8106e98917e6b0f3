// Signing in: mail address and password, then the second factor where the account has one. The password is checked outside any transaction, because that takes long
// on purpose; an attempt is counted before it is looked at.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.AspNetCore.Identity;

namespace Keukentafel.Access.SigningIn;

public sealed class SignIn(AccountDirectory directory, Pipeline pipeline, IPasswordHasher<Account> hasher, GuessBrake brake)
{
    // Compared against when there is no account, so that the answer takes as long.
    private static string? nobodysHash;

    /// <param name="network">The address that the request came from.</param>
    public async Task<Result<Session>> WithPassword(string email, string password, string network, CancellationToken cancel = default)
    {
        var normal = AccountSeal.Normal(email);
        if (brake.Stops(GuessBrake.Network, network, GuessBrake.PerNetwork))
        {
            return AccessProblems.TooManyGuesses.Of();
        }

        var stopped = brake.Stops(GuessBrake.Mail, normal, GuessBrake.PerMailAddress);
        var account = await directory.ByEmail(normal, cancel);
        var mayTry = !stopped && account is { MaySignIn: true } && await Change(account, async (accounts, row, _) => await accounts.MayTry(row), cancel);
        var hash = mayTry ? account!.PasswordHash! : nobodysHash ??= hasher.HashPassword(null!, "nobody");
        var verified = hasher.VerifyHashedPassword(account!, hash, password.Length <= PasswordRules.MaxLength ? password : "");
        if (!mayTry || verified == PasswordVerificationResult.Failed)
        {
            brake.Failed(GuessBrake.Network, network);
            brake.Failed(GuessBrake.Mail, normal);
            if (mayTry)
            {
                await Change(account!, (_, _, audit) => Note(audit, "account.wrong-password", account!), cancel);
            }

            return AccessProblems.SignInFailed.Of();
        }

        brake.Forget(GuessBrake.Mail, normal);
        if (account!.SecondFactorOn)
        {
            return new Session(account.Id, account.SecurityStamp, Factor.Awaited);
        }

        await Change(account, (accounts, row, audit) => Entered(accounts, row, audit), cancel);
        return new Session(account.Id, account.SecurityStamp, Factor.None);
    }

    public Task<Result<Session>> WithCode(Session halfway, string code, string network, CancellationToken cancel = default) =>
        SecondStep(halfway, network, (accounts, account) => accounts.VerifyTwoFactorTokenAsync(account, AuthenticatorCodes.Name, code), AccessProblems.CodeFailed, cancel);

    /// <summary>For who lost the phone; each recovery code works once.</summary>
    public Task<Result<Session>> WithRecoveryCode(Session halfway, string code, string network, CancellationToken cancel = default) =>
        SecondStep(halfway, network, async (accounts, account) => (await accounts.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded, AccessProblems.RecoveryCodeFailed, cancel);

    private async Task<Result<Session>> SecondStep(
        Session halfway, string network, Func<Accounts, Account, Task<bool>> verify, ProblemKind otherwise, CancellationToken cancel)
    {
        if (brake.Stops(GuessBrake.Network, network, GuessBrake.PerNetwork))
        {
            return AccessProblems.TooManyGuesses.Of();
        }

        var (account, _) = await directory.Of(halfway, organisationCode: null, cancel);
        if (account is null || halfway.Factor != Factor.Awaited)
        {
            return AccessProblems.SignInAgain.Of();
        }

        var right = await Change(
            account,
            async (accounts, row, audit) =>
            {
                if (!await accounts.MayTry(row) || !await verify(accounts, row))
                {
                    return await Note(audit, "account.wrong-code", row) && false;
                }

                return await Entered(accounts, row, audit);
            },
            cancel);
        if (!right)
        {
            brake.Failed(GuessBrake.Network, network);
            return otherwise.Of();
        }

        return halfway with { Factor = Factor.Given };
    }

    private static async Task<bool> Entered(Accounts accounts, Account account, AuditTrail audit)
    {
        await accounts.ResetAccessFailedCountAsync(account);
        return await Note(audit, "account.sign-in", account);
    }

    private static Task<bool> Note(AuditTrail audit, string act, Account account)
    {
        audit.Note(act, $"account:{account.Id}");
        return Task.FromResult(true);
    }

    /// <summary>Changes the account in the scope of its home organisation. Also an attempt that failed is kept.</summary>
    private async Task<bool> Change(Account account, Func<Accounts, Account, AuditTrail, Task<bool>> act, CancellationToken cancel)
    {
        var caller = new Caller { Account = account.Id, Organisation = account.OrganisationId, Name = account.Name };
        var result = await pipeline.Change<WhoStore, bool>(
            caller,
            right: null,
            async services =>
            {
                var accounts = services.GetRequiredService<Accounts>();
                return await accounts.FindById(account.Id) is { } row && await act(accounts, row, services.GetRequiredService<AuditTrail>());
            },
            cancel);
        return result.Value;
    }
}
