using System.Text.Json;
using Keukentafel.Documents.Pdf;
using Keukentafel.Documents.Qr;
using Xunit;

namespace Keukentafel.Documents.Tests.Pdf;

public sealed class PdfPrinterTests : IAsyncDisposable
{
    private readonly PdfPrinter printer = new();
    private readonly TemporaryFolder folder = new();

    public async ValueTask DisposeAsync()
    {
        await printer.DisposeAsync();
        folder.Dispose();
    }

    private static string Html(string body, string style = "") =>
        $"<!doctype html><html lang=\"nl\"><head><meta charset=\"utf-8\"><title>Één proef</title><style>@page {{ size: A4; margin: 20mm; @bottom-right {{ content: counter(page) }} }} {style}</style></head><body>{body}</body></html>";

    private async Task<string> Print(string html, string name = "proef.pdf")
    {
        Assert.SkipUnless(printer.Program is not null, "chromium is not installed");
        var path = folder.File(name);
        await using var output = File.Create(path);
        await printer.PrintAsync(new PdfDocument(html, "Één proef", "nl-NL"), output, TestContext.Current.CancellationToken);
        return path;
    }

    [Fact]
    public async Task A_printed_page_is_tagged_and_has_title_language_and_outline()
    {
        Tool.Require("pdfinfo", "qpdf");
        var path = await Print(Html("<h1>Hoofdstuk een</h1><p>Cliënten.</p><h2>Paragraaf</h2><table><tr><th scope=col>n</th></tr><tr><td>1</td></tr></table><h1>Hoofdstuk twee</h1>"));

        var info = Tool.Run("pdfinfo", path);
        Assert.Matches(@"Tagged:\s+yes", info);
        Assert.Matches(@"Title:\s+Één proef", info);
        Assert.Matches(@"Metadata Stream:\s+yes", info);
        Assert.Contains("<dc:language><rdf:Bag><rdf:li>nl-NL</rdf:li>", Tool.Run("pdfinfo", "-meta", path), StringComparison.Ordinal);

        Tool.Run("qpdf", "--check", path);
        using var json = JsonDocument.Parse(Tool.Run("qpdf", "--json", "--json-key=outlines", "--json-key=qpdf", path));
        var outline = json.RootElement.GetProperty("outlines");
        Assert.Equal(["Hoofdstuk een", "Hoofdstuk twee"], outline.EnumerateArray().Select(item => item.GetProperty("title").GetString()));
        Assert.Equal("Paragraaf", outline[0].GetProperty("kids")[0].GetProperty("title").GetString());
        var catalog = json.RootElement.GetProperty("qpdf")[1].EnumerateObject()
            .Select(item => item.Value.TryGetProperty("value", out var value) ? value : default)
            .Single(value => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("/Type", out var type) && type.ValueEquals("/Catalog"));
        Assert.Equal("u:nl", catalog.GetProperty("/Lang").GetString());
    }

    [Fact]
    public async Task A_qr_code_in_a_printed_page_decodes()
    {
        Tool.Require("pdftoppm", "zbarimg");
        const string Link = "https://onderzoek.zonnedam.example/i/K7PM-4QXT-9RDH";
        var path = await Print(Html($"<p>Scan:</p><div style=\"width:30mm\">{QrCode.Of(Link).ToSvg("QR-code")}</div>"));
        Tool.Run("pdftoppm", "-r", "150", "-png", "-singlefile", path, folder.File("blad"));
        Assert.Equal(Link, Tool.Run("zbarimg", "--quiet", "--raw", folder.File("blad.png")).Trim());
    }

    [Fact]
    public async Task A_page_reaches_nothing_and_runs_nothing()
    {
        Tool.Require("pdftotext");
        var asked = false;
        using var listener = new System.Net.HttpListener();
        var port = FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        _ = listener.GetContextAsync().ContinueWith(_ => asked = true, TestContext.Current.CancellationToken, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        var secret = folder.File("geheim.txt");
        await File.WriteAllTextAsync(secret, "GEHEIM", TestContext.Current.CancellationToken);

        var path = await Print(Html($"<p id=p>Rustig</p><img src=\"http://127.0.0.1:{port}/x.png\"><link rel=stylesheet href=\"http://localhost:{port}/x.css\"><iframe src=\"file://{secret}\"></iframe><object data=\"file://{secret}\"></object><script>document.getElementById('p').textContent='Uitgevoerd'</script>"));

        var text = Tool.Run("pdftotext", path, "-");
        Assert.Contains("Rustig", text, StringComparison.Ordinal);
        Assert.DoesNotContain("GEHEIM", text, StringComparison.Ordinal);
        Assert.False(asked);
    }

    [Fact]
    public async Task Many_documents_come_out_whole_while_the_browser_is_replaced()
    {
        Tool.Require("pdftotext");
        await using var small = new PdfPrinter(new PdfOptions(DocumentsPerBrowser: 2));
        Assert.SkipUnless(small.Program is not null, "chromium is not installed");
        var texts = await Task.WhenAll(Enumerable.Range(1, 5).Select(async i =>
        {
            var path = folder.File($"{i}.pdf");
            await using (var output = File.Create(path))
            {
                await small.PrintAsync(new PdfDocument(Html($"<p>Brief {i}</p>"), "Brief", "nl"), output, TestContext.Current.CancellationToken);
            }

            return Tool.Run("pdftotext", path, "-").Trim().Split('\n')[0];
        }));
        Assert.Equal(["Brief 1", "Brief 2", "Brief 3", "Brief 4", "Brief 5"], texts);
    }

    [Fact]
    public async Task A_large_document_arrives_in_one_piece()
    {
        Tool.Require("pdfinfo");
        var path = await Print(Html(string.Concat(Enumerable.Range(1, 120).Select(i => $"<p style=\"break-after:page\">{QrCode.Of($"https://example.nl/{i}").ToSvg("QR")}</p>"))));
        Assert.Matches(@"Pages:\s+120\b", Tool.Run("pdfinfo", path));
    }

    [Fact]
    public async Task Without_a_browser_the_fault_says_so()
    {
        await using var none = new PdfPrinter(new PdfOptions(Program: "/nergens/chromium"));
        var exception = await Assert.ThrowsAsync<PdfException>(() => none.PrintAsync(new PdfDocument(Html("x"), "x", "nl"), Stream.Null, TestContext.Current.CancellationToken));
        Assert.Equal(PdfFault.BrowserMissing, exception.Fault);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_program_that_is_no_browser_does_not_start_and_tells_its_last_line()
    {
        var path = folder.File("chromium");
        await File.WriteAllTextAsync(path, "#!/bin/sh\necho 'Geen bibliotheek' >&2\nexit 3\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var wrong = new PdfPrinter(new PdfOptions(Program: path));
        var exception = await Assert.ThrowsAsync<PdfException>(() => wrong.PrintAsync(new PdfDocument(Html("x"), "x", "nl"), Stream.Null, TestContext.Current.CancellationToken));
        Assert.Equal((PdfFault.BrowserDidNotStart, "Geen bibliotheek"), (exception.Fault, exception.Detail));
    }

    [Fact]
    public async Task A_limit_that_passes_is_a_fault_and_the_next_document_prints()
    {
        await using var hasty = new PdfPrinter(new PdfOptions(Limit: TimeSpan.FromMilliseconds(1)));
        Assert.SkipUnless(hasty.Program is not null, "chromium is not installed");
        var exception = await Assert.ThrowsAsync<PdfException>(() => hasty.PrintAsync(new PdfDocument(Html("x"), "x", "nl"), Stream.Null, TestContext.Current.CancellationToken));
        Assert.Equal(PdfFault.TimedOut, exception.Fault);
    }

    [Fact]
    public async Task Nothing_of_the_browser_is_left_behind()
    {
        await Print(Html("<p>x</p>"));
        await printer.DisposeAsync();
        Assert.DoesNotContain(Children(), line => line.Contains("keukentafel-pdf-", StringComparison.Ordinal));
    }

    // The command lines of the processes that this test process started, and theirs.
    private static List<string> Children()
    {
        var parents = new Dictionary<int, int>();
        var lines = new Dictionary<int, string>();
        foreach (var process in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)))
        {
            try
            {
                var id = int.Parse(process!);
                var status = File.ReadAllText($"/proc/{id}/stat");
                parents[id] = int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1]);
                lines[id] = File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ');
            }
            catch (IOException)
            {
                // The process ended while the list was made.
            }
        }

        bool IsOurs(int id) => id == Environment.ProcessId || (parents.TryGetValue(id, out var parent) && parent > 1 && IsOurs(parent));
        return [.. lines.Where(line => line.Key != Environment.ProcessId && IsOurs(line.Key)).Select(line => line.Value)];
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        socket.Start();
        return ((System.Net.IPEndPoint)socket.LocalEndpoint).Port;
    }
}
