// The register: the people a study draws from. Import, findings, clients, and the frame that later rooms draw from.
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Keys;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register.Import;
using Keukentafel.Studies;

namespace Keukentafel.Register;

public sealed class RegisterRoom : Room
{
    public const int Number = 4;

    private static readonly AuditAct[] Acts =
    [
        new("register.take", "Registerbestand aangeleverd"),
        new("register.columns", "Kolommen van een registerbestand benoemd"),
        new("register.import", "Inlezen van een register begonnen"),
        new("register.imported", "Register ingelezen"),
        new("register.again", "Werk aan een register opnieuw gevraagd"),
        new("register.undo", "Register teruggenomen"),
        new("register.combine", "Klassen van een kenmerk samengevoegd"),
        new("round.frame", "Register van een meting gekozen"),
        new("clients.see", "Contactgegevens van cliënten bekeken"),
        new("client.see", "Contactgegevens van een cliënt bekeken"),
        new("client.no-contact", "Cliënt niet meer te benaderen"),
        new("client.contact", "Cliënt mag weer benaderd worden"),
        new("client.address", "Contactgegevens van een cliënt verbeterd"),
    ];

    public override void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<SealedContacts>();
        services.AddSingleton<ClientIndexes>();
        services.AddSingleton(provider => provider.GetRequiredService<SealedContacts>().Declare(provider.GetRequiredService<ClientIndexes>()));
        services.AddSingleton(provider => NoContactList.Declare(provider.GetRequiredService<Sealer>(), provider.GetRequiredService<ClientIndexes>()));
        services.AddScoped<NoContactList>();
        services.AddScoped<Frame>();
        services.AddScoped<StudyStep, RegisterStep>();
        services.AddScoped<SeeDeliveries>();
        services.AddScoped<ChooseFrame>();
        services.AddScoped<CombineClasses>();
        services.AddScoped<SeeClients>();
        services.AddScoped<ChangeClient>();
        services.AddScoped<AskForWork>();
        services.AddScoped<OpenFile>();
        services.AddScoped<TakeFile>();
        services.AddScoped<NameColumns>();
        services.AddScoped<StartImport>();
        services.AddScoped<UndoImport>();
        services.AddScoped<TryAgain>();
        services.AddSingleton<JobWork, CheckFile>();
        services.AddSingleton<JobWork, ImportClients>();
        services.AddSingleton<JobWork, EraseClients>();
        services.AddSingleton(new NavItem("Register", "/register", Right.StudySee, Number));
        services.AddSingleton(new NavItem("Cliënten", "/register/clienten", Right.ContactSee, Number));
        Name(services, Acts);
    }

    public override void Routes(RoomRoutes routes)
    {
        RegisterPages.Map(routes);
        FramePages.Map(routes);
        ClientPages.Map(routes);
    }
}
