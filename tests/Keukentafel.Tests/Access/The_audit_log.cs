// The audit on screen: who did what, by act and period, page by page, for who may see it.
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Access;
using Keukentafel.Access.AuditLog;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Access;

public abstract class The_audit_log
{
    private readonly Installation installation;
    private readonly People people;

    protected The_audit_log(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        (this.installation, people) = (installation, new People(installation));
    }

    [Fact]
    public async Task It_shows_fifty_lines_a_page_newest_first_and_filters_by_act()
    {
        using var anna = await Administrator("logboek-een");
        await Note(anna.Person!, "proef.een", 120);
        await Note(anna.Person!, "proef.twee", 3);

        var first = await anna.Page("/bureau/logboek-een/logboek?soort=proef.een");
        Assert.Equal(50, first.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("120 regels, pagina 1 van 3", first.QuerySelector("p[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("nummer 119", first.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        var last = await anna.Page("/bureau/logboek-een/logboek?soort=proef.een&pagina=3");
        Assert.Equal(20, last.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(3, (await anna.Page("/bureau/logboek-een/logboek?soort=proef.twee")).QuerySelectorAll("tbody tr").Length);
        Assert.Equal("Aangemeld", first.QuerySelector("option[value='account.sign-in']")!.TextContent);
    }

    [Fact]
    public async Task A_period_holds_whole_Dutch_days()
    {
        var person = await people.Add("Anna de Wit", "logboek-twee", Role.Administrator);
        installation.Time.Set(new DateTimeOffset(2025, 6, 30, 21, 59, 0, TimeSpan.Zero)); // 23:59 on 30 June
        await Note(person, "proef.juni", 1);
        installation.Time.Set(new DateTimeOffset(2025, 6, 30, 22, 1, 0, TimeSpan.Zero)); // 00:01 on 1 July
        await Note(person, "proef.juli", 1);
        using var anna = await people.SignIn(person);

        var june = (await anna.Page("/bureau/logboek-twee/logboek?van=30-6-2025&tot=2025-06-30")).QuerySelector("tbody")!.TextContent;
        Assert.Contains("proef.juni", june, StringComparison.Ordinal);
        Assert.DoesNotContain("proef.juli", june, StringComparison.Ordinal);
        var july = (await anna.Page("/bureau/logboek-twee/logboek?van=1-7-2025")).QuerySelector("tbody")!.TextContent;
        Assert.Contains("proef.juli", july, StringComparison.Ordinal);
        Assert.DoesNotContain("proef.juni", july, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_that_cannot_be_is_told_at_its_field()
    {
        using var anna = await people.Anna(Role.Administrator);
        await Refusal.Says(await anna.Get("/bureau/GM9001/logboek?van=gisteren"), FormProblems.NotADate.Of("Van").At("van"));
        var page = await Refusal.Says(await anna.Get("/bureau/GM9001/logboek?van=2-7-2025&tot=1-7-2025"), AuditLogProblems.PeriodBackwards.Of().At("tot"));
        Assert.Equal(["2-7-2025", "1-7-2025"], page.QuerySelectorAll<IHtmlInputElement>("input[name=van], input[name=tot]").Select(input => input.Value));
    }

    [Fact]
    public async Task What_happens_in_one_municipality_is_not_in_the_log_of_another()
    {
        using var anna = await people.Anna(Role.Administrator);
        await Note(anna.Person!, "proef.zonnedam", 1);
        using var bram = await people.Bram(Role.Administrator);
        Assert.DoesNotContain("proef.zonnedam", (await bram.Page("/bureau/GM9002/logboek")).Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task<Visitor> Administrator(string code) => await people.SignIn(await people.Add("Anna de Wit", code, Role.Administrator));

    private async Task Note(Person person, string act, int times)
    {
        for (var number = 0; number < times; number++)
        {
            installation.Time.Advance(TimeSpan.FromMilliseconds(10));
            await installation.Pipeline.Change<WhoStore, Done>(
                Caller.Program(person.Home.OrganisationId) with { Account = person.Id }, right: null, services =>
                {
                    services.GetRequiredService<AuditTrail>().Note(act, "proef", $"nummer {number}");
                    return Task.FromResult<Result<Done>>(Done.It);
                });
        }
    }
}

public sealed class The_audit_log_on_SQLite(SqliteInstallation installation) : The_audit_log(installation), IClassFixture<SqliteInstallation>;

public sealed class The_audit_log_on_PostgreSQL(PostgresInstallation installation) : The_audit_log(installation), IClassFixture<PostgresInstallation>;
