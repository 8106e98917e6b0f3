// The keys of an installation, kept in a file outside the database. From each master key every purpose gets its own key (HKDF, RFC 5869).
// Rotation: add a key; from then on it seals; what older keys sealed still opens, until everything is sealed anew and the old key goes.
// A running program sees a change of the file within a second, so that a rotation needs no restart and holds on every node that shares the file.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Keukentafel.Foundation.Keys;

public enum KeyPurpose { Seal, Index, AccessCode, RespondentForm, Fingerprint, Backup }

public sealed class Keyring
{
    /// <summary>How long a program may go on without looking at the file again.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromSeconds(1);

    private readonly string file;
    private readonly Lock looking = new();
    private Seen seen;

    private Keyring(string file)
    {
        this.file = file;
        seen = Look();
    }

    /// <summary>Numbers of the keys, newest first; the first one seals.</summary>
    public IReadOnlyList<int> Numbers => Keys.Select(key => key.Number).ToList();

    public int Current => Keys[0].Number;

    private IReadOnlyList<MasterKey> Keys
    {
        get
        {
            var now = seen;
            if (Stopwatch.GetElapsedTime(now.At) < Stale)
            {
                return now.Keys;
            }

            lock (looking)
            {
                return (seen = File.GetLastWriteTimeUtc(file) == seen.Written ? seen with { At = Stopwatch.GetTimestamp() } : Look()).Keys;
            }
        }
    }

    public ReadOnlySpan<byte> Derive(KeyPurpose purpose, int number)
    {
        var master = Keys.FirstOrDefault(key => key.Number == number) ?? LookAgain().Keys.FirstOrDefault(key => key.Number == number)
            ?? throw new CryptographicException($"Key {number} is not in the key file.");
        return master.For(purpose);
    }

    /// <summary>Tells keys of different installations apart without telling anything of the key.</summary>
    public string Fingerprint(int number) => Convert.ToHexStringLower(Derive(KeyPurpose.Fingerprint, number)[..8]);

    /// <summary>Opens the key file, or makes it when there is none.</summary>
    public static Keyring OpenOrCreate(string file, ISecrets secrets)
    {
        if (!File.Exists(file))
        {
            PrivateFile.Folder(Path.GetDirectoryName(Path.GetFullPath(file))!);
            Write(file, [new MasterKey(1, secrets.Bytes(32))]);
        }

        return Open(file);
    }

    public static Keyring Open(string file) => new(file);

    /// <summary>Adds a key, which seals from now on.</summary>
    public static Keyring Rotate(string file, ISecrets secrets)
    {
        var ring = Open(file);
        Write(file, [new MasterKey(ring.Current + 1, secrets.Bytes(32)), .. ring.Keys]);
        return Open(file);
    }

    /// <summary>Drops all keys but the newest. Only after everything has been sealed anew.</summary>
    public static Keyring DropOld(string file)
    {
        var ring = Open(file);
        Write(file, [ring.Keys[0]]);
        return Open(file);
    }

    private Seen LookAgain()
    {
        lock (looking)
        {
            return seen = Look();
        }
    }

    private Seen Look()
    {
        var written = File.GetLastWriteTimeUtc(file);
        var stored = JsonSerializer.Deserialize<List<MasterKey>>(File.ReadAllBytes(file)) ?? [];
        if (stored.Count == 0 || stored.Exists(key => key.Secret.Length != 32))
        {
            throw new InvalidDataException($"{file} is not a key file of Keukentafel.");
        }

        return new Seen(stored.OrderByDescending(key => key.Number).ToList(), written, Stopwatch.GetTimestamp());
    }

    private static void Write(string file, IReadOnlyList<MasterKey> keys)
    {
        var draft = file + ".new";
        using (var stream = PrivateFile.Create(draft))
        {
            JsonSerializer.Serialize(stream, keys);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }

    private sealed record MasterKey(int Number, byte[] Secret)
    {
        // An import asks for them hundreds of thousands of times.
        private readonly ConcurrentDictionary<KeyPurpose, byte[]> derived = new();

        public byte[] For(KeyPurpose purpose) =>
            derived.GetOrAdd(purpose, static (purpose, secret) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.ASCII.GetBytes($"keukentafel/{purpose}")), Secret);
    }

    /// <summary>The file as it was last seen, and when that was by a clock that only counts on.</summary>
    private sealed record Seen(IReadOnlyList<MasterKey> Keys, DateTime Written, long At);
}
