// The keys of cookies and forms live in the store: a restart or a second node signs nobody out and voids no form.
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Access;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Access;

public abstract class Two_nodes
{
    private readonly Installation installation;
    private readonly People people;

    protected Two_nodes(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        (this.installation, people) = (installation, new People(installation));
    }

    [Fact]
    public async Task A_session_and_an_open_form_hold_at_the_next_node()
    {
        using var anna = await people.Anna(Role.Administrator);
        var token = (await anna.Page("/bureau/mijn-account")).QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;
        using var there = anna.At(installation.AnotherNode());
        Assert.Equal(HttpStatusCode.OK, (await there.Get("/bureau/GM9001/accounts")).StatusCode);

        using var form = new FormUrlEncodedContent([KeyValuePair.Create("naam", "Anna Zwart"), KeyValuePair.Create("__RequestVerificationToken", token)]);
        Assert.Equal(HttpStatusCode.Redirect, (await there.Http.PostAsync("/bureau/mijn-account/naam", form)).StatusCode);
        Assert.Contains("Anna Zwart", (await anna.Page("/bureau/mijn-account")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_at_one_node_lock_the_account_at_the_other()
    {
        var person = await people.Add("Anna de Wit", People.Zonnedam, Role.Reader);
        using var here = people.Nobody();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await here.Post("/aanmelden", ("mailadres", person.Email), ("wachtwoord", "verkeerd wachtwoord"));
        }

        using var there = new Visitor(installation.AnotherNode());
        Assert.Equal(HttpStatusCode.BadRequest, (await there.Post("/aanmelden", ("mailadres", person.Email), ("wachtwoord", person.Password))).StatusCode);
    }
}

public sealed class Two_nodes_on_SQLite(SqliteInstallation installation) : Two_nodes(installation), IClassFixture<SqliteInstallation>;

public sealed class Two_nodes_on_PostgreSQL(PostgresInstallation installation) : Two_nodes(installation), IClassFixture<PostgresInstallation>;
