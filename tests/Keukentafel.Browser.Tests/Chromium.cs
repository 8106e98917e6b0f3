// One Chromium for all browser tests, from the host. Tests are skipped by name where it is not installed.
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Keukentafel.Browser.Tests.Chromium))]

namespace Keukentafel.Browser.Tests;

public sealed class Chromium : IAsyncLifetime
{
    private static readonly string? Path = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Path is null)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A new person with an empty browser.</summary>
    public async Task<IPage> NewPage(Uri site, int width = 1024, int height = 900, bool script = true, IEnumerable<Cookie>? cookies = null)
    {
        Assert.SkipWhen(browser is null, "Chromium is not installed (scripts/setup installs it).");
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            JavaScriptEnabled = script,
            Locale = "nl-NL",
            TimezoneId = "Europe/Amsterdam",
            ReducedMotion = ReducedMotion.Reduce,
        });
        if (cookies is not null)
        {
            await context.AddCookiesAsync(cookies);
        }

        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
