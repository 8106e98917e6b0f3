// Where a person arrives after signing in: straight at the organisation, or at a choice when there are several.
using Keukentafel.Design;
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Access.Workplaces;

internal static class WorkplacePages
{
    public static async Task<IResult> Choose(CurrentCaller current, AccountDirectory directory, IEnumerable<NavItem> items, HttpContext http)
    {
        var workplaces = await directory.Workplaces(current.Caller.Account!.Value, http.RequestAborted);
        var entrances = workplaces.Select(workplace => (workplace, EntranceOf(workplace, items))).ToList();
        return entrances is [(_, { } only)] ? Answer.Go(only) : Answer.Page<WorkplacesPage>(new { Entrances = entrances });
    }

    /// <summary>The first room of an organisation that the roles open; null when there is none.</summary>
    private static string? EntranceOf(Workplace workplace, IEnumerable<NavItem> items)
    {
        var rights = Roles.RightsOf(workplace.Roles);
        return items.Where(item => item.Right is not { } right || rights.Contains(right)).OrderBy(item => item.Order).FirstOrDefault() is { } first
            ? $"/bureau/{workplace.Code}{first.Path}"
            : null;
    }
}
