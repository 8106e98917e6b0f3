// Fieldwork: cases and their codes, letters, outcomes.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Keys;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;

namespace Keukentafel.Fieldwork;

public sealed class FieldworkRoom : Room
{
    private static readonly AuditAct[] Acts =
    [
        new("fieldwork.letter-text", "Brieftekst gewijzigd"),
        new("fieldwork.make-letters", "Brieven laten maken"),
        new("fieldwork.print-letters", "Namen en adressen geopend om brieven te maken"),
        new("fieldwork.remake-letters", "Brieven opnieuw laten maken"),
        new("fieldwork.drop-letters", "Brieven verwijderd"),
        new("fieldwork.download-letters", "Brieven opgehaald"),
        new("fieldwork.download-addresses", "Adressen en codes opgehaald"),
        new("fieldwork.reprint", "Brief van een cliënt opnieuw gemaakt"),
        new("fieldwork.release", "Brieven vrijgegeven voor verzending"),
        new("fieldwork.note", "Uitkomsten genoteerd"),
        new("fieldwork.close", "Meting gesloten"),
    ];

    public override void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<AccessCodes>();
        services.AddSingleton(provider => AccessCodes.Declare(provider.GetRequiredService<Sealer>(), provider.GetRequiredService<BlindIndex>()));
        services.AddSingleton(provider => LetterFile.Declare(provider.GetRequiredService<Sealer>()));
        services.AddScoped<Cases>();
        services.AddScoped<DrawFollower, MakeCases>();
        services.AddScoped<NoteOutcomes>();
        services.AddScoped<CloseRound>();
        services.AddScoped<SeeFieldwork>();

        services.AddSingleton<LetterPrinter>();
        services.AddSingleton<JobWork, PrintBatches>();
        services.AddScoped<LetterTexts>();
        services.AddScoped<WriteLetter>();
        services.AddScoped<Recipients>();
        services.AddScoped<ReadLetters>();
        services.AddScoped<MakeLetters>();
        services.AddScoped<RemakeBatch>();
        services.AddScoped<DropBatch>();
        services.AddScoped<ReleaseBatch>();
        services.AddScoped<BatchFiles>();
        services.AddScoped<DownloadBatch>();
        services.AddScoped<StudyStep, LettersStep>();
        Name(services, Acts);
    }

    public override void Routes(RoomRoutes routes)
    {
        const string Field = StudyAddress.RoundRoute + LettersStep.Address;
        const string Batch = Field + "/partijen/{nummer:int}";
        routes.Page(Field, Right.StudySee, FieldworkPages.See);
        routes.Act<WhoStore>(Field + "/uitkomsten", Right.Enter, FieldworkPages.Note);
        routes.Act<WhoStore>(Field + "/sluiten", Right.Release, FieldworkPages.Close);

        routes.Page(Field + "/brief/{stap}", Right.StudySee, LetterPages.SeeText);
        routes.Act<WhoStore>(Field + "/brief/{stap}", Right.StudyChange, LetterPages.WriteText);
        routes.Page(Field + "/brief/{stap}/voorbeeld.pdf", Right.StudySee, LetterPages.Preview);
        routes.Act<WhoStore>(Field + "/partijen", Right.Release, LetterPages.Make);
        routes.Page(Batch, Right.StudySee, LetterPages.SeeBatch);
        routes.Act<WhoStore>(Batch + "/opnieuw", Right.Release, LetterPages.Remake);
        routes.Act<WhoStore>(Batch + "/verwijderen", Right.Release, LetterPages.Drop);
        routes.Act<WhoStore>(Batch + "/vrijgeven", Right.Release, LetterPages.Release);
        routes.Page(Batch + "/brieven.pdf", Right.Release, LetterPages.Letters);
        routes.Page(Batch + "/verzamelblad.pdf", Right.StudySee, LetterPages.Sheet);
        routes.Page(Batch + "/adressen.csv", Right.Release, LetterPages.MailMerge);
        routes.Page(Field + "/brief-opnieuw", Right.Release, LetterPages.Again);
    }
}
