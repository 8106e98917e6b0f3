// The second factor: codes of an authenticator app (TOTP, RFC 6238 with the values that every app knows: SHA-1, 30 seconds, 6 digits).
// Identity's own provider reads the wall clock and accepts a code twice; this one does neither.
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Keukentafel.Foundation;
using Microsoft.AspNetCore.Identity;

namespace Keukentafel.Access;

public sealed class AuthenticatorCodes(TimeProvider time) : IUserTwoFactorTokenProvider<Account>
{
    public const string Name = "authenticator";
    private const int StepSeconds = 30;
    private const int Digits = 6;

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) => Task.FromResult(user.SealedSecondFactor is not null);

    /// <summary>Codes are made by the app, never sent by us.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } key)
        {
            return false;
        }

        var typed = new string([.. token.Where(char.IsAsciiDigit)]);
        var now = Step(time.Now());

        // A phone's clock may be half a minute off, either way.
        for (var step = now - 1; step <= now + 1; step++)
        {
            if (step > user.SecondFactorStep && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(typed), System.Text.Encoding.ASCII.GetBytes(CodeAt(key, step))))
            {
                user.SecondFactorStep = step;
                return true;
            }
        }

        return false;
    }

    /// <summary>The code that an app shows at a moment, for a key in base 32.</summary>
    public static string CodeAt(string key, DateTime now) => CodeAt(key, Step(now));

    /// <summary>What the app reads from the QR code.</summary>
    public static string Address(string key, string email, string issuer) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(email)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits={Digits}&period={StepSeconds}";

    private static long Step(DateTime now) => new DateTimeOffset(now, TimeSpan.Zero).ToUnixTimeSeconds() / StepSeconds;

    private static string CodeAt(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // the algorithm that authenticator apps use; its use here does not rest on collision resistance
        var hash = HMACSHA1.HashData(Base32.Read(key), counter);
#pragma warning restore CA5350
        var code = (BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F)) & 0x7FFFFFFF) % 1_000_000;
        return code.ToString("D6", CultureInfo.InvariantCulture);
    }
}

/// <summary>Base 32 of RFC 4648 without padding: how a key is typed into an app by hand.</summary>
internal static class Base32
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder();
        int buffer = 0, bits = 0;
        foreach (var one in bytes)
        {
            buffer = ((buffer << 8) | one) & 0xFFFF;
            bits += 8;
            while (bits >= 5)
            {
                text.Append(Letters[(buffer >> (bits - 5)) & 31]);
                bits -= 5;
            }
        }

        if (bits > 0)
        {
            text.Append(Letters[(buffer << (5 - bits)) & 31]);
        }

        return text.ToString();
    }

    public static byte[] Read(string text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        int buffer = 0, bits = 0;
        foreach (var letter in text)
        {
            var value = Letters.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (value < 0)
            {
                throw new FormatException("This is not base 32.");
            }

            buffer = ((buffer << 5) | value) & 0xFFFF;
            bits += 5;
            if (bits >= 8)
            {
                bytes.Add((byte)(buffer >> (bits - 8)));
                bits -= 8;
            }
        }

        return [.. bytes];
    }
}
