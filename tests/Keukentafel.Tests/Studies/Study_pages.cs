// The pages of studies, over HTTP as named people. Anna works for Zonnedam, Bram for Noorderhaven.
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Access;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Studies;

public abstract class Study_pages
{
    private readonly People people;

    protected Study_pages(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        people = new People(installation);
    }

    [Fact]
    public async Task A_researcher_makes_a_study_and_sees_its_road_and_the_next_step()
    {
        using var anna = await people.Anna(Role.Researcher);
        var made = await anna.Post("/bureau/GM9001/onderzoeken/nieuw", Fields("Ervaringen 2025"));
        Assert.Equal(HttpStatusCode.Found, made.StatusCode);
        var study = made.Headers.Location!.OriginalString;
        var page = await anna.Page(study);
        Assert.Equal("Ervaringen 2025", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("is gemaakt", page.QuerySelector(".notice.done")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("31 mei 2025", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Register", page.QuerySelectorAll(".steps h3").Select(heading => heading.FirstChild!.TextContent.Trim()));

        var overview = await anna.Page("/bureau/GM9001");
        var card = Assert.Single(overview.QuerySelectorAll(".card"), card => card.TextContent.Contains("Ervaringen 2025", StringComparison.Ordinal));
        Assert.Contains("Volgende stap: Register", card.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_with_mistakes_comes_back_as_it_was_typed_with_all_of_them()
    {
        using var anna = await people.Anna(Role.Researcher);
        var answer = await anna.Post("/bureau/GM9001/onderzoeken/nieuw", ("naam", ""), ("doel", "Weten"), ("meting", "M"), ("jaar", "vorig jaar"), ("sluit", "31 mei"), ("vragenlijst", "ceo-wmo-standaard"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await Visitor.Read(answer);
        Assert.Equal(["#veld-naam", "#veld-jaar", "#veld-sluit"], page.QuerySelectorAll(".notice.wrong a").Select(link => link.GetAttribute("href")!));
        Assert.Equal("Weten", page.QuerySelector<IHtmlTextAreaElement>("textarea[name=doel]")!.Value);
        Assert.Equal("vorig jaar", page.QuerySelector<IHtmlInputElement>("input[name=jaar]")!.Value);
        Assert.DoesNotContain("Weten", (await anna.Page("/bureau/GM9001")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_and_a_round_are_changed()
    {
        using var anna = await people.Anna(Role.Researcher);
        var study = (await anna.Post("/bureau/GM9001/onderzoeken/nieuw", Fields("Te wijzigen"))).Headers.Location!.OriginalString;
        await anna.Post(study + "/wijzigen", ("naam", "Gewijzigd onderzoek"), ("doel", "Beter weten"));
        await anna.Post(study + "/nieuwe-meting", ("meting", "Meting 2026"), ("jaar", "2026"), ("vragenlijst", "ceo-wmo-standaard"));
        var page = await anna.Page(study);
        Assert.Equal("Gewijzigd onderzoek", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Meting 2026", "Meting 2025"], page.QuerySelectorAll("section > h2").Select(heading => heading.TextContent));

        var change = page.QuerySelectorAll<IHtmlAnchorElement>("a").First(link => link.TextContent == "Wijzig Meting 2026").GetAttribute("href")!;
        Assert.Equal("2026", (await anna.Page(change)).QuerySelector<IHtmlInputElement>("input[name=jaar]")!.Value);
        await anna.Post(change, ("meting", "Meting najaar"), ("jaar", "2026"), ("vragenlijst", "ceo-wmo-standaard"), ("sluit", "30-11-2026"));
        Assert.Contains("30 november 2026", (await anna.Page(study)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_questionnaire_tells_what_was_read_and_what_is_assumed()
    {
        using var anna = await people.Anna(Role.Reader);
        var page = await anna.Page("/bureau/GM9001/vragenlijsten/ceo-wmo-standaard");
        var first = page.QuerySelectorAll("tbody tr").First();
        Assert.Contains("Ik wist waar ik moest zijn met mijn hulpvraag.", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("Letterlijk, gelezen in", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("Aanname.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.Get("/bureau/GM9001/vragenlijsten/bestaat-niet")).StatusCode);
    }

    [Fact]
    public async Task A_reader_sees_studies_and_may_not_change_them()
    {
        using var researcher = await people.Anna(Role.Researcher);
        var study = (await researcher.Post("/bureau/GM9001/onderzoeken/nieuw", Fields("Alleen lezen"))).Headers.Location!.OriginalString;
        using var reader = await people.Anna(Role.Reader);
        var page = await reader.Page(study);
        Assert.DoesNotContain(page.QuerySelectorAll("main a"), link => link.TextContent.StartsWith("Wijzig", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Get("/bureau/GM9001/onderzoeken/nieuw")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Post(study + "/wijzigen", ("naam", "Anders"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Post(study + "/nieuwe-meting", ("meting", "Anders"))).StatusCode);
    }

    [Fact]
    public async Task A_study_of_another_municipality_does_not_exist()
    {
        using var anna = await people.Anna(Role.Researcher);
        var study = (await anna.Post("/bureau/GM9001/onderzoeken/nieuw", Fields("Van Zonnedam"))).Headers.Location!.OriginalString;
        using var bram = await people.Bram(Role.Researcher);
        Assert.Equal(HttpStatusCode.NotFound, (await bram.Get(study)).StatusCode);
        var moved = study.Replace("GM9001", "GM9002", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await bram.Get(moved)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bram.Get(moved + "/wijzigen")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bram.Post(moved + "/wijzigen", ("naam", "Gekaapt"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bram.Post(moved + "/nieuwe-meting", Fields("Gekaapt"))).StatusCode);
        Assert.Equal("Van Zonnedam", (await anna.Page(study)).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Who_may_not_see_studies_is_told_when_there_is_nothing_to_do()
    {
        using var anna = await people.Anna(Role.DataEntry);
        var page = await anna.Page("/bureau/GM9001");
        Assert.Empty(page.QuerySelectorAll(".card"));
        Assert.Contains("Nu niets te doen", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_studies_the_overview_says_how_to_begin()
    {
        using var bram = await people.Bram(Role.Researcher);
        var page = await bram.Page("/bureau/GM9002");
        Assert.Contains("Er is nog geen onderzoek", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/bureau/GM9002/onderzoeken/nieuw", page.QuerySelector<IHtmlAnchorElement>(".empty a.button")!.Href, StringComparison.Ordinal);
        Assert.Equal("Meting 2025", (await bram.Page("/bureau/GM9002/onderzoeken/nieuw")).QuerySelector<IHtmlInputElement>("input[name=meting]")!.Value);
    }

    private static (string, string)[] Fields(string name) =>
        [("naam", name), ("doel", ""), ("meting", "Meting 2025"), ("jaar", "2025"), ("vragenlijst", "ceo-wmo-standaard"), ("sluit", "2025-05-31"), ("nulmeting", "ja")];
}

public sealed class Study_pages_on_SQLite(SqliteInstallation installation) : Study_pages(installation), IClassFixture<SqliteInstallation>;

public sealed class Study_pages_on_PostgreSQL(PostgresInstallation installation) : Study_pages(installation), IClassFixture<PostgresInstallation>;
