// The keys of an installation, kept in a file outside the database. From each master key every purpose gets its own key (HKDF, RFC 5869).
// Rotation: add a key; from then on it seals; what older keys sealed still opens, until everything is sealed anew and the old key goes.
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Keukentafel.Foundation.Keys;

public enum KeyPurpose { Seal, Index, AccessCode, RespondentForm, SiteKeys, Backup }

public sealed class Keyring
{
    private readonly List<MasterKey> keys;

    private Keyring(List<MasterKey> keys) => this.keys = keys;

    /// <summary>Numbers of the keys, newest first; the first one seals.</summary>
    public IReadOnlyList<int> Numbers => keys.Select(key => key.Number).ToList();

    public int Current => keys[0].Number;

    public byte[] Derive(KeyPurpose purpose, int number)
    {
        var master = keys.Find(key => key.Number == number)
            ?? throw new CryptographicException($"Key {number} is not in the key file.");
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, master.Secret, 32, info: Encoding.ASCII.GetBytes($"keukentafel/{purpose}"));
    }

    /// <summary>Opens the key file, or makes it when there is none.</summary>
    public static Keyring OpenOrCreate(string file, ISecrets secrets)
    {
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            Write(file, [new MasterKey(1, secrets.Bytes(32))]);
        }

        return Open(file);
    }

    public static Keyring Open(string file)
    {
        var stored = JsonSerializer.Deserialize<List<MasterKey>>(File.ReadAllBytes(file)) ?? [];
        if (stored.Count == 0 || stored.Exists(key => key.Secret.Length != 32))
        {
            throw new InvalidDataException($"{file} is not a key file of Keukentafel.");
        }

        return new Keyring(stored.OrderByDescending(key => key.Number).ToList());
    }

    /// <summary>Adds a key, which seals from now on.</summary>
    public static Keyring Rotate(string file, ISecrets secrets)
    {
        var ring = Open(file);
        Write(file, [new MasterKey(ring.Current + 1, secrets.Bytes(32)), .. ring.keys]);
        return Open(file);
    }

    /// <summary>Drops all keys but the newest. Only after everything has been sealed anew.</summary>
    public static Keyring DropOld(string file)
    {
        var ring = Open(file);
        Write(file, [ring.keys[0]]);
        return Open(file);
    }

    private static void Write(string file, IReadOnlyList<MasterKey> keys)
    {
        var draft = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(stream, keys);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }

    private sealed record MasterKey(int Number, byte[] Secret);
}

/// <summary>Seals small things (contact details, codes) with AES-256-GCM, bound to a context so that a sealed value cannot be moved to another row.</summary>
public sealed class Sealer(Keyring ring, ISecrets secrets)
{
    private const byte Format = 1;
    private const int Header = 5;
    private const int Nonce = 12;
    private const int Tag = 16;

    public byte[] Seal(ReadOnlySpan<byte> plain, string context)
    {
        var number = ring.Current;
        var output = new byte[Header + Nonce + plain.Length + Tag];
        output[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(output.AsSpan(1), number);
        var nonce = output.AsSpan(Header, Nonce);
        secrets.Fill(nonce);
        using var aes = new AesGcm(ring.Derive(KeyPurpose.Seal, number), Tag);
        aes.Encrypt(nonce, plain, output.AsSpan(Header + Nonce, plain.Length), output.AsSpan(Header + Nonce + plain.Length), Encoding.UTF8.GetBytes(context));
        return output;
    }

    public byte[] Open(ReadOnlySpan<byte> isSealed, string context)
    {
        if (isSealed.Length < Header + Nonce + Tag || isSealed[0] != Format)
        {
            throw new CryptographicException("This is not a sealed value.");
        }

        var plain = new byte[isSealed.Length - Header - Nonce - Tag];
        using var aes = new AesGcm(ring.Derive(KeyPurpose.Seal, KeyOf(isSealed)), Tag);
        aes.Decrypt(isSealed.Slice(Header, Nonce), isSealed.Slice(Header + Nonce, plain.Length), isSealed[^Tag..], plain, Encoding.UTF8.GetBytes(context));
        return plain;
    }

    public byte[] SealText(string plain, string context) => Seal(Encoding.UTF8.GetBytes(plain), context);

    public string OpenText(ReadOnlySpan<byte> isSealed, string context) => Encoding.UTF8.GetString(Open(isSealed, context));

    /// <summary>The number of the key that sealed this value.</summary>
    public static int KeyOf(ReadOnlySpan<byte> isSealed) => BinaryPrimitives.ReadInt32BigEndian(isSealed.Slice(1, 4));
}

/// <summary>Keyed blind index: finds a sealed value again by exact match, without the database learning it.</summary>
public sealed class BlindIndex(Keyring ring)
{
    /// <summary>The index under the newest key: what is stored.</summary>
    public string Of(KeyPurpose purpose, string context, string value) => Compute(purpose, ring.Current, context, value);

    /// <summary>The index under every key: what is searched for while a rotation is under way.</summary>
    public IReadOnlyList<string> Candidates(KeyPurpose purpose, string context, string value) =>
        ring.Numbers.Select(number => Compute(purpose, number, context, value)).ToList();

    private string Compute(KeyPurpose purpose, int number, string context, string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(ring.Derive(purpose, number), Encoding.UTF8.GetBytes($"{context}\n{value}")));
}
