// An administrator invites somebody by mail address. Whether that person has an account already, here or elsewhere, the administrator does not learn from it.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Mail;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access.Invitations;

/// <param name="Email">To whom.</param>
/// <param name="Roles">What the person may do here after accepting.</param>
/// <param name="ByMail">False when the link is handed over in another way, as the command line does.</param>
public sealed record Invite(string Email, IReadOnlyList<Role> Roles, bool ByMail = true);

/// <param name="Address">The one-time link; nobody can read it back later.</param>
public sealed record Invited(InvitationId Id, string Address, DateTime ExpiresAt);

public sealed class InvitePerson(
    WhoStore store, CurrentCaller caller, AccountDirectory directory, AccountSeal accountSeal, InvitationSeal seal, Outbox outbox, AuditTrail audit,
    ISecrets secrets, TimeProvider time, Settings settings)
{
    public async Task<Result<Invited>> Handle(Invite request, CancellationToken cancel = default)
    {
        if (!EmailAddress.IsValid(request.Email))
        {
            return AccessProblems.NotAnEmail.Of("Mailadres").At("mailadres");
        }

        if (request.Roles.Count == 0)
        {
            return AccessProblems.NoRole.Of().At("rollen");
        }

        var here = caller.Caller.Here;
        if (await directory.ByEmail(request.Email, cancel) is { } account
            && await store.Set<Membership>().AnyAsync(membership => membership.AccountId == account.Id, cancel))
        {
            return AccessProblems.AlreadyMember.Of(account.Name).At("mailadres");
        }

        var candidates = accountSeal.EmailCandidates(request.Email);
        store.RemoveRange(await store.Set<Invitation>().Where(open => candidates.Contains(open.EmailIndex)).AsTracking().ToListAsync(cancel));
        await store.SaveChangesAsync(cancel);

        var organisation = await store.Set<Organisation>().FirstAsync(cancel);
        var link = OneTimeLink.New(secrets);
        var id = secrets.NewId<InvitationId>();
        var now = time.Now();
        var roles = request.Roles.Distinct().Order().ToList();
        store.Add(new Invitation
        {
            Id = id,
            OrganisationId = here,
            SealedEmail = seal.Seal(id, request.Email),
            EmailIndex = accountSeal.EmailIndexOf(request.Email),
            Roles = roles,
            TokenHash = link.Hash,
            CreatedAt = now,
            ExpiresAt = now + Invitation.Validity,
        });
        audit.Note("invitation.add", $"invitation:{id}", string.Join(", ", roles.Select(Access.Roles.NameOf)));
        var address = $"{settings.PublicAddress}/uitnodiging/{link.Token}";
        if (request.ByMail)
        {
            await outbox.Put($"invitation/{id}", InvitationMail.Of(request.Email, organisation.Name, roles, address, now + Invitation.Validity));
        }

        return new Invited(id, address, now + Invitation.Validity);
    }
}

internal static class InvitationMail
{
    public static MailMessage Of(string to, string organisation, IReadOnlyList<Role> roles, string address, DateTime expiresAt) => new(
        to,
        $"Uitnodiging om mee te werken aan het cliëntonderzoek van {organisation}",
        $"""
        Goedendag,

        {organisation} nodigt u uit om mee te werken in Keukentafel, het programma voor
        onderzoek naar de ervaringen van cliënten. Uw rol: {string.Join(", ", roles.Select(Roles.NameOf))}.

        Open deze koppeling om te beginnen:
        {address}

        De koppeling werkt één keer, tot en met {Clock.Local(expiresAt).ToString("d MMMM yyyy", Dutch.Culture)}. Geef haar aan niemand anders.
        Verwachtte u deze mail niet? Dan hoeft u niets te doen.
        """);
}
