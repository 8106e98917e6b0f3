// The road of the guide in a municipality that begins: its forms refused and filled in, from the organisation's details to a report that cannot be made yet.
using System.Globalization;
using System.Text;
using Keukentafel.Foundation;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Keukentafel.Browser.Tests;

public sealed class Pages_of_the_work(Chromium chromium, Town town)
{
    private const int Clients = 1200;
    private IPage page = null!;

    [Fact]
    public async Task From_an_empty_office_to_a_closed_round()
    {
        var office = await Office.Of(chromium, town);
        page = await office.Enter();
        await page.IsForEverybody();
        await Organisation();
        await Register();
        var study = await Study();
        await Frame("Meting 2026");
        await Sample();
        await Letters(office, study);
        await ReportTooEarly(study);
        await AnswersFromElsewhere(study);
    }

    private async Task Organisation()
    {
        await Go("Accounts");
        await page.IsRefused("Uitnodigen");
        await page.GetByLabel("Mailadres").FillAsync("collega@waterrijk.example");
        await page.GetByLabel("lezer:").CheckAsync();
        await page.Press("Uitnodigen");
        await Open("Anna Alles");
        var chosen = page.Locator("input[name=rollen]:checked");
        while (await chosen.CountAsync() > 0)
        {
            await chosen.First.UncheckAsync();
        }

        await page.IsRefused("Rollen opslaan");
        await Go("Gegevens");
        await page.IsRefused("Opslaan");
        await page.GetByLabel("Adres", new() { Exact = true }).FillAsync("Postbus 2\n1000 SA Waterrijk");
        await page.GetByLabel("Telefoonnummer").FillAsync("088 000 00 01");
        await page.GetByLabel("Mailadres").FillAsync("onderzoek@waterrijk.example");
        await page.Press("Opslaan");
        await Go("Logboek");
        await page.Locator("#veld-van").FillAsync("gisteren");
        await page.IsRefused("Tonen");
    }

    private async Task Register()
    {
        await Go("Cliënten");
        await page.IsForEverybody();
        await page.IsRefused("Zoek");
        await Go("Register");
        await page.IsForEverybody();
        await page.IsRefused("Lever aan");
        await Deliver("met-bsn.csv", "naam;bsn\r\n" + string.Concat(Enumerable.Repeat("J. de Vries;111222333\r\n", 30)));
        await page.IsRefused("Lever aan");
        await Deliver("clienten-met-fouten.csv", File(wrong: true));
        await page.Press("Lever aan");
        await page.Locator("select").First.SelectOptionAsync("Niet overnemen");
        await page.IsRefused("Bewaar en controleer het bestand");
        await page.Locator("select").First.SelectOptionAsync("Cliëntnummer");
        await page.Press("Bewaar en controleer het bestand");
        await page.WaitFor("rijen gelezen");
        await page.Picture("register", height: 1400);

        await Go("Register");
        await Deliver("clienten.csv", File(wrong: false));
        await page.Press("Lever aan");
        await page.WaitFor("rijen gelezen");
        await page.Press($"Lees {Clients.ToString("N0", Dutch.Culture)} cliënten in");
        await page.WaitFor("Mogen benaderd worden");
        await Open("Voeg klassen van wijk samen");
        await page.IsRefused("Voeg samen");

        await Go("Cliënten");
        await page.GetByLabel("Achternaam").FillAsync("Niemand");
        await page.Press("Zoek");
        await Go("Cliënten");
        await page.GetByLabel("Cliëntnummer").FillAsync("W1001");
        await page.Press("Zoek");
        await Open("W1001");
        await page.IsRefused("Benader deze cliënt niet");
        await page.GetByLabel("Postcode").FillAsync("12");
        await page.IsRefused("Bewaar");
    }

    private async Task<string> Study()
    {
        await Go("Onderzoeken");
        await Open("Maak een onderzoek");
        await page.GetByLabel("Meetjaar").FillAsync("ooit");
        await page.IsRefused("Maak het onderzoek");
        await page.GetByLabel("Naam van het onderzoek").FillAsync("Ervaringen in Waterrijk");
        await page.GetByLabel("Meetjaar").FillAsync("2026");
        await page.GetByLabel("Laatste dag om mee te doen").FillAsync("2026-12-20");
        await page.Press("Maak het onderzoek");
        var study = page.Url;
        await Open("Wijzig naam en doel");
        await page.GetByLabel("Naam van het onderzoek").FillAsync("");
        await page.IsRefused("Bewaar");
        await page.GotoAsync(study);
        await Open("Voeg een meting toe");
        await page.GetByLabel("Naam van de meting").FillAsync("Meting 2026");
        await page.IsRefused("Bewaar");
        await page.GetByLabel("Naam van de meting").FillAsync("Elders gehouden");
        await page.Press("Bewaar");
        return study;
    }

    private async Task Frame(string round)
    {
        await Choose(round, "Kies het register");
        await page.GetByLabel("Poststratificatie", new() { Exact = true }).CheckAsync();
        await page.IsRefused("Bewaar de keuze");
        await page.GetByLabel("Niet wegen").CheckAsync();
        await page.GetByLabel("voorziening als stratum").CheckAsync();
        await page.GetByLabel("Uitsplitsen naar voorziening").CheckAsync();
        await page.Press("Bewaar de keuze");
    }

    private async Task Sample()
    {
        await Choose("Meting 2026", "Plan de steekproef");
        await page.GetByLabel("Hoogste marge").FillAsync("veel");
        await page.Press("Reken door");
        Assert.True(await page.Locator("[role=alert]").First.IsVisibleAsync());
        await page.GetByLabel("Hoogste marge").FillAsync("5");
        await page.GetByLabel("Eigen aantallen").CheckAsync();
        await page.Press("Reken door");
        await page.GetByLabel("Evenredig").CheckAsync();
        await page.Press("Reken door");
        await page.Picture("steekproef", height: 1900);
        await page.GetByLabel("Aantal brieven").FillAsync("40");
        await page.Press("Reken door");
        await page.Locator("form[method=post] button[type=submit]").Last.Follow();
        await page.IsForEverybody();
    }

    private async Task Letters(Office office, string study)
    {
        var code = (await Codes.All(town, RoundStatus.Drawn, program: office.Program))[0];
        var client = await chromium.NewPage(town.Address, width: 360);
        await client.Visit($"/i/{code}");
        Assert.Equal("gesloten", await client.Locator("body").GetAttributeAsync("data-pagina"));

        await page.GotoAsync(study);
        await Choose("Meting 2026", "Maak de brieven");
        var fieldwork = page.Url;
        await Open("Tekst van de brief");
        await LetterAsPicture();
        await page.GetByLabel("Tekst", new() { Exact = true }).FillAsync("Dit is anoniem. {iets}");
        await page.IsRefused("Bewaar de tekst");
        await page.GotoAsync(fieldwork);
        await page.GetByLabel("Datum op de brief").FillAsync("2020-01-01");
        await page.Locator("button[type=submit]", new() { HasText = "Maak 40 brieven" }).Follow();
        await page.IsForEverybody();
        Assert.True(await page.Locator("[role=alert]").First.IsVisibleAsync());
        await page.GotoAsync(fieldwork);
        await page.GetByLabel("Hoe maakt u de brieven?").SelectOptionAsync("adressen");
        await page.Press("Maak 40 brieven");
        await page.WaitFor("klaar om te controleren");
        await Open("Controleer en geef vrij");
        await page.Press("Geef partij 1 vrij");
        await page.IsRefused("Noteer");

        await office.Change(async store => (await store.Set<Round>().FirstAsync(round => round.Name == "Meting 2026")).ClosesOn = new DateOnly(2026, 11, 1));
        await client.Visit($"/i/{code}");
        Assert.Equal("gesloten", await client.Locator("body").GetAttributeAsync("data-pagina"));
        await page.GotoAsync(fieldwork);
        await page.Press("Sluit de meting");
    }

    private async Task ReportTooEarly(string study)
    {
        await page.GotoAsync(study);
        await Choose("Meting 2026", "Bekijk het veldwerk");
        await page.Visit(page.Url.Replace("/veldwerk", "/rapport", StringComparison.Ordinal));
        await page.Press("Maak het rapport");
        await page.WaitFor("Het rapport is niet gemaakt");
    }

    private async Task AnswersFromElsewhere(string study)
    {
        await page.GotoAsync(study);
        await Frame("Elders gehouden");
        await Choose("Elders gehouden", "Lees antwoorden in");
        await page.IsRefused("Kijk na en lees in");
        await Deliver("benaderd.csv", "client_id;outcome\r\nW1001;2-11\r\nW9;1.1\r\n", "Benaderde cliënten");
        await Deliver("antwoorden.csv", "client_id;kanaal\r\nW1001;fax\r\n", "Antwoorden");
        await page.IsRefused("Kijk na en lees in");
        await page.GetByText("is een datum").WaitForAsync();
        await page.Picture("antwoorden-van-elders", height: 900);

        var questions = Enumerable.Range(1, 10).Select(number => string.Create(CultureInfo.InvariantCulture, $"CEO{number:00}")).ToList();
        await Deliver("benaderd.csv", "client_id;outcome\r\nW1001;1.1\r\nW1002;2.11\r\n", "Benaderde cliënten");
        await Deliver("antwoorden.csv", $"client_id;kanaal;{string.Join(';', questions)}\r\nW1001;papier;{string.Join(';', questions.Select(_ => "1"))}\r\n", "Antwoorden");
        await page.Press("Kijk na en lees in");
        await page.WaitFor("zijn ingelezen");
        await page.Press("Neem de antwoorden terug");
        await page.WaitFor("Is deze meting buiten Keukentafel gehouden?");
    }

    private Task Deliver(string name, string text, string label = "Bestand met cliënten") =>
        page.GetByLabel(label, new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });

    private Task Go(string room) => page.GetByRole(AriaRole.Navigation, new() { Name = "Hoofdmenu" }).GetByText(room, new() { Exact = true }).Follow();

    private async Task Open(string link)
    {
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = link }).First.Follow();
        await page.IsForEverybody();
    }

    private async Task Choose(string round, string link)
    {
        await page.GetByRole(AriaRole.Region, new() { Name = round }).GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).Follow();
        await page.IsForEverybody();
    }

    /// <summary>A register as a case system exports it; with faults of several kinds when asked.</summary>
    private static string File(bool wrong)
    {
        var text = new StringBuilder("cliëntnummer;aanhef;naam;straat;huisnummer;postcode;woonplaats;voorziening;wijk;geboortedatum\r\n");
        for (var i = 0; i < Clients; i++)
        {
            var number = wrong && i == 7 ? 1003 : 1001 + i;
            var born = wrong && i == 11 ? "31-02-1948" : string.Create(CultureInfo.InvariantCulture, $"{1 + (i % 28)}-{1 + (i % 12)}-{1935 + (i % 50)}");
            var street = wrong && i is 15 or 16 ? "" : "Waterweg";
            var postcode = wrong && i == 20 ? "12 AB" : "1234 SA";
            text.Append(CultureInfo.InvariantCulture, $"W{number};{(i % 2 == 0 ? "mevrouw" : "de heer")};A. Voorbeeld;{street};{i + 1};{postcode};Waterrijk;{(i % 2 == 0 ? "hulp bij het huishouden" : "begeleiding")};{(i < 3 ? "Haven" : "Dorp")};{born}\r\n");
        }

        return text.ToString();
    }

    /// <summary>The letter as it is printed, for the guide.</summary>
    private async Task LetterAsPicture()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_PICTURES") is not { Length: > 0 } folder)
        {
            return;
        }

        var answer = await page.Context.APIRequest.GetAsync(page.Url + "/voorbeeld.pdf");
        var pdf = Path.Combine(town.Folder, "brief.pdf");
        await System.IO.File.WriteAllBytesAsync(pdf, await answer.BodyAsync());
        Tool.Run("pdftoppm", "-r", "70", "-png", "-singlefile", pdf, Path.Combine(folder, "brief"));
    }
}
