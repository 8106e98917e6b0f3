// Two addresses for whoever watches over the site: alive (the process answers) and ready (the stores can be used).
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;

namespace Keukentafel;

internal static class Health
{
    public static void Routes(IEndpointRouteBuilder site)
    {
        var door = new Door(Audience.Anyone, Right: null, Writes: null);
        site.MapMethods("/health/live", RoomRoutes.Reads, () => TypedResults.Text("levend")).WithMetadata(door);
        site.MapMethods("/health/ready", RoomRoutes.Reads, (StoreState state) =>
            state.Check() is { } problem
                ? TypedResults.Text(problem.Code, statusCode: StatusCodes.Status503ServiceUnavailable)
                : TypedResults.Text("gereed")).WithMetadata(door);
    }
}
