// The PostgreSQL server that KEUKENTAFEL_TEST_POSTGRES names, as its superuser: databases come and go per test class.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Npgsql;

namespace Keukentafel.Tests.World;

public static class PostgresServer
{
    public const string RuntimeRole = "keukentafel_app";
    private static readonly string? Server = Environment.GetEnvironmentVariable("KEUKENTAFEL_TEST_POSTGRES");
    private static readonly Lock Making = new();

    /// <summary>Why there is no server; null when there is.</summary>
    public static string? Missing => Server is null ? "PostgreSQL is not here: KEUKENTAFEL_TEST_POSTGRES is not set (scripts/test sets it)." : null;

    /// <summary>Makes an empty database; gives its connection as the owner.</summary>
    public static string NewDatabase()
    {
        var name = "kt_" + Guid.NewGuid().ToString("N");
        lock (Making)
        {
            Run(Server!, $"create database {name}");
        }

        return new NpgsqlConnectionStringBuilder(Server) { Database = name, Pooling = false }.ConnectionString;
    }

    /// <summary>The roles are the server's, so that only one database at a time is migrated.</summary>
    public static Result<List<Migration>> Migrate(string owner, int upTo = int.MaxValue)
    {
        lock (Making)
        {
            return Migrator.MigratePostgres(owner, RuntimeRole, runtimePassword: null, TimeProvider.System, upTo);
        }
    }

    /// <summary>The same database as the role that the site uses.</summary>
    public static string AsRuntime(string owner) =>
        new NpgsqlConnectionStringBuilder(owner) { Username = RuntimeRole, Pooling = true, MaxPoolSize = 20 }.ConnectionString;

    public static void Drop(string owner) => Run(Server!, $"drop database if exists {new NpgsqlConnectionStringBuilder(owner).Database} with (force)");

    private static void Run(string connection, string sql)
    {
        using var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        open.Open();
        using var command = new NpgsqlCommand(sql, open);
        command.ExecuteNonQuery();
    }
}
