// A whole installation for a test class: stores, keys and, when asked for, the site on a real socket. One subclass per database;
// a test class is written once and runs on both.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Keukentafel.Tests.World;

public abstract class Installation : IAsyncLifetime
{
    private readonly List<WebApplication> others = [];
    private WebApplication? site;
    private ServiceProvider? services;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("keukentafel-").FullName;

    /// <summary>Why this database is not here; null when it is. Tests are then skipped by name.</summary>
    public virtual string? Missing => null;

    public TestTime Time { get; } = new();

    public LogCatcher Logs { get; } = new();

    public Settings Settings { get; protected set; } = null!;

    /// <summary>The services without a web server.</summary>
    public IServiceProvider Services => site?.Services ?? (services ??= MakeServices());

    public Pipeline Pipeline => Services.GetRequiredService<Pipeline>();

    /// <summary>Address of the site; starts it at the first call.</summary>
    public Uri Address => Start();

    /// <summary>Starts another node of the same installation, which is also what the first one is after a restart: nothing in memory, the same stores and keys.</summary>
    public Uri AnotherNode()
    {
        var node = StartSite();
        others.Add(node);
        return new Uri(node.Urls.First());
    }

    public async ValueTask InitializeAsync()
    {
        if (Missing is null)
        {
            Settings = await Prepare();
            Keyring.OpenOrCreate(Settings.KeyFile, new SystemSecrets());
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var node in others.Append(site).OfType<WebApplication>())
        {
            await node.StopAsync();
            await node.DisposeAsync();
        }

        if (services is not null)
        {
            await services.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A file that is still held open stays in the temporary folder.
        }
    }

    protected abstract Task<Settings> Prepare();

    private Uri Start()
    {
        site ??= StartSite();
        return new Uri(site.Urls.First());
    }

    private WebApplication StartSite()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = Folder, ApplicationName = "Keukentafel" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Logs).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.Configure<PasswordHasherOptions>(QuickPasswords);
        var node = Site.Build(builder, Settings);
        node.StartAsync().GetAwaiter().GetResult();
        return node;
    }

    /// <summary>Passwords are slow to check on purpose, which tests of other things need not wait for.</summary>
    private static void QuickPasswords(PasswordHasherOptions options) => options.IterationCount = 100;

    private ServiceProvider MakeServices()
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.AddProvider(Logs));
        collection.AddSingleton<TimeProvider>(Time);
        collection.Configure<PasswordHasherOptions>(QuickPasswords);
        Site.Services(collection, Settings);
        return collection.BuildServiceProvider(validateScopes: true);
    }
}

public sealed class SqliteInstallation : Installation
{
    protected override Task<Settings> Prepare()
    {
        _ = Migrator.MigrateSqlite(Folder, TimeProvider.System).Value;
        return Task.FromResult(new Settings { DataFolder = Folder });
    }
}

/// <summary>A database of its own in the PostgreSQL that KEUKENTAFEL_TEST_POSTGRES names; the site connects as the runtime role.</summary>
public sealed class PostgresInstallation : Installation
{
    public override string? Missing => PostgresServer.Missing;

    /// <summary>Connection as the owner, for what only an owner may do.</summary>
    public string OwnerConnection { get; private set; } = "";

    public string RuntimeConnection => PostgresServer.AsRuntime(OwnerConnection);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (OwnerConnection.Length > 0)
        {
            PostgresServer.Drop(OwnerConnection);
        }
    }

    protected override Task<Settings> Prepare()
    {
        OwnerConnection = PostgresServer.NewDatabase();
        _ = PostgresServer.Migrate(OwnerConnection).Value;
        return Task.FromResult(new Settings { DataFolder = Folder, Database = RuntimeConnection });
    }
}
