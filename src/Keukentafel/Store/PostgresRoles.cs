// Who may do what on PostgreSQL. The runtime login owns nothing and inherits nothing: per transaction it takes the role of one store,
// and row-level security shows it the rows of the organisation that the transaction names.
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Keukentafel.Store;

internal static class PostgresRoles
{
    public static string Make(string runtimeRole, string? password)
    {
        var login = Identifier(runtimeRole);
        var sql = new System.Text.StringBuilder();
        foreach (var store in Migrator.Stores)
        {
            sql.AppendLine($"do $$ begin if not exists (select from pg_roles where rolname = 'keukentafel_{store}') then create role keukentafel_{store} nologin nosuperuser nobypassrls; end if; exception when duplicate_object or unique_violation then null; end $$;");
        }

        sql.AppendLine($"do $$ begin if not exists (select from pg_roles where rolname = {Literal(runtimeRole)}) then create role {login} login noinherit nosuperuser nobypassrls nocreatedb nocreaterole; end if; exception when duplicate_object or unique_violation then null; end $$;");
        if (password is not null)
        {
            sql.AppendLine($"alter role {login} password {Literal(password)};");
        }

        // The database is Keukentafel's alone: what PostgreSQL gives to everybody by default, nobody needs.
        sql.AppendLine("do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;");
        sql.AppendLine("revoke create on schema public from public;");
        foreach (var store in Migrator.Stores)
        {
            sql.AppendLine($"do $$ begin if not pg_has_role({Literal(runtimeRole)}, 'keukentafel_{store}', 'member') then grant keukentafel_{store} to {login}; end if; exception when unique_violation then null; end $$;");
        }

        return sql.ToString();
    }

    /// <summary>Policies and rights for every table of a store. Which tables the installation itself may see comes from the model.</summary>
    public static string Protect(DbConnection connection, string store)
    {
        var open = InstallationTables(store);
        var sql = new System.Text.StringBuilder($"grant usage on schema {store} to keukentafel_{store}; grant select, insert, update, delete on all tables in schema {store} to keukentafel_{store}; revoke insert, update, delete on {store}.schema_versions from keukentafel_{store};");
        foreach (var table in OwnedTables(connection, store))
        {
            const string Setting = "current_setting('keukentafel.organisation', true)";
            var own = $"organisation_id::text = {Setting}";
            var rule = open.Contains(table) ? $"({own} or {Setting} = 'installation')" : own;
            sql.AppendLine($"alter table {store}.{table} enable row level security; drop policy if exists own_organisation on {store}.{table}; create policy own_organisation on {store}.{table} using ({rule}) with check ({rule});");
        }

        return sql.ToString();
    }

    private static HashSet<string> InstallationTables(string store)
    {
        using StoreContext context = store switch
        {
            "who" => new WhoStore(new DbContextOptionsBuilder<WhoStore>().UseNpgsql().Options),
            "what" => new WhatStore(new DbContextOptionsBuilder<WhatStore>().UseNpgsql().Options),
            _ => new BridgeStore(new DbContextOptionsBuilder<BridgeStore>().UseNpgsql().Options),
        };
        return context.Model.GetEntityTypes()
            .Where(entity => typeof(ISeenByInstallation).IsAssignableFrom(entity.ClrType))
            .Select(entity => entity.GetTableName()!)
            .ToHashSet(StringComparer.Ordinal);
    }

    private static List<string> OwnedTables(DbConnection connection, string store)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"select table_name from information_schema.columns where table_schema = '{store}' and column_name = 'organisation_id' order by 1";
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private static string Identifier(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
