// Writes a workbook row by row from rows that may be lazy; the packed parts wait in memory until the last is done.
// The same sheets give the same bytes: fixed part names and no times.
using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Keukentafel.Documents.Sheets;

public static class WorkbookWriter
{
    /// <summary>What one cell of Excel can hold.</summary>
    public const int MaxTextLength = 32_767;

    private const string MainContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private static readonly XNamespace Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="ArgumentException">A row has another length than the columns, or a value no cell can hold.</exception>
    public static void Write(Stream output, WorkbookProperties properties, IEnumerable<Sheet> sheets)
    {
        using var raw = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(raw, SpreadsheetDocumentType.Workbook))
        {
            Write(document.AddNewPart<CoreFilePropertiesPart>("core"), properties);
            Write(document.AddNewPart<WorkbookPart>(MainContentType, "workbook"), sheets);
        }

        raw.Position = 0;
        CopyWithoutTimes(raw, output);
    }

    // By hand, since the package's own properties get a random part name.
    private static void Write(CoreFilePropertiesPart part, WorkbookProperties properties)
    {
        using var stream = part.GetStream(FileMode.Create);
        new XDocument(new XElement(
            Core + "coreProperties",
            new XElement(DublinCore + "title", properties.Title),
            new XElement(DublinCore + "creator", properties.Author),
            new XElement(DublinCore + "language", properties.Language))).Save(stream);
    }

    private static void Write(WorkbookPart workbook, IEnumerable<Sheet> sheets)
    {
        workbook.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = SheetStyles.Sheet();
        var names = new SheetNames();
        var entries = new DocumentFormat.OpenXml.Spreadsheet.Sheets();
        var printTitles = new DefinedNames();
        foreach (var sheet in sheets)
        {
            var number = (uint)entries.ChildElements.Count + 1;
            var id = string.Create(CultureInfo.InvariantCulture, $"sheet{number}");
            var name = names.Fit(sheet.Name);
            var headerRow = SheetWriter.Write(workbook.AddNewPart<WorksheetPart>(id), sheet, isFirst: number == 1);
            entries.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = name, SheetId = number, Id = id });
            printTitles.Append(new DefinedName(string.Create(CultureInfo.InvariantCulture, $"'{name.Replace("'", "''", StringComparison.Ordinal)}'!${headerRow}:${headerRow}"))
            {
                Name = "_xlnm.Print_Titles",
                LocalSheetId = number - 1,
            });
        }

        workbook.Workbook = new Workbook(new BookViews(new WorkbookView()), entries, printTitles);
    }

    private static void CopyWithoutTimes(Stream raw, Stream output)
    {
        using var from = new ZipArchive(raw, ZipArchiveMode.Read);
        using var to = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in from.Entries.OrderBy(entry => entry.FullName == "[Content_Types].xml" ? 0 : 1).ThenBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            var copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
            copy.LastWriteTime = NoTime;
            using var source = entry.Open();
            using var target = copy.Open();
            source.CopyTo(target);
        }
    }
}
