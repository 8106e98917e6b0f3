// What one only sees at the door: wrong passwords and codes, invitations, lost passwords, pages that are not there or not allowed.
using System.Text.RegularExpressions;
using Keukentafel.Access;
using Microsoft.Playwright;
using Xunit;

namespace Keukentafel.Browser.Tests;

public sealed class Pages_of_the_door(Chromium chromium, Town town)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/privacy", 200)]
    [InlineData("/toegankelijkheid", 200)]
    [InlineData("/ontvangst", 200)]
    [InlineData("/ontvangst?taal=ar", 200)]
    [InlineData("/aanmelden/wachtwoord-vergeten", 200)]
    [InlineData("/bestaat-niet", 404)]
    [InlineData("/i/AAAA-BBBB-CCCC", 404)]
    [InlineData("/i/1", 404)]
    [InlineData("/uitnodiging/verlopen", 404)]
    [InlineData("/aanmelden/nieuw-wachtwoord/verlopen", 404)]
    public async Task Are_for_anybody(string address, int status) => await (await chromium.NewPage(town.Address)).Visit(address, status);

    [Fact]
    public async Task Say_what_is_wrong_with_a_code_a_password_or_a_mail_address()
    {
        var page = await chromium.NewPage(town.Address);
        await page.GotoAsync("/");
        await page.IsRefused("Naar de vragenlijst");
        await page.GetByLabel("Code uit uw brief").FillAsync("HJKM-4567-NPRS");
        await page.IsRefused("Naar de vragenlijst");

        await page.GotoAsync("/aanmelden");
        await page.IsRefused("Aanmelden");
        await page.GetByLabel("Mailadres").FillAsync("niemand@zonnedam.example");
        await page.GetByLabel("Wachtwoord", new() { Exact = true }).FillAsync("zomaar iets");
        await page.IsRefused("Aanmelden");

        await page.GotoAsync("/aanmelden/wachtwoord-vergeten");
        await page.IsRefused("Mail sturen");
    }

    [Fact]
    public async Task Ask_for_the_second_step_and_help_who_lost_a_telephone()
    {
        var account = town.Story.Accounts.Single(one => one.Role == "interviewer");
        var page = await chromium.NewPage(town.Address);
        await page.GotoAsync("/aanmelden");
        await page.GetByLabel("Mailadres").FillAsync(account.Email);
        await page.GetByLabel("Wachtwoord", new() { Exact = true }).FillAsync(account.Password);
        await page.Press("Aanmelden");
        await page.IsRefused("Verder");
        await page.GetByText("Telefoon kwijt?").Follow();
        await page.IsRefused("Verder");
    }

    [Fact]
    public async Task Let_somebody_choose_a_new_password_by_the_mailed_link()
    {
        var account = town.Story.Accounts.Single(one => one.Role == "invoer");
        var page = await chromium.NewPage(town.Address);
        await page.GotoAsync("/aanmelden/wachtwoord-vergeten");
        await page.GetByLabel("Mailadres").FillAsync(account.Email);
        await page.Press("Mail sturen");
        await page.Visit(await MailedLink());
        await page.IsRefused("Wachtwoord opslaan");
    }

    [Fact]
    public async Task Let_somebody_with_an_account_accept_a_second_invitation_and_choose_where_to_work()
    {
        var office = await Office.Of(chromium, town);
        var invitation = await office.Invite("anders@waterrijk.example", Role.Reader);
        var page = await chromium.NewPage(town.Address);
        await page.GotoAsync(invitation);
        await page.GetByLabel("Uw naam").FillAsync("Ad Anders");
        await page.GetByLabel("Nieuw wachtwoord").FillAsync("tien groene giraffen");
        await page.GetByLabel("nog een keer").FillAsync("elf groene giraffen");
        await page.IsRefused("Account maken");
        await page.GetByLabel("Nieuw wachtwoord").FillAsync("tien groene giraffen");
        await page.GetByLabel("nog een keer").FillAsync("tien groene giraffen");
        await page.Press("Account maken");

        var elsewhere = await office.InviteElsewhere("anders@waterrijk.example", Role.Reader);
        await (await chromium.NewPage(town.Address)).Visit(elsewhere);
        await page.Visit(elsewhere);
        await page.Press("Uitnodiging aanvaarden");
        await page.Visit("/bureau");
        await page.Visit("/bureau/tweede-stap?terug=/bureau/mijn-account");
        await page.Visit("/bureau/mijn-account");
        await page.IsRefused("Wachtwoord wijzigen");
        await page.GetByLabel("Uw naam").FillAsync("");
        await page.IsRefused("Naam opslaan");
    }

    [Fact]
    public async Task Tell_what_is_not_there_and_what_a_role_may_not_see()
    {
        var page = await town.SignIn(chromium, "lezer");
        await page.Visit("/bureau/GM9001/accounts", 403);
        await page.Visit("/bureau/GM9001/onderzoeken/11111111-1111-4111-8111-111111111111", 404);
        await page.Visit("/bureau/GM0363", 404);
    }

    private async Task<string> MailedLink()
    {
        var folder = Path.Combine(town.Folder, "mail");
        for (var i = 0; i < 100; i++)
        {
            foreach (var mail in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
            {
                if (Regex.Match(await File.ReadAllTextAsync(mail, Cancel), @"/aanmelden/nieuw-wachtwoord/[\w-]+", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } link)
                {
                    return link.Value;
                }
            }

            await Task.Delay(100, Cancel);
        }

        throw new InvalidOperationException("The mail with the link does not come.");
    }
}
