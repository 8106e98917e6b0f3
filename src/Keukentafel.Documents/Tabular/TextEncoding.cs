// Which encoding a text file has. A byte order mark decides; without one a file that is valid UTF-8 from beginning
// to end is UTF-8, and anything else is Windows-1252, as older systems write it.
using System.Text;

namespace Keukentafel.Documents.Tabular;

internal readonly record struct TextEncoding(string Name, Encoding Encoding, int PreambleLength, bool Broken)
{
    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TextEncoding Detect(Stream stream)
    {
        var start = stream.Position;
        Span<byte> mark = stackalloc byte[3];
        var length = stream.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
        mark = mark[..length];
        if (mark is [0xFF, 0xFE, ..])
        {
            return new TextEncoding("utf-16", Encoding.Unicode, 2, Broken: false);
        }

        if (mark is [0xFE, 0xFF, ..])
        {
            return new TextEncoding("utf-16", Encoding.BigEndianUnicode, 2, Broken: false);
        }

        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (mark is [0xEF, 0xBB, 0xBF])
        {
            return new TextEncoding("utf-8", utf8, 3, Broken: !IsUtf8(stream));
        }

        stream.Position = start;
        return IsUtf8(stream)
            ? new TextEncoding("utf-8", utf8, 0, Broken: false)
            : new TextEncoding("windows-1252", Encoding.GetEncoding(1252), 0, Broken: false);
    }

    private static bool IsUtf8(Stream stream)
    {
        var decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[65_536];
        var characters = new char[bytes.Length + 4];
        try
        {
            int count;
            while ((count = stream.Read(bytes)) > 0)
            {
                decoder.GetChars(bytes.AsSpan(0, count), characters, flush: false);
            }

            decoder.GetChars([], characters, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
