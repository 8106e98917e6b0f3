// An installation of any age comes to the newest schema with its rows, and ends where a new one begins.
using Keukentafel.Store;
using Keukentafel.Tests.Store.Databases;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Store;

public abstract class Migrations_keep_what_is_there
{
    /// <summary>Tables whose rows a later step gives up, and why.</summary>
    private static readonly Dictionary<string, string> GivenUp = new(StringComparer.Ordinal)
    {
        ["account_claims"] = "never used",
        ["account_logins"] = "never used",
        ["account_tokens"] = "moved into the account, sealed",
        ["uploads"] = "sealed in parts since step 30; an older one is sent again",
    };

    public static TheoryData<int> Steps =>
        [.. Migrator.Stores.SelectMany(store => Migration.Of("sqlite", store)).Select(migration => migration.Number).Distinct().Order()];

    protected abstract string Kind { get; }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Rows_of_every_age_are_still_there(int step)
    {
        await using var database = New();
        Assert.True(database.Migrate(step).Ok);
        var filling = new Filling(Guid.NewGuid(), "oud");
        var filled = new List<(string Store, string Table)>();
        foreach (var store in Migrator.Stores)
        {
            filling.Fill(database, store);
            filled.AddRange(database.Tables(store).Select(table => (store, table.Name)));
        }

        Assert.True(database.Migrate().Ok);

        foreach (var (store, table) in filled.Where(each => !GivenUp.ContainsKey(each.Table)))
        {
            using var connection = database.Open(store);
            Assert.True(TestDatabase.Query(connection, $"select 1 from {database.NameOf(store, table)}", row => row.GetInt32(0)).Count == 1, $"The row of {store}.{table} is gone after step {step}.");
        }
    }

    [Fact]
    public async Task The_migrated_schema_is_that_of_the_model()
    {
        await using var migrated = New();
        await using var made = New();
        Assert.True(migrated.Migrate().Ok);
        made.MakeFromModel();
        foreach (var store in Migrator.Stores)
        {
            Assert.Equal(string.Join('\n', made.Describe(store)), string.Join('\n', migrated.Describe(store)));
        }
    }

    [Fact]
    public async Task A_step_that_was_changed_after_it_had_run_is_refused()
    {
        await using var database = New();
        Assert.True(database.Migrate().Ok);
        using (var connection = database.Open("who"))
        {
            TestDatabase.Run(connection, $"update {database.NameOf("who", "schema_versions")} set hash = 'anders' where number = 1");
        }

        Assert.Equal(StoreProblems.ScriptChanged, database.Migrate().Problem.Kind);
    }

    [Fact]
    public void Both_databases_go_through_the_same_steps() =>
        Assert.Equal(
            Migrator.Stores.SelectMany(store => Migration.Of("sqlite", store)).Select(migration => $"{migration.Store} {migration.Number} {migration.Name}"),
            Migrator.Stores.SelectMany(store => Migration.Of("postgres", store)).Select(migration => $"{migration.Store} {migration.Number} {migration.Name}"));

    private TestDatabase New() => Kind == "sqlite" ? new SqliteTestDatabase() : new PostgresTestDatabase();
}

public sealed class Migrations_keep_what_is_there_on_SQLite : Migrations_keep_what_is_there
{
    protected override string Kind => "sqlite";
}

public sealed class Migrations_keep_what_is_there_on_PostgreSQL : Migrations_keep_what_is_there
{
    public Migrations_keep_what_is_there_on_PostgreSQL() => Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");

    protected override string Kind => "postgres";
}
