// A link in a mail that may be used once: the address holds a random token, the database only its hash.
using System.Security.Cryptography;
using System.Text;
using Keukentafel.Foundation;

namespace Keukentafel.Access;

/// <param name="Token">Stands in the address; shown or mailed once, never stored.</param>
/// <param name="Hash">What the database keeps.</param>
public sealed record OneTimeLink(string Token, string Hash)
{
    public const int HashLength = 64;

    public static OneTimeLink New(ISecrets secrets)
    {
        var token = secrets.NewToken();
        return new OneTimeLink(token, HashOf(token));
    }

    /// <summary>The token is 256 bits of chance, so that a plain hash hides it.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
