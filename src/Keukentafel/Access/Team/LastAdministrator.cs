// An organisation without an administrator who can sign in would be shut to everybody; so the last one stays.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access.Team;

public sealed class LastAdministrator(WhoStore store, AccountDirectory directory)
{
    /// <summary>The refusal to let somebody go who is the only administrator left; null when there is another.</summary>
    public async Task<Problem?> Refuse(TeamMember member, CancellationToken cancel)
    {
        if (!member.Roles.Contains(Role.Administrator) || !member.MaySignIn)
        {
            return null;
        }

        // Two administrators who remove each other at the same moment wait here for each other.
        await store.Set<Organisation>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, row => row.Name), cancel);
        var others = await store.Set<Membership>()
            .Where(row => row.Role == Role.Administrator && row.AccountId != member.Id)
            .Select(row => row.AccountId)
            .ToListAsync(cancel);
        var active = (await directory.ByIds(others, cancel)).Any(account => account.MaySignIn);
        return active ? null : AccessProblems.LastAdministrator.Of(member.Name);
    }
}
