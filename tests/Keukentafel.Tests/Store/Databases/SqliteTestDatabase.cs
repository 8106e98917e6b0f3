// Three files in a temporary folder.
using System.Data.Common;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Tests.Store.Databases;

internal sealed class SqliteTestDatabase : TestDatabase
{
    private readonly string folder = Directory.CreateTempSubdirectory("keukentafel-").FullName;

    public override string Kind => "sqlite";

    public override Result<List<Migration>> Migrate(int upTo = int.MaxValue) => Migrator.MigrateSqlite(folder, TimeProvider.System, upTo);

    public override void MakeFromModel()
    {
        using var stores = new StoreFactory(new Settings { DataFolder = folder });
        foreach (StoreContext store in (StoreContext[])[stores.Create<WhoStore>(), stores.Create<WhatStore>(), stores.Create<BridgeStore>()])
        {
            using (store)
            {
                using var connection = Open(store.Schema);
                Run(connection, store.Database.GenerateCreateScript());
            }
        }
    }

    public override DbConnection Open(string store)
    {
        var connection = new SqliteConnection($"Data Source={StoreFactory.FileOf(folder, store)};Pooling=False;Foreign Keys=True");
        connection.Open();
        return connection;
    }

    public override string NameOf(string store, string table) => $"\"{table}\"";

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    protected override IReadOnlyList<Table> Read(DbConnection connection, string store) =>
        Names(connection).ConvertAll(name => new Table(
            store,
            name,
            Query(connection, $"PRAGMA table_info(\"{name}\")", row => new Column(row.GetString(1), row.GetString(2), MaxLength: null)),
            Query(connection, $"PRAGMA foreign_key_list(\"{name}\")", row => (Id: row.GetInt32(0), Target: row.GetString(2), From: row.GetString(3), To: row.GetString(4)))
                .GroupBy(row => row.Id)
                .Select(rows => new Reference(rows.Select(row => row.From).ToList(), rows.First().Target, rows.Select(row => row.To).ToList()))
                .ToList()));

    protected override IEnumerable<string> DescribeAll(DbConnection connection, string store)
    {
        foreach (var name in Names(connection))
        {
            foreach (var line in Query(connection, $"PRAGMA table_info(\"{name}\")", row => $"{name}.{row.GetString(1)} {row.GetString(2)}{(row.GetInt32(3) == 1 ? " not null" : "")} key {row.GetInt32(5)}"))
            {
                yield return line;
            }

            foreach (var foreign in Query(connection, $"PRAGMA foreign_key_list(\"{name}\")", row => (Id: row.GetInt32(0), Text: $"{row.GetString(3)}→{row.GetString(2)}.{row.GetString(4)} on delete {row.GetString(6)}")).GroupBy(row => row.Id))
            {
                yield return $"{name} foreign {string.Join(", ", foreign.Select(row => row.Text))}";
            }

            foreach (var (index, unique) in Query(connection, $"PRAGMA index_list(\"{name}\")", row => (row.GetString(1), row.GetInt32(2))))
            {
                var columns = Query(connection, $"PRAGMA index_info(\"{index}\")", row => row.GetString(2));
                yield return $"{name} index {(index.StartsWith("sqlite_", StringComparison.Ordinal) ? "key" : index)}{(unique == 1 ? " unique" : "")} ({string.Join(", ", columns)})";
            }
        }
    }

    private static List<string> Names(DbConnection connection) =>
        Query(connection, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'", row => row.GetString(0));
}
