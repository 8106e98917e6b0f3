// Where a person arrives after signing in: the choice of an organisation.
using Keukentafel.Design;
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Access;

internal static class WorkplacePages
{
    public static async Task<IResult> Choose(CurrentCaller current, AccountDirectory directory, HttpContext http)
    {
        var workplaces = await directory.Workplaces(current.Caller.Account!.Value, http.RequestAborted);
        return workplaces is [var only] ? Answer.Go($"/bureau/{only.Code}") : Answer.Page<WorkplacesPage>(new { Workplaces = workplaces });
    }
}
