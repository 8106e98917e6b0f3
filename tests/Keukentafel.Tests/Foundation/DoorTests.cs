// The road of a request through a door, on a real socket: who is this, may they, is the form genuine, the handler, the commit, and only then the answer.
using System.Net;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Keukentafel.Tests.Foundation;

public sealed class DoorTests(SqliteInstallation installation) : IClassFixture<SqliteInstallation>, IAsyncLifetime
{
    private static readonly ProblemKind No = new("proef.nee", "Nee.");
    private readonly OrganisationId here = new SystemSecrets().NewId<OrganisationId>();
    private readonly HttpClient client = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
    private WebApplication? site;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(installation.Logs);
        Site.Services(builder.Services, installation.Settings);
        builder.Services.AddAntiforgery();
        builder.Services.AddSingleton<IdentifyCaller>((http, _) => Task.FromResult<(Caller?, IResult?)>(
            http.Request.Headers.ContainsKey("X-Who") ? (Caller.Program(here), null) : (null, Microsoft.AspNetCore.Http.Results.Text("aanmelden"))));
        builder.Services.AddSingleton<RefusalPage>((_, problem) => Microsoft.AspNetCore.Http.Results.Text(problem.Code, statusCode: StatusCodes.Status400BadRequest));
        site = builder.Build();
        var routes = new RoomRoutes(site);
        routes.Page("/formulier", Right.StudySee, (HttpContext http, IAntiforgery antiforgery) => Microsoft.AspNetCore.Http.Results.Text(antiforgery.GetAndStoreTokens(http).RequestToken));
        routes.Page("/namen", Right.StudySee, async (WhoStore store) => Microsoft.AspNetCore.Http.Results.Text(string.Join(',', await store.Set<Study>().Select(study => study.Name).ToListAsync())));
        routes.Act<WhoStore>("/namen", Right.StudyChange, (Form form, WhoStore store, ISecrets secrets) =>
        {
            store.Add(new Study { Id = secrets.NewId<StudyId>(), OrganisationId = here, Name = form.Raw("naam"), Law = Law.Wmo, CreatedAt = installation.Time.Now() });
            return form.Raw("naam") == "fout" ? (IResult)new Refused(No.Of(), Microsoft.AspNetCore.Http.Results.Text(No.Code)) : Microsoft.AspNetCore.Http.Results.Text("bewaard");
        });
        await site.StartAsync();
        client.BaseAddress = new Uri(site.Urls.First() + "/bureau/GM9001/");
    }

    [Fact]
    public async Task A_handler_gets_its_store_and_its_change_is_kept_before_the_answer()
    {
        SignIn();
        Assert.Equal("bewaard", await Post("Wmo"));
        Assert.Equal("Wmo", await client.GetStringAsync("namen"));
    }

    [Fact]
    public async Task A_refusal_keeps_nothing()
    {
        SignIn();
        Assert.Equal(No.Code, await Post("fout"));
        Assert.Equal("", await client.GetStringAsync("namen"));
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_field_is_refused()
    {
        SignIn();
        var answer = await client.PostAsync("namen", new FormUrlEncodedContent([new("naam", "Wmo")]));
        Assert.Equal(PipelineProblems.Stale.Code, await answer.Content.ReadAsStringAsync());
        Assert.Equal("", await client.GetStringAsync("namen"));
    }

    [Fact]
    public async Task Nobody_is_sent_to_sign_in() => Assert.Equal("aanmelden", await client.GetStringAsync("namen"));

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await site!.DisposeAsync();
    }

    private void SignIn() => client.DefaultRequestHeaders.Add("X-Who", "iemand");

    private async Task<string> Post(string name)
    {
        var token = await client.GetStringAsync("formulier");
        var answer = await client.PostAsync("namen", new FormUrlEncodedContent([new("naam", name), new("__RequestVerificationToken", token)]));
        return await answer.Content.ReadAsStringAsync();
    }
}
