// Keys, seals and blind indexes.
using System.Security.Cryptography;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Xunit;

namespace Keukentafel.Tests.Foundation;

public sealed class KeyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("keukentafel-").FullName;
    private readonly SystemSecrets secrets = new();

    private string File => Path.Combine(folder, "keys", "keyring.json");

    [Fact]
    public void A_sealed_value_opens_in_its_own_context_only()
    {
        var sealer = new Sealer(Keyring.OpenOrCreate(File, secrets), secrets);
        var isSealed = sealer.SealText("Kerkstraat 1", "client/1");
        Assert.Equal("Kerkstraat 1", sealer.OpenText(isSealed, "client/1"));
        Assert.ThrowsAny<CryptographicException>(() => sealer.OpenText(isSealed, "client/2"));
    }

    [Fact]
    public void A_sealed_value_that_was_touched_does_not_open()
    {
        var sealer = new Sealer(Keyring.OpenOrCreate(File, secrets), secrets);
        var isSealed = sealer.SealText("Kerkstraat 1", "client/1");
        for (var place = 0; place < isSealed.Length; place++)
        {
            var touched = (byte[])isSealed.Clone();
            touched[place] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => sealer.OpenText(touched, "client/1"));
        }
    }

    [Fact]
    public void The_same_text_never_looks_the_same()
    {
        var sealer = new Sealer(Keyring.OpenOrCreate(File, secrets), secrets);
        Assert.NotEqual(sealer.SealText("x", "a"), sealer.SealText("x", "a"));
    }

    [Fact]
    public void Another_installation_opens_nothing_and_finds_nothing()
    {
        var (ours, theirs) = (Keyring.OpenOrCreate(File, secrets), Keyring.OpenOrCreate(Path.Combine(folder, "ander.json"), secrets));
        var isSealed = new Sealer(ours, secrets).SealText("x", "a");
        Assert.ThrowsAny<CryptographicException>(() => new Sealer(theirs, secrets).OpenText(isSealed, "a"));
        Assert.NotEqual(new BlindIndex(ours).Of(KeyPurpose.Index, "a", "x"), new BlindIndex(theirs).Of(KeyPurpose.Index, "a", "x"));
        Assert.NotEqual(ours.Fingerprint(1), theirs.Fingerprint(1));
    }

    [Fact]
    public void An_index_tells_purposes_and_contexts_apart()
    {
        var index = new BlindIndex(Keyring.OpenOrCreate(File, secrets));
        string[] all = [index.Of(KeyPurpose.Index, "a", "x"), index.Of(KeyPurpose.Index, "b", "x"), index.Of(KeyPurpose.AccessCode, "a", "x"), index.Of(KeyPurpose.Index, "a", "y")];
        Assert.Equal(4, all.Distinct().Count());
        Assert.Equal(all[0], index.Of(KeyPurpose.Index, "a", "x"));
    }

    [Fact]
    public void After_a_new_key_old_values_open_and_are_found_until_the_old_key_is_dropped()
    {
        var before = Keyring.OpenOrCreate(File, secrets);
        var isSealed = new Sealer(before, secrets).SealText("x", "a");
        var indexed = new BlindIndex(before).Of(KeyPurpose.Index, "a", "x");

        var both = Keyring.Rotate(File, secrets);
        Assert.Equal([2, 1], both.Numbers);
        Assert.Equal("x", new Sealer(both, secrets).OpenText(isSealed, "a"));
        Assert.Contains(indexed, new BlindIndex(both).Candidates(KeyPurpose.Index, "a", "x"));
        Assert.NotEqual(indexed, new BlindIndex(both).Of(KeyPurpose.Index, "a", "x"));

        var after = Keyring.DropOld(File);
        Assert.Equal([2], after.Numbers);
        Assert.ThrowsAny<CryptographicException>(() => new Sealer(after, secrets).OpenText(isSealed, "a"));
    }

    [Fact]
    public void A_running_program_opens_what_another_node_sealed_with_a_new_key()
    {
        var running = new Sealer(Keyring.OpenOrCreate(File, secrets), secrets);
        var isSealed = new Sealer(Keyring.Rotate(File, secrets), secrets).SealText("x", "a");
        Assert.Equal("x", running.OpenText(isSealed, "a"));
    }

    [Fact]
    public void Only_its_owner_reads_the_key_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such file modes.");
            return;
        }

        Keyring.OpenOrCreate(File, secrets);
        Keyring.Rotate(File, secrets);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{\"Number\":1,\"Secret\":\"AAAA\"}]")]
    public void A_file_that_holds_no_keys_is_refused(string content)
    {
        System.IO.File.WriteAllText(Path.Combine(folder, "x.json"), content);
        Assert.Throws<InvalidDataException>(() => Keyring.Open(Path.Combine(folder, "x.json")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
