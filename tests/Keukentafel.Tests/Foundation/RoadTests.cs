// The road of a request that goes wrong: a Dutch page that helps, headers that protect, and a log that tells the template and nothing of what was typed.
using System.Diagnostics;
using System.Net;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Keukentafel.Tests.Foundation;

public sealed class RoadTests : IAsyncLifetime
{
    private const string Secret = "GEHEIM7";
    private readonly string folder = Directory.CreateTempSubdirectory("keukentafel-").FullName;
    private readonly LogCatcher logs = new();
    private readonly HttpClient browser = new();
    private WebApplication site = null!;

    public async ValueTask InitializeAsync()
    {
        _ = Migrator.MigrateSqlite(folder, TimeProvider.System).Value;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = folder, ApplicationName = "Keukentafel" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Information);
        site = Site.Build(builder, new Settings { DataFolder = folder });
        site.MapGet("/i/{code}/kapot", string (string code) => throw new InvalidOperationException($"Bug at {code}"));
        site.MapGet("/i/{code}/vol", (string code) => Microsoft.AspNetCore.Http.Results.StatusCode(code.Length > 0 ? 429 : 200));
        site.MapGet("/i/{code}/status/{status:int}", (int status) => Microsoft.AspNetCore.Http.Results.StatusCode(status));
        site.MapGet("/i/{code}/eigen", () => Microsoft.AspNetCore.Http.Results.Text("eigen tekst", statusCode: 404));
        await site.StartAsync();
        browser.BaseAddress = new Uri(site.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await site.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("/i/GEHEIM7/kapot", HttpStatusCode.InternalServerError, "Er ging iets mis in het programma", "programma.fout")]
    [InlineData("/i/GEHEIM7/vol", HttpStatusCode.TooManyRequests, "Wacht een minuut", "programma.te-vaak")]
    [InlineData("/bestaat/niet/GEHEIM7", HttpStatusCode.NotFound, "Deze pagina bestaat niet", "pagina.niet-gevonden")]
    [InlineData("/i/GEHEIM7/status/403", HttpStatusCode.Forbidden, "Vraag de beheerder", "toegang.geen-recht")]
    [InlineData("/i/GEHEIM7/status/400", HttpStatusCode.BadRequest, "niet goed overgekomen", "verzoek.onleesbaar")]
    [InlineData("/i/GEHEIM7/status/413", HttpStatusCode.RequestEntityTooLarge, "te groot", "verzoek.te-groot")]
    public async Task What_goes_wrong_is_told_on_a_Dutch_page(string path, HttpStatusCode status, string text, string code)
    {
        var answer = await browser.GetAsync(path);
        Assert.Equal(status, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains(text, page);
        Assert.Contains("<html lang=\"nl\">", page);
        Assert.Contains(code, page);
        Assert.DoesNotContain(Secret, page);
    }

    [Fact]
    public async Task A_handler_s_own_answer_is_left_alone() =>
        Assert.Equal("eigen tekst", await (await browser.GetAsync("/i/GEHEIM7/eigen")).Content.ReadAsStringAsync());

    [Fact]
    public async Task The_log_tells_the_template_and_never_the_path_or_an_exception_s_message()
    {
        foreach (var path in new[] { "kapot", "vol", "eigen", "kapot?zoek=GEHEIM7" })
        {
            await browser.GetAsync($"/i/{Secret}/{path}");
        }

        Assert.Contains(logs.Lines, line => line.Contains("GET /i/{code}/kapot 500", StringComparison.Ordinal));
        Assert.Contains(logs.Lines, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trace_holds_no_path()
    {
        var seen = new List<string>();
        var stopped = new TaskCompletionSource();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                Note(options.Tags);
                return ActivitySamplingResult.AllDataAndRecorded;
            },
            ActivityStopped = activity =>
            {
                Note(activity.TagObjects.Append(new("name", activity.DisplayName)).Concat(activity.Baggage.Select(item => new KeyValuePair<string, object?>(item.Key, item.Value))));
                stopped.TrySetResult();
            },
        };
        ActivitySource.AddActivityListener(listener);
        await browser.GetAsync($"/i/{Secret}/vol?zoek={Secret}");
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.NotEmpty(seen);
        Assert.DoesNotContain(seen, tag => tag.Contains(Secret, StringComparison.Ordinal));

        void Note(IEnumerable<KeyValuePair<string, object?>>? tags)
        {
            foreach (var (name, value) in tags ?? [])
            {
                lock (seen)
                {
                    seen.Add($"{name}={value}");
                }
            }
        }
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/bestaat/niet")]
    [InlineData("/i/x/kapot")]
    [InlineData("/aanmelden")]
    public async Task Every_answer_protects_its_reader(string path)
    {
        var answer = await browser.GetAsync(path);
        string Header(string name) => string.Join("", answer.Headers.TryGetValues(name, out var values) ? values : []);
        Assert.StartsWith("default-src 'none';", Header("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", Header("Content-Security-Policy"));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Contains("camera=()", Header("Permissions-Policy"));
        Assert.Empty(Header("Server"));
        Assert.Contains("no-store", Header("Cache-Control"));
    }

    [Fact]
    public async Task The_site_is_ready_until_a_store_is_not()
    {
        Assert.Equal("levend", await browser.GetStringAsync("/health/live"));
        Assert.Equal("gereed", await browser.GetStringAsync("/health/ready"));
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={StoreFactory.FileOf(folder, "bridge")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "delete from schema_versions";
            command.ExecuteNonQuery();
        }

        var answer = await browser.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("opslag.niet-bijgewerkt", await answer.Content.ReadAsStringAsync());
    }
}
