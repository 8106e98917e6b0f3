// What an administrator does with the people of the organisation, and cannot do to the last administrator or to somebody else's account.
using System.Net;
using Keukentafel.Access;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Access;

public abstract class The_team
{
    private readonly People people;

    protected The_team(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        people = new People(installation);
    }

    [Fact]
    public async Task Other_roles_hold_at_the_next_request()
    {
        using var anna = await people.Anna(Role.Administrator);
        var person = await people.Add("Els Bakker", People.Zonnedam, secondFactor: true, Role.Researcher);
        using var els = await people.SignIn(person);
        Assert.Equal(HttpStatusCode.Forbidden, (await els.Get("/bureau/GM9001/logboek")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await anna.Post(Of(person, "rollen"), ("rollen", "Administrator"), ("rollen", "Reader"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await els.Get("/bureau/GM9001/logboek")).StatusCode);
        Assert.Contains("van onderzoeker naar lezer, beheerder", (await anna.Page("/bureau/GM9001/logboek")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_keeps_at_least_one_role()
    {
        using var anna = await people.Anna(Role.Administrator);
        var els = await people.Add("Els Bakker", People.Zonnedam, Role.Reader);
        var answer = await anna.Post(Of(els, "rollen"));
        await Refusal.Says(answer, AccessProblems.NoRole.Of().At("rollen"));
        Assert.NotNull((await anna.Page($"/bureau/GM9001/accounts/{els.Id}")).QuerySelector("input[name=rollen][value=Reader][checked]"));
    }

    [Fact]
    public async Task Whoever_is_blocked_is_out_at_once_and_comes_back_when_released()
    {
        using var anna = await people.Anna(Role.Administrator);
        var person = await people.Add("Els Bakker", People.Zonnedam, Role.Reader);
        using var els = await people.SignIn(person);
        await anna.Post(Of(person, "blokkeren"));
        Assert.StartsWith("/aanmelden", (await els.Get("/bureau")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await els.Post("/aanmelden", ("mailadres", person.Email), ("wachtwoord", person.Password))).StatusCode);
        await anna.Post(Of(person, "vrijgeven"));
        Assert.Equal(HttpStatusCode.Redirect, (await els.Post("/aanmelden", ("mailadres", person.Email), ("wachtwoord", person.Password))).StatusCode);
    }

    [Fact]
    public async Task Whoever_is_removed_is_gone_but_the_audit_keeps_the_name_and_the_address_can_be_invited_anew()
    {
        using var anna = await people.Anna(Role.Administrator);
        var person = await people.Add("Els Bakker", People.Zonnedam, Role.Administrator);
        using var els = await people.SignIn(person);
        await anna.Post(Of(person, "verwijderen"));
        Assert.StartsWith("/aanmelden", (await els.Get("/bureau")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Email, (await anna.Page("/bureau/GM9001/accounts")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Els Bakker", (await anna.Page("/bureau/GM9001/logboek")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get($"/bureau/GM9001/accounts/{person.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await anna.Post("/bureau/GM9001/accounts/uitnodigingen", ("mailadres", person.Email), ("rollen", "Reader"))).StatusCode);
    }

    [Theory]
    [InlineData("rollen")]
    [InlineData("blokkeren")]
    [InlineData("verwijderen")]
    public async Task The_last_administrator_stays(string act)
    {
        var code = $"bureau-{act}";
        var person = await people.Add("Anna de Wit", code, Role.Administrator);
        using var anna = await people.SignIn(person);
        var answer = await anna.Post($"/bureau/{code}/accounts/{person.Id}/{act}", ("rollen", "Reader"));
        await Refusal.Says(answer, AccessProblems.LastAdministrator.Of("Anna de Wit"));
        Assert.Equal(HttpStatusCode.OK, (await anna.Get($"/bureau/{code}/accounts")).StatusCode);

        // With a second one it goes; a blocked administrator does not count as one.
        var second = await people.Add("Els Bakker", code, Role.Administrator);
        await anna.Post($"/bureau/{code}/accounts/{second.Id}/blokkeren");
        Assert.Equal(HttpStatusCode.Conflict, (await anna.Post($"/bureau/{code}/accounts/{person.Id}/{act}", ("rollen", "Reader"))).StatusCode);
        await anna.Post($"/bureau/{code}/accounts/{second.Id}/vrijgeven");
        Assert.Equal(HttpStatusCode.Redirect, (await anna.Post($"/bureau/{code}/accounts/{person.Id}/{act}", ("rollen", "Reader"))).StatusCode);
    }

    [Theory]
    [InlineData("blokkeren")]
    [InlineData("verwijderen")]
    public async Task The_last_administrator_of_another_organisation_stays(string act)
    {
        var elsewhere = $"elders-{act}";
        using var anna = await people.Anna(Role.Administrator);
        var carla = await people.Add("Carla Smit", People.Zonnedam, secondFactor: true, Role.Reader);
        await people.OrganisationOf(elsewhere);
        await people.Join(carla, elsewhere, Role.Administrator);

        var answer = await anna.Post(Of(carla, act));

        await Refusal.Says(answer, AccessProblems.LastAdministratorElsewhere.Of("Carla Smit", "Bureau " + elsewhere));
        using var visitor = await people.SignIn(carla);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get($"/bureau/{elsewhere}/accounts")).StatusCode);

        // With a second one there it goes.
        await people.Add("Els Bakker", elsewhere, Role.Administrator);
        Assert.Equal(HttpStatusCode.Redirect, (await anna.Post(Of(carla, act))).StatusCode);
    }

    [Fact]
    public async Task An_account_of_a_bureau_is_the_bureaus_only_its_roles_here_are_ours()
    {
        var carla = await people.Add("Carla Smit", "onderzoekers", secondFactor: true, Role.Researcher);
        await people.Join(carla, People.Zonnedam, Role.Researcher);
        using var anna = await people.Anna(Role.Administrator);
        foreach (var act in new[] { "blokkeren", "tweede-stap-wissen" })
        {
            await Refusal.Says(await anna.Post(Of(carla, act)), AccessProblems.OtherHome.Of("Carla Smit"));
        }

        // Neither blocked nor without her app.
        using var visitor = await people.SignIn(carla);
        Assert.Equal(HttpStatusCode.Redirect, (await anna.Post(Of(carla, "verwijderen"))).StatusCode);
        Assert.Equal("/bureau/onderzoekers", (await visitor.Get("/bureau")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Nobody_of_another_municipality_is_found_here()
    {
        var bram = await people.Add("Bram Postma", People.Noorderhaven, Role.Reader);
        using var anna = await people.Anna(Role.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get($"/bureau/GM9001/accounts/{bram.Id}")).StatusCode);
        foreach (var act in new[] { "rollen", "blokkeren", "vrijgeven", "tweede-stap-wissen", "verwijderen" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await anna.Post(Of(bram, act), ("rollen", "Reader"))).StatusCode);
        }

        using var visitor = await people.SignIn(bram);
        Assert.Equal("/bureau/GM9002", (await visitor.Get("/bureau")).Headers.Location!.OriginalString);
    }

    private static string Of(Person person, string act) => $"/bureau/GM9001/accounts/{person.Id}/{act}";
}

public sealed class The_team_on_SQLite(SqliteInstallation installation) : The_team(installation), IClassFixture<SqliteInstallation>;

public sealed class The_team_on_PostgreSQL(PostgresInstallation installation) : The_team(installation), IClassFixture<PostgresInstallation>;
