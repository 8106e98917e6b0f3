// A browser without script: keeps cookies, does not follow redirects, and sends forms with their antiforgery field.
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Keukentafel.Tests.World;

public sealed class Visitor : IDisposable
{
    private readonly CookieContainer cookies;

    public Visitor(Uri site, CookieContainer? cookies = null)
    {
        this.cookies = cookies ??= new CookieContainer();
        Http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = site };
    }

    /// <summary>For what the short ways below do not do.</summary>
    public HttpClient Http { get; }

    public Person? Person { get; set; }

    /// <summary>Code of the home organisation, for addresses.</summary>
    public string Organisation => Person!.Home.Code;

    /// <summary>The same browser at another node.</summary>
    public Visitor At(Uri node) => new(node, cookies) { Person = Person };

    /// <summary>Another browser with a copy of these cookies, as somebody has who stole them.</summary>
    public Visitor Copy()
    {
        var copied = new CookieContainer();
        copied.Add(cookies.GetAllCookies());
        return new Visitor(Http.BaseAddress!, copied) { Person = Person };
    }

    public Task<HttpResponseMessage> Get(string path) => Http.GetAsync(path);

    /// <summary>A page as a parsed document.</summary>
    public async Task<IHtmlDocument> Page(string path)
    {
        var answer = await Get(path);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? new HtmlParser().ParseDocument(text) : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {text}");
    }

    public static async Task<IHtmlDocument> Read(HttpResponseMessage answer) => new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>Sends a form. The antiforgery field is taken from a page of the site, as it is for the whole session.</summary>
    public async Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), await Antiforgery()]);
        return await Http.PostAsync(path, content);
    }

    /// <summary>Sends a form with a file.</summary>
    public Task<HttpResponseMessage> Upload(string path, string field, string fileName, byte[] file, params (string Name, string Value)[] fields) =>
        Upload(path, [(field, fileName, file)], fields);

    /// <summary>Sends a form with files.</summary>
    public async Task<HttpResponseMessage> Upload(string path, IReadOnlyList<(string Field, string Name, byte[] Content)> files, params (string Name, string Value)[] fields)
    {
        using var content = new MultipartFormDataContent();
        foreach (var file in files)
        {
            content.Add(new ByteArrayContent(file.Content), file.Field, file.Name);
        }

        var (name, value) = await Antiforgery();
        content.Add(new StringContent(value), name);
        foreach (var one in fields)
        {
            content.Add(new StringContent(one.Value), one.Name);
        }

        return await Http.PostAsync(path, content);
    }

    public void Dispose() => Http.Dispose();

    private async Task<KeyValuePair<string, string>> Antiforgery()
    {
        const string Name = "__RequestVerificationToken";
        var page = await Page("/aanmelden");
        return KeyValuePair.Create(Name, page.QuerySelector<IHtmlInputElement>($"input[name={Name}]")!.Value);
    }
}
