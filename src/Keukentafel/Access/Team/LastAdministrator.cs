// An organisation without an administrator who can sign in would be shut to everybody; so the last one stays. Who closes or blocks an account does that for every
// organisation the account works for, and so each of them is looked at.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access.Team;

public sealed class LastAdministrator(WhoStore store, CurrentCaller caller, AccountDirectory directory)
{
    /// <summary>The refusal to end the role here of somebody who is the only administrator left; null when there is another.</summary>
    public Task<Problem?> RefuseHere(TeamMember member, CancellationToken cancel) => Refuse(member, everywhere: false, cancel);

    /// <summary>The same for ending the account itself, everywhere.</summary>
    public Task<Problem?> RefuseEverywhere(TeamMember member, CancellationToken cancel) => Refuse(member, everywhere: true, cancel);

    private async Task<Problem?> Refuse(TeamMember member, bool everywhere, CancellationToken cancel)
    {
        if (!member.MaySignIn)
        {
            return null;
        }

        // Two administrators who remove each other at the same moment, be it in two organisations, wait here for each other. On SQLite a change is alone already.
        if (store.Database.IsNpgsql())
        {
            await store.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(6273002)", cancel);
        }

        var here = caller.Caller.Here;
        var left = await directory.LeftWithout(member.Id, cancel);
        return left.FirstOrDefault(organisation => organisation.OrganisationId == here) is not null ? AccessProblems.LastAdministrator.Of(member.Name)
            : everywhere && left.Count > 0 ? AccessProblems.LastAdministratorElsewhere.Of(member.Name, left[0].Name)
            : null;
    }
}
