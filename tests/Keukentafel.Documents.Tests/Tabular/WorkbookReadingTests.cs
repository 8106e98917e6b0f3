using System.IO.Compression;
using Keukentafel.Documents.Tabular;
using Xunit;
using static Keukentafel.Documents.Tests.Tabular.WorkbookFixture;

namespace Keukentafel.Documents.Tests.Tabular;

public class WorkbookReadingTests
{
    private static readonly string Header = $"<row r=\"1\">{Text("A1", " client_id ")}{Text("B1", "outcome")}{Text("C1", "start")}</row>";

    private static Reading Read(params (string Name, string Rows)[] sheets) => Reading.Of(WorkbookFixture.Of(sheets), "proef.xlsx");

    [Fact]
    public void Numbers_become_text_with_a_point_and_without_an_exponent()
    {
        var reading = Read(("Blad1", Header + $"<row r=\"2\">{Number("A2", "123456789012345")}{Number("B2", "2.1000000000000001")}{Number("C2", "1E-7")}</row>"));
        Assert.Equal(["client_id", "outcome", "start"], reading.Header);
        Assert.Equal(["123456789012345", "2.1", "0.0000001"], reading.Records[0].Fields);
    }

    [Fact]
    public void A_date_is_text_and_marked_so_that_an_outcome_that_became_one_can_be_named()
    {
        var reading = Read(("Blad1", Header + $"<row r=\"2\">{Text("A2", "C1")}{Number("B2", "45659", 1)}{Number("C2", "45659.5", 2)}</row>"));
        Assert.Equal(["C1", "2025-01-02", "2025-01-02T12:00:00"], reading.Records[0].Fields);
        Assert.Equal([false, true, true], reading.Dates[0]);
    }

    [Fact]
    public void Rows_keep_the_number_that_excel_shows_and_missing_cells_are_empty()
    {
        var reading = Read(("Blad1", Header + $"<row r=\"5\">{Text("A5", "C1")}</row><row r=\"9\">{Text("C9", "x")}</row>"));
        Assert.Equal([5, 9], reading.Records.Select(record => record.Row));
        Assert.Equal(["C1", "", ""], reading.Records[0].Fields);
        Assert.Equal(["", "", "x"], reading.Records[1].Fields);
        Assert.Empty(reading.Errors);
    }

    [Fact]
    public void The_first_sheet_with_rows_is_read_and_the_others_are_named()
    {
        var reading = Read(("Leeg", ""), ("Cliënten", Header), ("Toelichting", Header));
        Assert.Equal("Cliënten", ((Dialect.Workbook)reading.Dialect).Sheet);
        Assert.Equal(["Toelichting"], ((Dialect.Workbook)reading.Dialect).OtherSheets);
    }

    [Fact]
    public void Content_beside_the_table_is_reported()
    {
        var reading = Read(("Blad1", Header + $"<row r=\"2\">{Text("A2", "C1")}{Text("E2", "let op")}</row>"));
        Assert.Equal([new TabularError(TabularFault.TooManyFields, 2, Value: "let op")], reading.Errors);
    }

    [Fact]
    public void A_workbook_without_content_is_empty() =>
        Assert.Equal([new TabularError(TabularFault.Empty)], Read(("Blad1", "")).Errors);

    [Fact]
    public void A_workbook_that_breaks_off_is_damaged_wherever_it_does()
    {
        var whole = WorkbookFixture.Of(("Blad1", Header + string.Concat(Enumerable.Range(2, 500).Select(i => $"<row r=\"{i}\">{Text($"A{i}", $"C{i}")}</row>"))));
        for (var length = 8; length < whole.Length; length += 97)
        {
            Assert.Contains(Reading.Of(whole[..length], "proef.xlsx").Errors, error => error.IsFatal);
        }
    }

    [Fact]
    public void A_sheet_with_broken_markup_is_damaged() =>
        Assert.Contains(Read(("Blad1", Header + "<row r=\"2\"><c")).Errors, error => error.Fault == TabularFault.Damaged);

    [Fact]
    public void A_zip_that_is_no_workbook_is_no_table()
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("brief.txt");
        }

        Assert.Equal([new TabularError(TabularFault.NotATable)], Reading.Of(memory.ToArray(), "proef.xlsx").Errors);
    }

    [Fact]
    public void Something_old_that_is_no_workbook_is_refused_and_not_read() =>
        Assert.True(Assert.Single(Reading.Of([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[4096]], "proef.xls").Errors).IsFatal);

    [Fact]
    public void A_workbook_that_unpacks_to_gigabytes_is_refused_unread()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
            {
                zip.CreateEntry("xl/workbook.xml");
                using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
                var block = new byte[1 << 20];
                for (var i = 0; i <= 1024; i++)
                {
                    sheet.Write(block);
                }
            }

            using var stream = File.OpenRead(path);
            using var file = TabularFile.Open(stream, "bom.xlsx");
            Assert.Equal([new TabularError(TabularFault.TooLarge)], file.Errors);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
