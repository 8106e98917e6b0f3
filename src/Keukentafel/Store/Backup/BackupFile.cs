// A backup is one zip file: a manifest and the contents of the three stores. The manifest says when it was made, by which version, with which scripts and
// which keys (by number and fingerprint; the keys themselves are never in it), and holds a hash of every other part. A seal under a key of the
// installation closes the manifest: a backup that somebody else made or changed is not opened.
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
    public const string CurrentFormat = "keukentafel-backup/2";

    public static IReadOnlyList<BackupKey> KeysOf(Keyring ring) => ring.Numbers.Select(number => new BackupKey(number, ring.Fingerprint(number))).ToList();
}

/// <summary>Writes a backup under a draft name; it gets its real name only when it is whole and was read back.</summary>
internal sealed class BackupWriter : IDisposable
{
    private readonly string file;
    private readonly List<BackupPart> parts = [];
    private readonly FileStream stream;
    private ZipArchive? archive;

    public BackupWriter(string file)
    {
        this.file = file;
        PrivateFile.Folder(Path.GetDirectoryName(Path.GetFullPath(file))!);
        stream = PrivateFile.Create(Draft);
        archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <summary>A place beside the backup for what must stand in a file first.</summary>
    public string Draft => file + ".new";

    public async Task Add(BackupTable table, Stream content, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size = 0;
        await using (var entry = await archive!.CreateEntry(table.PartName, CompressionLevel.Fastest).OpenAsync(cancel))
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

        parts.Add(new BackupPart(table.PartName, size, Convert.ToHexStringLower(hash.GetHashAndReset()), table.Store, table.Table, table.Columns));
    }

    /// <summary>Adds the manifest and its seal, reads everything back, and gives the file its name.</summary>
    /// <exception cref="IOException">What stands on the disk is not what was written.</exception>
    public async Task Finish(BackupManifest manifest, string keyFile, CancellationToken cancel)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(manifest with { Parts = parts }, BackupReader.Json);
        await Write(BackupReader.ManifestName, text, cancel);
        await Write(BackupSeal.Name, BackupSeal.Of(text, Keyring.Open(keyFile)), cancel);
        await archive!.DisposeAsync();
        archive = null;
        stream.Flush(flushToDisk: true);
        await stream.DisposeAsync();
        using (var back = BackupReader.Open(Draft, keyFile) is { Ok: true } read ? read.Value : null)
        {
            if (back is null || await back.Verify(cancel) is not null)
            {
                throw new IOException($"wat in {file} staat, is niet wat er is geschreven.");
            }
        }

        File.Move(Draft, file);
    }

    private async Task Write(string name, byte[] content, CancellationToken cancel)
    {
        await using var entry = await archive!.CreateEntry(name).OpenAsync(cancel);
        await entry.WriteAsync(content, cancel);
    }

    public void Dispose()
    {
        archive?.Dispose();
        stream.Dispose();
        File.Delete(Draft);
    }
}

/// <summary>What one part is of: a whole embedded store, or a table of PostgreSQL, as the program knows it.</summary>
internal sealed record BackupTable(string Store, string? Table = null, IReadOnlyList<string>? Columns = null)
{
    public string PartName => Table is null ? $"{Store}.db" : $"{Store}/{Table}.copy";
}

internal sealed class BackupReader : IDisposable
{
    public const string ManifestName = "manifest.json";

    /// <summary>No manifest or seal is longer; whoever made the file must not fill the memory with it.</summary>
    private const int LongestText = 16 * 1024 * 1024;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly string file;
    private readonly ZipArchive archive;

    private BackupReader(string file, ZipArchive archive, BackupManifest manifest) => (this.file, this.archive, Manifest) = (file, archive, manifest);

    public BackupManifest Manifest { get; }

    /// <summary>Opens a backup that this installation made; of any other file no word is believed.</summary>
    public static Result<BackupReader> Open(string file, string keyFile)
    {
        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(file);
            if (!File.Exists(keyFile))
            {
                return BackupProblems.NoKeys.Of(keyFile);
            }

            if (Text(zip, ManifestName) is not { } text)
            {
                return BackupProblems.Damaged.Of(file, "de inhoudsopgave ontbreekt");
            }

            if (BackupSeal.Refuse(text, Text(zip, BackupSeal.Name), file, keyFile) is { } broken)
            {
                return broken;
            }

            if (JsonSerializer.Deserialize<BackupManifest>(text, Json) is not { Format: BackupManifest.CurrentFormat, Keys.Count: > 0, Scripts.Count: > 0, Parts.Count: > 0 } manifest)
            {
                return BackupProblems.Damaged.Of(file, "de inhoudsopgave is leeg of van een andere soort");
            }

            var reader = new BackupReader(file, zip, manifest);
            zip = null;
            return reader;
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
        var allowed = Manifest.Parts.Select(part => part.Name).Append(ManifestName).Append(BackupSeal.Name).ToHashSet(StringComparer.Ordinal);
        if (archive.Entries.Select(entry => entry.FullName).FirstOrDefault(name => !allowed.Remove(name)) is { } strange)
        {
            return Strange(strange);
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

        if (Migrator.Stores.FirstOrDefault(store => !Manifest.Scripts.Any(script => script.Store == store)) is { } bare)
        {
            return BackupProblems.Damaged.Of(file, $"de opbouw van opslag {bare} ontbreekt");
        }

        var keys = BackupManifest.KeysOf(Keyring.Open(keyFile));
        return Manifest.Keys.FirstOrDefault(key => !keys.Contains(key)) is { } missing ? BackupProblems.OtherKeys.Of(missing.Number, keyFile) : null;
    }

    /// <summary>
    /// Whether the parts are exactly these, each once and under its own name. Where a part goes is never read from the backup: it is looked up among what the
    /// program knows.
    /// </summary>
    public Problem? HoldsExactly(IReadOnlyList<BackupTable> wanted)
    {
        var missing = wanted.ToDictionary(table => table.PartName, StringComparer.Ordinal);
        foreach (var part in Manifest.Parts)
        {
            if (!missing.Remove(part.Name, out var table) || table.Store != part.Store || table.Table != part.Table || !SameColumns(table.Columns, part.Columns))
            {
                return Strange(part.Name);
            }
        }

        return missing.Count == 0 ? null : BackupProblems.Damaged.Of(file, $"{missing.Keys.Order(StringComparer.Ordinal).First()} ontbreekt of is niet compleet");
    }

    public Stream Content(string name) => archive.GetEntry(name)!.Open();

    public void Dispose() => archive.Dispose();

    private Problem Strange(string name) => BackupProblems.Damaged.Of(file, $"{name} hoort er niet in");

    private static bool SameColumns(IReadOnlyList<string>? known, IReadOnlyList<string>? given) =>
        known is null || given is null ? known is null && given is null : known.Order(StringComparer.Ordinal).SequenceEqual(given.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static byte[]? Text(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { Length: <= LongestText } entry)
        {
            return null;
        }

        using var content = entry.Open();
        var text = new byte[entry.Length];
        return content.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) == text.Length && content.ReadByte() < 0 ? text : null;
    }
}
