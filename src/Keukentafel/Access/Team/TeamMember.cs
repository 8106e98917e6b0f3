// Who works for an organisation, with the roles here and the state of the account.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access.Team;

/// <param name="OwnAccount">The account is of this organisation; else it is of a bureau or another municipality.</param>
public sealed record TeamMember(
    AccountId Id, string Name, string Email, IReadOnlyList<Role> Roles, bool OwnAccount, bool Blocked, bool Closed, bool SecondFactorOn)
{
    public bool MaySignIn => !Blocked && !Closed;

    public string State => this switch
    {
        { Closed: true } => "gesloten",
        { Blocked: true } => "geblokkeerd",
        _ => "actief",
    };
}

public sealed class SeeTeam(WhoStore store, CurrentCaller caller, AccountDirectory directory, AccountSeal seal)
{
    public async Task<IReadOnlyList<TeamMember>> All(CancellationToken cancel = default) => await Members(only: null, cancel);

    public async Task<Result<TeamMember>> One(AccountId id, CancellationToken cancel = default) =>
        (await Members(id, cancel)).FirstOrDefault() is { } member ? member : PipelineProblems.NotFound.Of();

    private async Task<IReadOnlyList<TeamMember>> Members(AccountId? only, CancellationToken cancel)
    {
        var here = caller.Caller.Here;
        var roles = (await store.Set<Membership>().Where(row => only == null || row.AccountId == only).ToListAsync(cancel))
            .ToLookup(row => row.AccountId, row => row.Role);
        return (await directory.ByIds(roles.Select(group => group.Key).ToList(), cancel))
            .Select(account => new TeamMember(
                account.Id, account.Name, seal.Email(account), roles[account.Id].Order().ToList(), account.OrganisationId == here, account.Blocked, account.Closed, account.SecondFactorOn))
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .ToList();
    }
}
