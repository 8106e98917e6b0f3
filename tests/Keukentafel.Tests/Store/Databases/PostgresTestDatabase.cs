// A database of its own on the test server, opened as its owner.
using System.Data.Common;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Keukentafel.Tests.Store.Databases;

internal sealed class PostgresTestDatabase : TestDatabase
{
    private readonly string owner = PostgresServer.NewDatabase();

    public override string Kind => "postgres";

    public override Result<List<Migration>> Migrate(int upTo = int.MaxValue) => PostgresServer.Migrate(owner, upTo);

    public override void MakeFromModel()
    {
        using var stores = new StoreFactory(new Settings { DataFolder = "", Database = owner });
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
        var connection = new NpgsqlConnection(owner);
        connection.Open();
        return connection;
    }

    public override string NameOf(string store, string table) => $"{store}.{table}";

    public override ValueTask DisposeAsync()
    {
        PostgresServer.Drop(owner);
        return ValueTask.CompletedTask;
    }

    protected override IReadOnlyList<Table> Read(DbConnection connection, string store) => TablesOf(connection, store);

    internal static IReadOnlyList<Table> TablesOf(DbConnection connection, string store)
    {
        var references = Query(
            connection,
            $"""
            select c.relname::text, p.relname::text, f.conname::text,
                array(select a.attname::text from unnest(f.conkey) with ordinality k(n, o) join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.n order by k.o),
                array(select a.attname::text from unnest(f.confkey) with ordinality k(n, o) join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.n order by k.o)
            from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid join pg_namespace n on n.oid = c.relnamespace
            where f.contype = 'f' and n.nspname = '{store}'
            """,
            row => (Table: row.GetString(0), Reference: new Reference(row.GetFieldValue<string[]>(3), row.GetString(1), row.GetFieldValue<string[]>(4))));
        return Query(
                connection,
                $"select table_name::text, column_name::text, udt_name::text, character_maximum_length::int from information_schema.columns where table_schema = '{store}' order by ordinal_position",
                row => (Table: row.GetString(0), Column: new Column(row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetInt32(3))))
            .GroupBy(row => row.Table, StringComparer.Ordinal)
            .Select(rows => new Table(store, rows.Key, rows.Select(row => row.Column).ToList(), references.Where(each => each.Table == rows.Key).Select(each => each.Reference).ToList()))
            .ToList();
    }

    protected override IEnumerable<string> DescribeAll(DbConnection connection, string store) =>
        [
            .. Query(
                connection,
                $"select table_name || '.' || column_name || ' ' || udt_name || coalesce('(' || character_maximum_length || ')', '') || case is_nullable when 'NO' then ' not null' else '' end || ' ' || is_identity from information_schema.columns where table_schema = '{store}'",
                row => row.GetString(0)),
            .. Query(
                connection,
                $"select c.relname || ' ' || f.conname || ' ' || pg_get_constraintdef(f.oid) from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = '{store}'",
                row => row.GetString(0)),
            .. Query(connection, $"select indexdef from pg_indexes where schemaname = '{store}'", row => row.GetString(0)),
        ];
}
