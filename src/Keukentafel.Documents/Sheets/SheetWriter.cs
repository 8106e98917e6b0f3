// One worksheet as a stream of elements: title and notes, header, frozen so that it stays in sight, rows.
using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Keukentafel.Documents.Sheets;

internal sealed class SheetWriter : IDisposable
{
    private static readonly DateOnly Epoch = new(1899, 12, 30);

    private readonly OpenXmlWriter writer;
    private readonly Sheet sheet;
    private uint row;

    private SheetWriter(WorksheetPart part, Sheet sheet)
    {
        writer = OpenXmlWriter.Create(part, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        this.sheet = sheet;
    }

    /// <summary>Writes the sheet and returns the row of its header.</summary>
    public static uint Write(WorksheetPart part, Sheet sheet, bool isFirst)
    {
        using var sheetWriter = new SheetWriter(part, sheet);
        return sheetWriter.Write(isFirst);
    }

    public void Dispose() => writer.Dispose();

    private uint Write(bool isFirst)
    {
        var above = (sheet.Title.Length > 0 ? 1 : 0) + sheet.Notes.Count;
        var headerRow = (uint)(above == 0 ? 1 : above + 2);
        writer.WriteStartDocument();
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = headerRow, TopLeftCell = Reference(0, headerRow + 1), ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        {
            WorkbookViewId = 0,
            ShowGridLines = true,
            TabSelected = isFirst,
        }));
        writer.WriteElement(new Columns(sheet.Columns.Select((column, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = column.Width, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        if (sheet.Title.Length > 0)
        {
            Single(sheet.Title, SheetStyles.Title);
        }

        foreach (var note in sheet.Notes)
        {
            Single(note, SheetStyles.Note);
        }

        row = headerRow - 1;
        Row([.. sheet.Columns.Select(column => column.Header)], column => column.Format is CellFormat.Text or CellFormat.LongText ? SheetStyles.Header : SheetStyles.HeaderOfNumbers);
        foreach (var values in sheet.Rows)
        {
            Row(values, column => SheetStyles.Of(column.Format));
        }

        writer.WriteEndElement();
        writer.WriteElement(new PageMargins { Left = 0.5, Right = 0.5, Top = 0.6, Bottom = 0.6, Header = 0.3, Footer = 0.3 });
        writer.WriteElement(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        writer.WriteEndElement();
        return headerRow;
    }

    private void Single(string text, uint style)
    {
        row++;
        writer.WriteStartElement(new Row { RowIndex = row });
        Cell(text, 0, style);
        writer.WriteEndElement();
    }

    private void Row(IReadOnlyList<object?> values, Func<SheetColumn, uint> style)
    {
        if (values.Count != sheet.Columns.Count)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Sheet {sheet.Name} has {sheet.Columns.Count} columns and a row with {values.Count} values."), nameof(values));
        }

        row++;
        writer.WriteStartElement(new Row { RowIndex = row });
        for (var i = 0; i < values.Count; i++)
        {
            Cell(values[i], i, style(sheet.Columns[i]));
        }

        writer.WriteEndElement();
    }

    private void Cell(object? value, int column, uint style)
    {
        var cell = new Cell { CellReference = Reference(column, row), StyleIndex = style };
        switch (value)
        {
            case null:
                return;
            case string text:
                cell.DataType = CellValues.InlineString;
                cell.InlineString = new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve });
                break;
            case bool truth:
                cell.DataType = CellValues.Boolean;
                cell.CellValue = new CellValue(truth ? "1" : "0");
                break;
            case DateOnly date:
                cell.CellValue = new CellValue((date.DayNumber - Epoch.DayNumber).ToString(CultureInfo.InvariantCulture));
                break;
            case double number when !double.IsFinite(number):
                throw new ArgumentException($"A cell cannot hold {number.ToString(CultureInfo.InvariantCulture)}.", nameof(value));
            case int or long or double or decimal:
                cell.CellValue = new CellValue(((IFormattable)value).ToString(format: null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"A cell cannot hold a {value.GetType().Name}.", nameof(value));
        }

        writer.WriteElement(cell);
    }

    // Signs that XML cannot carry become the replacement character; a text is never cut in silence.
    private static string Clean(string text)
    {
        if (text.Length > WorkbookWriter.MaxTextLength)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A cell holds at most {WorkbookWriter.MaxTextLength} characters, not {text.Length}."), nameof(text));
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var allowed = rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and not 0xFFFE and not 0xFFFF);
            clean.Append(allowed ? rune.ToString() : "\uFFFD");
        }

        return clean.ToString();
    }

    private static string Reference(int column, uint row) =>
        string.Create(CultureInfo.InvariantCulture, $"{Tabular.ColumnLetters.Of(column)}{row}");
}
