// What every page shares: style sheets and the page of a refusal.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Design;

public sealed class DesignRoom : Room
{
    public override void Services(IServiceCollection services, Settings settings) =>
        services.AddSingleton<RefusalPage>((_, problem) => Answer.Refuse(problem));

    public override void Routes(RoomRoutes routes)
    {
        routes.Get("/stijl/{name}.css", Audience.Anyone, Styles.Serve);
        routes.Get("/script/{name}.js", Audience.Anyone, Scripts.Serve);
        routes.Get("/letter/{name}.woff2", Audience.Anyone, Fonts.Serve);
    }
}
