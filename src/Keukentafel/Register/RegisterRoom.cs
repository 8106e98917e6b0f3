// The register: the people a study draws from. Import, findings, clients, and the frame that later rooms draw from.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Register.Import;
using Keukentafel.Studies;

namespace Keukentafel.Register;

public sealed class RegisterRoom : Room
{
    public const int Number = 4;

    public override void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<SealedContacts>();
        services.AddSingleton<ClientIndexes>();
        services.AddSingleton(provider => provider.GetRequiredService<SealedContacts>().Declare(provider.GetRequiredService<ClientIndexes>()));
        services.AddScoped<Frame>();
        services.AddScoped<StudyStep, RegisterStep>();
        services.AddScoped<AskForWork>();
        services.AddScoped<OpenFile>();
        services.AddScoped<TakeFile>();
        services.AddScoped<NameColumns>();
        services.AddScoped<StartImport>();
        services.AddScoped<UndoImport>();
        services.AddSingleton<JobWork, CheckFile>();
        services.AddSingleton<JobWork, ImportClients>();
        services.AddSingleton<JobWork, EraseClients>();
    }
}
