// Delimited text. The delimiter is the candidate that divides the first rows alike; a first line "sep=;" (a hint that
// Excel obeys and does not show) decides.
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Keukentafel.Documents.Tabular;

internal sealed class DelimitedSource : TabularSource
{
    private const string SeparatorHint = "sep=";
    private static readonly char[] Candidates = [';', ',', '\t'];

    private readonly StreamReader reader;
    private readonly CsvParser? parser;
    private bool broken;
    private bool ended;
    private int row;

    private DelimitedSource(StreamReader reader, Dialect.Delimited dialect, CsvParser? parser)
    {
        this.reader = reader;
        this.parser = parser;
        Dialect = dialect;
    }

    public override Dialect Dialect { get; }

    public override bool RowsAreFull => true;

    public static DelimitedSource Open(Stream stream)
    {
        var start = stream.Position;
        var found = TextEncoding.Detect(stream);
        stream.Position = start + found.PreambleLength;
        var head = Head(stream, found.Encoding);
        stream.Position = start + found.PreambleLength;

        var text = new StreamReader(stream, found.Encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 65_536, leaveOpen: true);
        var hint = head.StartsWith(SeparatorHint, StringComparison.OrdinalIgnoreCase) && head.Length > SeparatorHint.Length;
        if (hint)
        {
            text.ReadLine();
        }

        var delimiter = hint ? head[SeparatorHint.Length] : Fitting(head);
        var dialect = new Dialect.Delimited(found.Name, found.PreambleLength > 0, delimiter);
        var markup = head.TrimStart().StartsWith('<');
        if (markup || head.Contains('\0', StringComparison.Ordinal))
        {
            return new DelimitedSource(text, dialect, parser: null) { Faults = [new TabularError(TabularFault.NotATable)] };
        }

        DelimitedSource? source = null;
        var records = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            Mode = CsvMode.RFC4180,
            MaxFieldSize = TabularFile.MaxFieldLength,
            ExceptionMessagesContainRawData = false,
            BadDataFound = _ => source!.broken = true,
        });
        source = new DelimitedSource(text, dialect, records)
        {
            Faults = found.Broken ? [new TabularError(TabularFault.BrokenEncoding)] : [],
        };
        return source;
    }

    public override RawRow? Next(Action<TabularError> report)
    {
        while (!ended && parser is not null)
        {
            try
            {
                if (!parser.Read())
                {
                    break;
                }

                row++;
                broken = false;
                var fields = parser.Record!;
                if (!broken)
                {
                    return new RawRow(row, fields, []);
                }

                report(new TabularError(Unclosed(parser.RawRecord) ? TabularFault.UnclosedQuote : TabularFault.BrokenQuote, row));
            }
            catch (MaxFieldSizeException)
            {
                ended = true;
                report(new TabularError(TabularFault.UnclosedQuote, row + 1));
            }
        }

        ended = true;
        return null;
    }

    public override void Dispose()
    {
        parser?.Dispose();
        reader.Dispose();
    }

    // A quote that opens a field and is still open at the end of the file has swallowed line ends.
    private static bool Unclosed(string record) =>
        record.TrimEnd('\r', '\n').AsSpan().IndexOfAny('\r', '\n') >= 0 && record.AsSpan().Count('"') % 2 == 1;

    // The first lines with content, as much as a header can hold.
    private static string Head(Stream stream, Encoding encoding)
    {
        using var text = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 4096, leaveOpen: true);
        var buffer = new char[MaxHead];
        var length = text.ReadBlock(buffer);
        return new string(buffer, 0, length).TrimStart('\r', '\n');
    }

    private const int MaxHead = 65_536;

    // How many of the first rows have as many fields as the header, more than one, decides: names and remarks may hold the
    // other candidates. Of equals the one that Dutch spreadsheets write; where no row is like the header, the one it has most.
    private static char Fitting(string head)
    {
        var fitting = Candidates
            .Select(candidate => (Delimiter: candidate, Fields: FieldCounts(head, candidate)))
            .Where(one => one.Fields.Count > 0 && one.Fields[0] > 1)
            .Select(one => (one.Delimiter, Header: one.Fields[0], Alike: one.Fields.Count(fields => fields == one.Fields[0])))
            .OrderByDescending(one => one.Alike)
            .ThenByDescending(one => one.Alike == 1 ? one.Header : 0)
            .ToList();
        return fitting.Count > 0 ? fitting[0].Delimiter : Candidates[0];
    }

    // Fields of each of the first rows that hold anything. The last one may be cut off; it counts only where it is the header.
    private static List<int> FieldCounts(string head, char delimiter)
    {
        var counts = new List<int>();
        var (fields, quoted, blank, begins) = (1, false, true, true);
        for (var i = 0; i < head.Length && counts.Count < RowsToJudge; i++)
        {
            var character = head[i];
            if (quoted)
            {
                quoted = character != '"' || (i + 1 < head.Length && head[i + 1] == '"' && ++i > 0);
            }
            else if (character is '\r' or '\n')
            {
                End();
            }
            else if (character == delimiter)
            {
                (fields, begins) = (fields + 1, true);
            }
            else
            {
                quoted = begins && character == '"';
                blank &= !quoted && (char.IsWhiteSpace(character) || Array.IndexOf(Candidates, character) >= 0);
                begins &= char.IsWhiteSpace(character);
            }
        }

        if (counts.Count < RowsToJudge && (counts.Count == 0 || head.Length < MaxHead))
        {
            End();
        }

        return counts;

        void End()
        {
            if (!blank)
            {
                counts.Add(fields);
            }

            (fields, blank, begins) = (1, true, true);
        }
    }

    private const int RowsToJudge = 20;
}
