// Answering: the respondent's pages and the durable intake of answers.
using Keukentafel.Answering.Intake;
using Keukentafel.Answering.Pages;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Microsoft.AspNetCore.Mvc;

namespace Keukentafel.Answering;

public sealed class AnsweringRoom : Room
{
    public override void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<Bridge>();
        services.AddSingleton<OutcomeBell>();
        services.AddSingleton<AnswerIntake>();
        services.AddSingleton<Withdrawal>();
        services.AddSingleton<OutcomeCarrier>();
        services.AddHostedService(provider => provider.GetRequiredService<OutcomeCarrier>());
        services.AddSingleton<FormSeal>();
        services.AddSingleton<Guessing>();
        services.AddSingleton<OpenLink>();
        services.AddSingleton<HandInPage>();
        services.AddSingleton<LeaveRound>();
        services.AddSingleton<ComeBack>();
        services.AddSingleton<RespondentDoor>();

        // The framework's own lines about a request, and the scope around them, name the whole path; a respondent's path holds the code.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None));
    }

    public override void Routes(RoomRoutes routes)
    {
        routes.Get(RespondentDoor.Route, Audience.Respondent, (HttpContext http, string code, RespondentDoor door) => door.Show(http, code));
        routes.PostAnswers(RespondentDoor.Route, (HttpContext http, string code, RespondentDoor door) => door.HandIn(http, code))
            .WithMetadata(new RequestSizeLimitAttribute(RespondentDoor.MaxBody));
    }
}
