// The door to the audit. The choice stands in the address, so that a view can be kept or passed on.
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Keukentafel.Access.AuditLog;

internal static class AuditLogPages
{
    public static async Task<IResult> Show(SeeAuditLog see, CurrentCaller current, HttpContext http)
    {
        var query = http.Request.Query;
        var form = new Form(new FormCollection(query.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)));
        var from = form.Date("van", "Van", required: false);
        var until = form.Date("tot", "Tot en met", required: false);
        if (from > until)
        {
            form.Refuse("tot", AuditLogProblems.PeriodBackwards.Of());
        }

        var act = form.Raw("soort") is { Length: > 0 } chosen ? chosen : null;
        var page = int.TryParse(form.Raw("pagina"), System.Globalization.CultureInfo.InvariantCulture, out var number) ? Math.Max(1, number) : 1;
        var view = await see.Handle(form.Problem is null ? new AuditQuestion(act, from, until, page) : new AuditQuestion(act, From: null, Until: null, 1), http.RequestAborted);
        var parameters = new
        {
            View = view,
            Act = act,
            From = form.Raw("van"),
            Until = form.Raw("tot"),
            Number = Math.Min(page, view.Pages),
            Problem = form.Problem,
            AddressOf = (Func<int, string>)(to => QueryHelpers.AddQueryString(
                $"/bureau/{current.Caller.OrganisationCode}/logboek",
                new Dictionary<string, StringValues>(StringComparer.Ordinal) { ["soort"] = query["soort"], ["van"] = query["van"], ["tot"] = query["tot"], ["pagina"] = to.ToString(System.Globalization.CultureInfo.InvariantCulture) })),
        };
        return Answer.Page<AuditLogPage>(parameters, form.Problem is { } problem ? Answer.StatusOf(problem) : StatusCodes.Status200OK);
    }
}

public static class AuditLogProblems
{
    public static readonly ProblemKind PeriodBackwards = new("logboek.periode", "De einddatum ligt voor de begindatum. Draai ze om of wijzig een van beide.");
}
