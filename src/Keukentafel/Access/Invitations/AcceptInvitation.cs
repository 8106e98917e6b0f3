// The invited person accepts: with a name and a password when the mail address has no account yet, else with the account that it has.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access.Invitations;

/// <summary>An open invitation as its link shows it.</summary>
/// <param name="HasAccount">The account that the mail address has already, whose owner must sign in to accept.</param>
public sealed record OpenInvitation(InvitationId Id, Organisation Organisation, string Email, IReadOnlyList<Role> Roles, AccountId? HasAccount);

public sealed class AcceptInvitation(
    StoreFactory stores, Pipeline pipeline, AccountDirectory directory, InvitationSeal seal, TimeProvider time)
{
    /// <summary>The invitation that a link leads to, whichever organisation it is of.</summary>
    public async Task<Result<OpenInvitation>> Find(string token, CancellationToken cancel = default)
    {
        var (hash, now) = (OneTimeLink.HashOf(token), time.Now());
        await using var store = stores.Open<WhoStore>(StoreScope.Installation, StoreAccess.Read);
        var found = await (
            from invitation in store.Set<Invitation>()
            join organisation in store.Set<Organisation>() on invitation.OrganisationId equals organisation.OrganisationId
            where invitation.TokenHash == hash && invitation.ExpiresAt > now
            select new { invitation, organisation }).FirstOrDefaultAsync(cancel);
        if (found is null)
        {
            return AccessProblems.InvitationGone.Of();
        }

        var email = seal.Email(found.invitation);
        var account = await directory.ByEmail(email, cancel);
        return new OpenInvitation(found.invitation.Id, found.organisation, email, found.invitation.Roles, account?.Id);
    }

    /// <summary>A new account, with the inviting organisation as its home.</summary>
    public async Task<Result<Session>> WithNewAccount(string token, string name, string password, CancellationToken cancel = default)
    {
        var found = await Find(token, cancel);
        if (!found.Ok)
        {
            return found.Problem;
        }

        if (PasswordRules.Check(password, name, found.Value.Email) is { } weak)
        {
            return weak.At("wachtwoord");
        }

        return await Accept(
            found.Value,
            account: null,
            async (services, invitation) =>
            {
                var account = new Account
                {
                    Id = services.GetRequiredService<ISecrets>().NewId<AccountId>(),
                    OrganisationId = invitation.Organisation.OrganisationId,
                    Name = name,
                    CreatedAt = time.Now(),
                };
                services.GetRequiredService<AccountSeal>().SetEmail(account, invitation.Email);
                services.GetRequiredService<CurrentCaller>().Caller = On(invitation, account.Id);
                var made = await services.GetRequiredService<Accounts>().CreateAsync(account, password);
                return made.Succeeded ? account : AccessProblems.InvitationGone.Of();
            },
            cancel);
    }

    /// <summary>The signed-in account takes the roles, in the inviting organisation only.</summary>
    public async Task<Result<Session>> WithAccount(string token, Session session, CancellationToken cancel = default)
    {
        var found = await Find(token, cancel);
        if (!found.Ok)
        {
            return found.Problem;
        }

        var (account, _) = await directory.Of(session, organisationCode: null, cancel);
        if (account is null || account.Id != found.Value.HasAccount)
        {
            return AccessProblems.InvitationOfSomebodyElse.Of();
        }

        var accepted = await Accept(found.Value, account.Id, (_, _) => Task.FromResult<Result<Account>>(account), cancel);
        return accepted.Ok ? session : accepted;
    }

    private Task<Result<Session>> Accept(
        OpenInvitation invitation, AccountId? account, Func<IServiceProvider, OpenInvitation, Task<Result<Account>>> who, CancellationToken cancel) =>
        pipeline.Change<WhoStore, Session>(
            On(invitation, account),
            right: null,
            async services =>
            {
                var store = services.GetRequiredService<WhoStore>();

                // Deleting is what makes it work once: of two at the same time one finds nothing to delete.
                if (await store.Set<Invitation>().Where(row => row.Id == invitation.Id).ExecuteDeleteAsync(cancel) != 1)
                {
                    return AccessProblems.InvitationGone.Of();
                }

                var person = await who(services, invitation);
                if (!person.Ok)
                {
                    return person.Problem;
                }

                var already = await store.Set<Membership>().Where(row => row.AccountId == person.Value.Id).Select(row => row.Role).ToListAsync(cancel);
                store.AddRange(invitation.Roles.Except(already).Select(role => new Membership
                {
                    OrganisationId = invitation.Organisation.OrganisationId,
                    AccountId = person.Value.Id,
                    Role = role,
                }));
                services.GetRequiredService<AuditTrail>().Note(
                    "invitation.accept", $"account:{person.Value.Id}", string.Join(", ", invitation.Roles.Select(Roles.NameOf)));
                return new Session(person.Value.Id, person.Value.SecurityStamp, Factor.None);
            },
            cancel);

    private static Caller On(OpenInvitation invitation, AccountId? account) => new() { Account = account, Organisation = invitation.Organisation.OrganisationId };
}
