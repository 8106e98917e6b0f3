// ./keukentafel keys
using System.Text.Json;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Xunit;

namespace Keukentafel.Tests.Cli;

public sealed class KeysTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("keukentafel-").FullName;

    [Fact]
    public async Task The_list_names_each_key_and_never_shows_it()
    {
        var file = Path.Combine(folder, "keys", "keyring.json");
        Keyring.OpenOrCreate(file, new SystemSecrets());
        var ring = Keyring.Rotate(file, new SystemSecrets());
        var (code, output, _) = await Commands.Type("keys", "list", "--data", folder);
        Assert.Equal(0, code);
        Assert.Contains($"sleutel 2  {ring.Fingerprint(2)}  verzegelt", output, StringComparison.Ordinal);
        Assert.Contains($"sleutel 1  {ring.Fingerprint(1)}  opent nog wat ouder is", output, StringComparison.Ordinal);

        var json = JsonDocument.Parse((await Commands.Type("keys", "list", "--data", folder, "--json")).Output).RootElement;
        Assert.Equal([2, 1], json.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("number").GetInt32()));
        foreach (var key in JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement.EnumerateArray())
        {
            Assert.DoesNotContain(key.GetProperty("Secret").GetString()!, output + json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_key_file_there_is_nothing_to_list()
    {
        var (code, _, error) = await Commands.Type("keys", "list", "--data", folder);
        Assert.Equal(1, code);
        Assert.StartsWith("reservekopie.geen-sleutels:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_keys_tells_what_to_do_next()
    {
        await Commands.Type("migrate", "--data", folder);
        var (code, output, _) = await Commands.Type("keys", "rotate", "--data", folder);
        Assert.Equal(0, code);
        Assert.Contains("De sleutel is vervangen; 1 gegeven is opnieuw verzegeld.", output, StringComparison.Ordinal);
        Assert.Contains("nieuwe reservekopie", output, StringComparison.Ordinal);
        Assert.Equal([2], Keyring.Open(Path.Combine(folder, "keys", "keyring.json")).Numbers);
    }

    [Fact]
    public async Task A_change_of_keys_tells_a_program_which_key_there_is_now()
    {
        await Commands.Type("migrate", "--data", folder);
        var (code, output, _) = await Commands.Type("keys", "rotate", "--data", folder, "--json");
        var told = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, 1), (code, told.GetProperty("renewed").GetInt32()));
        Assert.Equal([2], told.GetProperty("keys").EnumerateArray().Select(key => key.GetInt32()));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
