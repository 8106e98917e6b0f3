// Finds out who knocks, at every door: nobody → sign-in; not of this organisation → as if it did not exist; a role that needs a second factor → not without it.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Microsoft.AspNetCore.WebUtilities;

namespace Keukentafel.Access;

internal static class Doorkeeper
{
    public static async Task<(Caller? Caller, IResult? Otherwise)> Identify(HttpContext http, Door door)
    {
        var session = Session.Of(http);
        if (door.Audience == Audience.Anyone && session is null or { Factor: Factor.Awaited })
        {
            return (new Caller(), null);
        }

        if (session is null or { Factor: Factor.Awaited })
        {
            return (null, ToSignIn(http));
        }

        var code = door.Audience == Audience.Staff ? http.GetRouteValue("organisatie") as string ?? "" : null;
        var (account, workplace) = await http.RequestServices.GetRequiredService<AccountDirectory>().Of(session, code, http.RequestAborted);
        if (account is null)
        {
            await Session.End(http);
            return door.Audience == Audience.Anyone ? (new Caller(), null) : (null, ToSignIn(http));
        }

        // Outside an organisation a person acts on the own account only, which belongs to the home organisation.
        var caller = new Caller { Account = account.Id, Name = account.Name, Organisation = door.Audience == Audience.Anyone ? null : account.OrganisationId };
        if (code is null)
        {
            return (caller, null);
        }

        if (workplace is null)
        {
            http.RequestServices.GetRequiredService<CurrentCaller>().Caller = caller with { Organisation = null };
            return (null, http.RequestServices.GetRequiredService<RefusalPage>()(http, PipelineProblems.NotFound.Of()));
        }

        var rights = Roles.RightsOf(workplace.Roles);
        if (Roles.NeedSecondFactor(rights) && session.Factor != Factor.Given)
        {
            return (null, TypedResults.Redirect(QueryHelpers.AddQueryString("/bureau/tweede-stap", "terug", Return(http))));
        }

        return (caller with { Organisation = workplace.Organisation, OrganisationCode = workplace.Code, OrganisationName = workplace.Name, Rights = rights }, null);
    }

    /// <summary>Only an address of this site is gone back to.</summary>
    public static string SafeReturn(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal) && !address.Any(char.IsControl) ? address : "/bureau";

    private static IResult ToSignIn(HttpContext http) => TypedResults.Redirect(QueryHelpers.AddQueryString("/aanmelden", "terug", Return(http)));

    private static string Return(HttpContext http) => HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/bureau";
}
