// One door for tables that people send: CSV as spreadsheets and systems write it, and Excel workbooks. Reads record
// by record, so that a hundred thousand rows take no more memory than ten; says what is wrong with its place and
// goes on, so that a person gets all faults at once.
using System.Collections.Immutable;

namespace Keukentafel.Documents.Tabular;

public sealed class TabularFile : IDisposable
{
    /// <summary>Longer than any cell of a spreadsheet can be; what is longer is a quote that was never closed.</summary>
    public const int MaxFieldLength = 131_072;

    private readonly TabularSource source;
    private bool read;

    private TabularFile(string fileName, TabularSource source)
    {
        FileName = fileName;
        this.source = source;
        (Header, HeaderRow, Errors) = Columns(source);
    }

    public string FileName { get; }

    public Dialect Dialect => source.Dialect;

    /// <summary>The column names, trimmed. Empty names at the end, a habit of spreadsheets, are left out.</summary>
    public ImmutableArray<string> Header { get; }

    /// <summary>The row of the column names: the first one that is not blank.</summary>
    public int HeaderRow { get; }

    /// <summary>What is wrong with the file as a whole or with its header. With a fatal fault there are no records.</summary>
    public ImmutableArray<TabularError> Errors { get; }

    /// <summary>
    /// Opens a file by its content; the name serves for messages only. The stream must be seekable and stays the
    /// caller's. Never throws for what is in the file: see <see cref="Errors"/>.
    /// </summary>
    public static TabularFile Open(Stream stream, string fileName)
    {
        if (!stream.CanSeek)
        {
            throw new ArgumentException("The stream must be seekable: the encoding is judged over the whole file.", nameof(stream));
        }

        var start = stream.Position;
        Span<byte> signature = stackalloc byte[8];
        var length = stream.ReadAtLeast(signature, signature.Length, throwOnEndOfStream: false);
        stream.Position = start;
        return new TabularFile(fileName, WorkbookSource.Recognises(signature[..length]) ? WorkbookSource.Open(stream) : DelimitedSource.Open(stream));
    }

    /// <summary>
    /// The records in order, once. The first row that is not blank is the header, and rows are counted as a spreadsheet shows them: a quoted
    /// field over several lines is one row, an empty line is a row that is left out. A row with too few or too many
    /// fields is reported and still given, filled up or cut, so that checks on its other fields go on; a row with a
    /// broken quote is only reported.
    /// </summary>
    public IEnumerable<TabularRecord> Records(Action<TabularError> report)
    {
        if (read)
        {
            throw new InvalidOperationException("The records can be read once: open the file again.");
        }

        read = true;
        return Header.IsEmpty ? [] : Read(report);
    }

    public void Dispose() => source.Dispose();

    private IEnumerable<TabularRecord> Read(Action<TabularError> report)
    {
        while (source.Next(report) is { } row)
        {
            if (row.Fields.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            var extra = row.Fields.Skip(Header.Length).FirstOrDefault(field => !string.IsNullOrWhiteSpace(field));
            if (extra is not null)
            {
                report(new TabularError(TabularFault.TooManyFields, row.Row, Value: extra));
            }
            else if (row.Fields.Length < Header.Length && source.RowsAreFull)
            {
                report(new TabularError(TabularFault.TooFewFields, row.Row, Header[row.Fields.Length]));
            }

            yield return new TabularRecord(row.Row, Fit(row.Fields), row.Dates);
        }
    }

    private string[] Fit(string[] fields)
    {
        if (fields.Length == Header.Length)
        {
            return fields;
        }

        var fitted = new string[Header.Length];
        Array.Fill(fitted, string.Empty);
        Array.Copy(fields, fitted, Math.Min(fields.Length, fitted.Length));
        return fitted;
    }

    private static (ImmutableArray<string> Header, int Row, ImmutableArray<TabularError> Errors) Columns(TabularSource source)
    {
        var errors = ImmutableArray.CreateBuilder<TabularError>();
        errors.AddRange(source.Faults);
        var first = source.Faults.Any(error => error.IsFatal) ? null : FirstFilled(source, errors);
        var names = (first?.Fields ?? []).Select(name => name.Trim()).ToList();
        while (names.Count > 0 && names[^1].Length == 0)
        {
            names.RemoveAt(names.Count - 1);
        }

        if (names.Count == 0 && errors.Count == 0)
        {
            errors.Add(new TabularError(TabularFault.Empty));
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length == 0)
            {
                errors.Add(new TabularError(TabularFault.UnnamedColumn, first!.Value.Row, ColumnLetters.Of(i)));
            }
            else if (!seen.Add(names[i]))
            {
                errors.Add(new TabularError(TabularFault.DuplicateColumn, first!.Value.Row, names[i]));
            }
        }

        return ([.. names], first?.Row ?? 1, errors.ToImmutable());
    }

    // Null when the row that should be the header cannot be read: the next one is not the header in its place.
    private static RawRow? FirstFilled(TabularSource source, ImmutableArray<TabularError>.Builder errors)
    {
        var before = errors.Count;
        var row = source.Next(errors.Add);
        while (row is { } blank && errors.Count == before && blank.Fields.All(string.IsNullOrWhiteSpace))
        {
            row = source.Next(errors.Add);
        }

        return errors.Count == before ? row : null;
    }
}

/// <summary>One row: its number as a spreadsheet shows it, and as many fields as the header has.</summary>
public readonly record struct TabularRecord
{
    private readonly ImmutableArray<int> dates;

    internal TabularRecord(int row, IReadOnlyList<string> fields, ImmutableArray<int> dates)
    {
        Row = row;
        Fields = fields;
        this.dates = dates;
    }

    public int Row { get; }

    public IReadOnlyList<string> Fields { get; }

    /// <summary>
    /// Whether the spreadsheet holds a date in this field. The text is then yyyy-MM-dd. Where no date was meant, the
    /// program made one of a number such as 2.1; in a CSV ask <see cref="SpreadsheetDate.LooksLikeOne"/> as well.
    /// </summary>
    public bool IsDate(int column) => !dates.IsDefaultOrEmpty && dates.Contains(column);
}
