// A new password by mail: for whoever has an account, without telling who has.
using System.Net;
using Keukentafel.Access;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Access;

public abstract class Losing_the_password
{
    private const string Ask = "/aanmelden/wachtwoord-vergeten";
    private const string NewPassword = "zeven groene olifanten";
    private readonly Installation installation;
    private readonly People people;
    private readonly Mailbox mailbox;

    protected Losing_the_password(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        (this.installation, people, mailbox) = (installation, new People(installation), new Mailbox(installation));
    }

    [Fact]
    public async Task A_new_password_is_set_once_by_the_link_and_ends_every_session()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var session = await people.SignIn(anna);
        using var visitor = people.Nobody();
        Assert.Equal("/aanmelden", (await visitor.Post(Ask, ("mailadres", anna.Email))).Headers.Location!.OriginalString);
        var link = (await mailbox.To(anna.Email)).Link;
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get(link)).StatusCode);

        Assert.Equal("/aanmelden", (await Set(visitor, link, NewPassword)).Headers.Location!.OriginalString);
        Assert.StartsWith("/aanmelden", (await session.Get("/bureau")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        await Refusal.Says(await Set(visitor, link, "negen blauwe giraffen"), AccessProblems.PasswordLinkGone.Of());
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password))).StatusCode);
        Assert.Equal("/bureau", (await visitor.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", NewPassword))).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_answer_is_the_same_for_an_address_without_an_account()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var visitor = people.Nobody();
        var with = await visitor.Post(Ask, ("mailadres", anna.Email));
        var told = (await visitor.Page("/aanmelden")).QuerySelector("[role=status]")!.TextContent;
        var without = await visitor.Post(Ask, ("mailadres", "niemand@zonnedam.example"));
        Assert.Equal(told, (await visitor.Page("/aanmelden")).QuerySelector("[role=status]")!.TextContent);
        Assert.Equal((with.StatusCode, with.Headers.Location), (without.StatusCode, without.Headers.Location));
        await mailbox.To(anna.Email);
        Assert.Empty(mailbox.Of("niemand@zonnedam.example"));
    }

    [Fact]
    public async Task A_link_ends_after_an_hour_and_when_a_newer_one_is_asked()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var visitor = people.Nobody();
        await visitor.Post(Ask, ("mailadres", anna.Email));
        var first = (await mailbox.To(anna.Email)).Link;
        await visitor.Post(Ask, ("mailadres", anna.Email));
        var second = (await mailbox.To(anna.Email, atLeast: 2)).Link;
        await Refusal.Says(await visitor.Get(first), AccessProblems.PasswordLinkGone.Of());
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get(second)).StatusCode);
        installation.Time.Advance(TimeSpan.FromMinutes(61));
        await Refusal.Says(await Set(visitor, second, NewPassword), AccessProblems.PasswordLinkGone.Of());
        Assert.Equal("/bureau", (await visitor.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password))).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_new_password_that_will_not_do_is_told_at_its_field_and_the_link_stays_good()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var visitor = people.Nobody();
        await Refusal.Says(await visitor.Post(Ask, ("mailadres", "anna@nergens")), AccessProblems.NotAnEmail.Of("Mailadres").At("mailadres"));
        await visitor.Post(Ask, ("mailadres", anna.Email));
        var link = (await mailbox.To(anna.Email)).Link;
        var endless = string.Concat(Enumerable.Repeat("fiets paraplu ", 20));
        await Refusal.Says(await Set(visitor, link, "kort"), AccessProblems.PasswordTooShort.Of(4, PasswordRules.MinLength).At("wachtwoord"));
        await Refusal.Says(await Set(visitor, link, endless), AccessProblems.PasswordTooLong.Of(endless.Length, PasswordRules.MaxLength).At("wachtwoord"));
        await Refusal.Says(await Set(visitor, link, "abababababababab"), AccessProblems.PasswordTooSimple.Of().At("wachtwoord"));
        await Refusal.Says(await Set(visitor, link, "annadewit-2025"), AccessProblems.PasswordTooCommon.Of().At("wachtwoord"));
        await Refusal.Says(await visitor.Post(link, ("wachtwoord", NewPassword), ("nogmaals", "iets anders")), AccessProblems.PasswordsDiffer.Of().At("nogmaals"));
        Assert.Equal("/bureau", (await visitor.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password))).Headers.Location!.OriginalString);
        Assert.Equal("/aanmelden", (await Set(visitor, link, NewPassword)).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_new_password_does_not_replace_the_second_factor()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Administrator);
        using var visitor = people.Nobody();
        await visitor.Post(Ask, ("mailadres", anna.Email));
        await Set(visitor, (await mailbox.To(anna.Email)).Link, NewPassword);
        using var again = await people.SignIn(anna with { Password = NewPassword });
        Assert.Equal(HttpStatusCode.OK, (await again.Get("/bureau/GM9001/accounts")).StatusCode);
    }

    [Fact]
    public async Task The_same_address_gets_at_most_three_mails_in_a_quarter_of_an_hour()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var visitor = people.Nobody();
        for (var time = 0; time < 5; time++)
        {
            await visitor.Post(Ask, ("mailadres", anna.Email));
        }

        await mailbox.To(anna.Email, atLeast: 3);
        Assert.Equal(3, mailbox.Of(anna.Email).Count);
        installation.Time.Advance(TimeSpan.FromMinutes(16));
    }

    [Fact]
    public async Task A_new_password_also_ends_the_wait_after_wrong_guesses_of_somebody_else()
    {
        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var visitor = people.Nobody();
        for (var attempt = 0; attempt < 6; attempt++)
        {
            await visitor.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", "verkeerd wachtwoord"));
        }

        await visitor.Post(Ask, ("mailadres", anna.Email));
        await Set(visitor, (await mailbox.To(anna.Email)).Link, NewPassword);
        Assert.Equal("/bureau", (await visitor.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", NewPassword))).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Whoever_is_signed_in_changes_the_password_with_the_old_one_and_stays_signed_in_here_only()
    {
        var person = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var here = await people.SignIn(person);
        using var there = await people.SignIn(person);
        const string Change = "/bureau/mijn-account/wachtwoord";
        await Refusal.Says(await here.Post(Change, ("oud", "verkeerd wachtwoord"), ("wachtwoord", NewPassword), ("nogmaals", NewPassword)), AccessProblems.OldPasswordWrong.Of().At("oud"));
        await Refusal.Says(await here.Post(Change, ("oud", person.Password), ("wachtwoord", NewPassword), ("nogmaals", "iets anders")), AccessProblems.PasswordsDiffer.Of().At("nogmaals"));
        Assert.Equal(HttpStatusCode.OK, (await there.Get("/bureau/mijn-account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await here.Post(Change, ("oud", person.Password), ("wachtwoord", NewPassword), ("nogmaals", NewPassword))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/bureau/mijn-account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.Get("/bureau/mijn-account")).StatusCode);
    }

    private static Task<HttpResponseMessage> Set(Visitor visitor, string link, string password) =>
        visitor.Post(link, ("wachtwoord", password), ("nogmaals", password));
}

public sealed class Losing_the_password_on_SQLite(SqliteInstallation installation) : Losing_the_password(installation), IClassFixture<SqliteInstallation>;

public sealed class Losing_the_password_on_PostgreSQL(PostgresInstallation installation) : Losing_the_password(installation), IClassFixture<PostgresInstallation>;
