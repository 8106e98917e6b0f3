// The register over HTTP, as named people: Anna does the fieldwork of Zonnedam, Rik its research, Bram works for Noorderhaven.
using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Access;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Register.Import;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Keukentafel.Tests.Register.RegisterText;

namespace Keukentafel.Tests.Register;

public abstract class Register_pages
{
    private readonly Installation installation;
    private readonly People people;

    protected Register_pages(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        (this.installation, people) = (installation, new People(installation));
    }

    [Fact]
    public async Task A_file_goes_from_upload_by_columns_and_preview_to_clients_that_are_found_again()
    {
        using var anna = await people.Anna(Role.Fieldwork);
        var sent = await anna.Upload("/bureau/GM9001/register", "bestand", @"C:\export\register 2025.csv", Encoding.UTF8.GetBytes(File(Row("A1", surname: "Weggeman"), Row("A2", surname: "Brugman", postcode: "9x")).Replace("clientnummer", "Client-ID", StringComparison.Ordinal)));
        var columns = sent.Headers.Location!.OriginalString;
        Assert.EndsWith("/kolommen", columns, StringComparison.Ordinal);
        var form = await anna.Page(columns);
        Assert.Contains("Weggeman · Brugman", form.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await anna.Post(columns, Fields(form))).StatusCode);

        var address = columns[..^"/kolommen".Length];
        var page = await WhenDone(anna, address);
        Assert.Equal("register 2025.csv", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("register.postcode, 1 keer", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("A. van der Weggeman", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("Lees 2 cliënten in", page.Body.TextContent, StringComparison.Ordinal);

        var csv = await anna.Get(address + "/bevindingen.csv");
        Assert.Equal("text/csv; charset=utf-8", csv.Content.Headers.ContentType!.ToString());
        var lines = (await csv.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");
        Assert.StartsWith("let op;register.postcode;3;postcode;", lines[1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
        Assert.DoesNotContain("Brugman", string.Concat(lines), StringComparison.Ordinal);

        await anna.Post(address + "/inlezen");
        page = await WhenDone(anna, address);
        Assert.Contains("Mogen benaderd worden", page.Body!.TextContent, StringComparison.Ordinal);

        var found = await Visitor.Read(await anna.Post("/bureau/GM9001/register/clienten/zoeken", ("achternaam", "weggeman")));
        var link = Assert.Single(found.QuerySelectorAll<IHtmlAnchorElement>("tbody th a"));
        Assert.Equal("A1", link.TextContent);
        Assert.Contains("Kerkstraat 12", (await anna.Page(link.PathName)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_bsns_is_refused_on_the_form_with_the_column_and_the_remedy()
    {
        using var anna = await people.Anna(Role.Fieldwork);
        var answer = await anna.Upload("/bureau/GM9001/register", "bestand", "register.csv", Encoding.UTF8.GetBytes("client_id;burgernr\r\n1;123456782\r\n2;111222333\r\n"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var told = (await Visitor.Read(answer)).QuerySelector(".notice.wrong a[href='#veld-bestand']")!.TextContent;
        Assert.Contains("burgernr", told, StringComparison.Ordinal);
        Assert.Contains("Laat de kolom weg", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_a_file_or_with_an_empty_one_says_so()
    {
        using var anna = await people.Anna(Role.Fieldwork);
        Assert.Contains(RegisterProblems.NoFile.Text, await Text(await anna.Post("/bureau/GM9001/register")), StringComparison.Ordinal);
        Assert.Contains("is leeg", await Text(await anna.Upload("/bureau/GM9001/register", "bestand", "leeg.csv", [])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_with_a_page()
    {
        using var anna = await people.Anna(Role.Fieldwork);
        var answer = await anna.Upload("/bureau/GM9001/register", "bestand", "groot.csv", new byte[(TakeFile.MaxMegabytes + 5) * 1024 * 1024]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(PipelineProblems.FileTooLarge.Of(25).Text, await Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_that_cannot_be_so_come_back_as_they_were_chosen()
    {
        using var anna = await people.Anna(Role.Fieldwork);
        var columns = (await anna.Upload("/bureau/GM9001/register", "bestand", "k.csv", Encoding.UTF8.GetBytes("kol1;kol2\r\na;b\r\nc;d\r\n"))).Headers.Location!.OriginalString;
        var answer = await anna.Post(columns, ("rol-0", "Street"), ("kenmerk-0", ""), ("rol-1", "Attribute"), ("kenmerk-1", "Kanaal"));
        var page = await Visitor.Read(answer);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Street", page.QuerySelector<IHtmlSelectElement>("#veld-rol-0")!.Value);
        Assert.Contains("Kies bij één kolom “Cliëntnummer”", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".notice.wrong a[href='#veld-kenmerk-1']"));
        Assert.DoesNotContain(page.QuerySelectorAll(".notice.wrong a"), link => page.QuerySelector(link.GetAttribute("href")!) is null);
    }

    [Fact]
    public async Task A_client_is_stopped_and_allowed_again_and_gets_another_address()
    {
        using var anna = await people.Anna(Role.Fieldwork);
        await Import(anna, File(Row("B1", surname: "Molenaar", street: "")));
        var client = await FindOne(anna, ("nummer", "B1"));
        Assert.Contains("geen volledig adres", (await anna.Page(client)).Body!.TextContent, StringComparison.Ordinal);

        var wrong = await anna.Post(client + "/adres", ("straat", "Molenweg"), ("huisnummer", "3"), ("postcode", "12 AB"), ("woonplaats", "Zonnedam"), ("mailadres", "geen mail"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var again = await Visitor.Read(wrong);
        Assert.Equal(["#veld-postcode", "#veld-mailadres"], again.QuerySelectorAll(".notice.wrong a").Select(link => link.GetAttribute("href")!));
        Assert.Contains(RegisterProblems.NotAPostcode.Of("12 AB").Text, again.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(RegisterProblems.NotAnEmail.Text, again.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal("Molenweg", again.QuerySelector<IHtmlInputElement>("input[name=straat]")!.Value);

        await anna.Post(client + "/adres", ("straat", "Molenweg"), ("huisnummer", "3"), ("postcode", "9911xy"), ("woonplaats", "Zonnedam"));
        Assert.Equal(client, await FindOne(anna, ("postcode", "9911 XY"), ("huisnummer", "3")));
        Assert.Contains("mag benaderd worden", (await anna.Page(client)).Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await anna.Post(client + "/niet-benaderen", ("reden", "InFile"))).StatusCode);
        await anna.Post(client + "/niet-benaderen", ("reden", "Asked"));
        Assert.Contains("niet: heeft gevraagd om geen brief", (await anna.Page(client)).Body!.TextContent, StringComparison.Ordinal);
        await anna.Post(client + "/wel-benaderen");
        Assert.Contains("mag benaderd worden", (await anna.Page(client)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_look_is_in_the_audit_with_who_was_seen_and_not_what_was_searched_for()
    {
        using var anna = await people.Anna(Role.Fieldwork);
        await Import(anna, File(Row("D1", surname: "Zoekwoord")));
        var client = await FindOne(anna, ("achternaam", "Zoekwoord"));
        await anna.Page(client);
        await anna.Page("/bureau/GM9001/register/clienten");
        var home = anna.Person!.Home.OrganisationId;
        var entries = (await installation.Pipeline.Read<List<AuditEntry>>(Caller.Program(home), right: null, async services =>
            await services.GetRequiredService<WhoStore>().Set<AuditEntry>().Where(entry => entry.AccountId == anna.Person.Id).ToListAsync())).Value;
        var id = Guid.Parse(client.Split('/')[^1]).ToString("N");
        Assert.Contains(entries, entry => entry.Act == "clients.see" && entry.Detail.StartsWith("Gezocht op achternaam", StringComparison.Ordinal) && entry.Detail.Contains(id, StringComparison.Ordinal));
        Assert.Contains(entries, entry => entry.Act == "client.see" && entry.Subject == $"client:{Guid.Parse(id)}");
        Assert.Contains(entries, entry => entry.Act == "clients.see" && entry.Detail.StartsWith("Lijst", StringComparison.Ordinal));
        Assert.Contains(entries, entry => entry.Act == "clients.see" && entry.Detail.StartsWith("Voorbeeld", StringComparison.Ordinal));
        Assert.DoesNotContain(entries, entry => entry.Detail.Contains("Zoekwoord", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_list_goes_by_pages_and_so_does_a_search()
    {
        using var anna = await people.Anna(Role.Fieldwork);
        var delivery = await Import(anna, File(Enumerable.Range(0, 30).Select(i => Row($"P{i:00}", surname: "Bladzijde"))));
        var query = $"/bureau/GM9001/register/clienten?levering={delivery.Split('/')[^1]}";
        var first = await anna.Page(query);
        var second = await anna.Page(query + "&bladzijde=2");
        Assert.Equal((SeeClients.PageSize, 30 - SeeClients.PageSize), (first.QuerySelectorAll("tbody tr").Length, second.QuerySelectorAll("tbody tr").Length));
        Assert.Equal(30, first.QuerySelectorAll("tbody th").Concat(second.QuerySelectorAll("tbody th")).Select(cell => cell.TextContent).Distinct().Count());
        var found = await Visitor.Read(await anna.Post("/bureau/GM9001/register/clienten/zoeken", ("achternaam", "Bladzijde"), ("bladzijde", "2")));
        Assert.Equal(30 - SeeClients.PageSize, found.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task A_search_without_words_says_what_to_fill_in()
    {
        using var anna = await people.Anna(Role.Fieldwork);
        Assert.Contains(RegisterProblems.NothingToSearch.Text, await Text(await anna.Post("/bureau/GM9001/register/clienten/zoeken")), StringComparison.Ordinal);
        Assert.Contains(RegisterProblems.PostcodeWithoutNumber.Text, await Text(await anna.Post("/bureau/GM9001/register/clienten/zoeken", ("postcode", "1234 AB"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_round_gets_its_register_after_small_classes_are_combined()
    {
        using var anna = await people.Anna(Role.Fieldwork);
        using var rik = await people.Anna(Role.Researcher);
        var delivery = await Import(anna, File(Enumerable.Range(0, 20).Select(i => Row($"F{i:00}", wijk: i < 2 ? "Haven" : i < 9 ? "Oost" : "West"))));
        var id = delivery.Split('/')[^1];
        var study = (await rik.Post("/bureau/GM9001/onderzoeken/nieuw", ("naam", "Met register"), ("meting", "Meting 2025"), ("jaar", "2025"), ("vragenlijst", "ceo-wmo-standaard"))).Headers.Location!.OriginalString;
        var choose = (await rik.Page(study)).QuerySelectorAll<IHtmlAnchorElement>(".steps a").First(link => link.TextContent == "Kies het register").PathName;
        var page = await rik.Page($"{choose}?levering={id}");
        Assert.Contains("de klasse “Haven” heeft maar 2 cliënten", page.Body!.TextContent, StringComparison.Ordinal);

        var refused = await rik.Post(choose, ("levering", id), ("weging", "Rake"), ("wegen", "wijk"), ("uitsplitsen", "bestaat-niet"));
        var told = await Text(refused);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("in de klasse “Haven” zitten maar 2 cliënten", told, StringComparison.Ordinal);
        Assert.Contains("Voeg de klasse samen", told, StringComparison.Ordinal);
        Assert.Contains("“bestaat-niet” is er niet", told, StringComparison.Ordinal);

        var classes = $"/bureau/GM9001/register/{id}/klassen";
        Assert.Contains("minstens twee", await Text(await rik.Post(classes, ("kenmerk", "wijk"), ("klassen", "Haven"), ("naam", "Oost en Haven"))), StringComparison.Ordinal);
        Assert.Contains("al een klasse “West”", await Text(await rik.Post(classes, ("kenmerk", "wijk"), ("klassen", "Haven"), ("klassen", "Oost"), ("naam", "West"))), StringComparison.Ordinal);
        Assert.Contains("“Noord” is er niet", await Text(await rik.Post(classes, ("kenmerk", "wijk"), ("klassen", "Haven"), ("klassen", "Noord"), ("naam", "x"))), StringComparison.Ordinal);
        await rik.Post(classes, ("kenmerk", "wijk"), ("klassen", "Haven"), ("klassen", "Oost"), ("naam", "Oost en Haven"));
        Assert.Contains("Oost en Haven: 9 cliënten", (await rik.Page(classes + "?kenmerk=wijk")).Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Found, (await rik.Post(choose, ("levering", id), ("weging", "Rake"), ("wegen", "wijk"), ("strata", "voorziening"), ("uitsplitsen", "wijk"), ("uitsplitsen", "kanaal"))).StatusCode);
        var road = await rik.Page(study);
        Assert.Contains("20 cliënten, van wie er 20 benaderd mogen worden", road.QuerySelector(".steps li.is-done")!.TextContent, StringComparison.Ordinal);
        var again = await rik.Page(choose);
        Assert.True(again.QuerySelector<IHtmlInputElement>("input[name=wegen][value=wijk]")!.IsChecked);
        Assert.False(again.QuerySelector<IHtmlInputElement>("input[name=strata][value=wijk]")!.IsChecked);

        Assert.Contains("worden gebruikt door Meting 2025", await Text(await rik.Post(classes + "/terug", ("kenmerk", "wijk"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_register_is_taken_back_from_its_page()
    {
        using var anna = await people.Anna(Role.Fieldwork);
        var delivery = await Import(anna, File(Row("U1", surname: "Teruggenomen")));
        var answer = await anna.Post(delivery + "/terugnemen");
        Assert.Equal("/bureau/GM9001/register", answer.Headers.Location!.OriginalString);
        Assert.Contains("Dit register is teruggenomen", (await anna.Page(delivery)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Niemand gevonden", await Text(await anna.Post("/bureau/GM9001/register/clienten/zoeken", ("achternaam", "Teruggenomen"))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await anna.Post(delivery + "/terugnemen")).StatusCode);
        var stuck = await anna.Post(delivery + "/opnieuw");
        Assert.Equal(HttpStatusCode.Conflict, stuck.StatusCode);
        Assert.Contains(RegisterProblems.NothingStuck.Of("register.csv").Text, await Text(stuck), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_researcher_sees_counts_and_findings_and_no_contact_data()
    {
        using var anna = await people.Anna(Role.Fieldwork);
        var delivery = await Import(anna, File(Row("R1", surname: "Onzichtbaar")));
        using var rik = await people.Anna(Role.Researcher);
        Assert.DoesNotContain("Onzichtbaar", (await rik.Page(delivery)).Body!.TextContent, StringComparison.Ordinal);
        foreach (var path in new[] { "/register/clienten", $"/register/clienten/{Guid.NewGuid()}" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await rik.Get("/bureau/GM9001" + path)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await rik.Get(delivery + "/kolommen")).StatusCode);
        foreach (var act in new[] { "/register", "/register/clienten/zoeken", $"/register/clienten/{Guid.NewGuid()}/adres" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await rik.Post("/bureau/GM9001" + act)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await rik.Post(delivery + "/terugnemen")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.Post(delivery + "/klassen")).StatusCode);
    }

    [Fact]
    public async Task Another_municipality_finds_nothing_of_it()
    {
        using var anna = await people.Anna(Role.Fieldwork);
        var delivery = await Import(anna, File(Row("N1", surname: "Verborgen")));
        var client = await FindOne(anna, ("achternaam", "Verborgen"));
        using var bram = await people.Bram(Role.Fieldwork, Role.Researcher);
        foreach (var path in new[] { delivery, delivery + "/bevindingen.csv", delivery + "/klassen?kenmerk=wijk", client })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await bram.Get(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await bram.Get(path.Replace("GM9001", "GM9002", StringComparison.Ordinal))).StatusCode);
        }

        foreach (var path in new[] { delivery + "/terugnemen", delivery + "/inlezen", delivery + "/klassen/terug", client + "/wel-benaderen", client + "/adres" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await bram.Post(path.Replace("GM9001", "GM9002", StringComparison.Ordinal), ("kenmerk", "wijk"))).StatusCode);
        }

        Assert.Empty((await Visitor.Read(await bram.Post("/bureau/GM9002/register/clienten/zoeken", ("achternaam", "Verborgen")))).QuerySelectorAll("tbody tr"));
        Assert.Contains("nog geen register", (await bram.Page("/bureau/GM9002/register")).Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<string> Text(HttpResponseMessage answer) => (await Visitor.Read(answer)).Body!.TextContent;

    private static async Task<string> FindOne(Visitor anna, params (string, string)[] search) =>
        Assert.Single((await Visitor.Read(await anna.Post("/bureau/GM9001/register/clienten/zoeken", search))).QuerySelectorAll<IHtmlAnchorElement>("tbody th a")).PathName;

    /// <summary>A file all the way to its clients, by the pages.</summary>
    private async Task<string> Import(Visitor anna, string text)
    {
        var address = (await anna.Upload("/bureau/GM9001/register", "bestand", "register.csv", Encoding.UTF8.GetBytes(text))).Headers.Location!.OriginalString;
        if (address.EndsWith("/kolommen", StringComparison.Ordinal))
        {
            await anna.Post(address, Fields(await anna.Page(address)));
            address = address[..^"/kolommen".Length];
        }

        await WhenDone(anna, address);
        Assert.Equal(HttpStatusCode.Found, (await anna.Post(address + "/inlezen")).StatusCode);
        await WhenDone(anna, address);
        return address;
    }

    /// <summary>The fields of the columns form as they stand.</summary>
    private static (string, string)[] Fields(IHtmlDocument form) =>
    [
        .. form.QuerySelectorAll<IHtmlSelectElement>("select").Select(select => (select.Name!, select.Value!)),
        .. form.QuerySelectorAll<IHtmlInputElement>("main input[type=text]").Select(input => (input.Name!, input.Value)),
        ("brieven", "ja"),
    ];

    /// <summary>The page once the work behind it is done; the site's own worker does it, and this helps.</summary>
    private async Task<IHtmlDocument> WhenDone(Visitor visitor, string address)
    {
        for (var i = 0; i < 600; i++)
        {
            await installation.Services.GetRequiredService<JobRunner>().RunAll();
            var page = await visitor.Page(address);
            if (page.QuerySelector(".job") is null)
            {
                return page;
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The work on {address} does not end."));
    }
}

public sealed class Register_pages_on_SQLite(SqliteInstallation installation) : Register_pages(installation), IClassFixture<SqliteInstallation>;

public sealed class Register_pages_on_PostgreSQL(PostgresInstallation installation) : Register_pages(installation), IClassFixture<PostgresInstallation>;
