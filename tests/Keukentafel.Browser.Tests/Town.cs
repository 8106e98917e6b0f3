// The invented town as a site in a browser: the demonstration in small, with everybody's account. Made once for all browser tests.
using Keukentafel.Access;
using Keukentafel.Demo;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Keukentafel.Browser.Tests.Town))]

namespace Keukentafel.Browser.Tests;

public sealed class Town : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly DemoSize Small = new(1200, 130, 40);
    private WebApplication site = null!;
    private readonly SemaphoreSlim signingIn = new(1, 1);
    private readonly Dictionary<string, IReadOnlyList<Cookie>> sessions = new(StringComparer.Ordinal);
    private DemoTime time = null!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("keukentafel-stad-").FullName;

    public LogCatcher Logs { get; } = new();

    public Uri Address { get; private set; } = null!;

    public DemoStory Story { get; private set; } = null!;

    public IServiceProvider Services => site.Services;

    public async ValueTask InitializeAsync()
    {
        Assert.True(Migrator.MigrateSqlite(Folder, TimeProvider.System).Ok);
        time = new DemoTime(Today);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = Folder, ApplicationName = "Keukentafel" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Logs).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddSingleton<TimeProvider>(time);
        site = Site.Build(builder, new Settings { DataFolder = Folder, PublicAddress = "https://onderzoek.zonnedam.example" });
        await site.StartAsync();
        Address = new Uri(site.Urls.First());
        Story = await new DemoWorld(site, time, Address, Small, _ => { }).Build(2026, Today, Folder, CancellationToken.None);
    }

    /// <summary>What an authenticator app shows now. The town's clock stands still, so that each app has one code.</summary>
    public string CodeOf(string key) => AuthenticatorCodes.CodeAt(key, time.Now());

    /// <summary>Somebody with this role, at the first page of the organisation. Signs in once, as a person does; later pages are of the same session.</summary>
    public async Task<IPage> SignIn(Chromium chromium, string role)
    {
        await signingIn.WaitAsync();
        try
        {
            if (!sessions.TryGetValue(role, out var cookies))
            {
                var first = await chromium.NewPage(Address);
                await Enter(first, Story.Accounts.Single(one => one.Role == role));
                sessions[role] = cookies = await Session(first);
                return first;
            }

            var page = await chromium.NewPage(Address, cookies: cookies);
            await page.GotoAsync("/bureau");
            return page;
        }
        finally
        {
            signingIn.Release();
        }
    }

    /// <summary>The cookies of somebody who is signed in, for another page.</summary>
    public static async Task<IReadOnlyList<Cookie>> Session(IPage page) =>
        [.. (await page.Context.CookiesAsync()).Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path })];

    public async ValueTask DisposeAsync()
    {
        signingIn.Dispose();
        await site.StopAsync();
        await site.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task Enter(IPage page, DemoAccount account)
    {
        await page.GotoAsync("/aanmelden");
        await page.GetByLabel("Mailadres").FillAsync(account.Email);
        await page.GetByLabel("Wachtwoord", new() { Exact = true }).FillAsync(account.Password);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).First.Follow();
        if (account.Key is { } key)
        {
            await page.Locator("input[name=code]").FillAsync(CodeOf(key));
            await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).First.Follow();
        }

        Assert.Contains("/bureau/", page.Url, StringComparison.Ordinal);
    }
}
