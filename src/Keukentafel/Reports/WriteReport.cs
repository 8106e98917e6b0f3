// Writes the report that people read: page, PDF and workbook, all three from one content.
using Keukentafel.Documents.Pdf;
using Keukentafel.Foundation;

namespace Keukentafel.Reports;

public sealed class WriteReport(PdfPrinter printer)
{
    public const string PageName = "rapport.html";
    public const string PdfName = "rapport.pdf";
    public const string WorkbookName = "tabellen.xlsx";

    /// <summary>Writes the three files into a folder that exists. The PDF comes first: it alone can be refused.</summary>
    public async Task<Result<Done>> Into(string folder, ReportContent content, CancellationToken cancel)
    {
        var page = await RenderReport.Html(content);
        try
        {
            await using var pdf = File.Create(Path.Combine(folder, PdfName));
            await printer.PrintAsync(new PdfDocument(page, $"{ReportText.Title(content.Subject)} – {ReportText.Municipality(content.Subject)}", "nl"), pdf, cancel);
        }
        catch (PdfException exception)
        {
            File.Delete(Path.Combine(folder, PdfName));
            return ReportProblems.Of(exception);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, PageName), page, cancel);
        await using var workbook = File.Create(Path.Combine(folder, WorkbookName));
        ReportWorkbook.Write(content, workbook);
        return Done.It;
    }
}
