// Somebody with a browser and no script: opens a link, reads the page, fills in what is on it and presses a button.
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace Keukentafel.Tests.Answering;

public sealed class LinkVisitor(Uri site) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = site };

    public async Task<VisitedPage> Open(string path)
    {
        using var answer = await http.GetAsync(path);
        return await VisitedPage.Of(this, answer);
    }

    public Task<VisitedPage> OpenLink(string code) => Open($"/i/{code}");

    public async Task<VisitedPage> Post(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await http.PostAsync(path, content);
        return await VisitedPage.Of(this, answer);
    }

    public void Dispose() => http.Dispose();
}

public sealed record VisitedPage(LinkVisitor Visitor, HttpStatusCode Status, Uri Address, IReadOnlyDictionary<string, string> Headers, IHtmlDocument Document)
{
    public string? Name => Document.Body?.GetAttribute("data-pagina");

    public string Text => string.Join(' ', (Document.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public string? Alert => Document.QuerySelector("[role=alert]")?.TextContent.Trim();

    public IHtmlFormElement Form => Assert.IsAssignableFrom<IHtmlFormElement>(Document.QuerySelector("form[method=post]"));

    /// <summary>The question on the page: the name that its radio buttons share.</summary>
    public string Question => Document.QuerySelectorAll("input[type=radio]").Select(input => input.GetAttribute("name")!).Distinct(StringComparer.Ordinal).Single();

    public string? Chosen => Document.QuerySelector("input[type=radio][checked]")?.GetAttribute("value");

    /// <summary>The fields as a browser would send them when this button is pressed, with these answers chosen.</summary>
    public (string Name, string Value)[] Fields(string button, string value, params (string Name, string Value)[] answers)
    {
        Assert.Contains(Form.QuerySelectorAll("button"), one => one.GetAttribute("name") == button && one.GetAttribute("value") == value);
        var standing = Form.QuerySelectorAll("input[type=hidden], input[type=text], input[checked], select, textarea")
            .Select(field => (Name: field.GetAttribute("name")!, Value: field switch
            {
                IHtmlSelectElement select => select.Value ?? "",
                IHtmlTextAreaElement area => area.Value,
                _ => field.GetAttribute("value") ?? "",
            }))
            .Where(field => answers.All(answer => answer.Name != field.Name));
        return [.. standing, .. answers, (button, value)];
    }

    /// <summary>Presses a switch of language or look under the page, by its words.</summary>
    public Task<VisitedPage> Switch(string words, params (string Name, string Value)[] answers)
    {
        var button = Document.QuerySelectorAll("#instellingen button").Single(one => one.TextContent.Trim() == words);
        Assert.Equal(Form.Id, button.GetAttribute("form"));
        var fields = Fields("stap", Form.QuerySelector("button[name=stap]")!.GetAttribute("value")!, answers).Where(field => field.Name != "stap");
        return Visitor.Post(Form.GetAttribute("action")!, [.. fields, (button.GetAttribute("name")!, button.GetAttribute("value")!)]);
    }

    /// <summary>What is typed or chosen in a field.</summary>
    public string Typed(string name) => Document.QuerySelector($"[name='{name}']") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value ?? "",
        { } field => field.GetAttribute("value") ?? "",
        _ => throw new InvalidOperationException($"There is no field {name} on {Address}."),
    };

    public Task<VisitedPage> Press(string button, string value, params (string Name, string Value)[] answers) =>
        Visitor.Post(Form.GetAttribute("action")!, Fields(button, value, answers));

    public Task<VisitedPage> Next() => Press("stap", "verder");

    public Task<VisitedPage> Answer(int option) => Press("stap", "verder", (Question, option.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public Task<VisitedPage> Back() => Press("stap", "terug");

    public Task<VisitedPage> Send() => Press("stap", "verzenden");

    internal static async Task<VisitedPage> Of(LinkVisitor visitor, HttpResponseMessage answer)
    {
        var document = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new VisitedPage(visitor, answer.StatusCode, answer.RequestMessage!.RequestUri!, headers, document);
    }
}
