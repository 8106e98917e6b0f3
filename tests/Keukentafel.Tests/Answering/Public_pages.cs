// The pages for anybody, and the page on which staff see answers come in.
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Access;
using Keukentafel.Answering;
using Keukentafel.Fieldwork;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Answering;

public abstract class Public_pages
{
    private readonly Installation installation;

    protected Public_pages(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task A_code_typed_by_hand_leads_to_the_questionnaire()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        Assert.Contains("Hebt u een brief gekregen?", (await anna.Open("/")).Heading, StringComparison.Ordinal);

        var page = await anna.Post("/", ("code", AccessCodeFormat.InGroups(round.Code).ToLowerInvariant().Replace('-', ' ')));

        Assert.Equal("welkom", page.Name);
        Assert.Equal($"/i/{AccessCodeFormat.InGroups(round.Code)}", page.Address.AbsolutePath);
    }

    [Fact]
    public async Task A_mistyped_code_says_what_to_do_and_stays_in_the_field()
    {
        using var anna = new Visitor(installation.Address);
        foreach (var (typed, problem) in new[]
        {
            ("", AnsweringProblems.NoCode.Of()),
            ("ABC", AnsweringProblems.WrongLength.Of(12)),
            ("2222 2222 22O3", AnsweringProblems.WrongSign.Of("2 3 4 5 6 7 8 9 A C D E F H J K M N P R T V W X Y")),
            ("2222 2222 2223", AnsweringProblems.Mistyped.Of()),
        })
        {
            var page = await Refusal.Says(await anna.Post("/", ("code", typed)), problem.At("code"));
            Assert.Equal(typed, page.QuerySelector<IHtmlInputElement>("input[name=code]")!.Value);
        }
    }

    [Fact]
    public async Task Privacy_and_accessibility_tell_of_this_installation()
    {
        await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);

        var privacy = await anna.Open("/privacy");
        Assert.Contains(installation.Settings.OnPostgres ? "eigen rechten in dezelfde database" : "een ander bestand op dezelfde server", privacy.Text, StringComparison.Ordinal);
        Assert.Contains("gemeente Zonnedam, telefoon (0599) 12 34 56", privacy.Text, StringComparison.Ordinal);
        Assert.Contains("kan de koppeling na afloop nog niet zelf vernietigen", privacy.Text, StringComparison.Ordinal);
        var accessibility = await anna.Open("/toegankelijkheid");
        Assert.Contains("gemeente Zonnedam", accessibility.Text, StringComparison.Ordinal);
        Assert.Contains("nog niet beproefd", accessibility.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_respondent_s_pages_ask_for_nothing_and_leave_nothing_behind()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var page = await anna.OpenLink(round.Code);

        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
        Assert.Contains("noindex", page.Headers["X-Robots-Tag"], StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", page.Headers.Keys);
        // The one script reads aloud, is our own, and nothing needs it.
        Assert.Equal(["/script/voorlezen.js"], page.Document.QuerySelectorAll("script").Select(script => script.GetAttribute("src")!.Split('?')[0]));
        Assert.All(page.Document.QuerySelectorAll("script"), script => Assert.Equal("", script.TextContent));
        Assert.Empty(page.Document.QuerySelectorAll("[style], [onclick]"));
        Assert.All(page.Document.QuerySelectorAll("[src], link[href]"), element =>
            Assert.Matches("^(/[^/]|data:)", element.GetAttribute("src") ?? element.GetAttribute("href")));
        var sheet = await anna.Open(page.Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, sheet.Status);
    }

    [Fact]
    public async Task The_logo_of_the_sender_is_shown()
    {
        var round = await AnsweringRound.With(installation);
        byte[] logo = [137, 80, 78, 71, 13, 10, 26, 10];
        var code = await round.Round.Change<string>(async services =>
        {
            var organisation = await services.GetRequiredService<WhoStore>().Set<Organisation>().SingleAsync(one => one.OrganisationId == round.Round.Organisation);
            (organisation.Logo, organisation.LogoType) = (logo, "image/png");
            return organisation.Code;
        });
        using var http = new HttpClient { BaseAddress = installation.Address };
        using var anna = new LinkVisitor(installation.Address);

        var image = (await anna.OpenLink(round.Code)).Document.QuerySelector("header img")!.GetAttribute("src")!;
        Assert.Equal($"/logo/{code}", image);
        Assert.Equal(logo, await http.GetByteArrayAsync(image));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/logo/GM9999")).StatusCode);
    }

    [Fact]
    public async Task Staff_see_answers_come_in_and_none_of_the_answers()
    {
        var round = await AnsweringRound.With(installation, clients: 3);
        var (code, study) = await round.Round.Read(async services =>
        {
            var store = services.GetRequiredService<WhoStore>();
            return ((await store.Set<Organisation>().SingleAsync(one => one.OrganisationId == round.Round.Organisation)).Code, (await store.Set<Keukentafel.Studies.Study>().SingleAsync()).Id);
        });
        using (var respondent = new LinkVisitor(installation.Address))
        {
            var check = await respondent.Open($"/i/{round.Cases[0].Code}?pagina=controle");
            await check.Send();
            await (await respondent.Open($"/i/{round.Cases[1].Code}?pagina=1")).Answer(5);
            await (await respondent.OpenLink(round.Cases[2].Code)).Press("reden", "doet-niet-mee");
        }

        var people = new People(installation);
        using var reader = await people.SignIn(await people.Add("Anna de Wit", code, Role.Reader));
        var path = $"/bureau/{code}/onderzoeken/{study}/{round.Round.Round}/voortgang";
        var page = await reader.Page(path);

        Assert.Equal(["3", "0", "2", "1", "1"], page.QuerySelectorAll("dl.facts dd").Select(value => value.TextContent));
        Assert.Contains("maandag 3 maart 2025", page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("tabel hieronder", page.QuerySelector("svg[role=img]")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.DoesNotContain("CEO", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.False((await reader.Get(path)).Headers.Contains("Refresh"));
        Assert.Equal("30", (await reader.Get(path + "?vanzelf")).Headers.GetValues("Refresh").Single());
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get($"/bureau/{code}/onderzoeken/{study}/{Guid.NewGuid()}/voortgang")).StatusCode);

        using var bram = await people.Bram(Role.Reader);
        Assert.Equal(HttpStatusCode.NotFound, (await bram.Get(path)).StatusCode);
    }
}

public sealed class Public_pages_on_SQLite(SqliteInstallation installation) : Public_pages(installation), IClassFixture<SqliteInstallation>;

public sealed class Public_pages_on_PostgreSQL(PostgresInstallation installation) : Public_pages(installation), IClassFixture<PostgresInstallation>;
