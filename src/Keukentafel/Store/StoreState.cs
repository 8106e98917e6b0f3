// Whether the stores can be used: reachable, at the schema of this version, with the keys that sealed them, and on PostgreSQL by a role that cannot go around
// row-level security.
using System.Data.Common;
using Keukentafel.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Keukentafel.Store;

public sealed class StoreState(StoreFactory stores, StoreKeys keys, Settings settings)
{
    /// <summary>Begins to use the stores, with a new key when they are new; or says what stands in the way.</summary>
    public Problem? Begin()
    {
        if (Check() is { } problem)
        {
            return problem;
        }

        keys.Mark();
        return null;
    }

    /// <summary>What stands in the way; null when nothing does.</summary>
    public Problem? Check()
    {
        try
        {
            var ring = keys.Read(); // first: a change of keys that goes on meanwhile seals nothing that these cannot open or find
            using var who = stores.Open<WhoStore>(StoreScope.Installation, StoreAccess.Read);
            using var what = stores.Open<WhatStore>(StoreScope.Installation, StoreAccess.Read);
            using var bridge = stores.Open<BridgeStore>(StoreScope.Installation, StoreAccess.Read);
            return Role(who) ?? Schema([who, what, bridge]) ?? Policies(who) ?? keys.Check(who, ring, IsUsed(who));
        }
        catch (DbException problem)
        {
            return StoreProblems.Unreachable.Of(Shortly(problem));
        }
        catch (InvalidOperationException wrapped) when (wrapped.InnerException is DbException problem)
        {
            return StoreProblems.Unreachable.Of(Shortly(problem));
        }
    }

    private bool IsUsed(WhoStore store) =>
        Query(store, $"select count(*) from {(settings.OnPostgres ? "who." : "")}organisations", row => Convert.ToInt64(row.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)).Single() > 0;

    private Problem? Schema(IReadOnlyList<StoreContext> all)
    {
        var database = settings.OnPostgres ? "postgres" : "sqlite";
        var pending = new List<string>();
        foreach (var store in all)
        {
            var wanted = Migration.Of(database, store.Schema);
            var applied = Applied(store);
            if (wanted.FirstOrDefault(migration => applied.TryGetValue(migration.Number, out var hash) && hash != migration.Hash) is { } changed)
            {
                return StoreProblems.ScriptChanged.Of(store.Schema, changed.Number, changed.Name);
            }

            if (applied.Keys.Except(wanted.Select(migration => migration.Number)).ToList() is { Count: > 0 } unknown)
            {
                return StoreProblems.Newer.Of($"{store.Schema} {unknown.Max():0000}");
            }

            pending.AddRange(wanted.Where(migration => !applied.ContainsKey(migration.Number)).Select(migration => $"{store.Schema} {migration.Number:0000}"));
        }

        return pending.Count == 0 ? null : StoreProblems.NotUpToDate.Of("er ontbreekt " + string.Join(", ", pending));
    }

    private Dictionary<int, string> Applied(StoreContext store)
    {
        var there = settings.OnPostgres
            ? $"select count(*) from information_schema.tables where table_schema = '{store.Schema}' and table_name = 'schema_versions'"
            : "select count(*) from sqlite_master where name = 'schema_versions'";
        return Query(store, there, row => Convert.ToInt64(row.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)).Single() == 0
            ? []
            : Query(store, $"select number, hash from {(settings.OnPostgres ? store.Schema + "." : "")}schema_versions", row => (Number: row.GetInt32(0), Hash: row.GetString(1)))
                .ToDictionary(row => row.Number, row => row.Hash);
    }

    private Problem? Role(WhoStore store)
    {
        if (!settings.OnPostgres)
        {
            return null;
        }

        const string Sql = """
            select session_user::text,
                exists (select from pg_roles r where r.rolsuper and pg_has_role(session_user, r.oid, 'member')),
                exists (select from pg_roles r where r.rolbypassrls and pg_has_role(session_user, r.oid, 'member')),
                exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname in ('who', 'what', 'bridge') and pg_has_role(session_user, c.relowner, 'member')),
                exists (select from pg_namespace n where n.nspname in ('who', 'what', 'bridge') and has_schema_privilege(session_user, n.oid, 'create'))
            """;
        var (role, powers) = Query(store, Sql, row => (row.GetString(0), new[] { row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4) })).Single();
        string[] names = ["is beheerder van de databaseserver", "mag de rijbeveiliging omzeilen", "is eigenaar van tabellen", "mag tabellen maken"];
        var tooMuch = names.Where((_, place) => powers[place]).ToList();
        return tooMuch.Count == 0 ? null : StoreProblems.RoleTooStrong.Of(role, string.Join(", ", tooMuch));
    }

    private Problem? Policies(WhoStore store)
    {
        if (!settings.OnPostgres)
        {
            return null;
        }

        const string Sql = """
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
            where n.nspname in ('who', 'what', 'bridge') and c.relkind = 'r' and not c.relrowsecurity order by 1
            """;
        var open = Query(store, Sql, row => row.GetString(0));
        return open.Count == 0 ? null : StoreProblems.Unprotected.Of(string.Join(", ", open));
    }

    private static List<T> Query<T>(StoreContext store, string sql, Func<DbDataReader, T> read)
    {
        using var command = store.Database.GetDbConnection().CreateCommand();
        command.Transaction = store.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The first line of what the database said, ending in a full stop.</summary>
    internal static string Shortly(DbException problem)
    {
        var text = ((problem as Npgsql.PostgresException)?.MessageText ?? problem.Message).ReplaceLineEndings("\n").Split('\n')[0].Trim();
        return text.EndsWith('.') ? text : text + ".";
    }
}
