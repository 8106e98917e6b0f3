// An administrator takes somebody out of the organisation. An account of the organisation's own is closed with that: mail address, password and second factor
// are erased, and it opens nothing anywhere. Of a person of another organisation only the roles here end.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access.Team;

public sealed class RemovePerson(WhoStore store, Accounts accounts, SeeTeam team, LastAdministrator last, AuditTrail audit)
{
    public async Task<Result<Done>> Handle(AccountId id, CancellationToken cancel = default)
    {
        var found = await team.One(id, cancel);
        if (!found.Ok)
        {
            return found.Problem;
        }

        if (await (found.Value.OwnAccount ? last.RefuseEverywhere(found.Value, cancel) : last.RefuseHere(found.Value, cancel)) is { } refusal)
        {
            return refusal;
        }

        await store.Set<Membership>().Where(row => row.AccountId == id).ExecuteDeleteAsync(cancel);
        if (found.Value.OwnAccount && await accounts.FindById(id) is { Closed: false } account)
        {
            await accounts.Close(account);
        }

        audit.Note(found.Value.OwnAccount ? "account.close" : "account.leave", $"account:{id}");
        return Done.It;
    }
}
