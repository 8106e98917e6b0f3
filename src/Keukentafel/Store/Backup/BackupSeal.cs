// The seal of a backup: an HMAC of its manifest under a key of the installation. Before it fits, nothing in the file is believed, because what is put back
// becomes schemas, rights and rows.
using System.Security.Cryptography;
using System.Text.Json;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;

namespace Keukentafel.Store.Backup;

internal static class BackupSeal
{
    public const string Name = "manifest.seal";

    public static byte[] Of(byte[] manifest, Keyring ring) =>
        JsonSerializer.SerializeToUtf8Bytes(new Written(ring.Current, ring.Fingerprint(ring.Current), Convert.ToHexStringLower(Compute(manifest, ring, ring.Current))));

    /// <summary>Why this seal does not close this manifest; null when it does.</summary>
    public static Problem? Refuse(byte[] manifest, byte[]? seal, string file, string keyFile)
    {
        if (seal is null || Read(seal) is not { Fingerprint: not null, Code: not null } written)
        {
            return BackupProblems.SealBroken.Of(file);
        }

        var ring = Keyring.Open(keyFile);
        if (!ring.Numbers.Contains(written.Key) || ring.Fingerprint(written.Key) != written.Fingerprint)
        {
            return BackupProblems.OtherKeys.Of(written.Key, keyFile);
        }

        var code = Convert.ToHexStringLower(Compute(manifest, ring, written.Key));
        return CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(code), System.Text.Encoding.UTF8.GetBytes(written.Code)) ? null : BackupProblems.SealBroken.Of(file);
    }

    private static Written? Read(byte[] seal)
    {
        try
        {
            return JsonSerializer.Deserialize<Written>(seal);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Compute(byte[] manifest, Keyring ring, int key) => HMACSHA256.HashData(ring.Derive(KeyPurpose.Backup, key), manifest);

    private sealed record Written(int Key, string Fingerprint, string Code);
}
