// HTML in, tagged PDF out, by the Chromium of the machine. One browser stays warm and prints one document at a time;
// it is replaced after a number of documents, since its memory grows, and when it stops by itself.
namespace Keukentafel.Documents.Pdf;

/// <param name="Program">The browser; without it the search path is looked through for Chromium or Chrome.</param>
/// <param name="DocumentsPerBrowser">After so many documents the browser is replaced.</param>
/// <param name="Limit">The longest that one document may take.</param>
public sealed record PdfOptions(string? Program = null, int DocumentsPerBrowser = 40, TimeSpan? Limit = null)
{
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(2);
}

/// <summary>
/// A page with everything in it: styles inline, pictures and fonts as data, no scripts (they are off), nothing from
/// elsewhere (it is refused). Title and language stand in the HTML too; here they go into the file's own metadata.
/// Keep one document under some 250 pages: joining PDFs loses their tags, so split before printing.
/// </summary>
public sealed record PdfDocument(string Html, string Title, string Language);

public sealed class PdfPrinter(PdfOptions? options = null) : IAsyncDisposable, IDisposable
{
    private readonly PdfOptions options = options ?? new PdfOptions();
    private readonly SemaphoreSlim turn = new(1, 1);
    private Browser? browser;
    private int printed;
    private bool disposed;

    /// <summary>Where the browser is on this machine, or null.</summary>
    public string? Program => Browser.Find(options.Program, Environment.GetEnvironmentVariable("PATH"));

    /// <exception cref="PdfException">There is no PDF, and why. Nothing was written.</exception>
    public async Task PrintAsync(PdfDocument document, Stream output, CancellationToken cancel = default)
    {
        var pdf = await PrintAsync(document, cancel);
        await output.WriteAsync(pdf, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync();
        disposed = true;
        await CloseAsync();
        turn.Release();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task<byte[]> PrintAsync(PdfDocument document, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.Limit ?? PdfOptions.DefaultLimit);
        try
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return PdfMetadata.Add(await PrintOrStartAgainAsync(document.Html, limit.Token), document.Title, document.Language);
        }
        catch (OperationCanceledException exception)
        {
            await CloseAsync();
            cancel.ThrowIfCancellationRequested();
            throw new PdfException(PdfFault.TimedOut, "The limit for one document passed.", exception);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<byte[]> PrintOrStartAgainAsync(string html, CancellationToken cancel)
    {
        try
        {
            return await PrintOnceAsync(html, cancel);
        }
        catch (PdfException exception) when (exception.Fault == PdfFault.BrowserStopped)
        {
            await CloseAsync();
            return await PrintOnceAsync(html, cancel);
        }
    }

    private async Task<byte[]> PrintOnceAsync(string html, CancellationToken cancel)
    {
        if (browser is { IsRunning: false } || printed >= options.DocumentsPerBrowser)
        {
            await CloseAsync();
        }

        browser ??= await Browser.StartAsync(Program ?? throw new PdfException(PdfFault.BrowserMissing, options.Program ?? "chromium"), cancel);
        printed++;
        using var pdf = new MemoryStream();
        await new BrowserPage(browser.DevTools).PrintAsync(html, pdf, cancel);
        return pdf.ToArray();
    }

    private async Task CloseAsync()
    {
        printed = 0;
        if (browser is { } old)
        {
            browser = null;
            await old.DisposeAsync();
        }
    }
}
