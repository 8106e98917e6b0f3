// The doors of an administrator to the accounts of the organisation.
using Keukentafel.Access.Invitations;
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access.Team;

/// <summary>An invitation that was not accepted yet.</summary>
public sealed record WaitingInvitation(InvitationId Id, string Email, IReadOnlyList<Role> Roles, DateTime ExpiresAt, bool Expired);

internal static class TeamPages
{
    public static async Task<IResult> Show(SeeTeam team, WhoStore store, InvitationSeal seal, TimeProvider time, HttpContext http) =>
        Answer.Page<TeamPage>(await Parameters(team, store, seal, time, http));

    public static async Task<IResult> Invite(
        Form form, InvitePerson invite, SeeTeam team, WhoStore store, InvitationSeal seal, TimeProvider time, CurrentCaller current, HttpContext http)
    {
        var email = form.Email("mailadres", "Mailadres");
        var roles = RolesOf(form);
        if (roles.Count == 0)
        {
            form.Refuse("rollen", AccessProblems.NoRole.Of());
        }

        var invited = form.Problem is { } unfilled ? (Result<Invited>)unfilled : await invite.Handle(new Invite(email, roles), http.RequestAborted);
        if (invited.Ok)
        {
            return Answer.Done(http, Address(current), $"De uitnodiging gaat per mail naar {email}. Zij is {Invitation.Validity.Days} dagen geldig.");
        }

        var parameters = await Parameters(team, store, seal, time, http);
        (parameters["Email"], parameters["Chosen"]) = (email, roles);
        return Answer.Refuse<TeamPage>(invited.Problem, parameters);
    }

    public static async Task<IResult> Withdraw(Guid invitation, WithdrawInvitation withdraw, CurrentCaller current, HttpContext http)
    {
        var done = await withdraw.Handle(InvitationId.From(invitation), http.RequestAborted);
        return done.Ok ? Answer.Done(http, Address(current), "De uitnodiging is ingetrokken.") : Answer.Refuse(done.Problem);
    }

    public static async Task<IResult> ShowOne(Guid account, SeeTeam team, HttpContext http)
    {
        var found = await team.One(AccountId.From(account), http.RequestAborted);
        return found.Ok ? Answer.Page<TeamMemberPage>(new { Member = found.Value, Chosen = found.Value.Roles }) : Answer.Refuse(found.Problem);
    }

    public static Task<IResult> Roles(Guid account, Form form, ChangeRoles change, SeeTeam team, CurrentCaller current, HttpContext http)
    {
        var roles = RolesOf(form);
        return Act(account, team, current, http, (id, cancel) => change.Handle(id, roles, cancel), name => $"De rollen van {name} zijn gewijzigd.", roles);
    }

    public static Task<IResult> Block(Guid account, BlockAccount block, SeeTeam team, CurrentCaller current, HttpContext http) =>
        Act(account, team, current, http, (id, cancel) => block.Handle(id, blocked: true, cancel), name => $"{name} is geblokkeerd en nergens meer aangemeld.");

    public static Task<IResult> Release(Guid account, BlockAccount block, SeeTeam team, CurrentCaller current, HttpContext http) =>
        Act(account, team, current, http, (id, cancel) => block.Handle(id, blocked: false, cancel), name => $"{name} kan zich weer aanmelden.");

    public static Task<IResult> Reset(Guid account, ResetSecondFactor reset, SeeTeam team, CurrentCaller current, HttpContext http) =>
        Act(account, team, current, http, reset.Handle, name => $"De tweede stap van {name} is gewist. Bij de volgende keer aanmelden stelt {name} een nieuwe app in.");

    public static Task<IResult> Remove(Guid account, RemovePerson remove, SeeTeam team, CurrentCaller current, HttpContext http) =>
        Act(account, team, current, http, remove.Handle, name => $"{name} heeft hier geen toegang meer.");

    private static async Task<IResult> Act(
        Guid account, SeeTeam team, CurrentCaller current, HttpContext http,
        Func<AccountId, CancellationToken, Task<Result<Done>>> act, Func<string, string> told, IReadOnlyList<Role>? chosen = null)
    {
        var member = await team.One(AccountId.From(account), http.RequestAborted);
        if (!member.Ok)
        {
            return Answer.Refuse(member.Problem);
        }

        var done = await act(member.Value.Id, http.RequestAborted);
        return done.Ok
            ? Answer.Done(http, Address(current), told(member.Value.Name))
            : Answer.Refuse<TeamMemberPage>(
                done.Problem, new Dictionary<string, object?>(StringComparer.Ordinal) { ["Member"] = member.Value, ["Chosen"] = chosen ?? member.Value.Roles });
    }

    private static string Address(CurrentCaller current) => $"/bureau/{current.Caller.OrganisationCode}/accounts";

    private static List<Role> RolesOf(Form form) =>
        form.All("rollen").Where(text => Enum.TryParse<Role>(text, out var role) && Enum.IsDefined(role)).Select(Enum.Parse<Role>).Distinct().ToList();

    private static async Task<Dictionary<string, object?>> Parameters(SeeTeam team, WhoStore store, InvitationSeal seal, TimeProvider time, HttpContext http)
    {
        var now = time.Now();
        var invitations = await store.Set<Invitation>().OrderBy(invitation => invitation.CreatedAt).ToListAsync(http.RequestAborted);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["Members"] = await team.All(http.RequestAborted),
            ["Invitations"] = invitations.ConvertAll(one => new WaitingInvitation(one.Id, seal.Email(one), one.Roles, one.ExpiresAt, one.ExpiresAt <= now)),
        };
    }
}
