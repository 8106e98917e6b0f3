// ./keukentafel serve refuses to start where it could do harm, and says why.
using System.Net;
using System.Net.Sockets;
using Keukentafel.Tests.World;
using Npgsql;
using Xunit;

namespace Keukentafel.Tests.Cli;

public sealed class ServeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("keukentafel-").FullName;
    private string? database;

    [Fact]
    public async Task An_address_that_is_taken_is_refused()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (code, _, error) = await Commands.Type("serve", "--data", folder, "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
        Assert.Equal(1, code);
        Assert.StartsWith("opdracht.adres-bezet:", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("opdracht.adres-onbruikbaar:", "http://203.0.113.7:5099")]
    [InlineData("opdracht.geen-certificaat:", "https://127.0.0.1:0")]
    public async Task An_address_on_which_it_cannot_listen_is_refused(string text, string address)
    {
        var (code, _, error) = await Commands.Type("serve", "--data", folder, "--urls", address);
        Assert.Equal(1, code);
        Assert.Contains(text, error, StringComparison.Ordinal);
        Assert.Contains(address, error, StringComparison.Ordinal);
        Assert.DoesNotContain("programma.fout", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "bestand"), "");
        var (code, _, error) = await Commands.Type("serve", "--data", Path.Combine(folder, "bestand", "map"));
        Assert.Equal(1, code);
        Assert.StartsWith("opdracht.bestand:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_is_refused()
    {
        var (code, _, error) = await Commands.Type("serve", "--data", folder, "--database", "Host=127.0.0.1;Port=1;Username=keukentafel_app;Password=geheim");
        Assert.Equal(1, code);
        Assert.StartsWith("opslag.onbereikbaar:", error, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_up_to_date_is_refused_with_the_command_that_helps()
    {
        PostgresServer.Migrate(Database(), upTo: 1);
        var (code, _, error) = await Commands.Type("serve", "--data", folder, "--database", PostgresServer.AsRuntime(Database()));
        Assert.Equal(1, code);
        Assert.StartsWith("opslag.niet-bijgewerkt:", error, StringComparison.Ordinal);
        Assert.Contains("./keukentafel migrate --database-owner", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_could_go_around_the_rules_is_refused()
    {
        PostgresServer.Migrate(Database());
        var (code, _, error) = await Commands.Type("serve", "--data", folder, "--database", Database());
        Assert.Equal(1, code);
        Assert.StartsWith("opslag.rol-te-sterk:", error, StringComparison.Ordinal);
        Assert.Contains("mag de rijbeveiliging omzeilen, is eigenaar van tabellen, mag tabellen maken", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_without_row_level_security_is_refused()
    {
        PostgresServer.Migrate(Database());
        await using (var owner = new NpgsqlConnection(Database()))
        {
            await owner.OpenAsync();
            await using var command = new NpgsqlCommand("alter table what.answers disable row level security", owner);
            await command.ExecuteNonQueryAsync();
        }

        var (code, _, error) = await Commands.Type("serve", "--data", folder, "--database", PostgresServer.AsRuntime(Database()));
        Assert.Equal(1, code);
        Assert.StartsWith("opslag.onbeschermd:", error, StringComparison.Ordinal);
        Assert.Contains("what.answers", error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (database is not null)
        {
            PostgresServer.Drop(database);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private string Database()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        return database ??= PostgresServer.NewDatabase();
    }
}
