// Sets a new password by the link from the mail. Every session of the account ends; the second factor stays.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access.LostPassword;

public sealed class SetNewPassword(StoreFactory stores, AccountDirectory directory, AccountSeal seal, Pipeline pipeline, GuessBrake brake, TimeProvider time)
{
    /// <summary>The account that a link is for.</summary>
    public async Task<Result<Account>> Find(string token, CancellationToken cancel = default)
    {
        var (hash, now) = (OneTimeLink.HashOf(token), time.Now());
        await using var store = stores.Open<WhoStore>(StoreScope.Installation, StoreAccess.Read);
        var link = await store.Set<PasswordLink>().FirstOrDefaultAsync(row => row.TokenHash == hash && row.ExpiresAt > now, cancel);
        return link is not null && await directory.ById(link.AccountId, cancel) is { MaySignIn: true } account ? account : AccessProblems.PasswordLinkGone.Of();
    }

    public async Task<Result<Done>> Handle(string token, string password, CancellationToken cancel = default)
    {
        var found = await Find(token, cancel);
        if (!found.Ok)
        {
            return found.Problem;
        }

        var account = found.Value;
        var email = seal.Email(account);
        if (PasswordRules.Check(password, account.Name, email) is { } weak)
        {
            return weak.At("wachtwoord");
        }

        var hash = OneTimeLink.HashOf(token);
        var done = await pipeline.Change<WhoStore, Done>(
            new Caller { Account = account.Id, Organisation = account.OrganisationId },
            right: null,
            async services =>
            {
                if (await services.GetRequiredService<WhoStore>().Set<PasswordLink>().Where(row => row.TokenHash == hash).ExecuteDeleteAsync(cancel) != 1)
                {
                    return AccessProblems.PasswordLinkGone.Of();
                }

                var accounts = services.GetRequiredService<Accounts>();
                var row = (await accounts.FindById(account.Id))!;
                await accounts.SetPassword(row, password);
                await accounts.ResetAccessFailedCountAsync(row);
                services.GetRequiredService<AuditTrail>().Note("account.password-renew", $"account:{account.Id}");
                return Done.It;
            },
            cancel);
        if (done.Ok)
        {
            // Who can read the mail need not wait for the guesses of somebody else.
            brake.Forget(GuessBrake.Mail, AccountSeal.Normal(email));
        }

        return done;
    }
}
