// From letters to tagged PDF: the pages are rendered as HTML that stands alone and printed by the machine's Chromium.
using System.Text;
using System.Text.RegularExpressions;
using Keukentafel.Documents.Pdf;
using Keukentafel.Foundation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Keukentafel.Fieldwork;

public sealed partial class LetterPrinter(PdfPrinter pdf, IServiceProvider services, ILoggerFactory logs)
{
    public Task<Result<byte[]>> Letters(LetterRun run, IReadOnlyList<PrintedLetter> letters, CancellationToken cancel = default) =>
        Print<LettersDocument>(run.Title, new Dictionary<string, object?> { [nameof(LettersDocument.Run)] = run, [nameof(LettersDocument.Letters)] = letters }, cancel);

    public Task<Result<byte[]>> Sheet(BatchFacts facts, CancellationToken cancel = default) =>
        Print<BatchSheet>(facts.Title, new Dictionary<string, object?> { [nameof(BatchSheet.Facts)] = facts }, cancel);

    /// <summary>Pages of a file that this printer made: Chromium writes each page as an object of its own, in plain sight.</summary>
    public static int PagesOf(byte[] pdf) => PageObject().Count(Encoding.Latin1.GetString(pdf));

    private async Task<Result<byte[]>> Print<TDocument>(string title, Dictionary<string, object?> parameters, CancellationToken cancel) where TDocument : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TDocument>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        try
        {
            using var output = new MemoryStream();
            await pdf.PrintAsync(new PdfDocument(html, title, "nl"), output, cancel);
            return output.ToArray();
        }
        catch (PdfException exception) when (exception.Fault is PdfFault.BrowserMissing or PdfFault.BrowserDidNotStart or PdfFault.BrowserTooOld)
        {
            LogNoPrinter(logs.CreateLogger<LetterPrinter>(), exception.Fault);
            return FieldworkProblems.NoPrinter.Of();
        }
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PageObject();

    [LoggerMessage(401, LogLevel.Warning, "Letters cannot be printed: {Fault}.")]
    private static partial void LogNoPrinter(ILogger log, PdfFault fault);
}
