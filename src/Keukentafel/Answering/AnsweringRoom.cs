// Answering: the respondent's pages, the durable intake of answers, the pages for anybody, and how many answered so far.
using Keukentafel.Answering.Intake;
using Keukentafel.Answering.Pages;
using Keukentafel.Answering.Progress;
using Keukentafel.Answering.Public;
using Keukentafel.Answering.Receipts;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Studies;
using Microsoft.AspNetCore.Mvc;

namespace Keukentafel.Answering;

public sealed class AnsweringRoom : Room
{
    public const int Number = 7;

    public override void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<Bridge>();
        services.AddSingleton<OutcomeBell>();
        services.AddSingleton<AnswerIntake>();
        services.AddSingleton<Withdrawal>();
        services.AddSingleton<OutcomeCarrier>();
        services.AddHostedService(provider => provider.GetRequiredService<OutcomeCarrier>());
        services.AddHostedService<ReadyToAsk>();
        services.AddSingleton<FormSeal>();
        services.AddSingleton(provider => new Guessing(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OpenLink>();
        services.AddSingleton<HandInPage>();
        services.AddSingleton<LeaveRound>();
        services.AddSingleton<ComeBack>();
        services.AddSingleton<RespondentDoor>();
        services.AddSingleton<OpenReceipt>();
        services.AddSingleton<TakeBackAnswers>();
        services.AddSingleton<ReceiptPages>();
        services.AddScoped<CountResponses>();
        services.AddScoped<StudyStep, AnswersStep>();
    }

    public override void Routes(RoomRoutes routes)
    {
        routes.Get(RespondentDoor.Route, Audience.Respondent, (HttpContext http, string code, RespondentDoor door) => door.Show(http, code));
        routes.PostAnswers(RespondentDoor.Route, (HttpContext http, string code, RespondentDoor door) => door.HandIn(http, code))
            .WithMetadata(new RequestSizeLimitAttribute(RespondentDoor.MaxBody));

        routes.Get("/", Audience.Anyone, PublicPages.Home);
        routes.PostAnswers("/", PublicPages.EnterCode).WithMetadata(new RequestSizeLimitAttribute(RespondentDoor.MaxBody));
        routes.Get(ReceiptPages.Path, Audience.Anyone, ReceiptPages.Ask);
        routes.PostAnswers(ReceiptPages.Path, (HttpContext http, ReceiptPages pages) => pages.HandIn(http)).WithMetadata(new RequestSizeLimitAttribute(RespondentDoor.MaxBody));
        routes.Get("/privacy", Audience.Anyone, PublicPages.Privacy);
        routes.Get("/toegankelijkheid", Audience.Anyone, PublicPages.Accessibility);
        routes.Get("/logo/{gemeente}", Audience.Anyone, PublicPages.Logo);

        routes.Page(StudyAddress.RoundRoute + ProgressPages.Path, Right.StudySee, ProgressPages.Show);
    }
}
