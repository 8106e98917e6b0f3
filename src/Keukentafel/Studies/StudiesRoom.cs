// Studies and their rounds: what is measured, when, with which questionnaire, and the road that a round goes.
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Studies;

public sealed class StudiesRoom : Room
{
    private const int Number = 3;

    public override void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<AddStudy>();
        services.AddScoped<ChangeStudy>();
        services.AddScoped<AddRound>();
        services.AddScoped<ChangeRound>();
        services.AddScoped<SeeStudies>();
        Name(
            services,
            new AuditAct("study.add", "Onderzoek gemaakt"),
            new AuditAct("study.change", "Onderzoek gewijzigd"),
            new AuditAct("round.add", "Meting gemaakt"),
            new AuditAct("round.change", "Meting gewijzigd"));
        services.AddSingleton(new NavItem("Onderzoeken", "", Right: null, Number));
    }

    public override void Routes(RoomRoutes routes) => StudyPages.Map(routes);
}
