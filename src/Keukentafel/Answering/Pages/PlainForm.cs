// Reads a form as it was sent, byte for byte. The framework's reader refuses a form with a NUL in it and leaves bad UTF-8 as percent signs; here both become
// U+FFFD, so that nothing else of the page is lost and what was typed can be marked.
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Keukentafel.Answering.Pages;

internal static class PlainForm
{
    /// <summary>More fields than this no page of ours has.</summary>
    public const int MaxFields = 1000;

    /// <summary>The fields; null when it is no form of ours.</summary>
    public static async Task<IFormCollection?> Read(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancel);
        return Parse(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    internal static IFormCollection? Parse(ReadOnlySpan<byte> body)
    {
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        var count = 0;
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'&');
            var field = end < 0 ? body : body[..end];
            body = end < 0 ? [] : body[(end + 1)..];
            if (field.IsEmpty)
            {
                continue;
            }

            if (++count > MaxFields)
            {
                return null;
            }

            var equals = field.IndexOf((byte)'=');
            var name = Decode(equals < 0 ? field : field[..equals]);
            fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), Decode(equals < 0 ? [] : field[(equals + 1)..]));
        }

        return new FormCollection(fields);
    }

    private static string Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            bytes[length++] = text[i] switch
            {
                (byte)'+' => (byte)' ',
                (byte)'%' when i + 2 < text.Length && char.IsAsciiHexDigit((char)text[i + 1]) && char.IsAsciiHexDigit((char)text[i + 2]) => (byte)((Hex(text[++i]) << 4) | Hex(text[++i])),
                var other => other,
            };
        }

        // Decoding puts U+FFFD in the place of what is no UTF-8, half a surrogate pair among it.
        return Encoding.UTF8.GetString(bytes, 0, length).Replace('\0', '\uFFFD');
    }

    private static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => digit - 'A' + 10,
    };
}
