// ./keukentafel migrate
using Keukentafel.Store;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Keukentafel.Tests.Cli;

public sealed class MigrateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("keukentafel-").FullName;

    [Fact]
    public async Task The_second_time_there_is_nothing_to_do()
    {
        var (first, told, _) = await Commands.Type("migrate", "--data", folder);
        var (second, again, _) = await Commands.Type("migrate", "--data", folder);
        Assert.Equal((0, 0), (first, second));
        Assert.Contains("who 0001 start", told);
        Assert.Equal("De opslag was al bijgewerkt.", again.Trim());
    }

    [Fact]
    public async Task Json_tells_the_same_to_a_program()
    {
        var (code, output, _) = await Commands.Type("migrate", "--data", folder, "--json");
        Assert.Equal(0, code);
        using var json = System.Text.Json.JsonDocument.Parse(output);
        Assert.Contains(json.RootElement.GetProperty("applied").EnumerateArray(), step => step.GetProperty("store").GetString() == "who" && step.GetProperty("number").GetInt32() == 1);
    }

    [Fact]
    public async Task A_script_that_was_changed_after_it_had_run_is_refused()
    {
        await Commands.Type("migrate", "--data", folder);
        Change("update schema_versions set hash = 'anders' where number = 1");
        var (code, _, error) = await Commands.Type("migrate", "--data", folder);
        Assert.Equal(1, code);
        Assert.StartsWith("opslag.script-gewijzigd: Stap 1 (start) van opslag what is gewijzigd", error);
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused()
    {
        await Commands.Type("migrate", "--data", folder);
        Change("insert into schema_versions (number, name, hash, applied_at) values (9000, 'later', 'x', 'y')");
        var (code, _, error) = await Commands.Type("migrate", "--data", folder);
        Assert.Equal(1, code);
        Assert.StartsWith("opslag.te-nieuw:", error);
        Assert.Contains("what 9000", error);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_refused_with_its_place()
    {
        var (code, _, error) = await Commands.Type("migrate", "--database-owner", "Host=127.0.0.1;Port=1;Username=x;Password=geheim");
        Assert.Equal(1, code);
        Assert.StartsWith("opslag.eigenaar-geweigerd:", error);
        Assert.Contains("127.0.0.1:1", error);
        Assert.DoesNotContain("geheim", error);
    }

    [Theory]
    [InlineData("geheim")]
    [InlineData("Host=127.0.0.1;Port=geheim")]
    [InlineData("Username=x;Password=geheim")]
    public async Task What_is_no_connection_is_refused_without_repeating_it(string connection)
    {
        string[][] commands =
        [
            ["migrate", "--database-owner", connection],
            ["serve", "--data", folder, "--database", connection],
            ["backup", "--data", folder, "--to", Path.Combine(folder, "kopie.zip"), "--database-owner", connection],
        ];
        foreach (var command in commands)
        {
            var (code, _, error) = await Commands.Type(command);
            Assert.Equal(1, code);
            Assert.StartsWith("opdracht.database: --database", error, StringComparison.Ordinal);
            Assert.DoesNotContain("geheim", error, StringComparison.Ordinal);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={StoreFactory.FileOf(folder, "what")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
