// What people see when the program fails: a bug on one page, a part that is not there just now.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Keukentafel.Browser.Tests;

public sealed class Pages_when_something_is_broken(Chromium chromium) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("keukentafel-stuk-").FullName;
    private WebApplication site = null!;

    private Uri Address => new(site.Urls.First());

    public async ValueTask InitializeAsync()
    {
        Assert.True(Migrator.MigrateSqlite(folder, TimeProvider.System).Ok);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = folder, ApplicationName = "Keukentafel" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        site = Site.Build(builder, new Settings { DataFolder = folder });
        site.MapGet("/proef/fout", string () => throw new InvalidOperationException("geheim van de programmeur"));
        site.MapGet("/proef/bezet", () => TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable));
        await site.StartAsync(TestContext.Current.CancellationToken);
    }

    [Theory, InlineData("/proef/fout", 500), InlineData("/proef/bezet", 503)]
    public async Task Say_so_in_Dutch_and_tell_nothing_of_the_inside(string address, int status)
    {
        var page = await chromium.NewPage(Address);
        await page.Visit(address, status);
        Assert.DoesNotContain("programmeur", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.NotEqual("", await page.Locator("h1").InnerTextAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
