// The two kinds of chance, kept apart: what must be repeatable (a draw) and what must never be guessed (a code, an id, a key).
#pragma warning disable RS0030 // the one place where the system's own sources of chance are used
using System.Security.Cryptography;

namespace Keukentafel.Foundation;

/// <summary>Repeatable chance for draws, demonstration and simulation. A seed never touches a code.</summary>
public interface IRandomness
{
    /// <summary>Uniform in [0, 1).</summary>
    double NextDouble();

    /// <summary>Uniform in 0 … <paramref name="exclusiveMaximum"/> − 1.</summary>
    int NextInt(int exclusiveMaximum);
}

/// <summary>
/// xoshiro256** seeded by SplitMix64 (Blackman and Vigna, 2018): the same numbers on every machine and in every version of .NET,
/// which System.Random does not promise. <see cref="Version"/> is stored with a draw.
/// </summary>
public sealed class SeededRandomness : IRandomness
{
    public const string Version = "xoshiro256**/1";

    private ulong s0, s1, s2, s3;

    public SeededRandomness(long seed)
    {
        var state = unchecked((ulong)seed);
        s0 = Split(ref state);
        s1 = Split(ref state);
        s2 = Split(ref state);
        s3 = Split(ref state);
    }

    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    public int NextInt(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);
        // Rejection keeps every value equally likely.
        var bound = (ulong)exclusiveMaximum;
        var limit = ulong.MaxValue - (ulong.MaxValue % bound);
        ulong value;
        do
        {
            value = Next();
        }
        while (value >= limit);

        return (int)(value % bound);
    }

    private ulong Next()
    {
        var result = ulong.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = ulong.RotateLeft(s3, 45);
        return result;
    }

    private static ulong Split(ref ulong state)
    {
        state = unchecked(state + 0x9E3779B97F4A7C15UL);
        var z = state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}

/// <summary>Chance that nobody may guess: codes, tokens, keys, identifiers.</summary>
public interface ISecrets
{
    void Fill(Span<byte> bytes);
}

public sealed class SystemSecrets : ISecrets
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}

public static class SecretsExtensions
{
    public static byte[] Bytes(this ISecrets secrets, int count)
    {
        var bytes = new byte[count];
        secrets.Fill(bytes);
        return bytes;
    }

    /// <summary>A random (version 4) identifier.</summary>
    public static TId NewId<TId>(this ISecrets secrets) where TId : struct, IId<TId>
    {
        Span<byte> bytes = stackalloc byte[16];
        secrets.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return TId.From(new Guid(bytes, bigEndian: true));
    }

    /// <summary>A token for a link in a mail: 256 bits, safe in a web address.</summary>
    public static string NewToken(this ISecrets secrets) => System.Buffers.Text.Base64Url.EncodeToString(secrets.Bytes(32));
}
