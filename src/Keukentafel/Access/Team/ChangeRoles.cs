// An administrator changes what somebody may do here.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access.Team;

public sealed class ChangeRoles(WhoStore store, SeeTeam team, LastAdministrator last, CurrentCaller caller, AuditTrail audit)
{
    public async Task<Result<Done>> Handle(AccountId id, IReadOnlyList<Role> roles, CancellationToken cancel = default)
    {
        var found = await team.One(id, cancel);
        if (!found.Ok)
        {
            return found.Problem;
        }

        if (roles.Count == 0)
        {
            return AccessProblems.NoRole.Of().At("rollen");
        }

        var member = found.Value;
        if (!roles.Contains(Role.Administrator) && await last.RefuseHere(member, cancel) is { } refusal)
        {
            return refusal;
        }

        var rows = await store.Set<Membership>().Where(row => row.AccountId == id).ToListAsync(cancel);
        store.RemoveRange(rows.Where(row => !roles.Contains(row.Role)));
        store.AddRange(roles.Distinct().Except(member.Roles).Select(role => new Membership { OrganisationId = caller.Caller.Here, AccountId = id, Role = role }));
        audit.Note("account.roles", $"account:{id}", $"van {Names(member.Roles)} naar {Names(roles)}");
        return Done.It;
    }

    private static string Names(IEnumerable<Role> roles) => string.Join(", ", roles.Order().Select(Roles.NameOf));
}
