// The doors of whoever got an invitation. Looking changes nothing: programs that scan mail open links too.
using Keukentafel.Access.SigningIn;
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Access.Invitations;

internal static class InvitationPages
{
    public static async Task<IResult> Show(string token, AcceptInvitation accept, CurrentCaller current, HttpContext http)
    {
        var found = await accept.Find(token, http.RequestAborted);
        return found.Ok ? Page(token, found.Value, current) : Answer.Refuse(found.Problem);
    }

    public static async Task<IResult> Accept(string token, Form form, AcceptInvitation accept, CurrentCaller current, HttpContext http)
    {
        var found = await accept.Find(token, http.RequestAborted);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        if (found.Value.HasAccount is not null)
        {
            if (Session.Of(http) is not { } session || current.Caller.Account is null)
            {
                return Page(token, found.Value, current);
            }

            var joined = await accept.WithAccount(token, session, http.RequestAborted);
            return joined.Ok ? Arrive(http, found.Value) : Answer.Refuse(joined.Problem);
        }

        var name = form.Text("naam", "Uw naam", Account.NameMaxLength);
        var password = NewPasswordFields.Read(form);
        if (form.Problem is { } unfilled)
        {
            return Page(token, found.Value, current, name, unfilled);
        }

        var made = await accept.WithNewAccount(token, name, password, http.RequestAborted);
        if (!made.Ok)
        {
            return made.Problem.Field is null ? Answer.Refuse(made.Problem) : Page(token, found.Value, current, name, made.Problem);
        }

        await made.Value.Begin(http);
        return Arrive(http, found.Value);
    }

    private static IResult Arrive(HttpContext http, OpenInvitation invitation) =>
        Answer.Done(http, "/bureau", $"U werkt nu mee bij {invitation.Organisation.Name}.");

    private static IResult Page(string token, OpenInvitation invitation, CurrentCaller current, string name = "", Problem? problem = null) =>
        Answer.Page<InvitationPage>(
            new { Token = token, Invitation = invitation, SignedIn = current.Caller.Account is { } account && account == invitation.HasAccount, Name = name, Problem = problem },
            problem is null ? StatusCodes.Status200OK : Answer.StatusOf(problem));
}
