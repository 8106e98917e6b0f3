// How a table was written down, as found in the file itself.
using System.Collections.Immutable;

namespace Keukentafel.Documents.Tabular;

public abstract record Dialect
{
    private Dialect()
    {
    }

    /// <summary>Text with delimiters. Encoding is utf-8, utf-16 or windows-1252.</summary>
    public sealed record Delimited(string Encoding, bool ByteOrderMark, char Delimiter) : Dialect;

    /// <summary>A workbook: the sheet that is read (the first visible one with content) and the others, which are not.</summary>
    public sealed record Workbook(string Sheet, ImmutableArray<string> OtherSheets) : Dialect;
}
