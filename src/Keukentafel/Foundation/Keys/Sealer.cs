// Seals small things (contact details, codes) with AES-256-GCM, bound to a context so that a sealed value cannot be moved to another row.
// A sealed value begins with its format and the number of its key, by which a rotation finds what it still has to do.
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Keukentafel.Foundation.Keys;

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

    /// <summary>How a value begins that this key sealed.</summary>
    internal static byte[] Beginning(int number)
    {
        var header = new byte[Header];
        header[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(1), number);
        return header;
    }

    /// <summary>The number of the key that sealed this value.</summary>
    public static int KeyOf(ReadOnlySpan<byte> isSealed) => BinaryPrimitives.ReadInt32BigEndian(isSealed.Slice(1, 4));
}
