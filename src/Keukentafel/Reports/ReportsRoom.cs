// The report and the tables: what a round found, written for people and for other programs.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Results.Import;
using Keukentafel.Studies;

namespace Keukentafel.Reports;

public sealed class ReportsRoom : Room
{
    public override void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<WriteReport>();
        services.AddSingleton<ReportFolder>();
        services.AddSingleton<ReportFromFiles>();
        services.AddScoped<AskForReport>();
        services.AddSingleton<JobWork, MakeRoundReport>();
        services.AddSingleton<AnswersFollower, ForgetReport>();
        services.AddScoped<StudyStep, ReportStep>();
        Name(services, new AuditAct("report.make", "Rapport gemaakt"));
    }

    public override void Routes(RoomRoutes routes) => ReportPages.Map(routes);
}
