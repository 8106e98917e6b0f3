// The key file belongs to the stores: one that is missing is never replaced, and another one is not used.
using System.Net;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Keukentafel.Tests.Cli;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Store;

public abstract class Keys_that_are_not_the_right_ones : IDisposable
{
    private readonly Installation installation;
    private readonly string folder = Directory.CreateTempSubdirectory("keukentafel-").FullName;

    protected Keys_that_are_not_the_right_ones(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task A_key_file_that_is_missing_is_asked_for_and_not_made_anew()
    {
        await Begin();
        var missing = Path.Combine(folder, "kwijt", "keyring.json");
        foreach (var command in Acts())
        {
            var (code, _, error) = await Commands.Type([.. command, .. Where(missing)]);
            Assert.Equal(1, code);
            Assert.StartsWith($"opslag.geen-sleutels: Het sleutelbestand {missing} is er niet", error, StringComparison.Ordinal);
            Assert.Contains("--key-file", error, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(missing));
    }

    [Fact]
    public async Task A_key_file_of_another_installation_is_refused_even_with_the_same_number()
    {
        await Begin();
        var other = Path.Combine(folder, "ander.json");
        Keyring.OpenOrCreate(other, new SystemSecrets());
        foreach (var command in Acts())
        {
            var (code, _, error) = await Commands.Type([.. command, .. Where(other)]);
            Assert.Equal(1, code);
            Assert.StartsWith("opslag.andere-sleutels:", error, StringComparison.Ordinal);
            Assert.Contains(other, error, StringComparison.Ordinal);
        }

        Assert.Equal([1], Keyring.Open(other).Numbers);
    }

    [Fact]
    public async Task A_file_that_holds_no_keys_is_refused()
    {
        await Begin();
        var other = Path.Combine(folder, "geen.json");
        await File.WriteAllTextAsync(other, "{ niets");
        foreach (var command in Acts())
        {
            Assert.StartsWith("opslag.geen-sleutelbestand:", (await Commands.Type([.. command, .. Where(other)])).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_site_that_loses_its_key_file_is_not_ready_until_it_is_back()
    {
        await Begin();
        using var client = new HttpClient { BaseAddress = new Uri(installation.Address, "/") };
        var used = installation.Settings.KeyFile;
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        File.Move(used, used + ".weg");
        var answer = await client.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "opslag.geen-sleutels"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.False(File.Exists(used));
        File.Move(used + ".weg", used);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task After_a_change_of_keys_the_new_file_is_the_right_one_and_the_old_one_is_not()
    {
        await Begin();
        var old = Path.Combine(folder, "oud.json");
        File.Copy(installation.Settings.KeyFile, old);
        Assert.Equal(0, (await Commands.Type(["keys", "rotate", .. Where(installation.Settings.KeyFile)])).Code);
        await Begin();
        Assert.StartsWith("opslag.andere-sleutels:", (await Commands.Type(["keys", "rotate", .. Where(old)])).Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static IEnumerable<string[]> Acts() =>
    [
        ["serve", "--urls", "http://127.0.0.1:0"],
        ["account", "add", "--organisation-code", "GM0014", "--email", "b@groningen.example"],
        ["keys", "rotate"],
    ];

    /// <summary>The first use of the stores, which makes the keys; later ones find them.</summary>
    private async Task Begin()
    {
        var (code, _, error) = await Commands.Type(["account", "add", "--organisation-code", "GM0034", "--email", "a@almere.example", .. Where(installation.Settings.KeyFile)]);
        Assert.True(code == 0, error);
    }

    private IEnumerable<string> Where(string keys)
    {
        IEnumerable<string> where = ["--data", installation.Settings.DataFolder, "--key-file", keys];
        return installation.Settings.Database is { } database ? [.. where, "--database", database] : where;
    }
}

public sealed class Keys_that_are_not_the_right_ones_on_SQLite(SqliteInstallation installation) : Keys_that_are_not_the_right_ones(installation), IClassFixture<SqliteInstallation>;

public sealed class Keys_that_are_not_the_right_ones_on_PostgreSQL(PostgresInstallation installation) : Keys_that_are_not_the_right_ones(installation), IClassFixture<PostgresInstallation>;
