// Reads a table that a test wrote down and keeps what came out.
using System.Text;
using Keukentafel.Documents.Tabular;

namespace Keukentafel.Documents.Tests.Tabular;

internal sealed record Reading(Dialect Dialect, string[] Header, (int Row, string[] Fields)[] Records, TabularError[] Errors, bool[][] Dates)
{
    public static Reading Of(string text, Encoding? encoding = null) =>
        Of((encoding ?? new UTF8Encoding(false)).GetBytes(text), "proef.csv");

    public static Reading Of(byte[] bytes, string name)
    {
        using var file = TabularFile.Open(new MemoryStream(bytes), name);
        var errors = file.Errors.ToList();
        var records = file.Records(errors.Add).ToList();
        return new Reading(
            file.Dialect,
            [.. file.Header],
            [.. records.Select(record => (record.Row, record.Fields.ToArray()))],
            [.. errors],
            [.. records.Select(record => Enumerable.Range(0, file.Header.Length).Select(record.IsDate).ToArray())]);
    }
}
