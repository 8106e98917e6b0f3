// Brings the three stores to the newest schema by numbered SQL scripts (Store/Migrations/{database}/{store}/NNNN_name.sql), each in a transaction.
// A script that has run is never changed: its hash is kept and compared.
using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Keukentafel.Foundation;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Keukentafel.Store;

public sealed record Migration(string Database, string Store, int Number, string Name, string Sql)
{
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>All scripts for one kind of database and one store, in order.</summary>
    public static IReadOnlyList<Migration> Of(string database, string store)
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = $"Keukentafel.Store.Migrations.{database}.{store}.";
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                var file = name[prefix.Length..^".sql".Length];
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return new Migration(database, store, int.Parse(file.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture), file[5..], reader.ReadToEnd());
            })
            .ToList();
    }
}

public static class Migrator
{
    public static readonly IReadOnlyList<string> Stores = ["who", "what", "bridge"];

    /// <summary>Migrates the embedded stores in a folder. <paramref name="upTo"/> stops after that number (for tests of every step).</summary>
    public static void MigrateSqlite(string dataFolder, TimeProvider time, int upTo = int.MaxValue)
    {
        Directory.CreateDirectory(dataFolder);
        foreach (var store in Stores)
        {
            using var connection = new SqliteConnection($"Data Source={StoreFactory.FileOf(dataFolder, store)};Pooling=False;Foreign Keys=False");
            connection.Open();
            Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000;");
            Apply(connection, Migration.Of("sqlite", store), "schema_versions", time, upTo);
        }
    }

    /// <summary>
    /// Migrates PostgreSQL as its owner: schemas, a role for each, tables, row-level security, rights. <paramref name="runtimeRole"/> is the login that the site uses;
    /// it is made when absent and may take the three roles, nothing more.
    /// </summary>
    public static void MigratePostgres(string ownerConnection, string runtimeRole, string? runtimePassword, TimeProvider time, int upTo = int.MaxValue)
    {
        using var source = NpgsqlDataSource.Create(ownerConnection);
        using var connection = source.OpenConnection();
        Run(connection, "select pg_advisory_lock(6273001)");
        Run(connection, PostgresRoles.Make(runtimeRole, runtimePassword));
        foreach (var store in Stores)
        {
            Run(connection, $"create schema if not exists {store}");
            Apply(connection, Migration.Of("postgres", store), $"{store}.schema_versions", time, upTo);
            Run(connection, PostgresRoles.Protect(connection, store));
        }

        Run(connection, "select pg_advisory_unlock(6273001)");
    }

    /// <summary>What is missing in the database before this version of the program can use it; empty when nothing is.</summary>
    public static IReadOnlyList<Migration> Pending(StoreContext store)
    {
        var postgres = store.Database.IsNpgsql();
        var connection = store.Database.GetDbConnection();
        var wasClosed = connection.State != ConnectionState.Open;
        if (wasClosed)
        {
            connection.Open();
        }

        try
        {
            var table = postgres ? $"{store.Schema}.schema_versions" : "schema_versions";
            var done = Applied(connection, table);
            return Migration.Of(postgres ? "postgres" : "sqlite", store.Schema).Where(migration => !done.ContainsKey(migration.Number)).ToList();
        }
        catch (DbException)
        {
            return Migration.Of(postgres ? "postgres" : "sqlite", store.Schema);
        }
        finally
        {
            if (wasClosed)
            {
                connection.Close();
            }
        }
    }

    private static void Apply(DbConnection connection, IReadOnlyList<Migration> migrations, string table, TimeProvider time, int upTo)
    {
        Run(connection, $"create table if not exists {table} (number integer primary key, name text not null, hash text not null, applied_at text not null)");
        var done = Applied(connection, table);
        foreach (var migration in migrations.Where(migration => migration.Number <= upTo))
        {
            if (done.TryGetValue(migration.Number, out var hash))
            {
                if (hash != migration.Hash)
                {
                    throw new InvalidOperationException($"Migration {migration.Number} ({migration.Name}) of store {migration.Store} was changed after it had run.");
                }

                continue;
            }

            using var transaction = connection.BeginTransaction();
            Run(connection, migration.Sql, transaction);
            using var note = connection.CreateCommand();
            note.Transaction = transaction;
            note.CommandText = $"insert into {table} (number, name, hash, applied_at) values (@number, @name, @hash, @at)";
            Add(note, "number", migration.Number);
            Add(note, "name", migration.Name);
            Add(note, "hash", migration.Hash);
            Add(note, "at", time.Now().ToString("O"));
            note.ExecuteNonQuery();
            transaction.Commit();
        }
    }

    private static Dictionary<int, string> Applied(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"select number, hash from {table}";
        using var reader = command.ExecuteReader();
        var done = new Dictionary<int, string>();
        while (reader.Read())
        {
            done[reader.GetInt32(0)] = reader.GetString(1);
        }

        return done;
    }

    private static void Run(DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
