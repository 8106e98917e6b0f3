// Signing in over HTTP: who gets in, who does not, and what nobody may learn from it.
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Access;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Access;

public abstract class Signing_in
{
    private readonly Installation installation;
    private readonly People people;

    protected Signing_in(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        (this.installation, people) = (installation, new People(installation));
    }

    [Fact]
    public async Task A_reader_signs_in_with_a_password_and_arrives_at_the_own_organisation()
    {
        using var anna = await people.Anna(Role.Reader);
        Assert.Equal("/bureau/GM9001", (await anna.Get("/bureau")).Headers.Location!.OriginalString);
        Assert.Contains("Anna de Wit", (await anna.Page("/bureau/mijn-account")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_signs_in_with_a_code_too()
    {
        using var anna = await people.Anna(Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await anna.Get("/bureau/GM9001/accounts")).StatusCode);
    }

    [Fact]
    public async Task A_password_alone_does_not_open_contact_data_or_accounts()
    {
        using var halfway = people.Nobody();
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Administrator);
        await halfway.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password));
        Assert.StartsWith("/aanmelden?", (await halfway.Get("/bureau/GM9001/accounts")).Headers.Location!.OriginalString, StringComparison.Ordinal);

        using var without = await people.SignIn(await people.Add("Anna de Wit", People.Zonnedam, secondFactor: false, Role.Administrator));
        Assert.StartsWith("/bureau/tweede-stap?terug=", (await without.Get("/bureau/GM9001/accounts")).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_sent_to_sign_in_and_comes_back_to_where_it_was()
    {
        using var nobody = people.Nobody();
        Assert.Equal("/aanmelden?terug=%2Fbureau%2FGM9001%2Faccounts", (await nobody.Get("/bureau/GM9001/accounts")).Headers.Location!.OriginalString);

        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        var answer = await nobody.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password), ("terug", "/bureau/GM9001/accounts"));
        Assert.Equal("/bureau/GM9001/accounts", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("https://boos.example/")]
    [InlineData("//boos.example/")]
    [InlineData("/\\boos.example/")]
    public async Task Signing_in_leads_to_no_other_site(string address)
    {
        using var nobody = people.Nobody();
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        var answer = await nobody.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password), ("terug", address));
        Assert.Equal("/bureau", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_mail_address_is_found_whatever_its_capitals()
    {
        using var nobody = people.Nobody();
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        var answer = await nobody.Post("/aanmelden", ("mailadres", $" {anna.Email.ToUpperInvariant()} "), ("wachtwoord", anna.Password));
        Assert.Equal("/bureau", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_answer_does_not_tell_whether_an_account_exists_or_is_locked()
    {
        using var nobody = people.Nobody();
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var email in new[] { anna.Email, "niemand@zonnedam.example" })
        {
            for (var attempt = 0; attempt < 7; attempt++)
            {
                var answer = await nobody.Post("/aanmelden", ("mailadres", email), ("wachtwoord", "verkeerd wachtwoord"));
                var page = await Refusal.Says(answer, AccessProblems.SignInFailed.Of());
                texts.Add(page.QuerySelector("[role=alert] li")!.TextContent.Trim());
                Assert.Equal(email, page.QuerySelector<IHtmlInputElement>("input[name=mailadres]")!.Value);
            }
        }

        Assert.Equal(AccessProblems.SignInFailed.Text, Assert.Single(texts));
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_waits_a_quarter_of_an_hour()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var nobody = people.Nobody();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await nobody.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", "verkeerd wachtwoord"));
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await nobody.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password))).StatusCode);
        installation.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password))).StatusCode);
    }

    [Fact]
    public async Task Twenty_guesses_side_by_side_are_five_guesses_at_most()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var nobody = people.Nobody();
        await nobody.Page("/aanmelden");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => nobody.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", "verkeerd wachtwoord"))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
        Assert.DoesNotContain(installation.Logs.Lines, line => line.Contains("Exception", StringComparison.Ordinal));
        Assert.InRange(await WrongPasswords(anna), 1, Accounts.MaxFailedAttempts);
        installation.Time.Advance(TimeSpan.FromMinutes(16));
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_waits_too()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Administrator);
        using var visitor = people.Nobody();
        await visitor.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password));
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await Refusal.Says(await visitor.Post("/aanmelden/code", ("code", "000000")), AccessProblems.CodeFailed.Of().At("code"));
        }

        await Refusal.Says(await visitor.Post("/aanmelden/code", ("code", Code(anna))), AccessProblems.CodeFailed.Of().At("code"));
    }

    [Fact]
    public async Task A_second_step_that_took_too_long_or_lost_its_ground_begins_again_with_the_password()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Administrator);
        using var slow = people.Nobody();
        await slow.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password));
        installation.Time.Advance(TimeSpan.FromMinutes(11));
        var page = await Refusal.Says(await slow.Post("/aanmelden/code", ("code", Code(anna)), ("terug", "/bureau/GM9001/accounts")), AccessProblems.SignInAgain.Of());
        Assert.Equal("/bureau/GM9001/accounts", page.QuerySelector<IHtmlInputElement>("input[name=terug]")!.Value);
        Assert.NotNull(page.QuerySelector("input[name=wachtwoord]"));

        using var overtaken = people.Nobody();
        await overtaken.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password));
        using var elsewhere = await people.SignIn(anna);
        await elsewhere.Post("/bureau/mijn-account/overal-afmelden");
        await Refusal.Says(await overtaken.Post("/aanmelden/code", ("code", Code(anna))), AccessProblems.SignInAgain.Of());
        Assert.StartsWith("/aanmelden?", (await overtaken.Get("/bureau")).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_fifty_guesses_from_one_network_nobody_there_signs_in_for_a_quarter_of_an_hour()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Administrator);
        using var halfway = people.Nobody();
        await halfway.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password));
        using var guesser = people.Nobody();
        for (var attempt = 0; attempt < GuessBrake.PerNetwork; attempt++)
        {
            await guesser.Post("/aanmelden", ("mailadres", $"gok{attempt}@zonnedam.example"), ("wachtwoord", "verkeerd wachtwoord"));
        }

        var page = await Refusal.Says(await guesser.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password)), AccessProblems.TooManyGuesses.Of());
        Assert.Equal(anna.Email, page.QuerySelector<IHtmlInputElement>("input[name=mailadres]")!.Value);
        await Refusal.Says(await halfway.Post("/aanmelden/code", ("code", Code(anna))), AccessProblems.TooManyGuesses.Of().At("code"));
        installation.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Redirect, (await guesser.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password))).StatusCode);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Administrator);
        using var first = people.Nobody();
        using var second = people.Nobody();
        foreach (var visitor in new[] { first, second })
        {
            await visitor.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password));
        }

        Assert.Equal("/bureau", (await first.Post("/aanmelden/code", ("code", Code(anna)))).Headers.Location!.OriginalString);
        await Refusal.Says(await second.Post("/aanmelden/code", ("code", Code(anna))), AccessProblems.CodeFailed.Of().At("code"));
    }

    [Fact]
    public async Task Whoever_signs_out_is_out()
    {
        using var anna = await people.Anna(Role.Reader);
        Assert.Equal("/aanmelden", (await anna.Post("/afmelden")).Headers.Location!.OriginalString);
        Assert.StartsWith("/aanmelden?", (await anna.Get("/bureau")).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copied_cookie_opens_nothing_after_signing_out()
    {
        var person = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var anna = await people.SignIn(person);
        using var elsewhere = await people.SignIn(person);
        using var thief = anna.Copy();
        Assert.Equal("/bureau/GM9001", (await thief.Get("/bureau")).Headers.Location!.OriginalString);

        await anna.Post("/afmelden");

        Assert.StartsWith("/aanmelden", (await thief.Get("/bureau")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("/bureau/GM9001", (await elsewhere.Get("/bureau")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task After_twelve_hours_the_password_is_asked_again_however_busy_somebody_is()
    {
        using var anna = await people.Anna(Role.Reader);
        for (var request = 0; request < 14; request++)
        {
            installation.Time.Advance(TimeSpan.FromMinutes(50));
            Assert.Equal("/bureau/GM9001", (await anna.Get("/bureau")).Headers.Location!.OriginalString);
        }

        installation.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.StartsWith("/aanmelden", (await anna.Get("/bureau")).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_sessions_too()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var here = await people.SignIn(anna);
        using var there = await people.SignIn(anna);
        await here.Post("/bureau/mijn-account/overal-afmelden");
        Assert.StartsWith("/aanmelden?", (await there.Get("/bureau")).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_after_an_hour_without_a_request()
    {
        using var anna = await people.Anna(Role.Reader);
        installation.Time.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(HttpStatusCode.OK, (await anna.Get("/bureau/mijn-account")).StatusCode);
        installation.Time.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(HttpStatusCode.OK, (await anna.Get("/bureau/mijn-account")).StatusCode);
        installation.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Redirect, (await anna.Get("/bureau/mijn-account")).StatusCode);
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_script_and_other_sites()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var visitor = people.Nobody();
        var answer = await visitor.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), one => one.StartsWith("kt-sessie=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);

        // Behind a proxy with https, which the site believes on its own machine.
        visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        answer = await visitor.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password));
        cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), one => one.StartsWith("kt-sessie=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Somebody_of_a_bureau_chooses_among_the_municipalities()
    {
        var carla = await people.Add("Carla Smit", "onderzoekers", Role.Reader);
        await people.Join(carla, People.Zonnedam, Role.Reader);
        await people.Join(carla, People.Noorderhaven, Role.Researcher);
        using var visitor = await people.SignIn(carla);
        var page = await visitor.Page("/bureau");
        Assert.Equal(["Bureau onderzoekers", "Noorderhaven", "Zonnedam"], page.QuerySelectorAll("main li a").Select(link => link.TextContent));
    }

    /// <summary>How often a wrong password of somebody was looked at.</summary>
    private async Task<int> WrongPasswords(Person person)
    {
        await using var store = installation.Services.GetRequiredService<StoreFactory>().Open<WhoStore>(StoreScope.Of(person.Home.OrganisationId), StoreAccess.Read);
        return await store.Set<AuditEntry>().CountAsync(entry => entry.Act == "account.wrong-password" && entry.AccountId == person.Id);
    }

    private string Code(Person person) => AuthenticatorCodes.CodeAt(person.FactorKey!, installation.Time.Now());
}

public sealed class Signing_in_on_SQLite(SqliteInstallation installation) : Signing_in(installation), IClassFixture<SqliteInstallation>;

public sealed class Signing_in_on_PostgreSQL(PostgresInstallation installation) : Signing_in(installation), IClassFixture<PostgresInstallation>;
