// The doors of one's own account: name, password, second factor, sign out everywhere.
using Keukentafel.Access.SigningIn;
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Access.OwnAccount;

internal static class OwnAccountPages
{
    private const string Address = "/bureau/mijn-account";

    public static Task<IResult> Show(CurrentCaller current, AccountDirectory directory, AccountSeal seal, HttpContext http) => Page(current, directory, seal, http);

    public static async Task<IResult> Rename(
        Form form, Accounts accounts, CurrentCaller current, AuditTrail audit, AccountDirectory directory, AccountSeal seal, HttpContext http)
    {
        var name = form.Text("naam", "Uw naam", Account.NameMaxLength);
        if (form.Problem is { } problem)
        {
            return await Page(current, directory, seal, http, problem);
        }

        var account = (await accounts.FindById(current.Caller.Account!.Value))!;
        account.Name = name;
        audit.Note("account.rename", $"account:{account.Id}");
        return Answer.Done(http, Address, "Uw naam is gewijzigd.");
    }

    public static async Task<IResult> Password(
        Form form, ChangePassword change, CurrentCaller current, AccountDirectory directory, AccountSeal seal, HttpContext http)
    {
        var old = form.Raw("oud");
        if (old.Length == 0)
        {
            form.Refuse("oud", FormProblems.Missing.Of("Huidig wachtwoord"));
        }

        var password = NewPasswordFields.Read(form);
        if (form.Problem is { } unfilled)
        {
            return await Page(current, directory, seal, http, unfilled);
        }

        var changed = await change.Handle(old, password, http.RequestAborted);
        if (!changed.Ok)
        {
            return await Page(current, directory, seal, http, changed.Problem);
        }

        await (Session.Of(http)! with { Stamp = changed.Value }).Begin(http);
        return Answer.Done(http, Address, "Uw wachtwoord is gewijzigd. Op andere apparaten bent u afgemeld.");
    }

    public static async Task<IResult> SignOutEverywhere(Accounts accounts, CurrentCaller current, AuditTrail audit, HttpContext http)
    {
        var account = (await accounts.FindById(current.Caller.Account!.Value))!;
        await accounts.UpdateSecurityStampAsync(account);
        audit.Note("account.sign-out-everywhere", $"account:{account.Id}");
        await Session.End(http);
        return Answer.Done(http, "/aanmelden", "U bent op alle apparaten afgemeld.");
    }

    public static async Task<IResult> RecoveryCodes(SecondFactorSetup setup, CurrentCaller current, AccountDirectory directory, HttpContext http)
    {
        if ((await directory.ById(current.Caller.Account!.Value, http.RequestAborted))!.SecondFactorOn is false)
        {
            return Answer.Go("/bureau/tweede-stap");
        }

        var renewed = await setup.RenewRecoveryCodes();
        return Answer.Page<RecoveryCodesPage>(new { Codes = renewed.Value.RecoveryCodes, Return = Address });
    }

    public static async Task<IResult> ShowSecondFactor(string? terug, SecondFactorSetup setup, HttpContext http) =>
        Answer.Page<SecondFactorPage>(new { Offer = await setup.Offer(cancel: http.RequestAborted), Return = Doorkeeper.SafeReturn(terug) });

    public static async Task<IResult> SetSecondFactor(Form form, SecondFactorSetup setup, HttpContext http)
    {
        var to = Doorkeeper.SafeReturn(form.Raw("terug"));
        var ticket = form.Raw("sleutel");
        var code = form.Text("code", "Code uit de app", 10);
        var done = form.Problem is { } unfilled ? (Result<FactorSet>)unfilled : await setup.Confirm(ticket, code);
        if (!done.Ok)
        {
            return Answer.Refuse<SecondFactorPage>(
                done.Problem, new Dictionary<string, object?>(StringComparer.Ordinal) { ["Offer"] = await setup.Offer(ticket, http.RequestAborted), ["Return"] = to });
        }

        await (Session.Of(http)! with { Stamp = done.Value.Stamp, Factor = Factor.Given }).Begin(http);
        return Answer.Page<RecoveryCodesPage>(new { Codes = done.Value.RecoveryCodes, Return = to });
    }

    private static async Task<IResult> Page(CurrentCaller current, AccountDirectory directory, AccountSeal seal, HttpContext http, Problem? problem = null)
    {
        var account = (await directory.ById(current.Caller.Account!.Value, http.RequestAborted))!;
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["Name"] = account.Name,
            ["Email"] = seal.Email(account),
            ["SecondFactorOn"] = account.SecondFactorOn,
            ["CodesLeft"] = account.RecoveryCodes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length,
        };
        return problem is null ? Answer.Page<OwnAccountPage>(parameters) : Answer.Refuse<OwnAccountPage>(problem, parameters);
    }
}
