// The doors of whoever lost the password.
using Keukentafel.Access.SigningIn;
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Access.LostPassword;

internal static class LostPasswordPages
{
    public static IResult Ask() => Answer.Page<AskNewPasswordPage>();

    public static async Task<IResult> Asked(Form form, AskNewPassword ask, HttpContext http)
    {
        var email = form.Email("mailadres", "Mailadres");
        if (form.Problem is { } problem)
        {
            return Answer.Page<AskNewPasswordPage>(new { Email = email, Problem = problem }, Answer.StatusOf(problem));
        }

        await ask.Handle(email, SignInPages.Network(http), http.RequestAborted);
        return Answer.Done(http, "/aanmelden", "Is er een account met dit mailadres, dan krijgt u binnen een paar minuten een mail met een koppeling. Kijk ook bij de ongewenste mail.");
    }

    public static async Task<IResult> Show(string token, SetNewPassword set, HttpContext http)
    {
        var found = await set.Find(token, http.RequestAborted);
        return found.Ok ? Answer.Page<NewPasswordPage>(new { Token = token }) : Answer.Refuse(found.Problem);
    }

    public static async Task<IResult> Set(string token, Form form, SetNewPassword set, HttpContext http)
    {
        var password = NewPasswordFields.Read(form);
        if (form.Problem is { } unfilled)
        {
            return Again(unfilled);
        }

        var done = await set.Handle(token, password, http.RequestAborted);
        if (!done.Ok)
        {
            return done.Problem.Field is null ? Answer.Refuse(done.Problem) : Again(done.Problem);
        }

        return Answer.Done(http, "/aanmelden", "Uw nieuwe wachtwoord geldt. Meld u ermee aan.");

        IResult Again(Problem problem) => Answer.Page<NewPasswordPage>(new { Token = token, Problem = problem }, Answer.StatusOf(problem));
    }
}
