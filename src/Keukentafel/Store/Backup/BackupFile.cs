// A backup is one zip file: a manifest and the contents of the three stores. The manifest says when it was made, by which version, with which scripts and
// which keys (by number and fingerprint; the keys themselves are never in it), and holds a hash of every other part.
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;

namespace Keukentafel.Store.Backup;

public sealed record BackupKey(int Number, string Fingerprint);

public sealed record BackupScript(string Store, int Number, string Hash);

/// <summary>One part: a whole embedded store, or one table of PostgreSQL with its columns.</summary>
public sealed record BackupPart(string Name, long Size, string Sha256, string Store, string? Table = null, IReadOnlyList<string>? Columns = null);

public sealed record BackupManifest(
    string Format,
    DateTime MadeAt,
    string Program,
    string Database,
    IReadOnlyList<BackupKey> Keys,
    IReadOnlyList<BackupScript> Scripts,
    IReadOnlyList<BackupPart> Parts)
{
    public const string CurrentFormat = "keukentafel-backup/1";

    public static IReadOnlyList<BackupKey> KeysOf(Keyring ring) => ring.Numbers.Select(number => new BackupKey(number, ring.Fingerprint(number))).ToList();
}

/// <summary>Writes a backup under a draft name; it gets its real name only when it is whole and was read back.</summary>
internal sealed class BackupWriter : IDisposable
{
    private static readonly UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string file;
    private readonly List<BackupPart> parts = [];
    private readonly FileStream stream;
    private ZipArchive? archive;

    public BackupWriter(string file)
    {
        this.file = file;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Private;
        }

        stream = new FileStream(Draft, options);
        archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <summary>A place beside the backup for what must stand in a file first.</summary>
    public string Draft => file + ".new";

    public async Task Add(string name, string store, Stream content, string? table, IReadOnlyList<string>? columns, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size = 0;
        await using (var entry = await archive!.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancel))
        {
            var buffer = new byte[81920];
            int count;
            while ((count = await content.ReadAsync(buffer, cancel)) > 0)
            {
                hash.AppendData(buffer, 0, count);
                await entry.WriteAsync(buffer.AsMemory(0, count), cancel);
                size += count;
            }
        }

        parts.Add(new BackupPart(name, size, Convert.ToHexStringLower(hash.GetHashAndReset()), store, table, columns));
    }

    /// <summary>Adds the manifest, reads everything back, and gives the file its name.</summary>
    /// <exception cref="IOException">What stands on the disk is not what was written.</exception>
    public async Task Finish(BackupManifest manifest, CancellationToken cancel)
    {
        await using (var entry = await archive!.CreateEntry(BackupReader.ManifestName).OpenAsync(cancel))
        {
            await JsonSerializer.SerializeAsync(entry, manifest with { Parts = parts }, BackupReader.Json, cancel);
        }

        await archive.DisposeAsync();
        archive = null;
        stream.Flush(flushToDisk: true);
        await stream.DisposeAsync();
        using (var back = BackupReader.Open(Draft) is { Ok: true } read ? read.Value : null)
        {
            if (back is null || await back.Verify(cancel) is not null)
            {
                throw new IOException($"wat in {file} staat, is niet wat er is geschreven.");
            }
        }

        File.Move(Draft, file);
    }

    public void Dispose()
    {
        archive?.Dispose();
        stream.Dispose();
        File.Delete(Draft);
    }
}

internal sealed class BackupReader : IDisposable
{
    public const string ManifestName = "manifest.json";
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly string file;
    private readonly ZipArchive archive;

    private BackupReader(string file, ZipArchive archive, BackupManifest manifest) => (this.file, this.archive, Manifest) = (file, archive, manifest);

    public BackupManifest Manifest { get; }

    public static Result<BackupReader> Open(string file)
    {
        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(file);
            if (zip.GetEntry(ManifestName) is { } entry)
            {
                using var text = entry.Open();
                if (JsonSerializer.Deserialize<BackupManifest>(text, Json) is { Format: BackupManifest.CurrentFormat } manifest)
                {
                    var reader = new BackupReader(file, zip, manifest);
                    zip = null;
                    return reader;
                }
            }

            return BackupProblems.Damaged.Of(file, "de inhoudsopgave ontbreekt of is van een andere soort");
        }
        catch (Exception problem) when (problem is InvalidDataException or JsonException)
        {
            return BackupProblems.Damaged.Of(file, "het is geen leesbaar zipbestand");
        }
        finally
        {
            zip?.Dispose();
        }
    }

    /// <summary>Reads every part and compares it with the manifest; nothing else may be in the file.</summary>
    public async Task<Problem?> Verify(CancellationToken cancel)
    {
        if (archive.Entries.Select(entry => entry.FullName).Except(Manifest.Parts.Select(part => part.Name)).Except([ManifestName]).FirstOrDefault() is { } strange)
        {
            return BackupProblems.Damaged.Of(file, $"{strange} hoort er niet in");
        }

        foreach (var part in Manifest.Parts)
        {
            if (archive.GetEntry(part.Name) is not { } entry || entry.Length != part.Size)
            {
                return BackupProblems.Damaged.Of(file, $"{part.Name} ontbreekt of is niet compleet");
            }

            try
            {
                await using var content = await entry.OpenAsync(cancel);
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) != part.Sha256)
                {
                    return BackupProblems.Damaged.Of(file, $"{part.Name} is veranderd");
                }
            }
            catch (InvalidDataException)
            {
                return BackupProblems.Damaged.Of(file, $"{part.Name} is niet te lezen");
            }
        }

        return null;
    }

    /// <summary>Whether this program and these keys can use it.</summary>
    public Problem? Fits(string database, string keyFile)
    {
        if (Manifest.Database != database)
        {
            return database == "sqlite"
                ? BackupProblems.OtherDatabase.Of("PostgreSQL", "de ingebouwde opslag", "--database-owner")
                : BackupProblems.OtherDatabase.Of("de ingebouwde opslag", "PostgreSQL", "--data");
        }

        var known = Migrator.Stores.SelectMany(store => Migration.Of(database, store)).Select(migration => new BackupScript(migration.Store, migration.Number, migration.Hash)).ToHashSet();
        if (!Manifest.Scripts.All(known.Contains))
        {
            return BackupProblems.Newer.Of(Manifest.Program);
        }

        if (!File.Exists(keyFile))
        {
            return BackupProblems.NoKeys.Of(keyFile);
        }

        var keys = BackupManifest.KeysOf(Keyring.Open(keyFile));
        return Manifest.Keys.FirstOrDefault(key => !keys.Contains(key)) is { } missing ? BackupProblems.OtherKeys.Of(missing.Number, keyFile) : null;
    }

    public Stream Content(BackupPart part) => archive.GetEntry(part.Name)!.Open();

    public void Dispose() => archive.Dispose();
}
