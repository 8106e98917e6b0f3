// Backup of the embedded stores while the site goes on. For a moment the write locks of all three are held at once; in that moment a reading transaction
// begins on each, and all three see the same point in time. The copies are made from those, while writing goes on.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Microsoft.Data.Sqlite;

namespace Keukentafel.Store.Backup;

public static class SqliteBackup
{
    /// <summary>Tables that an installation fills by itself; they do not make a store "not empty".</summary>
    private static readonly string[] OwnTables = ["schema_versions", "site_keys"];

    /// <summary>SQLITE_CORRUPT and SQLITE_NOTADB: the file does not hold what a database holds.</summary>
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    public static async Task<Result<BackupManifest>> Make(Settings settings, string file, string program, TimeProvider time, CancellationToken cancel = default)
    {
        if (File.Exists(file))
        {
            return BackupProblems.Exists.Of(file);
        }

        if (!Migrator.Stores.All(store => File.Exists(StoreFactory.FileOf(settings.DataFolder, store))))
        {
            return BackupProblems.NoStore.Of(settings.DataFolder);
        }

        if (!File.Exists(settings.KeyFile))
        {
            return BackupProblems.NoKeys.Of(settings.KeyFile);
        }

        using var writer = new BackupWriter(file);
        var copies = Migrator.Stores.ToDictionary(store => store, store => $"{writer.Draft}.{store}", StringComparer.Ordinal);
        try
        {
            if (CopyAll(settings.DataFolder, copies) is { } damaged)
            {
                return damaged;
            }

            var scripts = new List<BackupScript>();
            foreach (var (store, copy) in copies)
            {
                using var connection = Open(copy);
                scripts.AddRange(Scripts(connection, store));
            }

            foreach (var (store, copy) in copies)
            {
                await using var content = File.OpenRead(copy);
                await writer.Add(new BackupTable(store), content, cancel);
            }

            var manifest = new BackupManifest(BackupManifest.CurrentFormat, time.Now(), program, "sqlite", BackupManifest.KeysOf(Keyring.Open(settings.KeyFile)), scripts, []);
            await writer.Finish(manifest, settings.KeyFile, cancel);
            return manifest;
        }
        finally
        {
            foreach (var copy in copies.Values)
            {
                Erase(copy);
            }
        }
    }

    public static async Task<Result<BackupManifest>> Restore(Settings settings, string file, bool replace, TimeProvider time, CancellationToken cancel = default)
    {
        var opened = BackupReader.Open(file, settings.KeyFile);
        if (!opened.Ok)
        {
            return opened.Problem;
        }

        using var backup = opened.Value;
        var wanted = Migrator.Stores.Select(store => new BackupTable(store)).ToList();
        if ((backup.Fits("sqlite", settings.KeyFile) ?? backup.HoldsExactly(wanted) ?? await backup.Verify(cancel)) is { } refusal)
        {
            return refusal;
        }

        var present = Migrator.Stores.Select(store => StoreFactory.FileOf(settings.DataFolder, store)).Where(File.Exists).ToList();
        if (!replace && !File.Exists(Migrator.MarkerOf(settings.DataFolder)) && !present.All(IsEmpty))
        {
            return BackupProblems.NotEmpty.Of(settings.DataFolder);
        }

        if (!present.All(Close))
        {
            return BackupProblems.InUse.Of(settings.DataFolder);
        }

        PrivateFile.Folder(settings.DataFolder);
        foreach (var table in wanted)
        {
            await using var content = backup.Content(table.PartName);
            await using var target = PrivateFile.Create(StoreFactory.FileOf(settings.DataFolder, table.Store) + ".new");
            await content.CopyToAsync(target, cancel);
            target.Flush(flushToDisk: true);
        }

        // Three files change place one after the other; until all have, nobody may use what stands there.
        var marker = Migrator.MarkerOf(settings.DataFolder);
        await File.WriteAllTextAsync(marker, file, cancel);
        foreach (var store in Migrator.Stores)
        {
            var target = StoreFactory.FileOf(settings.DataFolder, store);
            Erase(target);
            File.Move(target + ".new", target);
        }

        File.Delete(marker);
        var migrated = Migrator.MigrateSqlite(settings.DataFolder, time);
        return migrated.Ok ? backup.Manifest : migrated.Problem;
    }

    /// <summary>Copies the stores as they are at one moment; or says which of them is damaged.</summary>
    private static Problem? CopyAll(string folder, Dictionary<string, string> copies)
    {
        var at = folder;
        var readers = new Dictionary<string, SqliteConnection>(StringComparer.Ordinal);
        var transactions = new List<SqliteTransaction>();
        var locks = new List<SqliteConnection>();
        try
        {
            // In this order everywhere; and nobody who writes holds two.
            foreach (var store in Migrator.Stores)
            {
                at = StoreFactory.FileOf(folder, store);
                var connection = Open(at);
                locks.Add(connection);
                transactions.Add(connection.BeginTransaction(deferred: false));
            }

            foreach (var store in Migrator.Stores)
            {
                at = StoreFactory.FileOf(folder, store);
                var connection = Open(at);
                readers.Add(store, connection);
                Run(connection, "BEGIN");
                Text(connection, "select count(*) from sqlite_master");
            }

            transactions.ForEach(transaction => transaction.Dispose());
            foreach (var (store, source) in readers)
            {
                at = StoreFactory.FileOf(folder, store);
                Erase(copies[store]);
                PrivateFile.Ensure(copies[store]);
                using var target = Open(copies[store]);
                source.BackupDatabase(target);
                if (Text(target, "PRAGMA integrity_check(1)") is var said && said != "ok")
                {
                    return BackupProblems.StoreDamaged.Of(at, said.Trim());
                }

                Run(target, "PRAGMA journal_mode = DELETE; VACUUM;");
            }

            return null;
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode is Corrupt or NotADatabase)
        {
            return BackupProblems.StoreDamaged.Of(at, problem.Message);
        }
        finally
        {
            transactions.ForEach(transaction => transaction.Dispose());
            locks.ForEach(connection => connection.Dispose());
            foreach (var connection in readers.Values)
            {
                connection.Dispose();
            }
        }
    }

    private static List<BackupScript> Scripts(SqliteConnection connection, string store)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select number, hash from schema_versions order by number";
        using var reader = command.ExecuteReader();
        var scripts = new List<BackupScript>();
        while (reader.Read())
        {
            scripts.Add(new BackupScript(store, reader.GetInt32(0), reader.GetString(1)));
        }

        return scripts;
    }

    private static bool IsEmpty(string file)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'";
        var tables = new List<string>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                tables.Add(reader.GetString(0));
            }
        }

        return tables.Except(OwnTables, StringComparer.Ordinal).All(table => Text(connection, $"select count(*) from \"{table}\"") == "0");
    }

    /// <summary>Leaving WAL takes the file for oneself alone; that fails as long as anybody else has it open.</summary>
    private static bool Close(string file)
    {
        try
        {
            using var connection = Open(file, wait: 2);
            return Text(connection, "PRAGMA journal_mode = DELETE") == "delete";
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode is 5 or 6)
        {
            return false;
        }
    }

    private static SqliteConnection Open(string file, int wait = 30)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = wait }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Text(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    private static void Erase(string file)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(file + suffix);
        }
    }
}
