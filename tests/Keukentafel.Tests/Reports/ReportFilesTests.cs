using System.Diagnostics;
using Keukentafel.Documents.Pdf;
using Keukentafel.Documents.Tabular;
using Keukentafel.Foundation;
using Keukentafel.Reports;
using Xunit;

namespace Keukentafel.Tests.Reports;

public sealed class ReportFilesTests : IAsyncDisposable
{
    private readonly PdfPrinter printer = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("keukentafel-test-");

    public async ValueTask DisposeAsync()
    {
        await printer.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_report_is_written_as_page_tagged_pdf_and_workbook()
    {
        Assert.SkipUnless(printer.Program is not null, "chromium is not installed");
        Assert.SkipUnless(File.Exists("/usr/bin/pdftotext"), "poppler-utils is not installed");
        var written = await new WriteReport(printer).Into(folder.FullName, ExampleReport.Content, TestContext.Current.CancellationToken);
        Assert.True(written.Ok);
        Assert.Equal(["rapport.html", "rapport.pdf", "tabellen.xlsx"], folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));

        var pdf = Path.Combine(folder.FullName, "rapport.pdf");
        var info = Run("pdfinfo", pdf);
        Assert.Matches(@"Tagged:\s+yes", info);
        Assert.Matches(@"Title:\s+Cliëntervaringsonderzoek 2025 – Gemeente Zonnedam", info);
        var pages = Run("pdftotext", "-layout", pdf, "-").TrimEnd('\f', '\n').Split('\f');
        Assert.True(pages.Length > 5);
        Assert.All(pages, (page, i) =>
        {
            Assert.Contains("Verzonnen gemeente: alle personen en cijfers in dit rapport zijn bedacht.", page, StringComparison.Ordinal);
            Assert.Contains($"Pagina {i + 1} van {pages.Length}", page, StringComparison.Ordinal);
        });
        Assert.Contains("62% (57–67%)", string.Concat(pages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_chromium_the_report_is_refused_with_the_remedy_and_leaves_nothing()
    {
        await using var none = new PdfPrinter(new PdfOptions(Program: "/nergens/chromium"));
        var written = await new WriteReport(none).Into(folder.FullName, ExampleReport.Content, TestContext.Current.CancellationToken);
        Assert.Equal("rapport.geen-chromium", written.Problem.Code);
        Assert.Contains("apt-get install chromium", written.Problem.Text, StringComparison.Ordinal);
        Assert.Empty(folder.GetFiles());
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_chromium_that_is_too_old_is_named_with_its_version()
    {
        // Answers the first question over the pipe as Chromium 120 would, and leaves when it is told to.
        var problem = await Refused("head -c 20 <&3 >/dev/null; printf '{\"id\":1,\"result\":{\"product\":\"HeadlessChrome/120.0.6099.1\"}}\\0' >&4; head -c 20 <&3 >/dev/null");
        Assert.Equal(ReportProblems.BrowserTooOld.Of("HeadlessChrome/120.0.6099.1"), problem);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_chromium_that_does_not_start_says_why()
    {
        var problem = await Refused("echo 'libnss3 ontbreekt' >&2; exit 3");
        Assert.Equal(ReportProblems.NoPdf.Of("Chromium start niet (libnss3 ontbreekt)"), problem);
    }

    [Fact]
    public void The_workbook_holds_numbers_marks_the_invented_and_withholds_what_is_withheld()
    {
        using var memory = new MemoryStream();
        ReportWorkbook.Write(ExampleReport.Content, memory);
        memory.Position = 0;
        using var file = TabularFile.Open(memory, "tabellen.xlsx");
        Assert.Equal(["Verdeling", "Naar voorziening", "Naar wijk", "Respons", "Weging", "Verantwoording"], ((Dialect.Workbook)file.Dialect).OtherSheets);
        var rows = file.Records(_ => { }).Select(record => record.Fields.Take(7).ToArray()).ToList();
        Assert.Equal("Deel positieve antwoorden per vraag", file.Header[0]);
        Assert.StartsWith("Let op: Verzonnen gemeente", rows[0][0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_workbook_opens_without_a_complaint()
    {
        using var memory = new MemoryStream();
        ReportWorkbook.Write(ExampleReport.Content with { Method = ExampleReport.Content.Method with { StratumVariables = [] }, Response = ExampleReport.Content.Response with { Strata = [new ReportStratum([], 4200, 1210, 33, 423, 4085.5)] } }, memory);
        using var book = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(memory, isEditable: false);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(book).Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public void A_withheld_share_leaves_no_number_in_any_sheet()
    {
        var content = ExampleReport.Content with { Questions = [ExampleReport.Content.Questions[8]] };
        using var memory = new MemoryStream();
        ReportWorkbook.Write(content, memory);
        using var book = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(memory, isEditable: false);
        var rows = book.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>())
            .Where(row => row.InnerText.Contains("te weinig antwoorden", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, rows.Count);
        Assert.All(rows, row => Assert.DoesNotContain(row.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>(), cell => cell.DataType is null));
    }

    /// <summary>What is told when this script stands in for the browser; nothing of a report is left.</summary>
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private async Task<Problem> Refused(string script)
    {
        var program = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.FullName, "browser")).FullName, "chromium");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\n{script}\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var other = new PdfPrinter(new PdfOptions(Program: program));
        var written = await new WriteReport(other).Into(folder.FullName, ExampleReport.Content, TestContext.Current.CancellationToken);
        Assert.Empty(folder.GetFiles());
        return written.Problem;
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
