// Where people come over https, no cookie may travel without it, also when a proxy in between forgets to say that it was https.
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Access;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Access;

public sealed class Cookies_over_https(Cookies_over_https.OverHttps installation) : IClassFixture<Cookies_over_https.OverHttps>
{
    private readonly Dictionary<string, string> jar = new(StringComparer.Ordinal);
    private readonly List<string> open = [];

    [Fact]
    public async Task Are_all_secure()
    {
        var anna = await new People(installation).Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = installation.Address };

        await Post(http, "/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password));
        await Post(http, "/afmelden");

        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "kt-formulier", "kt-sessie", "kt-gedaan" }, jar.Keys.ToHashSet(StringComparer.Ordinal));
        Assert.Empty(open);
    }

    private async Task Post(HttpClient http, string path, params (string Name, string Value)[] fields)
    {
        const string Antiforgery = "__RequestVerificationToken";
        var page = await Visitor.Read(await Send(http, new HttpRequestMessage(HttpMethod.Get, "/aanmelden")));
        var token = page.QuerySelector<IHtmlInputElement>($"input[name={Antiforgery}]")!.Value;
        var sent = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create(Antiforgery, token)]),
        };
        Assert.Equal(HttpStatusCode.Redirect, (await Send(http, sent)).StatusCode);
    }

    /// <summary>Carries the cookies over plain http, which a browser would not.</summary>
    private async Task<HttpResponseMessage> Send(HttpClient http, HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", jar.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await http.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var (name, value) = (cookie.Split('=')[0], cookie.Split(';')[0].Split('=', 2)[1]);
            jar[name] = value;
            if (!cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase))
            {
                open.Add(cookie);
            }
        }

        return answer;
    }

    public sealed class OverHttps : Installation
    {
        protected override Task<Settings> Prepare()
        {
            _ = Migrator.MigrateSqlite(Folder, TimeProvider.System).Value;
            return Task.FromResult(new Settings { DataFolder = Folder, PublicAddress = "https://onderzoek.zonnedam.example" });
        }
    }
}
