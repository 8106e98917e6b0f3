// Sampling: from the register of a round to a sample that can be drawn again.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;

namespace Keukentafel.Sampling;

public sealed class SamplingRoom : Room
{
    public override void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<ReadFrame>();
        services.AddScoped<PlanSample>();
        services.AddScoped<DrawSample>();
        services.AddScoped<RepeatDraw>();
        services.AddScoped<UndoDraw>();
        services.AddScoped<StudyStep, SampleStep>();
        Name(services, new AuditAct("sampling.draw", "Steekproef getrokken"), new AuditAct("sampling.undo", "Steekproef teruggenomen"));
    }

    public override void Routes(RoomRoutes routes)
    {
        routes.Page(StudyAddress.RoundRoute + SampleStep.Address, Right.StudySee, SamplingPages.See);
        routes.Act<WhoStore>(StudyAddress.RoundRoute + SampleStep.Address, Right.Draw, SamplingPages.Draw);
        routes.Page(StudyAddress.RoundRoute + SampleStep.Address + "/controle", Right.StudySee, SamplingPages.Repeat);
        routes.Act<WhoStore>(StudyAddress.RoundRoute + SampleStep.Address + "/ongedaan", Right.Draw, SamplingPages.Undo);
    }
}
