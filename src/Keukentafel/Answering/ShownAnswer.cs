// What a page showed as the answer to a question, in a few signs: by it a page that is handed in tells a changed answer from one that was left alone.
// It guards nothing and so needs no key: who forges it changes answers of his own, which he may.
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Keukentafel.Questionnaires;

namespace Keukentafel.Answering;

public static class ShownAnswer
{
    private const int Bytes = 9;

    /// <summary>Empty for an open question.</summary>
    public static string Mark(AnswerValue? value) => value is null ? string.Empty : Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(value.Canonical)).AsSpan(0, Bytes));
}
