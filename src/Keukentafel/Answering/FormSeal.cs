// The antiforgery field of a respondent's form: an HMAC of case and page under the server's key. No cookie; it survives restarts and holds on every node,
// and it is worth nothing on another case's form or on another page.
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation.Keys;

namespace Keukentafel.Answering;

public sealed class FormSeal(Keyring ring)
{
    public const string Field = "zegel";

    public string Of(CaseId @case, string page) => Compute(@case, page, ring.Current);

    public bool Fits(CaseId @case, string page, string seal)
    {
        var point = seal.IndexOf('.', StringComparison.Ordinal);
        return point > 0
            && int.TryParse(seal.AsSpan(0, point), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && ring.Numbers.Contains(number)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Compute(@case, page, number)), Encoding.UTF8.GetBytes(seal));
    }

    private string Compute(CaseId @case, string page, int number)
    {
        var mac = HMACSHA256.HashData(ring.Derive(KeyPurpose.RespondentForm, number), Encoding.UTF8.GetBytes($"{@case}\n{page}"));
        return string.Create(CultureInfo.InvariantCulture, $"{number}.{Base64Url.EncodeToString(mac)}");
    }
}
