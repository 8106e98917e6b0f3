// Brings the three stores to the newest schema by numbered SQL scripts (Store/Migrations/{database}/{store}/NNNN_name.sql), each in a transaction.
// A script that has run is never changed: its hash is kept and compared.
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Keukentafel.Foundation;
using Microsoft.Data.Sqlite;
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

    /// <summary>Migrates the embedded stores in a folder and tells what it did. <paramref name="upTo"/> stops after that number (for tests of every step).</summary>
    public static Result<List<Migration>> MigrateSqlite(string dataFolder, TimeProvider time, int upTo = int.MaxValue)
    {
        if (File.Exists(MarkerOf(dataFolder)))
        {
            return StoreProblems.HalfRestored.Of(dataFolder);
        }

        PrivateFile.Folder(dataFolder);
        var applied = new List<Migration>();
        foreach (var store in Stores)
        {
            Narrow(StoreFactory.FileOf(dataFolder, store));
            using var connection = new SqliteConnection($"Data Source={StoreFactory.FileOf(dataFolder, store)};Pooling=False;Foreign Keys=False");
            connection.Open();
            Run(connection, "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            if (Apply(connection, Migration.Of("sqlite", store), "schema_versions", time, upTo, applied) is { } refusal)
            {
                return refusal;
            }
        }

        return applied;
    }

    /// <summary>
    /// Migrates PostgreSQL as its owner: schemas, a role for each, tables, row-level security, rights. <paramref name="runtimeRole"/> is the login that the site uses;
    /// it is made when absent and may take the three roles, nothing more.
    /// </summary>
    public static Result<List<Migration>> MigratePostgres(string ownerConnection, string runtimeRole, string? runtimePassword, TimeProvider time, int upTo = int.MaxValue)
    {
        using var source = NpgsqlDataSource.Create(ownerConnection);
        using var connection = source.OpenConnection();
        Run(connection, "select pg_advisory_lock(6273001)");
        Run(connection, PostgresRoles.Make(runtimeRole, runtimePassword));
        var applied = new List<Migration>();
        foreach (var store in Stores)
        {
            Run(connection, $"create schema if not exists {store}");
            if (Apply(connection, Migration.Of("postgres", store), $"{store}.schema_versions", time, upTo, applied) is { } refusal)
            {
                return refusal;
            }

            Run(connection, PostgresRoles.Protect(connection, store));
        }

        Run(connection, "select pg_advisory_unlock(6273001)");
        return applied;
    }

    /// <summary>Also for a store that an older version left readable for others.</summary>
    private static void Narrow(string file)
    {
        PrivateFile.Ensure(file);
        PrivateFile.Narrow(file + "-wal");
        PrivateFile.Narrow(file + "-shm");
    }

    /// <summary>Stands in a folder while a backup is put back there.</summary>
    internal static string MarkerOf(string dataFolder) => Path.Combine(dataFolder, "restoring");

    /// <summary>Which scripts have run.</summary>
    internal static string VersionsTable(string name) =>
        $"create table if not exists {name} (number integer primary key, name text not null, hash text not null, applied_at text not null)";

    /// <summary>Runs what has not run yet. Each script is looked up and run in one transaction, so that two nodes that start together do not both run it.</summary>
    private static Problem? Apply(DbConnection connection, IReadOnlyList<Migration> migrations, string table, TimeProvider time, int upTo, List<Migration> applied)
    {
        Run(connection, VersionsTable(table));
        foreach (var migration in migrations.Where(migration => migration.Number <= upTo))
        {
            using var transaction = connection.BeginTransaction();
            var done = Applied(connection, table, transaction);
            if (done.Keys.Except(migrations.Select(known => known.Number)).ToList() is { Count: > 0 } unknown)
            {
                return StoreProblems.Newer.Of($"{migration.Store} {unknown.Max():0000}");
            }

            if (done.TryGetValue(migration.Number, out var hash))
            {
                if (hash != migration.Hash)
                {
                    return StoreProblems.ScriptChanged.Of(migration.Store, migration.Number, migration.Name);
                }

                continue;
            }

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
            applied.Add(migration);
        }

        return null;
    }

    private static Dictionary<int, string> Applied(DbConnection connection, string table, DbTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
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
