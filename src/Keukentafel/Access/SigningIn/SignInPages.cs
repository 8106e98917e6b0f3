// The doors of signing in and out. A refused sign-in is not a Refused answer: what was counted of it is stored already.
using System.Net.Sockets;
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Microsoft.AspNetCore.WebUtilities;

namespace Keukentafel.Access.SigningIn;

internal static class SignInPages
{
    public static IResult Show(string? terug) => Answer.Page<SignInPage>(new { Return = Doorkeeper.SafeReturn(terug) });

    public static async Task<IResult> Password(Form form, SignIn signIn, HttpContext http)
    {
        var to = Doorkeeper.SafeReturn(form.Raw("terug"));
        var email = form.Text("mailadres", "Mailadres", Account.EmailMaxLength);
        var password = form.Raw("wachtwoord");
        if (password.Length == 0)
        {
            form.Refuse("wachtwoord", FormProblems.Missing.Of("Wachtwoord"));
        }

        if (form.Problem is { } unfilled)
        {
            return Again(unfilled);
        }

        var entered = await signIn.WithPassword(email, password, Network(http), http.RequestAborted);
        if (!entered.Ok)
        {
            return Again(entered.Problem);
        }

        await entered.Value.Begin(http);
        return Answer.Go(entered.Value.Factor == Factor.Awaited ? QueryHelpers.AddQueryString("/aanmelden/code", "terug", to) : to);

        IResult Again(Problem problem) => Answer.Page<SignInPage>(new { Return = to, Email = email, Problem = problem }, Answer.StatusOf(problem));
    }

    public static IResult ShowCode(string? terug, HttpContext http) => SecondStep<CodePage>(http, terug);

    public static Task<IResult> Code(Form form, SignIn signIn, HttpContext http) =>
        SecondStep<CodePage>(form, http, (halfway, code, network) => signIn.WithCode(halfway, code, network, http.RequestAborted));

    public static IResult ShowRecoveryCode(string? terug, HttpContext http) => SecondStep<RecoveryCodePage>(http, terug);

    public static Task<IResult> RecoveryCode(Form form, SignIn signIn, HttpContext http) =>
        SecondStep<RecoveryCodePage>(form, http, (halfway, code, network) => signIn.WithRecoveryCode(halfway, code, network, http.RequestAborted));

    public static async Task<IResult> SignOut(SignOut signOut, HttpContext http)
    {
        await signOut.Handle(Session.Of(http)!, http.RequestAborted);
        await Session.End(http);
        return Answer.Done(http, "/aanmelden", "U bent afgemeld.");
    }

    /// <summary>Where a request comes from: an IPv4 address, or of an IPv6 address the half that one household or office has for itself.</summary>
    public static string Network(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } wide => Convert.ToHexString(wide.GetAddressBytes().AsSpan(0, 8)),
        var narrow => narrow.ToString(),
    };

    private static IResult SecondStep<TPage>(HttpContext http, string? to) where TPage : Microsoft.AspNetCore.Components.IComponent =>
        Session.Of(http) is { Factor: Factor.Awaited } ? Answer.Page<TPage>(new { Return = Doorkeeper.SafeReturn(to) }) : Answer.Go("/aanmelden");

    private static async Task<IResult> SecondStep<TPage>(Form form, HttpContext http, Func<Session, string, string, Task<Result<Session>>> verify)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var to = Doorkeeper.SafeReturn(form.Raw("terug"));
        var session = Session.Of(http);
        if (session is not { Factor: Factor.Awaited } halfway)
        {
            return session is null ? FromTheStart() : Answer.Go(to);
        }

        var code = form.Text("code", "Code", 40);
        if (form.Problem is { } unfilled)
        {
            return Again(unfilled);
        }

        var entered = await verify(halfway, code, Network(http));
        if (!entered.Ok && entered.Problem.Kind == AccessProblems.SignInAgain)
        {
            await Session.End(http);
            return FromTheStart();
        }

        if (!entered.Ok)
        {
            return Again(entered.Problem.At("code"));
        }

        await entered.Value.Begin(http);
        return Answer.Go(to);

        IResult FromTheStart()
        {
            var problem = AccessProblems.SignInAgain.Of();
            return Answer.Page<SignInPage>(new { Return = to, Problem = problem }, Answer.StatusOf(problem));
        }

        IResult Again(Problem problem) => Answer.Page<TPage>(new { Return = to, Problem = problem }, Answer.StatusOf(problem));
    }
}
