// Opens a store with a transaction around it, reads included. On SQLite a change takes the write lock at once, so that it never fails half-way;
// on PostgreSQL the transaction takes the store's role and names the organisation, by which row-level security lets rows through.
using System.Data.Common;
using Keukentafel.Foundation;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Keukentafel.Store;

public enum StoreAccess { Read, Change }

public sealed class StoreFactory : IAsyncDisposable, IDisposable
{
    private readonly Settings settings;
    private readonly NpgsqlDataSource? postgres;
    private readonly DbContextOptions<WhoStore> who;
    private readonly DbContextOptions<WhatStore> what;
    private readonly DbContextOptions<BridgeStore> bridge;

    public StoreFactory(Settings settings)
    {
        this.settings = settings;
        if (settings.Database is { } database)
        {
            postgres = NpgsqlDataSource.Create(database);
        }

        who = Options<WhoStore>("who");
        what = Options<WhatStore>("what");
        bridge = Options<BridgeStore>("bridge");
    }

    /// <summary>The file of an embedded store.</summary>
    public static string FileOf(string dataFolder, string store) => Path.Combine(dataFolder, $"{store}.db");

    public TStore Open<TStore>(StoreScope scope, StoreAccess access) where TStore : StoreContext
    {
        var store = Create<TStore>(scope, access);
        try
        {
            store.Database.OpenConnection();
            if (postgres is null)
            {
                BeginOnSqlite(store, access);
            }
            else
            {
                store.Database.BeginTransaction();
                store.Database.ExecuteSql(TakeRole(store));
            }

            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The same, without holding a thread while all connections to PostgreSQL are in use.</summary>
    public async Task<TStore> OpenAsync<TStore>(StoreScope scope, StoreAccess access, CancellationToken cancel = default) where TStore : StoreContext
    {
        var store = Create<TStore>(scope, access);
        try
        {
            await store.Database.OpenConnectionAsync(cancel);
            if (postgres is null)
            {
                BeginOnSqlite(store, access);
            }
            else
            {
                await store.Database.BeginTransactionAsync(cancel);
                await store.Database.ExecuteSqlAsync(TakeRole(store), cancel);
            }

            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    private static void BeginOnSqlite(StoreContext store, StoreAccess access) =>
        store.Database.UseTransaction(((SqliteConnection)store.Database.GetDbConnection()).BeginTransaction(deferred: access == StoreAccess.Read));

    private static FormattableString TakeRole(StoreContext store) =>
        $"select set_config('role', {"keukentafel_" + store.Schema}, true), set_config('keukentafel.organisation', {store.Scope.Organisation?.Value.ToString() ?? "installation"}, true)";

    private TStore Create<TStore>(StoreScope scope, StoreAccess access) where TStore : StoreContext
    {
        var store = Create<TStore>();
        store.Scope = scope;
        if (access == StoreAccess.Read)
        {
            store.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        }

        return store;
    }

    /// <summary>A context without a transaction: for its model, and for migrations.</summary>
    internal TStore Create<TStore>() where TStore : StoreContext
    {
        StoreContext store = typeof(TStore) == typeof(WhoStore) ? new WhoStore(who)
            : typeof(TStore) == typeof(WhatStore) ? new WhatStore(what)
            : new BridgeStore(bridge);
        return (TStore)store;
    }

    public void Dispose() => postgres?.Dispose();

    public ValueTask DisposeAsync() => postgres?.DisposeAsync() ?? ValueTask.CompletedTask;

    private DbContextOptions<TStore> Options<TStore>(string name) where TStore : StoreContext
    {
        var builder = new DbContextOptionsBuilder<TStore>();
        if (postgres is not null)
        {
            builder.UseNpgsql(postgres);
        }
        else
        {
            var connection = new SqliteConnectionStringBuilder
            {
                DataSource = FileOf(settings.DataFolder, name),
                ForeignKeys = true,
                DefaultTimeout = 30,
            };
            builder.UseSqlite(connection.ConnectionString).AddInterceptors(DurableSqlite.Interceptor);
        }

        return builder.EnableDetailedErrors(false).EnableSensitiveDataLogging(false).Options;
    }
}

/// <summary>
/// Every connection to an embedded store waits for a lock, writes through to the disk before it says "done", and overwrites what is deleted:
/// an erased name or code must not stay behind in a free page. 32 MB of pages stay in memory, so that a large import does not write the same page twice.
/// </summary>
internal sealed class DurableSqlite : DbConnectionInterceptor
{
    public static readonly DurableSqlite Interceptor = new();

    private const string Pragmas = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000; PRAGMA secure_delete = ON; PRAGMA cache_size = -32768;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
