// From answers to figures, and the way in for rounds that were held elsewhere.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Results.Import;
using Keukentafel.Studies;

namespace Keukentafel.Results;

public sealed class ResultsRoom : Room
{
    public override void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<RoundData>();
        services.AddScoped<ApproachedFiles>();
        services.AddScoped<CheckAnswers>();
        services.AddScoped<TakeAnswers>();
        services.AddSingleton<JobWork, StoreAnswers>();
        services.AddScoped<UndoAnswers>();
        services.AddSingleton<JobWork, EraseAnswers>();
        services.AddScoped<StudyStep, ImportStep>();
        Name(services, new AuditAct("results.take", "Uitkomsten en antwoorden van elders aangeleverd"), new AuditAct("results.undo", "Antwoorden van elders teruggenomen"));
    }

    public override void Routes(RoomRoutes routes) => ImportPages.Map(routes);
}
