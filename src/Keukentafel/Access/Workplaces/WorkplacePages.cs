// Where a person arrives after signing in: straight at the organisation, or at a choice when there are several.
using Keukentafel.Design;
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Access.Workplaces;

internal static class WorkplacePages
{
    public static async Task<IResult> Choose(CurrentCaller current, AccountDirectory directory, HttpContext http)
    {
        var workplaces = await directory.Workplaces(current.Caller.Account!.Value, http.RequestAborted);
        return workplaces is [var only] ? Answer.Go(AddressOf(only)) : Answer.Page<WorkplacesPage>(new { Workplaces = workplaces });
    }

    internal static string AddressOf(Workplace workplace) => $"/bureau/{workplace.Code}";
}
