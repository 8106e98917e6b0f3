// Looks accounts up over organisations, read only: who signs in, who calls, and whose names belong to the ids in an audit.
using Keukentafel.Access.SigningIn;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access;

/// <summary>An organisation that an account may enter, with what it may do there.</summary>
public sealed record Workplace(OrganisationId Organisation, string Code, string Name, IReadOnlyList<Role> Roles);

public sealed class AccountDirectory(StoreFactory stores, AccountSeal seal)
{
    public async Task<Account?> ByEmail(string email, CancellationToken cancel = default)
    {
        var candidates = seal.EmailCandidates(email);
        await using var store = Open();
        return await store.Set<Account>().FirstOrDefaultAsync(account => candidates.Contains(account.EmailIndex), cancel);
    }

    public async Task<Account?> ById(AccountId id, CancellationToken cancel = default)
    {
        await using var store = Open();
        return await store.Set<Account>().FirstOrDefaultAsync(account => account.Id == id, cancel);
    }

    /// <summary>The account of a session, as long as its stamp holds, it was not ended and the account may sign in.</summary>
    public async Task<(Account? Account, Workplace? Workplace)> Of(Session session, string? organisationCode, CancellationToken cancel)
    {
        await using var store = Open();
        var account = await store.Set<Account>().FirstOrDefaultAsync(account => account.Id == session.Account, cancel);
        if (account is not { MaySignIn: true } || account.SecurityStamp != session.Stamp
            || await store.Set<EndedSession>().AnyAsync(ended => ended.Number == session.Number, cancel))
        {
            return (null, null);
        }

        var workplaces = organisationCode is null ? [] : await Workplaces(store, account.Id, organisationCode, cancel);
        return (account, workplaces.FirstOrDefault());
    }

    /// <summary>The organisations that an account works for, by name.</summary>
    public async Task<IReadOnlyList<Workplace>> Workplaces(AccountId account, CancellationToken cancel = default)
    {
        await using var store = Open();
        return await Workplaces(store, account, code: null, cancel);
    }

    /// <summary>Names for ids, also of people whose account belongs to another organisation or was closed.</summary>
    public async Task<IReadOnlyDictionary<AccountId, string>> Names(IEnumerable<AccountId> ids, CancellationToken cancel = default)
    {
        var wanted = ids.Distinct().ToList();
        await using var store = Open();
        return await store.Set<Account>().Where(account => wanted.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.Name, cancel);
    }

    /// <summary>The organisations, by name, that would have no administrator who can sign in without this account.</summary>
    internal async Task<IReadOnlyList<Organisation>> LeftWithout(AccountId id, CancellationToken cancel)
    {
        await using var store = Open();
        var administrators = store.Set<Membership>().Where(row => row.Role == Role.Administrator);
        var others = store.Set<Account>().Where(account => account.Id != id && account.EmailIndex != null && !account.Blocked && account.PasswordHash != null);
        return await store.Set<Organisation>()
            .Where(organisation => administrators.Any(row => row.OrganisationId == organisation.OrganisationId && row.AccountId == id))
            .Where(organisation => !administrators.Any(row => row.OrganisationId == organisation.OrganisationId && others.Any(account => account.Id == row.AccountId)))
            .OrderBy(organisation => organisation.Name)
            .ToListAsync(cancel);
    }

    internal async Task<IReadOnlyList<Account>> ByIds(IReadOnlyCollection<AccountId> ids, CancellationToken cancel = default)
    {
        await using var store = Open();
        return await store.Set<Account>().Where(account => ids.Contains(account.Id)).ToListAsync(cancel);
    }

    private WhoStore Open() => stores.Open<WhoStore>(StoreScope.Installation, StoreAccess.Read);

    private static async Task<IReadOnlyList<Workplace>> Workplaces(WhoStore store, AccountId account, string? code, CancellationToken cancel)
    {
        var rows = await (
            from membership in store.Set<Membership>()
            join organisation in store.Set<Organisation>() on membership.OrganisationId equals organisation.OrganisationId
            where membership.AccountId == account && (code == null || organisation.Code == code)
            select new { organisation.OrganisationId, organisation.Code, organisation.Name, membership.Role }).ToListAsync(cancel);
        return rows
            .GroupBy(row => row.OrganisationId)
            .Select(group => new Workplace(group.Key, group.First().Code, group.First().Name, group.Select(row => row.Role).Order().ToList()))
            .OrderBy(workplace => workplace.Name, StringComparer.Ordinal)
            .ToList();
    }
}
