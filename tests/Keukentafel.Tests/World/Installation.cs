// A whole installation for a test class: stores, keys and, when asked for, the site on a real socket. One subclass per database;
// a test class is written once and runs on both.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
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

/// <summary>A database of its own in the PostgreSQL that KEUKENTAFEL_TEST_POSTGRES names (as its superuser); the site connects as the runtime role.</summary>
public sealed class PostgresInstallation : Installation
{
    private const string RuntimeRole = "keukentafel_app";
    private static readonly string? Server = Environment.GetEnvironmentVariable("KEUKENTAFEL_TEST_POSTGRES");
    private static readonly SemaphoreSlim Making = new(1, 1);
    private readonly string database = "kt_" + Guid.NewGuid().ToString("N");

    public override string? Missing => Server is null ? "PostgreSQL is not here: KEUKENTAFEL_TEST_POSTGRES is not set (scripts/test sets it)." : null;

    /// <summary>Connection as the owner, for what only an owner may do.</summary>
    public string OwnerConnection => new NpgsqlConnectionStringBuilder(Server) { Database = database, Pooling = false }.ConnectionString;

    public string RuntimeConnection => new NpgsqlConnectionStringBuilder(Server) { Database = database, Username = RuntimeRole, MaxPoolSize = 20 }.ConnectionString;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Missing is null)
        {
            await Run(Server!, $"drop database if exists {database} with (force)");
        }
    }

    protected override async Task<Settings> Prepare()
    {
        await Making.WaitAsync();
        try
        {
            await Run(Server!, $"create database {database}");
            _ = Migrator.MigratePostgres(OwnerConnection, RuntimeRole, runtimePassword: null, TimeProvider.System).Value;
        }
        finally
        {
            Making.Release();
        }

        return new Settings { DataFolder = Folder, Database = RuntimeConnection };
    }

    private static async Task Run(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync();
    }
}
