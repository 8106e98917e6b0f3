// All findings of a file as CSV for Excel, written while the file is read. Rows and columns only: no finding quotes a value.
using Keukentafel.Documents.Tabular;
using Keukentafel.Foundation;

namespace Keukentafel.Register.Import;

internal sealed class FindingsDownload(OpenDelivery open) : IResult
{
    private const int FindingsPerWrite = 500;
    private static readonly string[] Header = ["soort", "code", "rij", "kolom", "wat is er", "wat kunt u doen"];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var opened = open;
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"bevindingen.csv\"";

        var waiting = new List<Finding>();
        await Write(response, DelimitedOptions.ForExcel, [Header], httpContext.RequestAborted);
        foreach (var _ in open.Clients(waiting.Add))
        {
            if (waiting.Count >= FindingsPerWrite)
            {
                await Write(response, waiting, httpContext.RequestAborted);
            }
        }

        await Write(response, waiting, httpContext.RequestAborted);
    }

    private static async Task Write(HttpResponse response, List<Finding> findings, CancellationToken cancel)
    {
        await Write(
            response,
            DelimitedOptions.ForExcel with { ByteOrderMark = false },
            findings.Select(finding => new[]
            {
                finding.IsError ? "fout" : "let op", finding.Code, finding.Row?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", finding.Column ?? "", finding.Text, finding.Remedy,
            }),
            cancel);
        findings.Clear();
    }

    // The writer is synchronous and the response may only be written asynchronously, so a block at a time goes through memory.
    private static async Task Write(HttpResponse response, DelimitedOptions options, IEnumerable<string[]> rows, CancellationToken cancel)
    {
        using var block = new MemoryStream();
        using (var writer = new DelimitedWriter(block, options))
        {
            foreach (var row in rows)
            {
                writer.Write(row);
            }
        }

        await response.Body.WriteAsync(block.GetBuffer().AsMemory(0, (int)block.Length), cancel);
    }
}
