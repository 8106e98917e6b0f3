// One document in the browser, in a context of its own that is thrown away after it. Every request the page makes is
// caught here: its own address is answered with the HTML, anything else is refused. Scripts are off.
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Keukentafel.Documents.Pdf;

internal sealed class BrowserPage(DevTools devTools)
{
    private const string Address = "https://document.invalid/";
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";
    private const int ChunkSize = 1 << 20;

    public async Task PrintAsync(string html, Stream output, CancellationToken cancel)
    {
        var context = (await Send("Target.createBrowserContext", [], session: null)).GetProperty("browserContextId").GetString()!;
        try
        {
            var target = (await Send("Target.createTarget", new() { ["url"] = "about:blank", ["browserContextId"] = context }, session: null)).GetProperty("targetId").GetString()!;
            var session = (await Send("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true }, session: null)).GetProperty("sessionId").GetString()!;
            await LoadAsync(html, session);
            await WriteAsync(output, session);
        }
        finally
        {
            devTools.Happened = null;
            await devTools.SendAsync("Target.disposeBrowserContext", new() { ["browserContextId"] = context }, session: null, CancellationToken.None);
        }

        Task<JsonElement> Send(string method, JsonObject parameters, string? session) =>
            devTools.SendAsync(method, parameters, session, cancel);

        async Task LoadAsync(string content, string session)
        {
            var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            devTools.Happened = (of, name, parameters) =>
            {
                if (of != session)
                {
                    return;
                }

                if (name == "Page.loadEventFired")
                {
                    loaded.TrySetResult();
                }
                else if (name == "Fetch.requestPaused")
                {
                    _ = AnswerAsync(content, session, parameters);
                }
                else if (name == "Inspector.targetCrashed")
                {
                    loaded.TrySetException(new PdfException(PdfFault.BrowserStopped, "The page crashed."));
                }
            };
            await Send("Inspector.enable", [], session);
            await Send("Page.enable", [], session);
            await Send("Emulation.setScriptExecutionDisabled", new() { ["value"] = true }, session);
            await Send("Fetch.enable", [], session);
            var navigation = await Send("Page.navigate", new() { ["url"] = Address }, session);
            if (navigation.TryGetProperty("errorText", out var error))
            {
                throw new PdfException(PdfFault.PrintingFailed, error.GetString()!);
            }

            await loaded.Task.WaitAsync(cancel);
        }

        async Task AnswerAsync(string content, string session, JsonElement request)
        {
            var id = request.GetProperty("requestId").GetString();
            var own = request.GetProperty("request").GetProperty("url").GetString() == Address;
            try
            {
                await (own
                    ? Send("Fetch.fulfillRequest", new()
                    {
                        ["requestId"] = id,
                        ["responseCode"] = 200,
                        ["responseHeaders"] = new JsonArray(Header("Content-Type", "text/html; charset=utf-8"), Header("Content-Security-Policy", Policy)),
                        ["body"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(content)),
                    }, session)
                    : Send("Fetch.failRequest", new() { ["requestId"] = id, ["errorReason"] = "BlockedByClient" }, session));
            }
            catch (Exception exception) when (exception is PdfException or OperationCanceledException)
            {
                // The page or the browser is gone; whoever waits for the page to load learns of it there.
            }
        }

        async Task WriteAsync(Stream stream, string session)
        {
            var printed = await Send("Page.printToPDF", new()
            {
                ["printBackground"] = true,
                ["preferCSSPageSize"] = true,
                ["generateTaggedPDF"] = true,
                ["generateDocumentOutline"] = true,
                ["transferMode"] = "ReturnAsStream",
            }, session);
            var handle = printed.GetProperty("stream").GetString();
            while (true)
            {
                var part = await Send("IO.read", new() { ["handle"] = handle, ["size"] = ChunkSize }, session);
                var data = part.GetProperty("data");
                var bytes = part.TryGetProperty("base64Encoded", out var encoded) && encoded.GetBoolean()
                    ? data.GetBytesFromBase64()
                    : Encoding.Latin1.GetBytes(data.GetString()!);
                await stream.WriteAsync(bytes, cancel);
                if (part.GetProperty("eof").GetBoolean())
                {
                    break;
                }
            }

            await Send("IO.close", new() { ["handle"] = handle }, session);
        }
    }

    private static JsonObject Header(string name, string value) => new() { ["name"] = name, ["value"] = value };
}
