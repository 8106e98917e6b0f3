// Backup of PostgreSQL as its owner (the site's own role sees one municipality at a time): every table of the three schemas from one snapshot, while the
// site goes on. Putting back is one transaction: schemas, scripts, rows, rights; either all of it is there or nothing has changed.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Npgsql;

namespace Keukentafel.Store.Backup;

public static class PostgresBackup
{
    public static async Task<Result<BackupManifest>> Make(Settings settings, string ownerConnection, string file, string program, TimeProvider time, CancellationToken cancel = default)
    {
        if (File.Exists(file))
        {
            return BackupProblems.Exists.Of(file);
        }

        if (!File.Exists(settings.KeyFile))
        {
            return BackupProblems.NoKeys.Of(settings.KeyFile);
        }

        await using var source = NpgsqlDataSource.Create(ownerConnection);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        await Run(connection, "set transaction read only", cancel);
        var tables = await Tables(connection, cancel);
        if (tables.Count == 0)
        {
            return BackupProblems.NoStore.Of(connection.Database);
        }

        using var writer = new BackupWriter(file);
        var scripts = new List<BackupScript>();
        foreach (var table in tables)
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"copy {Named(table)} ({Listed(table.Columns!)}) to stdout (format binary)", cancel);
            await writer.Add(table, rows, cancel);
        }

        foreach (var store in Migrator.Stores)
        {
            scripts.AddRange(await Query(connection, $"select number, hash from {store}.schema_versions order by number", row => new BackupScript(store, row.GetInt32(0), row.GetString(1)), cancel));
        }

        var manifest = new BackupManifest(BackupManifest.CurrentFormat, time.Now(), program, "postgres", BackupManifest.KeysOf(Keyring.Open(settings.KeyFile)), scripts, []);
        await writer.Finish(manifest, settings.KeyFile, cancel);
        return manifest;
    }

    public static async Task<Result<BackupManifest>> Restore(
        Settings settings, string ownerConnection, string runtimeRole, string file, bool replace, TimeProvider time, CancellationToken cancel = default)
    {
        var opened = BackupReader.Open(file, settings.KeyFile);
        if (!opened.Ok)
        {
            return opened.Problem;
        }

        using var backup = opened.Value;
        if ((backup.Fits("postgres", settings.KeyFile) ?? await backup.Verify(cancel)) is { } refusal)
        {
            return refusal;
        }

        await using (var source = NpgsqlDataSource.Create(ownerConnection))
        await using (var connection = await source.OpenConnectionAsync(cancel))
        {
            await Run(connection, PostgresRoles.Make(runtimeRole, password: null), cancel);
            await using var whole = await connection.BeginTransactionAsync(cancel);
            if (!replace && await HasRows(connection, cancel))
            {
                return BackupProblems.NotEmpty.Of($"database {connection.Database}");
            }

            if (await Fill(connection, backup, cancel) is { } strange)
            {
                return strange;
            }

            await whole.CommitAsync(cancel);
        }

        var migrated = Migrator.MigratePostgres(ownerConnection, runtimeRole, runtimePassword: null, time);
        return migrated.Ok ? backup.Manifest : migrated.Problem;
    }

    /// <summary>Builds the schemas and fills them; or says what in the backup does not fit them, and then nothing may be committed.</summary>
    private static async Task<Problem?> Fill(NpgsqlConnection connection, BackupReader backup, CancellationToken cancel)
    {
        foreach (var store in Migrator.Stores)
        {
            await Run(connection, $"drop schema if exists {store} cascade; create schema {store}; {Migrator.VersionsTable(store + ".schema_versions")}", cancel);
            var wanted = backup.Manifest.Scripts.Where(script => script.Store == store).Select(script => script.Number).ToHashSet();
            foreach (var migration in Migration.Of("postgres", store).Where(migration => wanted.Contains(migration.Number)))
            {
                await Run(connection, migration.Sql, cancel);
            }
        }

        var tables = await Tables(connection, cancel);
        if (backup.HoldsExactly(tables) is { } strange)
        {
            return strange;
        }

        // The columns in the order in which they were copied; that they are the table's own has been seen.
        var columns = backup.Manifest.Parts.ToDictionary(part => part.Name, part => part.Columns!, StringComparer.Ordinal);
        foreach (var table in await InOrderOfReferences(connection, tables, cancel))
        {
            await using var content = backup.Content(table.PartName);
            await using var rows = await connection.BeginRawBinaryCopyAsync($"copy {Named(table)} ({Listed(columns[table.PartName])}) from stdin (format binary)", cancel);
            await content.CopyToAsync(rows, cancel);
        }

        foreach (var store in Migrator.Stores)
        {
            await Run(connection, PostgresRoles.Protect(connection, store), cancel);
        }

        return null;
    }

    private static string Named(BackupTable table) => $"{Quoted(table.Store)}.{Quoted(table.Table!)}";

    private static string Listed(IEnumerable<string> columns) => string.Join(", ", columns.Select(Quoted));

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Tables that others refer to come first.</summary>
    private static async Task<List<BackupTable>> InOrderOfReferences(NpgsqlConnection connection, IReadOnlyList<BackupTable> tables, CancellationToken cancel)
    {
        const string Sql = """
            select n.nspname || '.' || c.relname, m.nspname || '.' || p.relname from pg_constraint f
            join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_class p on p.oid = f.confrelid join pg_namespace m on m.oid = p.relnamespace
            where f.contype = 'f' and f.conrelid <> f.confrelid
            """;
        var needs = (await Query(connection, Sql, row => (From: row.GetString(0), To: row.GetString(1)), cancel)).ToLookup(pair => pair.From, pair => pair.To, StringComparer.Ordinal);
        var ordered = new List<BackupTable>();
        var waiting = tables.ToList();
        while (waiting.Count > 0)
        {
            var open = waiting.Select(table => $"{table.Store}.{table.Table}").ToHashSet(StringComparer.Ordinal);
            var ready = waiting.Where(table => !needs[$"{table.Store}.{table.Table}"].Any(open.Contains)).ToList();
            if (ready.Count == 0)
            {
                throw new InvalidOperationException("The tables refer to each other in a circle.");
            }

            ordered.AddRange(ready);
            waiting.RemoveAll(ready.Contains);
        }

        return ordered;
    }

    private static async Task<bool> HasRows(NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var table in (await Tables(connection, cancel)).Where(each => each.Table is not ("schema_versions" or "site_keys")))
        {
            if ((await Query(connection, $"select exists (select from {Named(table)})", row => row.GetBoolean(0), cancel)).Single())
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<List<BackupTable>> Tables(NpgsqlConnection connection, CancellationToken cancel)
    {
        const string Sql = """
            select n.nspname::text, c.relname::text, array_agg(a.attname::text order by a.attnum)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where n.nspname in ('who', 'what', 'bridge') and c.relkind = 'r' group by 1, 2 order by 1, 2
            """;
        return await Query(connection, Sql, row => new BackupTable(row.GetString(0), row.GetString(1), row.GetFieldValue<string[]>(2)), cancel);
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<List<T>> Query<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
