// The road of a round from plan to letters as staff walk it, page by page; and who is turned away where.
using System.Net;
using AngleSharp.Dom;
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Fieldwork;

public abstract class A_round_in_the_field_over_HTTP
{
    private readonly Installation installation;
    private readonly People people;

    protected A_round_in_the_field_over_HTTP(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
        people = new People(installation);
    }

    [Fact]
    public async Task Anna_plans_a_sample_and_sees_what_it_takes()
    {
        using var anna = await people.Anna(Role.Researcher);
        var (_, address) = await Round(300, "vervoer", "begeleiding");

        var page = await anna.Page($"{address}/steekproef?marge=5&respons=35");
        Assert.Contains("Stuur iedereen een brief", page.Body!.TextContent, StringComparison.Ordinal);

        page = await anna.Page($"{address}/steekproef?marge=10&respons=50&verdeling=gelijk");
        var rows = page.QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent.Trim())));
        // 73 answers needed of 300 (n0 = 96), so 146 letters, 73 for each of two groups.
        Assert.Equal(["begeleiding|150|73|49%|36|14,2 procentpunt", "vervoer|150|73|49%|36|14,2 procentpunt"], rows.Select(row => row.Replace("\u00a0", "", StringComparison.Ordinal)));
        Assert.Contains("Trek de steekproef van 146", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anna_draws_checks_and_undoes_a_sample()
    {
        using var anna = await people.Anna(Role.Researcher);
        var (_, address) = await Round(60, "vervoer", "begeleiding");

        var drawn = await anna.Post($"{address}/steekproef", ("verdeling", "eigen"), ("aantal-0", "10"), ("aantal-1", "12"), ("register", await Frame(anna, address)));
        Assert.Equal(HttpStatusCode.Redirect, drawn.StatusCode);
        Assert.Contains("22 van de 60 cliënten zijn getrokken", (await anna.Page($"{address}/steekproef")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("De trekking klopt.", (await anna.Page($"{address}/steekproef/controle")).Body!.TextContent, StringComparison.Ordinal);
        await anna.Post($"{address}/steekproef/ongedaan");
        Assert.NotNull((await anna.Page($"{address}/steekproef")).QuerySelector("#veld-marge"));
    }

    [Fact]
    public async Task Asking_for_more_letters_than_there_are_clients_gives_the_form_back_with_what_was_typed()
    {
        using var anna = await people.Anna(Role.Researcher);
        var (round, address) = await Round(60, "vervoer", "begeleiding");

        var refused = await anna.Post($"{address}/steekproef", ("verdeling", "eigen"), ("aantal-0", "31"), ("aantal-1", "12"), ("register", await Frame(anna, address)));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await Visitor.Read(refused);
        Assert.Equal("31", page.QuerySelector("#veld-aantal-0")!.GetAttribute("value"));
        Assert.Contains("hoogstens 30", page.QuerySelector("#fout-aantal-0")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await round.Read(services => services.GetRequiredService<WhoStore>().Set<Case>().CountAsync(one => one.RoundId == round.Round)));
    }

    [Fact]
    public async Task Letters_go_from_making_to_released_and_every_look_at_them_is_noted()
    {
        using var researcher = await people.Anna(Role.Researcher);
        using var field = await people.Anna(Role.Fieldwork);
        var (round, address) = await Round(12);
        await researcher.Post($"{address}/steekproef", ("brieven", "12"), ("register", await Frame(researcher, address)));

        var made = await field.Post($"{address}/veldwerk/partijen", ("stap", "uitnodiging"), ("datum", "2025-03-05"), ("vorm", "adressen"));
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Contains("12 brieven in 1 partij.", (await field.Page($"{address}/veldwerk")).QuerySelector(".notice.done")!.TextContent, StringComparison.Ordinal);
        var file = await field.Get($"{address}/veldwerk/partijen/1/adressen.csv");
        Assert.Equal("partij-1-adressen.csv", file.Content.Headers.ContentDisposition!.FileName);
        await field.Post($"{address}/veldwerk/partijen/1/vrijgeven");

        var table = (await field.Page($"{address}/veldwerk")).QuerySelectorAll("table")[0].TextContent;
        Assert.Matches(@"Aangeschreven\s*12", table);
        var acts = await round.Read(services => services.GetRequiredService<WhoStore>().Set<Keukentafel.Foundation.Audit.AuditEntry>()
            .Where(entry => entry.Subject == $"round:{round.Round}" && entry.AccountId == field.Person!.Id).Select(entry => entry.Act).ToListAsync());
        Assert.Equal(["fieldwork.download-addresses", "fieldwork.make-letters", "fieldwork.release"], acts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_letter_with_an_unknown_placeholder_comes_back_as_it_was_typed()
    {
        using var anna = await people.Anna(Role.Researcher);
        var (_, address) = await Round(12);

        var refused = await anna.Post($"{address}/veldwerk/brief/uitnodiging", ("onderwerp", "Beste {buurvrouw}"), ("tekst", "{code}\n\n{sluitdatum} {telefoon}"), ("venster", "rechts"));

        var page = await Visitor.Read(refused);
        Assert.Equal("Beste {buurvrouw}", page.QuerySelector("#veld-onderwerp")!.GetAttribute("value"));
        Assert.Contains("{buurvrouw}", page.QuerySelector("#fout-onderwerp")!.TextContent, StringComparison.Ordinal);
        Assert.True(page.QuerySelector("input[name=venster][value=rechts]")!.HasAttribute("checked"));

        await anna.Post($"{address}/veldwerk/brief/uitnodiging", ("onderwerp", "Uw mening"), ("tekst", "{code}\n\n{sluitdatum} {telefoon}"), ("venster", "rechts"));
        Assert.Equal("Uw mening", (await anna.Page($"{address}/veldwerk/brief/uitnodiging")).QuerySelector("#veld-onderwerp")!.GetAttribute("value"));
        await anna.Post($"{address}/veldwerk/brief/uitnodiging", ("begintekst", "ja"));
        Assert.Contains("Hoe gaat het", (await anna.Page($"{address}/veldwerk/brief/uitnodiging")).QuerySelector("#veld-onderwerp")!.GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_returned_letter_is_typed_in_and_a_wrong_one_is_pointed_at()
    {
        using var field = await people.Anna(Role.Researcher, Role.Fieldwork);
        var (_, address) = await Released(field);

        var refused = await field.Post($"{address}/veldwerk/uitkomsten", ("wat", "Returned"), ("brieven", "1-001\n7-001"));
        Assert.Contains("Regel 2", (await Visitor.Read(refused)).QuerySelector("#fout-brieven")!.TextContent, StringComparison.Ordinal);

        await field.Post($"{address}/veldwerk/uitkomsten", ("wat", "Returned"), ("brieven", "1-001"));
        var page = await field.Page($"{address}/veldwerk");
        Assert.Contains("Genoteerd voor 1 deelnemer", page.QuerySelector(".notice.done")!.TextContent, StringComparison.Ordinal);
        Assert.Matches(@"Brief kwam terug\s*1", page.QuerySelectorAll("table")[0].TextContent);
    }

    [Fact]
    public async Task Closing_is_one_act_that_says_what_it_did()
    {
        using var field = await people.Anna(Role.Researcher, Role.Fieldwork);
        var (_, address) = await Released(field);
        await field.Post($"{address}/veldwerk/sluiten");

        Assert.Contains("De meting is gesloten. De codes zijn gewist.", (await field.Page($"{address}/veldwerk")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await field.Post($"{address}/veldwerk/sluiten")).StatusCode);
    }

    [Fact]
    public async Task Each_page_is_for_the_right_role_of_its_own_municipality()
    {
        using var anna = await people.Anna(Role.Researcher, Role.Fieldwork);
        var (_, address) = await Released(anna);
        using var council = await people.Anna(Role.CouncilMember);
        using var researcher = await people.Anna(Role.Researcher);
        using var bram = await people.Bram(Role.Researcher, Role.Fieldwork);
        using var nobody = people.Nobody();
        string[] pages = ["/steekproef", "/steekproef/controle", "/veldwerk", "/veldwerk/brief/uitnodiging", "/veldwerk/brief/herinnering", "/veldwerk/brief/uitnodiging/voorbeeld.pdf", "/veldwerk/partijen/1", "/veldwerk/partijen/1/verzamelblad.pdf"];
        string[] contactData = ["/veldwerk/partijen/1/brieven.pdf", "/veldwerk/partijen/1/adressen.csv", "/veldwerk/brief-opnieuw?brief=1-001"];

        foreach (var page in pages.Concat(contactData))
        {
            var away = await nobody.Get(address + page);
            Assert.StartsWith("/aanmelden", away.Headers.Location?.OriginalString, StringComparison.Ordinal);
            Assert.Equal((page, HttpStatusCode.Forbidden), (page, (await council.Get(address + page)).StatusCode));
            Assert.Equal((page, HttpStatusCode.NotFound), (page, (await bram.Get(address + page)).StatusCode));
            Assert.Equal((page, HttpStatusCode.NotFound), (page, (await bram.Get(Elsewhere(address) + page)).StatusCode));
        }

        // Seeing contact data is not enough: an interviewer would get every name with its code.
        using var interviewer = await people.Anna(Role.Interviewer, Role.Reader);
        foreach (var page in contactData)
        {
            Assert.Equal((page, HttpStatusCode.Forbidden), (page, (await researcher.Get(address + page)).StatusCode));
            Assert.Equal((page, HttpStatusCode.Forbidden), (page, (await interviewer.Get(address + page)).StatusCode));
        }

        foreach (var page in new[] { "/veldwerk", "/veldwerk/partijen/1" })
        {
            var seen = await interviewer.Page(address + page);
            Assert.Empty(seen.QuerySelectorAll("a[href$='brieven.pdf'], a[href$='adressen.csv'], form[action$='brief-opnieuw']"));
        }
    }

    [Fact]
    public async Task Each_act_is_for_the_right_role_of_its_own_municipality()
    {
        var (_, address) = await Round(5);
        using var field = await people.Anna(Role.Fieldwork);
        using var researcher = await people.Anna(Role.Researcher);
        using var bram = await people.Bram(Role.Researcher, Role.Fieldwork);
        (string Act, Visitor Wrong)[] acts =
        [
            ("/steekproef", field), ("/steekproef/ongedaan", field), ("/veldwerk/brief/uitnodiging", field),
            ("/veldwerk/partijen", researcher), ("/veldwerk/partijen/1/vrijgeven", researcher), ("/veldwerk/partijen/1/opnieuw", researcher),
            ("/veldwerk/partijen/1/verwijderen", researcher), ("/veldwerk/uitkomsten", researcher), ("/veldwerk/sluiten", researcher),
        ];

        foreach (var (act, wrong) in acts)
        {
            Assert.Equal((act, HttpStatusCode.Forbidden), (act, (await wrong.Post(address + act, ("stap", "uitnodiging"))).StatusCode));
            Assert.Equal((act, HttpStatusCode.NotFound), (act, (await bram.Post(address + act, ("stap", "uitnodiging"))).StatusCode));
            Assert.Equal((act, HttpStatusCode.NotFound), (act, (await bram.Post(Elsewhere(address) + act, ("stap", "uitnodiging"))).StatusCode));
        }
    }

    private static string Elsewhere(string address) => address.Replace(People.Zonnedam, People.Noorderhaven, StringComparison.Ordinal);

    private async Task<(SmallRound Round, string Address)> Round(int clients, params string[] strata)
    {
        var round = await SmallRound.With(installation, await people.OrganisationOf(People.Zonnedam), clients, strata);
        return (round, $"/bureau/{People.Zonnedam}/onderzoeken/{round.Study}/{round.Round}");
    }

    /// <summary>A round of five whose letters went out.</summary>
    private async Task<(SmallRound Round, string Address)> Released(Visitor staff)
    {
        var (round, address) = await Round(5);
        await staff.Post($"{address}/steekproef", ("brieven", "5"), ("register", await Frame(staff, address)));
        await staff.Post($"{address}/veldwerk/partijen", ("stap", "uitnodiging"), ("datum", "2025-03-05"), ("vorm", "adressen"));
        var released = await staff.Post($"{address}/veldwerk/partijen/1/vrijgeven");
        Assert.Equal(HttpStatusCode.Redirect, released.StatusCode);
        return (round, address);
    }

    private static async Task<string> Frame(Visitor visitor, string address) =>
        (await visitor.Page($"{address}/steekproef")).QuerySelector("input[name=register]")!.GetAttribute("value")!;
}

public sealed class A_round_in_the_field_over_HTTP_on_SQLite(SqliteInstallation installation) : A_round_in_the_field_over_HTTP(installation), IClassFixture<SqliteInstallation>;

public sealed class A_round_in_the_field_over_HTTP_on_PostgreSQL(PostgresInstallation installation) : A_round_in_the_field_over_HTTP(installation), IClassFixture<PostgresInstallation>;
