// Backups that somebody else made or changed, on purpose: nothing in them is believed, and even under a good seal nothing goes where it does not belong.
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Keukentafel.Foundation.Keys;
using Keukentafel.Store;
using Keukentafel.Store.Backup;
using Keukentafel.Tests.Cli;
using Xunit;

namespace Keukentafel.Tests.Store;

public abstract partial class Backups
{
    [Fact]
    public async Task A_backup_that_somebody_else_made_or_changed_is_not_believed()
    {
        await Answer(1);
        Assert.Equal(0, (await Commands.Type(["backup", "--to", Backup, .. Source()])).Code);
        await using var target = NewTarget();
        Assert.Equal(0, (await Commands.Type(["restore", "--from", Backup, .. target.Options])).Code);
        var before = Migrator.Stores.Select(store => Dump(target.Database, store)).ToList();
        var whole = await File.ReadAllBytesAsync(Backup);
        var refusal = BackupProblems.SealBroken.Of(Backup).Text;

        foreach (var change in new Func<string, byte[], byte[]?>[]
        {
            (name, content) => name == "manifest.json" ? [.. content, (byte)' '] : content,
            (name, content) => name == "manifest.seal" ? null : content,
            (name, content) => name == "manifest.seal" ? Encoding.UTF8.GetBytes("{}") : content,
            (name, content) => name == "manifest.seal" ? Encoding.UTF8.GetBytes("geen zegel") : content,
            (name, content) => name == "manifest.seal" ? Encoding.UTF8.GetBytes(Regex.Replace(Encoding.UTF8.GetString(content), "\"Code\":\"[0-9a-f]+\"", "\"Code\":\"00\"")) : content,
        })
        {
            await File.WriteAllBytesAsync(Backup, whole);
            Rewrite(change);
            var (code, _, error) = await Commands.Type(["restore", "--from", Backup, "--replace", .. target.Options]);
            Assert.Equal(1, code);
            Assert.Contains(refusal, error, StringComparison.Ordinal);
            Assert.Equal(before, Migrator.Stores.Select(store => Dump(target.Database, store)));
        }
    }

    [Fact]
    public async Task Even_under_a_good_seal_a_part_goes_only_where_the_program_has_a_place_for_it()
    {
        await Answer(1);
        Assert.Equal(0, (await Commands.Type(["backup", "--to", Backup, .. Source()])).Code);
        await using var target = NewTarget();
        Assert.Equal(0, (await Commands.Type(["restore", "--from", Backup, .. target.Options])).Code);
        var before = Migrator.Stores.Select(store => Dump(target.Database, store)).ToList();
        var whole = await File.ReadAllBytesAsync(Backup);

        foreach (var forge in Forgeries)
        {
            await File.WriteAllBytesAsync(Backup, whole);
            Forge(manifest =>
            {
                var json = JsonNode.Parse(manifest)!.AsObject();
                forge(json);
                return json.ToJsonString();
            });
            var (code, _, error) = await Commands.Type(["restore", "--from", Backup, "--replace", .. target.Options]);
            Assert.Equal(1, code);
            Assert.StartsWith("reservekopie.beschadigd:", error, StringComparison.Ordinal);
            Assert.Equal(before, Migrator.Stores.Select(store => Dump(target.Database, store)));
            Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(target.Settings.DataFolder)!, $"{elsewhere}*"));
        }
    }

    /// <summary>The name of a file beside the folder of the installation.</summary>
    private readonly string elsewhere = $"elders-{Guid.NewGuid()}";

    /// <summary>Manifests that nobody should make, sealed as only the owner of the keys can.</summary>
    private protected virtual IEnumerable<Action<JsonObject>> Forgeries =>
    [
        manifest => manifest["keys"] = new JsonArray(),
        manifest => manifest.Remove("keys"),
        manifest => manifest["scripts"] = new JsonArray(),
        manifest => manifest["scripts"] = new JsonArray(manifest["scripts"]!.AsArray().Where(script => (string)script!["store"]! == "who").Select(script => script!.DeepClone()).ToArray()),
        manifest => manifest["parts"] = new JsonArray(),
        manifest => manifest["parts"]!.AsArray().RemoveAt(0),
        manifest => manifest["parts"]!.AsArray().Add(manifest["parts"]![0]!.DeepClone()),
        manifest => manifest["parts"]![0]!["store"] = "../" + elsewhere,
        manifest =>
        {
            var extra = manifest["parts"]![0]!.DeepClone();
            extra["store"] = "../" + elsewhere;
            manifest["parts"]!.AsArray().Add(extra);
        },
    ];

    /// <summary>Changes parts of the backup, and the hashes in the manifest not; what becomes null is left out.</summary>
    private void Rewrite(Func<string, byte[], byte[]?> change)
    {
        using var archive = ZipFile.Open(Backup, ZipArchiveMode.Update);
        foreach (var entry in archive.Entries.ToList())
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
            {
                stream.CopyTo(content);
            }

            var name = entry.FullName;
            entry.Delete();
            if (change(name, content.ToArray()) is { } changed)
            {
                using var written = archive.CreateEntry(name).Open();
                written.Write(changed);
            }
        }
    }

    /// <summary>Changes the manifest and seals it again, as whoever has the keys could.</summary>
    private void Forge(Func<string, string> change)
    {
        byte[] manifest = [];
        Rewrite((name, content) => name == "manifest.json" ? manifest = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(content))) : content);
        Rewrite((name, content) => name == "manifest.seal" ? BackupSeal.Of(manifest, Keyring.Open(installation.Settings.KeyFile)) : content);
    }
}
