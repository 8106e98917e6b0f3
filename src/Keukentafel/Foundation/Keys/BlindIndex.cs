// Keyed blind index: finds a sealed value again by exact match, without the database learning it.
using System.Security.Cryptography;
using System.Text;

namespace Keukentafel.Foundation.Keys;

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
