// One worksheet as a stream of XML: title and notes, header, frozen so that it stays in sight, rows. Written by hand
// where the SDK would make five objects for every cell.
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Keukentafel.Documents.Sheets;

internal sealed class SheetWriter : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly SearchValues<char> Suspect = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code).Where(sign => sign is not ('\t' or '\n' or '\r')), '\uFFFE', '\uFFFF']);
    /// <summary>Points: of the letter that the styles name, with room for another one where that is not installed.</summary>
    private const double LineHeight = 16;
    private static readonly DateOnly Epoch = new(1899, 12, 30);

    private readonly Stream stream;
    private readonly XmlWriter xml;
    private readonly Sheet sheet;
    private readonly string[] letters;
    private uint row;

    private SheetWriter(WorksheetPart part, Sheet sheet)
    {
        stream = part.GetStream(FileMode.Create);
        xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        this.sheet = sheet;
        letters = [.. Enumerable.Range(0, Math.Max(1, sheet.Columns.Count)).Select(Tabular.ColumnLetters.Of)];
    }

    /// <summary>Writes the sheet and returns the row of its header.</summary>
    public static uint Write(WorksheetPart part, Sheet sheet, bool isFirst)
    {
        using var sheetWriter = new SheetWriter(part, sheet);
        return sheetWriter.Write(isFirst);
    }

    public void Dispose()
    {
        xml.Dispose();
        stream.Dispose();
    }

    private uint Write(bool isFirst)
    {
        var above = (sheet.Title.Length > 0 ? 1 : 0) + sheet.Notes.Count;
        var headerRow = (uint)(above == 0 ? 1 : above + 2);
        xml.WriteStartElement("worksheet", Main);
        WriteLayout(headerRow, isFirst);
        xml.WriteStartElement("sheetData", Main);
        if (sheet.Title.Length > 0)
        {
            Single(sheet.Title, SheetStyles.Title);
        }

        foreach (var note in sheet.Notes)
        {
            Single(note, SheetStyles.Note);
        }

        row = headerRow - 1;
        Row([.. sheet.Columns.Select(column => column.Header)], [.. sheet.Columns.Select(column => column.Format is CellFormat.Text or CellFormat.LongText ? SheetStyles.Header : SheetStyles.HeaderOfNumbers)]);
        uint[] styles = [.. sheet.Columns.Select(column => SheetStyles.Of(column.Format))];
        foreach (var values in sheet.Rows)
        {
            Row(values, styles);
        }

        xml.WriteEndElement();
        Element("pageMargins", ("left", "0.5"), ("right", "0.5"), ("top", "0.6"), ("bottom", "0.6"), ("header", "0.3"), ("footer", "0.3"));
        Element("pageSetup", ("paperSize", "9"), ("fitToWidth", "1"), ("fitToHeight", "0"), ("orientation", "landscape"));
        xml.WriteEndElement();
        return headerRow;
    }

    private void WriteLayout(uint headerRow, bool isFirst)
    {
        xml.WriteStartElement("sheetPr", Main);
        Element("pageSetUpPr", ("fitToPage", "1"));
        xml.WriteEndElement();
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        xml.WriteAttributeString("tabSelected", isFirst ? "1" : "0");
        xml.WriteAttributeString("workbookViewId", "0");
        Element("pane", ("ySplit", Text(headerRow)), ("topLeftCell", $"A{Text(headerRow + 1)}"), ("activePane", "bottomLeft"), ("state", "frozen"));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("cols", Main);
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            Element("col", ("min", Text(i + 1)), ("max", Text(i + 1)), ("width", Text(sheet.Columns[i].Width)), ("customWidth", "1"));
        }

        xml.WriteEndElement();
    }

    private void Single(string text, uint style)
    {
        row++;
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", Text(row));
        Cell(text, 0, style);
        xml.WriteEndElement();
    }

    private void Row(IReadOnlyList<object?> values, uint[] styles)
    {
        if (values.Count != sheet.Columns.Count)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Sheet {sheet.Name} has {sheet.Columns.Count} columns and a row with {values.Count} values."), nameof(values));
        }

        row++;
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", Text(row));
        if (LinesOf(values) is > 1 and var lines)
        {
            xml.WriteAttributeString("ht", Text(lines * LineHeight));
            xml.WriteAttributeString("customHeight", "1");
        }

        for (var i = 0; i < values.Count; i++)
        {
            Cell(values[i], i, styles[i]);
        }

        xml.WriteEndElement();
    }

    /// <summary>How many lines the longest text that runs on will take; not every program measures them when it opens a workbook.</summary>
    private int LinesOf(IReadOnlyList<object?> values) => sheet.Columns
        .Select((column, i) => column.Format == CellFormat.LongText && values[i] is string text ? text.Split('\n').Sum(line => (int)Math.Ceiling(Math.Max(line.Length, 1) / column.Width)) : 1)
        .Max();

    private void Cell(object? value, int column, uint style)
    {
        if (value is null)
        {
            return;
        }

        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", letters[column] + Text(row));
        xml.WriteAttributeString("s", Text(style));
        switch (value)
        {
            case string text:
                xml.WriteAttributeString("t", "inlineStr");
                xml.WriteStartElement("is", Main);
                xml.WriteStartElement("t", Main);
                xml.WriteAttributeString("xml", "space", ns: null, "preserve");
                xml.WriteString(Clean(text));
                xml.WriteEndElement();
                xml.WriteEndElement();
                break;
            case bool truth:
                xml.WriteAttributeString("t", "b");
                xml.WriteElementString("v", Main, truth ? "1" : "0");
                break;
            case DateOnly date:
                xml.WriteElementString("v", Main, Text(date.DayNumber - Epoch.DayNumber));
                break;
            case double number when !double.IsFinite(number):
                throw new ArgumentException($"A cell cannot hold {Text(number)}.", nameof(value));
            case int or long or double or decimal:
                xml.WriteElementString("v", Main, Text((IFormattable)value));
                break;
            default:
                throw new ArgumentException($"A cell cannot hold a {value.GetType().Name}.", nameof(value));
        }

        xml.WriteEndElement();
    }

    private void Element(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, Main);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteEndElement();
    }

    private static string Text(IFormattable number) => number.ToString(format: null, CultureInfo.InvariantCulture);

    // Signs that XML cannot carry become the replacement character; a text is never cut in silence.
    private static string Clean(string text)
    {
        if (text.Length > WorkbookWriter.MaxTextLength)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A cell holds at most {WorkbookWriter.MaxTextLength} characters, not {text.Length}."), nameof(text));
        }

        if (!text.AsSpan().ContainsAny(Suspect) && !text.Any(char.IsSurrogate))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var allowed = rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and not 0xFFFE and not 0xFFFF);
            clean.Append(allowed ? rune.ToString() : "\uFFFD");
        }

        return clean.ToString();
    }
}
