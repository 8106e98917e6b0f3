// What somebody could do who runs any SQL as the site's own role on PostgreSQL: see and change the rows of the organisation that the transaction names, in
// one store, and nothing else. Every table is tried, those of later rooms too.
using Keukentafel.Store;
using Keukentafel.Tests.Store.Databases;
using Keukentafel.Tests.World;
using Npgsql;
using Xunit;

namespace Keukentafel.Tests.Store;

public sealed class The_runtime_role : IDisposable
{
    private const string NotAllowed = "42501";

    /// <summary>Tables that belong to the installation and to no organisation.</summary>
    private static readonly string[] OfTheInstallation = ["who.site_keys"];

    private readonly PostgresTestDatabase database;
    private readonly Filling zonnedam = new(Guid.NewGuid(), "zonnedam");
    private readonly Filling noorderhaven = new(Guid.NewGuid(), "noorderhaven");
    private readonly NpgsqlConnection site;

    public The_runtime_role()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        database = new PostgresTestDatabase();
        Assert.True(database.Migrate().Ok);
        foreach (var store in Migrator.Stores)
        {
            zonnedam.Fill(database, store);
            noorderhaven.Fill(database, store);
        }

        using var owner = database.Open("who");
        site = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(PostgresServer.AsRuntime(owner.ConnectionString)) { Pooling = false }.ConnectionString);
        site.Open();
    }

    [Fact]
    public void It_is_no_superuser_owns_nothing_and_cannot_go_around_the_rules()
    {
        Assert.Equal(
            [(false, false, false, false, false)],
            TestDatabase.Query(site, "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolinherit from pg_roles where rolname = session_user",
                row => (row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4))));
        Assert.Equal([0L], TestDatabase.Query(site, "select count(*) from pg_class where relowner = (select oid from pg_roles where rolname = session_user)", row => row.GetInt64(0)));
        Assert.Equal(
            ["keukentafel_bridge", "keukentafel_what", "keukentafel_who"],
            TestDatabase.Query(site, "select rolname::text from pg_roles where rolname <> session_user and pg_has_role(session_user, oid, 'member') order by 1", row => row.GetString(0)));
    }

    [Fact]
    public void It_makes_no_tables_and_changes_no_rules()
    {
        foreach (var store in Migrator.Stores)
        {
            foreach (var sql in new[]
            {
                $"create table {store}.eigen (id int)", "create table public.eigen (id int)", "create schema eigen", "create temporary table eigen (id int)",
                $"drop schema {store} cascade", $"alter schema {store} rename to eigen", "create role eigen", "set session authorization postgres", "set role postgres",
            })
            {
                Assert.Equal(NotAllowed, Refusal(store, noorderhaven.Organisation.ToString(), sql));
            }

            foreach (var table in database.Tables(store))
            {
                var name = database.NameOf(store, table.Name);
                Assert.Equal(NotAllowed, Refusal(store, noorderhaven.Organisation.ToString(), $"alter table {name} disable row level security"));
                Assert.Equal(NotAllowed, Refusal(store, noorderhaven.Organisation.ToString(), $"create policy alles on {name} using (true)"));
                Assert.Equal(NotAllowed, Refusal(store, noorderhaven.Organisation.ToString(), $"truncate {name}"));
                Assert.Equal(NotAllowed, Refusal(store, noorderhaven.Organisation.ToString(), $"drop table {name}"));
            }
        }
    }

    [Fact]
    public void Rows_of_another_municipality_cannot_be_seen_changed_or_removed()
    {
        foreach (var (store, table) in Owned())
        {
            var (name, here) = (database.NameOf(store, table.Name), noorderhaven.Organisation.ToString());
            var theirs = $"organisation_id = '{zonnedam.Organisation}'";
            Assert.Equal(1, Count(store, here, $"select count(*) from {name}"));
            Assert.Equal(0, Count(store, here, $"select count(*) from {name} where {theirs}"));
            Assert.Equal(0, Do(store, here, $"update {name} set organisation_id = organisation_id where {theirs}"));
            Assert.Equal(0, Do(store, here, $"delete from {name} where {theirs}"));
            Assert.Equal(NotAllowed, Refusal(store, here, $"update {name} set organisation_id = '{zonnedam.Organisation}'"));
            Assert.Equal(NotAllowed, Refusal(store, here, $"set local row_security = off; select count(*) from {name}"));
        }
    }

    [Fact]
    public void A_row_of_another_municipality_cannot_be_added()
    {
        foreach (var (store, table) in Owned())
        {
            var row = zonnedam.Row(table, sqlite: false);
            Assert.Equal(NotAllowed, Refusal(store, noorderhaven.Organisation.ToString(), Filling.Insert(database.NameOf(store, table.Name), row), row.Select(pair => (pair.Key, pair.Value))));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("iets anders")]
    public void Without_an_organisation_there_is_nothing_to_see(string? organisation)
    {
        foreach (var (store, table) in Owned())
        {
            Assert.Equal(0, Count(store, organisation, $"select count(*) from {database.NameOf(store, table.Name)}"));
            Assert.Equal(0, Do(store, organisation, $"delete from {database.NameOf(store, table.Name)}"));
        }
    }

    [Fact]
    public void The_installation_itself_sees_only_what_is_marked_for_it()
    {
        var marked = new List<string>();
        foreach (var (store, table) in Owned())
        {
            if (Count(store, "installation", $"select count(*) from {database.NameOf(store, table.Name)}") > 0)
            {
                marked.Add($"{store}.{table.Name}");
            }
        }

        using var stores = new StoreFactory(new Keukentafel.Foundation.Settings { DataFolder = "", Database = site.ConnectionString });
        StoreContext[] contexts = [stores.Create<WhoStore>(), stores.Create<WhatStore>(), stores.Create<BridgeStore>()];
        var wanted = contexts.SelectMany(context => context.Model.GetEntityTypes())
            .Where(entity => typeof(ISeenByInstallation).IsAssignableFrom(entity.ClrType))
            .Select(entity => $"{Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions.GetSchema(entity)}.{Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions.GetTableName(entity)}");
        Assert.Equal(wanted.Order(StringComparer.Ordinal), marked.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("who.clients", marked);
        Assert.DoesNotContain("what.answers", marked);
        Assert.DoesNotContain("bridge.bridge", marked);
    }

    [Fact]
    public void A_store_s_role_reads_no_other_store()
    {
        foreach (var store in Migrator.Stores)
        {
            foreach (var table in database.Tables(store))
            {
                foreach (var role in Migrator.Stores.Where(other => other != store))
                {
                    Assert.Equal(NotAllowed, Refusal(role, zonnedam.Organisation.ToString(), $"select count(*) from {database.NameOf(store, table.Name)}"));
                }

                Assert.Equal(NotAllowed, Refusal(role: null, zonnedam.Organisation.ToString(), $"select count(*) from {database.NameOf(store, table.Name)}"));
            }
        }
    }

    [Fact]
    public void Every_table_belongs_to_an_organisation_but_those_of_the_installation() =>
        Assert.Equal(OfTheInstallation, Migrator.Stores.SelectMany(store => database.Tables(store)
            .Where(table => table.Columns.All(column => column.Name != "organisation_id"))
            .Select(table => $"{store}.{table.Name}")));

    public void Dispose()
    {
        site?.Dispose();
        database?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private IEnumerable<(string Store, Table Table)> Owned() =>
        from store in Migrator.Stores
        from table in database.Tables(store)
        where table.Columns.Any(column => column.Name == "organisation_id")
        select (store, table);

    private long Count(string store, string? organisation, string sql) =>
        Within(store, organisation, () => TestDatabase.Query(site, sql, row => row.GetInt64(0)).Single());

    private int Do(string store, string? organisation, string sql) => Within(store, organisation, () => TestDatabase.Run(site, sql));

    /// <summary>The SQLSTATE with which the database refuses; empty when it does not.</summary>
    private string Refusal(string? role, string? organisation, string sql, IEnumerable<(string Name, object Value)>? values = null) =>
        Within(role, organisation, () =>
        {
            try
            {
                TestDatabase.Run(site, sql, values ?? []);
                return $"not refused: {sql}";
            }
            catch (PostgresException problem)
            {
                return problem.SqlState;
            }
        });

    /// <summary>Does something as the site does it: takes a store's role and names the organisation. Nothing is kept.</summary>
    private T Within<T>(string? role, string? organisation, Func<T> act)
    {
        using var transaction = site.BeginTransaction();
        if (role is not null)
        {
            TestDatabase.Run(site, $"set local role keukentafel_{role}");
        }

        if (organisation is not null)
        {
            TestDatabase.Query(site, $"select set_config('keukentafel.organisation', '{organisation}', true)", row => row.GetString(0));
        }

        return act();
    }
}
