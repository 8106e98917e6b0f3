// A backup is of one moment, made while the site goes on; putting it back gives exactly what was there, or changes nothing and says why.
using System.Text;
using System.Text.Json.Nodes;
using Keukentafel.Answering;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Keys;
using Keukentafel.Store;
using Keukentafel.Store.Backup;
using Keukentafel.Studies;
using Keukentafel.Tests.Cli;
using Keukentafel.Tests.Store.Databases;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Store;

public abstract partial class Backups : IDisposable
{
    private readonly Installation installation;
    private readonly OrganisationId zonnedam = new(Guid.NewGuid());
    private readonly string folder = Directory.CreateTempSubdirectory("keukentafel-").FullName;

    protected Backups(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    /// <summary>Where a backup is put back; it is empty.</summary>
    private protected abstract Target NewTarget();

    /// <summary>What tells a command which stores are meant.</summary>
    protected abstract IEnumerable<string> Source();

    [Fact]
    public async Task A_backup_under_fire_is_of_one_moment_and_comes_back_whole()
    {
        await Answer(1);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(2, 3).Select(number => Task.Run(async () =>
        {
            for (var round = 0; !stop.IsCancellationRequested; round++)
            {
                await Answer((number * 100_000) + round);
            }
        })).ToList();
        await WaitFor(() => Count<WhatStore, Response>() > 10);
        var before = Rows<WhatStore, Response>(response => response.Id.ToString());

        var (code, output, error) = await Commands.Type(["backup", "--to", Backup, .. Source()]);

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        var after = Rows<WhatStore, Response>(response => response.Id.ToString());
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("De sleutels zitten er niet in", output, StringComparison.Ordinal);
        Assert.Contains("sleutel 1 (", output, StringComparison.Ordinal);

        await using var target = NewTarget();
        (code, output, error) = await Commands.Type(["restore", "--from", Backup, .. target.Options]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("De sleutels zaten er niet in", output, StringComparison.Ordinal);

        using var restored = new StoreFactory(target.Settings);
        var responses = Rows<WhatStore, Response>(response => response.Id.ToString(), restored);
        Assert.Subset(after.ToHashSet(), responses.ToHashSet());
        Assert.Superset(before.ToHashSet(), responses.ToHashSet());

        // Written in this order: bridge, answers, audit. At any one moment nothing stands without what came before it.
        var bridged = Rows<BridgeStore, BridgeRow>(row => row.ResponseId.ToString(), restored);
        Assert.Subset(bridged.ToHashSet(), responses.ToHashSet());
        Assert.InRange(bridged.Count - responses.Count, 0, writers.Count);
        Assert.Equal(responses, Rows<WhatStore, Answer>(answer => answer.ResponseId.ToString(), restored));
        Assert.Subset(responses.ToHashSet(), Rows<WhoStore, AuditEntry>(entry => entry.Subject, restored).ToHashSet());
    }

    [Fact]
    public async Task Every_row_of_every_table_comes_back_as_it_was()
    {
        await Answer(1);
        Assert.Equal(0, (await Commands.Type(["backup", "--to", Backup, .. Source()])).Code);
        await using var target = NewTarget();
        Assert.Equal(0, (await Commands.Type(["restore", "--from", Backup, .. target.Options])).Code);
        foreach (var store in Migrator.Stores)
        {
            Assert.Equal(Dump(Here, store), Dump(target.Database, store));
        }
    }

    [Fact]
    public async Task Nothing_is_overwritten_unless_it_may_go()
    {
        await Answer(1);
        Assert.Equal(0, (await Commands.Type(["backup", "--to", Backup, .. Source()])).Code);
        Assert.StartsWith("reservekopie.bestaat-al:", (await Commands.Type(["backup", "--to", Backup, .. Source()])).Error, StringComparison.Ordinal);

        await using var target = NewTarget();
        Assert.Equal(0, (await Commands.Type(["restore", "--from", Backup, .. target.Options])).Code);
        var refused = await Commands.Type(["restore", "--from", Backup, .. target.Options]);
        Assert.Equal(1, refused.Code);
        Assert.StartsWith("reservekopie.niet-leeg:", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Commands.Type(["restore", "--from", Backup, "--replace", .. target.Options])).Code);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_and_nothing_changes()
    {
        await Answer(1);
        Assert.Equal(0, (await Commands.Type(["backup", "--to", Backup, .. Source()])).Code);
        await using var target = NewTarget();
        Assert.Equal(0, (await Commands.Type(["restore", "--from", Backup, .. target.Options])).Code);
        var before = Migrator.Stores.Select(store => Dump(target.Database, store)).ToList();

        Rewrite((name, content) =>
        {
            if (!name.StartsWith("manifest.", StringComparison.Ordinal) && content.Length > 100)
            {
                content[^50] ^= 1;
            }

            return content;
        });
        var refused = await Commands.Type(["restore", "--from", Backup, "--replace", .. target.Options]);
        Assert.Equal(1, refused.Code);
        Assert.StartsWith("reservekopie.beschadigd:", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, Migrator.Stores.Select(store => Dump(target.Database, store)));

        await File.WriteAllTextAsync(Backup, "dit is geen zip");
        Assert.StartsWith("reservekopie.beschadigd:", (await Commands.Type(["restore", "--from", Backup, "--replace", .. target.Options])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_a_newer_version_or_of_another_database_is_refused()
    {
        Assert.Equal(0, (await Commands.Type(["backup", "--to", Backup, .. Source()])).Code);
        await using var target = NewTarget();
        Forge(manifest => manifest.Replace("\"number\": 1,", "\"number\": 9001,", StringComparison.Ordinal));
        Assert.StartsWith("reservekopie.te-nieuw:", (await Commands.Type(["restore", "--from", Backup, .. target.Options])).Error, StringComparison.Ordinal);
        Forge(manifest => manifest.Replace("\"database\": \"sqlite\"", "\"database\": \"x\"", StringComparison.Ordinal).Replace("\"database\": \"postgres\"", "\"database\": \"x\"", StringComparison.Ordinal));
        Assert.StartsWith("reservekopie.andere-database:", (await Commands.Type(["restore", "--from", Backup, .. target.Options])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_without_its_keys_is_refused_and_the_keys_are_never_in_it()
    {
        Assert.Equal(0, (await Commands.Type(["backup", "--to", Backup, .. Source()])).Code);
        var secret = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(installation.Settings.KeyFile)).RootElement[0].GetProperty("Secret").GetString()!;
        Rewrite((_, content) =>
        {
            Assert.DoesNotContain(secret, Encoding.Latin1.GetString(content), StringComparison.Ordinal);
            return content;
        });

        await using var target = NewTarget();
        var other = Path.Combine(folder, "andere.json");
        Keyring.OpenOrCreate(other, new SystemSecrets());
        Assert.StartsWith("reservekopie.andere-sleutels:", (await Commands.Type(["restore", "--from", Backup, .. Keyless(target), "--key-file", other])).Error, StringComparison.Ordinal);
        var missing = Path.Combine(folder, "geen.json");
        Assert.StartsWith("reservekopie.geen-sleutels:", (await Commands.Type(["restore", "--from", Backup, .. Keyless(target), "--key-file", missing])).Error, StringComparison.Ordinal);
        Assert.StartsWith("reservekopie.geen-sleutels:", (await Commands.Type(["backup", "--to", Backup + "2", .. Source(), "--key-file", missing])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_its_owner_reads_a_backup_and_no_draft_stays_behind()
    {
        Assert.Equal(0, (await Commands.Type(["backup", "--to", Backup, .. Source()])).Code);
        Assert.Equal([Path.GetFileName(Backup)], Directory.GetFiles(folder).Select(file => Path.GetFileName(file)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    protected string Backup => Path.Combine(folder, "kopie.zip");

    private protected abstract Func<string, System.Data.Common.DbConnection> Here { get; }

    private static IEnumerable<string> Keyless(Target target) => target.Options.TakeWhile(option => option != "--key-file");

    private StoreFactory Stores => installation.Services.GetRequiredService<StoreFactory>();

    /// <summary>One answer, written as the intake does: bridge, answers, and last a note in the third store.</summary>
    private async Task Answer(int number)
    {
        var (response, round) = (new ResponseId(Guid.NewGuid()), new RoundId(Guid.NewGuid()));
        await Write<BridgeStore>(new BridgeRow { OrganisationId = zonnedam, CaseId = new CaseId(Guid.NewGuid()), RoundId = round, ResponseId = response });
        await Write<WhatStore>(
            new Response { Id = response, OrganisationId = zonnedam, RoundId = round, StartedOn = new DateOnly(2025, 3, 3) },
            new Answer { OrganisationId = zonnedam, ResponseId = response, Question = "CEO01", Option = number % 5 });
        await Write<WhoStore>(new AuditEntry
        {
            Id = new AuditEntryId(Guid.NewGuid()), OrganisationId = zonnedam, At = installation.Time.Now(), Act = "proef", Subject = response.ToString(),
        });
    }

    private async Task Write<TStore>(params object[] rows) where TStore : StoreContext
    {
        await using var store = Stores.Open<TStore>(StoreScope.Of(zonnedam), StoreAccess.Change);
        store.AddRange(rows);
        await store.SaveChangesAsync();
        await store.Database.CurrentTransaction!.CommitAsync();
    }

    private int Count<TStore, TRow>() where TStore : StoreContext where TRow : class => Rows<TStore, TRow>(_ => "").Count;

    private List<string> Rows<TStore, TRow>(Func<TRow, string> text, StoreFactory? from = null) where TStore : StoreContext where TRow : class
    {
        using var store = (from ?? Stores).Open<TStore>(StoreScope.Of(zonnedam), StoreAccess.Read);
        return store.Set<TRow>().AsEnumerable().Select(text).Order(StringComparer.Ordinal).ToList();
    }

    private static async Task WaitFor(Func<bool> met)
    {
        for (var tries = 0; !met() && tries < 600; tries++)
        {
            await Task.Delay(100);
        }
    }

    /// <summary>All rows of a store as text.</summary>
    private static List<string> Dump(Func<string, System.Data.Common.DbConnection> open, string store)
    {
        using var connection = open(store);
        var sqlite = connection is Microsoft.Data.Sqlite.SqliteConnection;
        var tables = TestDatabase.Query(connection, sqlite ? "select name from sqlite_master where type = 'table'" : $"select relname::text from pg_class where relkind = 'r' and relnamespace = '{store}'::regnamespace", row => row.GetString(0));
        return tables.Order(StringComparer.Ordinal).SelectMany(table => TestDatabase.Query(
            connection,
            sqlite ? $"select * from \"{table}\"" : $"select t::text from {store}.{table} t",
            row => $"{table}: {string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => row.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : row.GetValue(i)))}")
            .Order(StringComparer.Ordinal)).ToList();
    }

    private protected sealed record Target(Settings Settings, IReadOnlyList<string> Options, Func<string, System.Data.Common.DbConnection> Database, Action Gone) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Gone();
            return ValueTask.CompletedTask;
        }
    }
}

public sealed class Backups_on_SQLite(SqliteInstallation installation) : Backups(installation), IClassFixture<SqliteInstallation>
{
    private protected override Func<string, System.Data.Common.DbConnection> Here => store => Open(installation.Settings.DataFolder, store);

    [Fact]
    public async Task A_store_in_use_is_not_replaced()
    {
        Assert.Equal(0, (await Commands.Type(["backup", "--to", Backup, .. Source()])).Code);
        await using var target = NewTarget();
        Assert.Equal(0, (await Commands.Type(["restore", "--from", Backup, .. target.Options])).Code);
        await using var inUse = new StoreFactory(target.Settings);
        using var open = inUse.Open<WhatStore>(StoreScope.Installation, StoreAccess.Read);
        _ = open.Set<Response>().Count();
        Assert.StartsWith("reservekopie.in-gebruik:", (await Commands.Type(["restore", "--from", Backup, "--replace", .. target.Options])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_was_put_back_half_is_not_used_until_it_is_put_back_whole()
    {
        await Commands.Type(["backup", "--to", Backup, .. Source()]);
        await using var target = NewTarget();
        Assert.Equal(0, (await Commands.Type(["restore", "--from", Backup, .. target.Options])).Code);
        await File.WriteAllTextAsync(Path.Combine(target.Settings.DataFolder, "restoring"), "");
        Assert.StartsWith("opslag.half-teruggezet:", (await Commands.Type("migrate", "--data", target.Settings.DataFolder)).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Commands.Type(["restore", "--from", Backup, .. target.Options])).Code);
        Assert.Equal(0, (await Commands.Type("migrate", "--data", target.Settings.DataFolder)).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_damaged_store_is_told_and_no_backup_is_left_of_it(int page)
    {
        await using var target = NewTarget();
        Assert.Equal(0, (await Commands.Type("migrate", "--data", target.Settings.DataFolder)).Code);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var store = StoreFactory.FileOf(target.Settings.DataFolder, "what");
        await using (var file = File.Open(store, FileMode.Open))
        {
            file.Position = page * 4096;
            file.Write(new byte[4096]);
        }

        var (code, output, error) = await Commands.Type(["backup", "--to", Backup, .. target.Options]);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith(BackupProblems.StoreDamaged.Code + ": De opslag in " + store, error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Backup)!));
    }

    [Fact]
    public async Task A_folder_without_a_store_is_refused()
    {
        var empty = Directory.CreateTempSubdirectory("keukentafel-").FullName;
        Assert.StartsWith("reservekopie.geen-opslag:", (await Commands.Type("backup", "--to", Backup, "--data", empty)).Error, StringComparison.Ordinal);
        Directory.Delete(empty);
    }

    protected override IEnumerable<string> Source()
    {
        Keyring.OpenOrCreate(installation.Settings.KeyFile, new SystemSecrets());
        return ["--data", installation.Settings.DataFolder];
    }

    private protected override Target NewTarget()
    {
        var folder = Directory.CreateTempSubdirectory("keukentafel-").FullName;
        return new Target(
            new Settings { DataFolder = folder, KeyFileOverride = installation.Settings.KeyFile },
            ["--data", folder, "--key-file", installation.Settings.KeyFile],
            store => Open(folder, store),
            () =>
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                Directory.Delete(folder, recursive: true);
            });
    }

    private static Microsoft.Data.Sqlite.SqliteConnection Open(string folder, string store)
    {
        var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={StoreFactory.FileOf(folder, store)};Pooling=False");
        connection.Open();
        return connection;
    }
}

public sealed class Backups_on_PostgreSQL(PostgresInstallation installation) : Backups(installation), IClassFixture<PostgresInstallation>
{
    private protected override IEnumerable<Action<JsonObject>> Forgeries =>
    [
        .. base.Forgeries,
        manifest => manifest["parts"]![0]!["table"] = "organisations from program 'touch /'; --",
        manifest => manifest["parts"]![0]!["columns"]![0] = "id) from stdin; drop schema what cascade; --",
        manifest => manifest["parts"]![0]!["columns"]!.AsArray().RemoveAt(0),
        manifest => manifest["parts"]![0]!["columns"] = null,
    ];

    private protected override Func<string, System.Data.Common.DbConnection> Here => _ => Open(installation.OwnerConnection);

    protected override IEnumerable<string> Source()
    {
        Keyring.OpenOrCreate(installation.Settings.KeyFile, new SystemSecrets());
        return ["--data", installation.Settings.DataFolder, "--database-owner", installation.OwnerConnection];
    }

    private protected override Target NewTarget()
    {
        var owner = PostgresServer.NewDatabase();
        var settings = new Settings { DataFolder = installation.Settings.DataFolder, Database = PostgresServer.AsRuntime(owner) };
        return new Target(settings, ["--data", settings.DataFolder, "--database-owner", owner], _ => Open(owner), () => PostgresServer.Drop(owner));
    }

    private static Npgsql.NpgsqlConnection Open(string connectionString)
    {
        var connection = new Npgsql.NpgsqlConnection(connectionString);
        connection.Open();
        return connection;
    }
}
