// A run of everything that staff do at the door, with marked data; then a search through every log line for it.
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Access;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Access;

public abstract class Nothing_of_staff_in_logs
{
    private readonly Installation installation;

    protected Nothing_of_staff_in_logs(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task No_address_name_password_code_or_link_of_staff_is_logged()
    {
        var (people, mailbox) = (new People(installation), new Mailbox(installation));
        var person = await people.Add("Merkwaardige Naam", People.Zonnedam, Role.Administrator);
        using var anna = await people.SignIn(person);
        using var nobody = people.Nobody();
        await nobody.Post("/aanmelden", ("mailadres", "merkteken@zonnedam.example"), ("wachtwoord", "merkteken wachtwoord"));
        await nobody.Post("/aanmelden/wachtwoord-vergeten", ("mailadres", person.Email));
        var lost = (await mailbox.To(person.Email)).Link;
        await nobody.Get(lost);
        await nobody.Get("/aanmelden?terug=" + lost);
        await anna.Post("/bureau/GM9001/accounts/uitnodigingen", ("mailadres", "merkteken@zonnedam.example"), ("rollen", "Reader"));
        var invitation = (await mailbox.To("merkteken@zonnedam.example")).Link;
        await nobody.Post(invitation, ("naam", "Ander Merkteken"), ("wachtwoord", "merkteken wachtwoord"), ("nogmaals", "merkteken wachtwoord"));
        await anna.Get("/bureau/GM9001/accounts");
        var setup = await anna.Page("/bureau/tweede-stap");

        var marks = new[]
        {
            person.Email, person.Password, person.FactorKey!, "Merkwaardige", "merkteken", "Merkteken", lost.Split('/')[^1], invitation.Split('/')[^1],
            setup.QuerySelector("#sleutel")!.TextContent.Replace(" ", "", StringComparison.Ordinal), setup.QuerySelector<IHtmlInputElement>("input[name=sleutel]")!.Value,
        };
        Assert.NotEmpty(installation.Logs.Lines);
        Assert.All(installation.Logs.Lines, line => Assert.All(marks, mark => Assert.DoesNotContain(mark, line, StringComparison.OrdinalIgnoreCase)));
    }
}

public sealed class Nothing_of_staff_in_logs_on_SQLite(SqliteInstallation installation) : Nothing_of_staff_in_logs(installation), IClassFixture<SqliteInstallation>;

public sealed class Nothing_of_staff_in_logs_on_PostgreSQL(PostgresInstallation installation) : Nothing_of_staff_in_logs(installation), IClassFixture<PostgresInstallation>;
