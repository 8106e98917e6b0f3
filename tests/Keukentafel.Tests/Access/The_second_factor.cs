// The authenticator app: set up with a code that proves it, replaced, lost, and helped by an administrator.
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Access;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Access;

public abstract class The_second_factor
{
    private const string Setup = "/bureau/tweede-stap";
    private readonly Installation installation;
    private readonly People people;

    protected The_second_factor(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        (this.installation, people) = (installation, new People(installation));
    }

    [Fact]
    public async Task Setting_up_shows_a_QR_code_and_the_same_key_as_text()
    {
        using var anna = await people.SignIn(await people.Add("Anna de Wit", People.Zonnedam, secondFactor: false, Role.Administrator));
        var page = await anna.Page(Setup);
        Assert.NotNull(page.QuerySelector("svg[role=img] path"));
        Assert.Equal(32, KeyOn(page).Length);
    }

    [Fact]
    public async Task A_wrong_code_keeps_the_key_and_sets_nothing()
    {
        var person = await people.Add("Anna de Wit", People.Zonnedam, secondFactor: false, Role.Administrator);
        using var anna = await people.SignIn(person);
        var page = await anna.Page(Setup);
        var answer = await anna.Post(Setup, ("sleutel", TicketOn(page)), ("code", "000000"));
        var again = await Refusal.Says(answer, AccessProblems.SetupCodeWrong.Of().At("code"));
        Assert.Equal(KeyOn(page), KeyOn(again));
        Assert.False((await AccountOf(person)).SecondFactorOn);

        // The right code for the same key works after that.
        answer = await anna.Post(Setup, ("sleutel", TicketOn(again)), ("code", CodeFor(KeyOn(page))));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True((await AccountOf(person)).SecondFactorOn);
        Assert.Equal(HttpStatusCode.OK, (await anna.Get("/bureau/GM9001/accounts")).StatusCode);
    }

    [Fact]
    public async Task A_key_that_was_offered_to_somebody_else_or_long_ago_is_refused()
    {
        using var anna = await people.SignIn(await people.Add("Anna de Wit", People.Zonnedam, secondFactor: false, Role.Administrator));
        using var els = await people.SignIn(await people.Add("Els Bakker", People.Zonnedam, secondFactor: false, Role.Administrator));
        var page = await els.Page(Setup);
        var own = await Refusal.Says(await anna.Post(Setup, ("sleutel", TicketOn(page)), ("code", CodeFor(KeyOn(page)))), AccessProblems.SetupExpired.Of());
        Assert.NotEqual(KeyOn(page), KeyOn(own));

        installation.Time.Advance(TimeSpan.FromMinutes(31));
        await Refusal.Says(await els.Post(Setup, ("sleutel", TicketOn(page)), ("code", CodeFor(KeyOn(page)))), AccessProblems.SetupExpired.Of());
        Assert.False((await AccountOf(anna.Person!)).SecondFactorOn || (await AccountOf(els.Person!)).SecondFactorOn);
    }

    [Fact]
    public async Task A_recovery_code_opens_once_and_a_renewed_list_replaces_the_old_one()
    {
        var person = await people.Add("Anna de Wit", People.Zonnedam, Role.Administrator);
        using var anna = await people.SignIn(person);
        var old = await Codes(await anna.Post("/bureau/mijn-account/herstelcodes"));
        var codes = await Codes(await anna.Post("/bureau/mijn-account/herstelcodes"));
        Assert.Equal(10, codes.Count);

        using var lost = people.Nobody();
        await lost.Post("/aanmelden", ("mailadres", person.Email), ("wachtwoord", person.Password));
        await Refusal.Says(await lost.Post("/aanmelden/herstelcode", ("code", old[0])), AccessProblems.RecoveryCodeFailed.Of().At("code"));
        Assert.Equal("/bureau", (await lost.Post("/aanmelden/herstelcode", ("code", codes[0].ToLowerInvariant()))).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await lost.Get("/bureau/GM9001/accounts")).StatusCode);

        using var twice = people.Nobody();
        await twice.Post("/aanmelden", ("mailadres", person.Email), ("wachtwoord", person.Password));
        await Refusal.Says(await twice.Post("/aanmelden/herstelcode", ("code", codes[0])), AccessProblems.RecoveryCodeFailed.Of().At("code"));
        Assert.Contains("9 herstelcodes", (await lost.Page("/bureau/mijn-account")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_phone_makes_the_old_one_useless()
    {
        var person = await people.Add("Anna de Wit", People.Zonnedam, Role.Administrator);
        using var anna = await people.SignIn(person);
        var page = await anna.Page(Setup);
        await anna.Post(Setup, ("sleutel", TicketOn(page)), ("code", CodeFor(KeyOn(page))));
        installation.Time.Advance(TimeSpan.FromMinutes(5));

        using var again = people.Nobody();
        await again.Post("/aanmelden", ("mailadres", person.Email), ("wachtwoord", person.Password));
        Assert.Equal(HttpStatusCode.BadRequest, (await again.Post("/aanmelden/code", ("code", CodeFor(person.FactorKey!)))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await again.Post("/aanmelden/code", ("code", CodeFor(KeyOn(page))))).StatusCode);
    }

    [Fact]
    public async Task An_administrator_wipes_a_lost_factor_and_the_person_hears_of_it()
    {
        var els = await people.Add("Els Bakker", People.Zonnedam, Role.Fieldwork);
        using var session = await people.SignIn(els);
        using var anna = await people.Anna(Role.Administrator);
        Assert.Equal(HttpStatusCode.Redirect, (await anna.Post($"/bureau/GM9001/accounts/{els.Id}/tweede-stap-wissen")).StatusCode);
        Assert.Contains("tweede stap", (await new Mailbox(installation).To(els.Email)).Subject, StringComparison.Ordinal);
        Assert.StartsWith("/aanmelden", (await session.Get("/bureau")).Headers.Location!.OriginalString, StringComparison.Ordinal);

        using var again = await people.SignIn(els with { FactorKey = null });
        Assert.StartsWith(Setup, (await again.Get("/bureau/GM9001/accounts")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Tweede stap gewist", (await anna.Page("/bureau/GM9001/logboek")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_the_key_nor_the_codes_nor_the_mail_address_stand_in_the_database_as_they_are()
    {
        var person = await people.Add("Anna de Wit", People.Zonnedam, Role.Administrator);
        using var anna = await people.SignIn(person);
        var codes = await Codes(await anna.Post("/bureau/mijn-account/herstelcodes"));
        var account = await AccountOf(person);
        var stored = string.Join(
            '\n', account.RecoveryCodes, account.EmailIndex, account.PasswordHash, account.Name,
            System.Text.Encoding.Latin1.GetString(account.SealedEmail), System.Text.Encoding.Latin1.GetString(account.SealedSecondFactor!));
        Assert.DoesNotContain(person.FactorKey!, stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(person.Email, stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(person.Password, stored, StringComparison.OrdinalIgnoreCase);
        Assert.All(codes, code => Assert.DoesNotContain(code, stored, StringComparison.OrdinalIgnoreCase));
    }

    private static string KeyOn(IHtmlDocument page) => page.QuerySelector("#sleutel")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    private static string TicketOn(IHtmlDocument page) => page.QuerySelector<IHtmlInputElement>("input[name=sleutel]")!.Value;

    private static async Task<IReadOnlyList<string>> Codes(HttpResponseMessage answer) =>
        [.. (await Visitor.Read(answer)).QuerySelectorAll("#herstelcodes li").Select(item => item.TextContent)];

    private string CodeFor(string key) => AuthenticatorCodes.CodeAt(key, installation.Time.Now());

    private async Task<Account> AccountOf(Person person)
    {
        await using var store = installation.Services.GetRequiredService<StoreFactory>().Open<WhoStore>(StoreScope.Of(person.Home.OrganisationId), StoreAccess.Read);
        return await store.Set<Account>().SingleAsync(account => account.Id == person.Id);
    }
}

public sealed class The_second_factor_on_SQLite(SqliteInstallation installation) : The_second_factor(installation), IClassFixture<SqliteInstallation>;

public sealed class The_second_factor_on_PostgreSQL(PostgresInstallation installation) : The_second_factor(installation), IClassFixture<PostgresInstallation>;
