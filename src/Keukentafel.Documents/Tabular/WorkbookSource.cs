// An Excel workbook, .xlsx or .xls, by its content. Reads the first visible sheet that has rows. Numbers become text
// with a point and without thousands marks, dates yyyy-MM-dd; a cell with an error of the spreadsheet (#N/A) is empty.
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Keukentafel.Documents.Tabular;

internal sealed class WorkbookSource : TabularSource
{
    /// <summary>A hundred thousand clients with twenty columns take about half of it.</summary>
    private const long MaxUnpacked = 256L << 20;

    private readonly IExcelDataReader? reader;
    private bool ended;

    private WorkbookSource(IExcelDataReader? reader, Dialect.Workbook dialect)
    {
        this.reader = reader;
        Dialect = dialect;
    }

    public override Dialect Dialect { get; }

    public override bool RowsAreFull => false;

    /// <summary>Whether these first bytes are those of a zip (xlsx) or a compound file (xls, or anything with a password).</summary>
    public static bool Recognises(ReadOnlySpan<byte> signature) =>
        signature is [0x50, 0x4B, 0x03, 0x04, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..];

    public static WorkbookSource Open(Stream stream)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        if (UnpackedFault(stream) is { } fault)
        {
            return Failed(fault);
        }

        try
        {
            return Open(ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { LeaveOpen = true }));
        }
        catch (InvalidPasswordException)
        {
            return Failed(TabularFault.PasswordProtected);
        }
        catch (HeaderException)
        {
            return Failed(TabularFault.NotATable);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            return Failed(TabularFault.Damaged);
        }
    }

    public override RawRow? Next(Action<TabularError> report)
    {
        try
        {
            if (!ended && reader is not null && reader.Read())
            {
                return Row(reader);
            }
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            report(new TabularError(TabularFault.Damaged, reader!.Depth + 1));
        }

        ended = true;
        return null;
    }

    public override void Dispose() => reader?.Dispose();

    private static WorkbookSource Open(IExcelDataReader reader)
    {
        // Going to another sheet and back reads the first one again, so the common case does not.
        if (reader.ResultsCount == 1)
        {
            return new WorkbookSource(reader, new Dialect.Workbook(reader.Name, []));
        }

        var sheets = new List<(string Name, bool Usable)>();
        do
        {
            sheets.Add((reader.Name, reader.RowCount > 0 && reader.VisibleState == "visible"));
        }
        while (reader.NextResult());

        reader.Reset();
        var chosen = Math.Max(0, sheets.FindIndex(sheet => sheet.Usable));
        for (var i = 0; i < chosen; i++)
        {
            reader.NextResult();
        }

        var others = sheets.Where((sheet, i) => i != chosen && sheet.Usable).Select(sheet => sheet.Name);
        return new WorkbookSource(reader, new Dialect.Workbook(reader.Name, [.. others]));
    }

    private static RawRow Row(IExcelDataReader reader)
    {
        var row = reader.Depth + 1;
        var fields = new string[reader.FieldCount];
        List<int>? dates = null;
        for (var i = 0; i < fields.Length; i++)
        {
            var value = reader.GetValue(i);
            fields[i] = Text(value);
            if (value is DateTime)
            {
                (dates ??= []).Add(i);
            }
        }

        return new RawRow(row, fields, dates is null ? [] : [.. dates]);
    }

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        double number => number.ToString("0.###############", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    // A zip that unpacks to gigabytes is an attack or an accident; a zip without a workbook is something else.
    private static TabularFault? UnpackedFault(Stream stream)
    {
        var start = stream.Position;
        try
        {
            if (stream.ReadByte() != 'P')
            {
                return null;
            }

            stream.Position = start;
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Sum(entry => entry.Length) > MaxUnpacked ? TabularFault.TooLarge
                : zip.GetEntry("xl/workbook.xml") is null ? TabularFault.NotATable
                : null;
        }
        catch (InvalidDataException)
        {
            return TabularFault.Damaged;
        }
        finally
        {
            stream.Position = start;
        }
    }

    private static WorkbookSource Failed(TabularFault fault) =>
        new(reader: null, new Dialect.Workbook(string.Empty, ImmutableArray<string>.Empty)) { Faults = [new TabularError(fault)] };

    private static bool IsDamage(Exception exception) =>
        exception is ExcelReaderException or InvalidDataException or XmlException or IOException or FormatException
            or ArgumentException or NullReferenceException or IndexOutOfRangeException or OverflowException or NotSupportedException;
}
