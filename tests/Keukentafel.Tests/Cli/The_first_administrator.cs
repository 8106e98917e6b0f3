// ./keukentafel account add
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Keukentafel.Access;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Cli;

public abstract class The_first_administrator
{
    private readonly Installation installation;
    private readonly People people;

    protected The_first_administrator(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        (this.installation, people) = (installation, new People(installation));
    }

    [Fact]
    public async Task Gets_a_link_that_works_once_and_leads_to_the_accounts_of_the_municipality()
    {
        var (code, output, error) = await Add("--organisation-code", "GM0014", "--email", "beheerder@groningen.example");
        Assert.Equal((0, ""), (code, error));
        var link = new Uri(Regex.Match(output, @"http\S+").Value).AbsolutePath;
        Assert.Contains("t/m", output.Replace("tot en met", "t/m", StringComparison.Ordinal), StringComparison.Ordinal);

        using var visitor = people.Nobody();
        Assert.Contains("Groningen", (await visitor.Page(link)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Post(link, ("naam", "Gerda"), ("wachtwoord", People.Password), ("nogmaals", People.Password))).StatusCode);
        Assert.StartsWith("/bureau/tweede-stap", (await visitor.Get("/bureau/GM0014/accounts")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var second = people.Nobody();
        Assert.Equal(HttpStatusCode.NotFound, (await second.Get(link)).StatusCode);
    }

    [Fact]
    public async Task Comes_to_an_organisation_that_exists_when_nobody_else_can()
    {
        using var anna = await people.Anna(Role.Administrator);
        var (code, output, _) = await Add("--organisation-code", People.Zonnedam, "--email", "nieuw@zonnedam.example", "--json");
        Assert.Equal(0, code);
        using var answer = JsonDocument.Parse(output);
        Assert.Equal("GM9001", answer.RootElement.GetProperty("organisation").GetString());
        using var visitor = people.Nobody();
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get(new Uri(answer.RootElement.GetProperty("address").GetString()!).AbsolutePath)).StatusCode);
        Assert.Contains("nieuw@zonnedam.example", (await anna.Page("/bureau/GM9001/accounts")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_bureau_needs_a_code_and_a_name()
    {
        Assert.Equal(0, (await Add("--kind", "bureau", "--organisation-code", "onderzoekers", "--organisation-name", "De Onderzoekers", "--email", "x@onderzoekers.example")).Code);
        var (code, _, error) = await Add("--kind", "bureau", "--organisation-code", "naamloos", "--email", "x@onderzoekers.example");
        Assert.Equal(1, code);
        Assert.StartsWith("organisatie.geen-naam:", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("organisatie.naam:", "--organisation-code", "GM9077", "--organisation-name", " ", "--email", "x@groningen.example")]
    [InlineData("organisatie.onbekende-gemeente:", "--organisation-code", "GM0001", "--email", "x@groningen.example")]
    [InlineData("organisatie.geen-naam:", "--organisation-code", "GM9077", "--email", "x@groningen.example")]
    [InlineData("organisatie.bureaucode:", "--kind", "bureau", "--organisation-code", "mijn-account", "--organisation-name", "X", "--email", "x@groningen.example")]
    [InlineData("account.geen-mailadres: --email", "--organisation-code", "GM0034", "--email", "nergens")]
    public async Task What_cannot_be_is_refused_with_its_code(string text, params string[] args)
    {
        var (code, output, error) = await Add(args);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith(text, error, StringComparison.Ordinal);
        await using var store = installation.Services.GetRequiredService<StoreFactory>().Open<WhoStore>(StoreScope.Installation, StoreAccess.Read);
        Assert.DoesNotContain(await store.Set<Organisation>().Select(organisation => organisation.Code).ToListAsync(), code => args.Contains(code));
    }

    [Theory]
    [InlineData("--organisation-name", "Ander Zonnedam")]
    [InlineData("--kind", "bureau", "--organisation-name", "Zonnedam")]
    public async Task Of_an_organisation_that_is_something_else_is_refused(params string[] args)
    {
        await people.OrganisationOf(People.Zonnedam);
        var (code, output, error) = await Add(["--organisation-code", People.Zonnedam, "--email", "nieuw@zonnedam.example", .. args]);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("organisatie.anders: De organisatie GM9001 is er al, als gemeente met de naam ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_the_code_taken_when_somebody_else_was_first()
    {
        await people.OrganisationOf(People.Zonnedam);
        var refused = await installation.Pipeline.Change<WhoStore, Organisation>(
            Caller.Installation, right: null, services => services.GetRequiredService<AddOrganisation>().Handle(new NewOrganisation(People.Zonnedam, "Ander Zonnedam", OrganisationKind.Municipality)));
        Assert.Equal(OrganisationProblems.CodeTaken.Of(People.Zonnedam).Text, refused.Problem.Text);
    }

    [Fact]
    public async Task Wrong_usage_is_told()
    {
        var (code, _, error) = await Add("--organisation-code", "GM0014", "--email", "x@groningen.example", "--kind", "provincie");
        Assert.Equal(2, code);
        Assert.Contains("--kind: kies gemeente of bureau.", error, StringComparison.Ordinal);
        Assert.Equal(2, (await Add("--organisation-code", "GM0014")).Code);
    }

    private Task<(int Code, string Output, string Error)> Add(params string[] args)
    {
        string[] where = installation.Settings.Database is { } database
            ? ["--data", installation.Settings.DataFolder, "--database", database]
            : ["--data", installation.Settings.DataFolder];
        return Commands.Type(["account", "add", .. args, .. where]);
    }
}

public sealed class The_first_administrator_on_SQLite(SqliteInstallation installation) : The_first_administrator(installation), IClassFixture<SqliteInstallation>;

public sealed class The_first_administrator_on_PostgreSQL(PostgresInstallation installation) : The_first_administrator(installation), IClassFixture<PostgresInstallation>;
