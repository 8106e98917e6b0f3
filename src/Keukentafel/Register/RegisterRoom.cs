// The register: the people a study draws from. Import, findings, clients, and the frame that later rooms draw from.
using Keukentafel.Foundation;

namespace Keukentafel.Register;

public sealed class RegisterRoom : Room
{
    public override void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<SealedContacts>();
        services.AddSingleton<ClientIndexes>();
        services.AddScoped<Frame>();
    }
}
