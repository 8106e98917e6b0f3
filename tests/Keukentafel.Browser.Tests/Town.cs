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
    private static readonly DemoSize Small = new(1500, 180, 60);
    private WebApplication site = null!;
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
        site = Site.Build(builder, new Settings { DataFolder = Folder });
        await site.StartAsync();
        Address = new Uri(site.Urls.First());
        Story = await new DemoWorld(site, time, Address, Small, _ => { }).Build(2026, Today, Folder, CancellationToken.None);
    }

    /// <summary>Signs somebody with this role in, as a person does, and stands at the overview.</summary>
    public async Task<IPage> SignIn(Chromium chromium, string role, int width = 1024)
    {
        var account = Story.Accounts.Single(one => one.Role == role);
        var page = await chromium.NewPage(Address, width);
        await page.GotoAsync("/aanmelden");
        await page.GetByLabel("Mailadres").FillAsync(account.Email);
        await page.GetByLabel("Wachtwoord", new() { Exact = true }).FillAsync(account.Password);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).First.ClickAsync();
        if (account.Key is { } key)
        {
            // A code works once; a second sign-in in the same half minute takes the one before or after.
            foreach (var second in new[] { 0, -30, 30 })
            {
                if (!page.Url.Contains("/aanmelden/code", StringComparison.Ordinal))
                {
                    break;
                }

                await page.Locator("input[name=code]").FillAsync(AuthenticatorCodes.CodeAt(key, time.Now().AddSeconds(second)));
                await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).First.ClickAsync();
            }
        }

        Assert.DoesNotContain("/aanmelden", page.Url, StringComparison.Ordinal);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await site.StopAsync();
        await site.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
