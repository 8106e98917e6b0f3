// Writes delimited text as every spreadsheet reads it: UTF-8, quotes only where needed. With GuardFormulas a text
// that a spreadsheet would run as a formula gets an apostrophe in front; plain numbers stay numbers.
using System.Globalization;
using System.Text;

namespace Keukentafel.Documents.Tabular;

/// <param name="Delimiter">Between fields: a comma for programs, a semicolon for Dutch Excel.</param>
/// <param name="ByteOrderMark">Excel needs it to see that the file is UTF-8; programs rather not.</param>
/// <param name="GuardFormulas">Only for files that people open; it changes the data.</param>
/// <param name="NewLine">At the end of every row.</param>
public sealed record DelimitedOptions(char Delimiter = ',', bool ByteOrderMark = false, bool GuardFormulas = false, string NewLine = "\n")
{
    /// <summary>For people who open the file in a Dutch Excel.</summary>
    public static readonly DelimitedOptions ForExcel = new(';', ByteOrderMark: true, GuardFormulas: true, NewLine: "\r\n");
}

public sealed class DelimitedWriter : IDisposable
{
    private readonly DelimitedOptions options;
    private readonly StreamWriter writer;

    /// <summary>The stream stays the caller's.</summary>
    public DelimitedWriter(Stream stream, DelimitedOptions? options = null)
    {
        this.options = options ?? new DelimitedOptions();
        writer = new StreamWriter(stream, new UTF8Encoding(this.options.ByteOrderMark), leaveOpen: true) { NewLine = this.options.NewLine };
    }

    public void Write(params IEnumerable<string?> fields)
    {
        var first = true;
        foreach (var field in fields)
        {
            if (!first)
            {
                writer.Write(options.Delimiter);
            }

            first = false;
            WriteField(field ?? string.Empty);
        }

        writer.WriteLine();
    }

    public void Dispose() => writer.Dispose();

    private void WriteField(string field)
    {
        if (options.GuardFormulas && RunsAsFormula(field))
        {
            field = "'" + field;
        }

        if (!NeedsQuotes(field))
        {
            writer.Write(field);
            return;
        }

        writer.Write('"');
        writer.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }

    private bool NeedsQuotes(string field) =>
        field.AsSpan().IndexOfAny("\"\r\n") >= 0
        || field.Contains(options.Delimiter, StringComparison.Ordinal)
        || (field.Length > 0 && (char.IsWhiteSpace(field[0]) || char.IsWhiteSpace(field[^1])));

    private static bool RunsAsFormula(string field) =>
        field is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..]
        && !double.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);
}
