// Adds the XMP metadata that readers and archives look for (title, language) to a PDF that has none, as an
// incremental update: the file as it was, two objects and a table behind it. Tags and outline stay as they are.
// A file with another structure than Chromium's stays as it is.
using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace Keukentafel.Documents.Pdf;

internal static partial class PdfMetadata
{
    public static byte[] Add(byte[] pdf, string title, string language)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var trailer = Trailer().Matches(text).LastOrDefault();
        if (trailer is null || !Root().Match(trailer.Value).Success || !Size().Match(trailer.Value).Success)
        {
            return pdf;
        }

        var root = int.Parse(Root().Match(trailer.Value).Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var size = int.Parse(Size().Match(trailer.Value).Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var catalog = Regex.Match(text, $@"(?:^|\n){root} 0 obj\s*<<(?<body>.*?)>>\s*endobj", RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        if (!catalog.Success || catalog.Groups["body"].Value.Contains("/Metadata", StringComparison.Ordinal))
        {
            return pdf;
        }

        using var output = new MemoryStream();
        output.Write(pdf);
        Write("\n");
        var xmp = Encoding.UTF8.GetBytes(Packet(title, language));
        var metadataAt = output.Position;
        Write(string.Create(CultureInfo.InvariantCulture, $"{size} 0 obj\n<</Type /Metadata /Subtype /XML /Length {xmp.Length}>>\nstream\n"));
        output.Write(xmp);
        Write("\nendstream\nendobj\n");
        var catalogAt = output.Position;
        Write(string.Create(CultureInfo.InvariantCulture, $"{root} 0 obj\n<<{catalog.Groups["body"].Value.TrimEnd()}\n/Metadata {size} 0 R>>\nendobj\n"));
        var tableAt = output.Position;
        Write(string.Create(CultureInfo.InvariantCulture, $"xref\n{root} 1\n{catalogAt:D10} 00000 n \n{size} 1\n{metadataAt:D10} 00000 n \n"));
        var entries = Size().Replace(trailer.Groups["body"].Value, $"/Size {size + 1}").TrimEnd();
        Write(string.Create(CultureInfo.InvariantCulture, $"trailer\n<<{entries}\n/Prev {trailer.Groups["start"].Value}>>\nstartxref\n{tableAt}\n%%EOF\n"));
        return output.ToArray();

        void Write(string part) => output.Write(Encoding.Latin1.GetBytes(part));
    }

    private static string Packet(string title, string language) =>
        $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(title)}</rdf:li></rdf:Alt></dc:title>
        <dc:language><rdf:Bag><rdf:li>{SecurityElement.Escape(language)}</rdf:li></rdf:Bag></dc:language>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """;

    [GeneratedRegex(@"trailer\s*<<(?<body>(?:(?!trailer).)*?)>>\s*startxref\s+(?<start>\d+)\s+%%EOF", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"/Root (?<number>\d+) 0 R", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Root();

    [GeneratedRegex(@"/Size (?<number>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Size();
}
