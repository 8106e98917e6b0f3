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
        foreach (var (store, table, columns) in tables)
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"copy {store}.{table} ({string.Join(", ", columns)}) to stdout (format binary)", cancel);
            await writer.Add($"{store}/{table}.copy", store, rows, table, columns, cancel);
        }

        foreach (var store in Migrator.Stores)
        {
            scripts.AddRange(await Query(connection, $"select number, hash from {store}.schema_versions order by number", row => new BackupScript(store, row.GetInt32(0), row.GetString(1)), cancel));
        }

        var manifest = new BackupManifest(BackupManifest.CurrentFormat, time.Now(), program, "postgres", BackupManifest.KeysOf(Keyring.Open(settings.KeyFile)), scripts, []);
        await writer.Finish(manifest, cancel);
        return manifest;
    }

    public static async Task<Result<BackupManifest>> Restore(
        Settings settings, string ownerConnection, string runtimeRole, string file, bool replace, TimeProvider time, CancellationToken cancel = default)
    {
        var opened = BackupReader.Open(file);
        if (!opened.Ok)
        {
            return opened.Problem;
        }

        using var backup = opened.Value;
        if (await backup.Verify(cancel) is { } damaged)
        {
            return damaged;
        }

        if (backup.Fits("postgres", settings.KeyFile) is { } unfit)
        {
            return unfit;
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

            await Fill(connection, backup, cancel);
            await whole.CommitAsync(cancel);
        }

        var migrated = Migrator.MigratePostgres(ownerConnection, runtimeRole, runtimePassword: null, time);
        return migrated.Ok ? backup.Manifest : migrated.Problem;
    }

    private static async Task Fill(NpgsqlConnection connection, BackupReader backup, CancellationToken cancel)
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

        foreach (var part in await InOrderOfReferences(connection, backup.Manifest.Parts, cancel))
        {
            await using var content = backup.Content(part);
            await using var rows = await connection.BeginRawBinaryCopyAsync($"copy {part.Store}.{part.Table} ({string.Join(", ", part.Columns!)}) from stdin (format binary)", cancel);
            await content.CopyToAsync(rows, cancel);
        }

        foreach (var store in Migrator.Stores)
        {
            await Run(connection, PostgresRoles.Protect(connection, store), cancel);
        }
    }

    /// <summary>Tables that others refer to come first.</summary>
    private static async Task<List<BackupPart>> InOrderOfReferences(NpgsqlConnection connection, IReadOnlyList<BackupPart> parts, CancellationToken cancel)
    {
        const string Sql = """
            select n.nspname || '.' || c.relname, m.nspname || '.' || p.relname from pg_constraint f
            join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_class p on p.oid = f.confrelid join pg_namespace m on m.oid = p.relnamespace
            where f.contype = 'f' and f.conrelid <> f.confrelid
            """;
        var needs = (await Query(connection, Sql, row => (From: row.GetString(0), To: row.GetString(1)), cancel)).ToLookup(pair => pair.From, pair => pair.To, StringComparer.Ordinal);
        var ordered = new List<BackupPart>();
        var waiting = parts.ToList();
        while (waiting.Count > 0)
        {
            var open = waiting.Select(part => $"{part.Store}.{part.Table}").ToHashSet(StringComparer.Ordinal);
            var ready = waiting.Where(part => !needs[$"{part.Store}.{part.Table}"].Any(open.Contains)).ToList();
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
        foreach (var (store, table, _) in (await Tables(connection, cancel)).Where(each => each.Table is not ("schema_versions" or "site_keys")))
        {
            if ((await Query(connection, $"select exists (select from {store}.{table})", row => row.GetBoolean(0), cancel)).Single())
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<List<(string Store, string Table, IReadOnlyList<string> Columns)>> Tables(NpgsqlConnection connection, CancellationToken cancel)
    {
        const string Sql = """
            select n.nspname::text, c.relname::text, array_agg(quote_ident(a.attname) order by a.attnum)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where n.nspname in ('who', 'what', 'bridge') and c.relkind = 'r' group by 1, 2 order by 1, 2
            """;
        return await Query(connection, Sql, row => (row.GetString(0), row.GetString(1), (IReadOnlyList<string>)row.GetFieldValue<string[]>(2)), cancel);
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
