// The services of an installation without its web server, for a command that does something with it.
using Keukentafel.Access;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Cli;

internal static class Backstage
{
    /// <summary>Opens the installation when its stores can be used.</summary>
    public static Result<ServiceProvider> Open(Settings settings)
    {
        if (!settings.OnPostgres && Migrator.MigrateSqlite(settings.DataFolder, TimeProvider.System) is { Ok: false } migrated)
        {
            return migrated.Problem;
        }

        var services = new ServiceCollection();
        services.AddLogging();
        Site.Services(services, settings);
        var provider = services.BuildServiceProvider();
        if (provider.GetRequiredService<StoreState>().Begin() is { } problem)
        {
            provider.Dispose();
            return problem;
        }

        return provider;
    }

    /// <summary>Every organisation of the installation.</summary>
    public static async Task<List<OrganisationId>> Organisations(IServiceProvider services)
    {
        await using var store = services.GetRequiredService<StoreFactory>().Open<WhoStore>(StoreScope.Installation, StoreAccess.Read);
        return await store.Set<Organisation>().Select(organisation => organisation.OrganisationId).ToListAsync();
    }
}
