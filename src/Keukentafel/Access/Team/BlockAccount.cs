// An administrator of the home organisation stops an account, everywhere and at once, or lets it go on.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;

namespace Keukentafel.Access.Team;

public sealed class BlockAccount(Accounts accounts, SeeTeam team, LastAdministrator last, AuditTrail audit)
{
    public async Task<Result<Done>> Handle(AccountId id, bool blocked, CancellationToken cancel = default)
    {
        var found = await team.One(id, cancel);
        if (!found.Ok)
        {
            return found.Problem;
        }

        if (!found.Value.OwnAccount)
        {
            return AccessProblems.OtherHome.Of(found.Value.Name);
        }

        if (blocked && await last.RefuseEverywhere(found.Value, cancel) is { } refusal)
        {
            return refusal;
        }

        var account = (await accounts.FindById(id))!;
        account.Blocked = blocked;
        await accounts.UpdateSecurityStampAsync(account);
        audit.Note(blocked ? "account.block" : "account.release", $"account:{id}");
        return Done.It;
    }
}
