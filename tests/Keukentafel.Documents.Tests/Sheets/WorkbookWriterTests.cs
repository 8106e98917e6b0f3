using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Keukentafel.Documents.Sheets;
using Keukentafel.Documents.Tests.Tabular;
using Xunit;

namespace Keukentafel.Documents.Tests.Sheets;

public class WorkbookWriterTests
{
    private static readonly WorkbookProperties Properties = new("Tabellen", "nl-NL", "Keukentafel");

    private static Sheet Example(string name = "Uitkomsten", string title = "Uitkomsten per vraag") => new(
        name,
        title,
        ["Gemeente Zonnedam", "Meting 2025"],
        [new("Vraag"), new("n", CellFormat.Whole), new("Positief", CellFormat.Percent), new("Marge", CellFormat.PercentOneDecimal), new("Dag", CellFormat.Date), new("Fout", CellFormat.Decimal), new("Tekst", CellFormat.LongText, 60)],
        [
            ["CEO01", 1379, 0.615, 0.0475, new DateOnly(2025, 6, 30), 0.0242m, "=1+1"],
            ["CEO02", 4L, "te weinig antwoorden", null, null, null, "een\u0001 <b> & \"\ntwee \uD800"],
        ]);

    private static byte[] Write(params Sheet[] sheets)
    {
        var memory = new MemoryStream();
        WorkbookWriter.Write(memory, Properties, sheets);
        return memory.ToArray();
    }

    [Fact]
    public void The_workbook_is_valid_for_every_excel_since_2007()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Write(Example(), Example("Nog een", ""))), isEditable: false);
        foreach (var version in new[] { DocumentFormat.OpenXml.FileFormatVersions.Office2007, DocumentFormat.OpenXml.FileFormatVersions.Office2019 })
        {
            Assert.Empty(new OpenXmlValidator(version).Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        }
    }

    [Fact]
    public void Title_language_and_frozen_header_are_there()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Write(Example())), isEditable: false);
        Assert.Equal(("Tabellen", "nl-NL"), (document.PackageProperties.Title, document.PackageProperties.Language));
        var pane = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Pane>().Single();
        Assert.Equal("A6", pane.TopLeftCell!.Value);
    }

    [Fact]
    public void What_is_written_is_read_back_with_texts_that_never_run()
    {
        var reading = Reading.Of(Write(Example(title: "") with { Notes = [] }), "tabellen.xlsx");
        Assert.Equal(["Vraag", "n", "Positief", "Marge", "Dag", "Fout", "Tekst"], reading.Header);
        Assert.Equal(["CEO01", "1379", "0.615", "0.0475", "2025-06-30", "0.0242", "=1+1"], reading.Records[0].Fields);
        Assert.Equal(["CEO02", "4", "te weinig antwoorden", "", "", "", "een\uFFFD <b> & \"\ntwee \uFFFD"], reading.Records[1].Fields);
        Assert.True(reading.Dates[0][4]);
    }

    [Fact]
    public void A_text_that_runs_on_has_room_for_its_lines()
    {
        var sheet = new Sheet("Tekst", "", [], [new("Vraag"), new("Tekst", CellFormat.LongText, 20)], [["kort", "past"], ["lang", new string('x', 50)], ["regels", "een\ntwee"]]);
        using var document = SpreadsheetDocument.Open(new MemoryStream(Write(sheet)), isEditable: false);
        var heights = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().Select(row => row.Height?.Value).ToList();
        Assert.Equal([null, null, 48, 32], heights);
    }

    [Fact]
    public void The_same_sheets_give_the_same_bytes() => Assert.Equal(Write(Example()), Write(Example()));

    [Fact]
    public void Names_of_tabs_are_made_fit_and_unique()
    {
        using var document = SpreadsheetDocument.Open(
            new MemoryStream(Write(Example("a/b[c]:*?"), Example("A b c"), Example(new string('x', 40)), Example(new string('x', 40)), Example("'"))), isEditable: false);
        Assert.Equal(
            ["a b c", "A b c (2)", new string('x', 31), new string('x', 27) + " (2)", "Blad"],
            document.WorkbookPart!.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(sheet => sheet.Name!.Value));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_number_is_refused(double value) =>
        Assert.Throws<ArgumentException>(() => Write(new Sheet("x", "", [], [new("a")], [[value]])));

    [Fact]
    public void A_row_of_another_length_and_a_text_too_long_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Write(new Sheet("x", "", [], [new("a")], [["1", "2"]])));
        Assert.Throws<ArgumentException>(() => Write(new Sheet("x", "", [], [new("a")], [[new string('x', 32_768)]])));
    }
}
