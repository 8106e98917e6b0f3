// One running Chromium without a window, with a folder of its own and no way to the network.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Keukentafel.Documents.Pdf;

internal sealed class Browser : IAsyncDisposable
{
    private const int OldestMajor = 131;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(3);
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

    private readonly Process process;
    private readonly string folder;
    private string lastLine = string.Empty;

    private Browser(Process process, string folder)
    {
        this.process = process;
        this.folder = folder;
        process.ErrorDataReceived += (_, line) => lastLine = string.IsNullOrWhiteSpace(line.Data) ? lastLine : line.Data;
        process.BeginErrorReadLine();
        DevTools = new DevTools(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
    }

    public DevTools DevTools { get; }

    public bool IsRunning => !process.HasExited;

    /// <summary>The program: the one that is named, else the first known name in the search path.</summary>
    public static string? Find(string? named, string? searchPath) =>
        named is not null
            ? (File.Exists(named) ? named : null)
            : (searchPath ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(_ => Names, Path.Combine)
                .FirstOrDefault(File.Exists);

    public static async Task<Browser> StartAsync(string program, CancellationToken cancel)
    {
        var own = Directory.CreateTempSubdirectory("keukentafel-pdf-").FullName;
        var browser = new Browser(Launch(program, own), own);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(StartLimit);
            var version = await browser.DevTools.SendAsync("Browser.getVersion", parameters: null, session: null, limit.Token);
            var product = version.GetProperty("product").GetString() ?? string.Empty;
            if (Major(product) < OldestMajor)
            {
                throw new PdfException(PdfFault.BrowserTooOld, product);
            }

            return browser;
        }
        catch (Exception exception) when (exception is not PdfException { Fault: PdfFault.BrowserTooOld })
        {
            await browser.DisposeAsync();
            cancel.ThrowIfCancellationRequested();
            throw new PdfException(PdfFault.BrowserDidNotStart, browser.lastLine, exception);
        }
        catch (PdfException)
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using (var limit = new CancellationTokenSource(CloseLimit))
        {
            try
            {
                await DevTools.SendAsync("Browser.close", parameters: null, session: null, limit.Token);
                await process.WaitForExitAsync(limit.Token);
            }
            catch (Exception exception) when (exception is PdfException or OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        await process.WaitForExitAsync();
        await DevTools.DisposeAsync();
        process.Dispose();
        Forget();
    }

    // The shell hands the pipes on as descriptors 3 and 4, where Chromium expects them.
    private static Process Launch(string program, string folder)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            ArgumentList = { "-c", "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>&2", program },
        };
        string[] flags =
        [
            "--headless", "--remote-debugging-pipe", $"--user-data-dir={folder}",
            "--no-first-run", "--no-default-browser-check", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--disable-breakpad",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--font-render-hinting=none", "--mute-audio",
        ];
        foreach (var flag in flags)
        {
            start.ArgumentList.Add(flag);
        }

        if (Environment.IsPrivilegedProcess)
        {
            start.ArgumentList.Add("--no-sandbox");
        }

        start.Environment["HOME"] = folder;
        return Process.Start(start) ?? throw new PdfException(PdfFault.BrowserDidNotStart, program);
    }

    private static int Major(string product)
    {
        var number = product.Split('/').Last().Split('.')[0];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }

    private void Forget()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A last process of the browser still writes; the folder holds no pages and the system clears it.
        }
    }
}
