// Signing in over HTTP: who gets in, who does not, and what nobody may learn from it.
using System.Net;
using Keukentafel.Access;
using Keukentafel.Tests.World;
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
        var page = await anna.Page("/bureau/GM9001");
        Assert.Equal("Zonnedam", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Anna de Wit", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_signs_in_with_a_code_too()
    {
        using var anna = await people.Anna(Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await anna.Get("/bureau/GM9001")).StatusCode);
    }

    [Fact]
    public async Task Another_municipality_does_not_exist()
    {
        await people.OrganisationOf(People.Noorderhaven);
        using var anna = await people.Anna(Role.Reader);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get("/bureau/GM9002")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get("/bureau/GM9999")).StatusCode);
    }

    [Fact]
    public async Task Nobody_is_sent_to_sign_in_and_comes_back_to_where_it_was()
    {
        using var nobody = people.Nobody();
        Assert.Equal("/aanmelden?terug=%2Fbureau%2FGM9001", (await nobody.Get("/bureau/GM9001")).Headers.Location!.OriginalString);

        var anna = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        var answer = await nobody.Post("/aanmelden", ("mailadres", anna.Email), ("wachtwoord", anna.Password), ("terug", "/bureau/GM9001"));
        Assert.Equal("/bureau/GM9001", answer.Headers.Location!.OriginalString);
    }
}

public sealed class Signing_in_on_SQLite(SqliteInstallation installation) : Signing_in(installation), IClassFixture<SqliteInstallation>;

public sealed class Signing_in_on_PostgreSQL(PostgresInstallation installation) : Signing_in(installation), IClassFixture<PostgresInstallation>;
