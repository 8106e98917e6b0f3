// From an invitation to a person who works here: by mail, once, for a while; also for who has an account elsewhere.
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Access;
using Keukentafel.Foundation;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Access;

public abstract class Inviting
{
    private const string Accounts = "/bureau/GM9001/accounts";
    private readonly Installation installation;
    private readonly People people;
    private readonly Mailbox mailbox;

    protected Inviting(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        (this.installation, people, mailbox) = (installation, new People(installation), new Mailbox(installation));
    }

    [Fact]
    public async Task An_invited_person_makes_an_account_sets_up_the_app_and_works()
    {
        using var anna = await people.Anna(Role.Administrator);
        await Invite(anna, "els@zonnedam.example", Role.Fieldwork);
        var mail = await mailbox.To("els@zonnedam.example");
        Assert.Equal("Uitnodiging om mee te werken aan het cliëntonderzoek van Zonnedam", mail.Subject);

        using var els = people.Nobody();
        Assert.Contains("veldwerk", (await els.Page(mail.Link)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var answer = await els.Post(mail.Link, ("naam", "Els Bakker"), ("wachtwoord", People.Password), ("nogmaals", People.Password));
        Assert.Equal("/bureau", answer.Headers.Location!.OriginalString);

        // Whoever sees contact data needs the app first.
        Assert.StartsWith("/bureau/tweede-stap", (await els.Get(Accounts)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        await SetUpApp(els);
        Assert.Equal(HttpStatusCode.Forbidden, (await els.Get(Accounts)).StatusCode);

        var list = await anna.Page(Accounts);
        Assert.Contains("Els Bakker", list.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("els@zonnedam.example", list.QuerySelectorAll("table").Skip(1).Select(table => table.TextContent).DefaultIfEmpty("").Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_works_once()
    {
        using var anna = await people.Anna(Role.Administrator);
        await Invite(anna, "een@zonnedam.example", Role.Reader);
        var link = (await mailbox.To("een@zonnedam.example")).Link;
        using var first = people.Nobody();
        using var second = people.Nobody();
        Assert.Equal(HttpStatusCode.Redirect, (await Accept(first, link)).StatusCode);
        await Refusal.Says(await Accept(second, link), AccessProblems.InvitationGone.Of());
        await Refusal.Says(await second.Get(link), AccessProblems.InvitationGone.Of());
    }

    [Fact]
    public async Task An_invitation_ends_after_a_week_when_withdrawn_and_when_replaced()
    {
        using var anna = await people.Anna(Role.Administrator);
        using var somebody = people.Nobody();
        await Invite(anna, "laat@zonnedam.example", Role.Reader);
        var late = (await mailbox.To("laat@zonnedam.example")).Link;
        await Invite(anna, "laat@zonnedam.example", Role.Researcher);
        var newer = (await mailbox.To("laat@zonnedam.example", atLeast: 2)).Link;
        Assert.Equal(HttpStatusCode.NotFound, (await somebody.Get(late)).StatusCode);

        var form = (await anna.Page(Accounts)).Forms.Single(form => form.Action.EndsWith("/intrekken", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Redirect, (await anna.Post(new Uri(form.Action).AbsolutePath)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await somebody.Get(newer)).StatusCode);

        await Invite(anna, "laat@zonnedam.example", Role.Reader);
        var last = (await mailbox.To("laat@zonnedam.example", atLeast: 3)).Link;
        Assert.Equal(HttpStatusCode.OK, (await somebody.Get(last)).StatusCode);
        installation.Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(HttpStatusCode.NotFound, (await somebody.Get(last)).StatusCode);
    }

    [Fact]
    public async Task A_weak_password_is_told_and_the_name_stays_in_the_form()
    {
        using var anna = await people.Anna(Role.Administrator);
        await Invite(anna, "zwak@zonnedam.example", Role.Reader);
        var link = (await mailbox.To("zwak@zonnedam.example")).Link;
        using var somebody = people.Nobody();
        var answer = await somebody.Post(link, ("naam", "Zwaantje"), ("wachtwoord", "welkomwelkom"), ("nogmaals", "welkomwelkom"));
        var page = await Refusal.Says(answer, AccessProblems.PasswordTooCommon.Of().At("wachtwoord"));
        Assert.Equal("Zwaantje", page.QuerySelector<IHtmlInputElement>("input[name=naam]")!.Value);
        Assert.Equal(HttpStatusCode.Redirect, (await Accept(somebody, link)).StatusCode);
    }

    [Fact]
    public async Task Somebody_of_a_bureau_takes_a_role_in_a_municipality_with_the_account_that_is_there()
    {
        var carla = await people.Add("Carla Smit", "onderzoekers", Role.Researcher);
        using var anna = await people.Anna(Role.Administrator);
        await Invite(anna, carla.Email, Role.Researcher);
        var link = (await mailbox.To(carla.Email)).Link;

        // Not without signing in, and not as somebody else.
        using var visitor = people.Nobody();
        Assert.Contains("Er is al een account", (await visitor.Page(link)).Body!.TextContent, StringComparison.Ordinal);
        using var bram = await people.Bram(Role.Reader);
        await Refusal.Says(await bram.Post(link), AccessProblems.InvitationOfSomebodyElse.Of());
        Assert.Equal("/bureau/GM9002", (await bram.Get("/bureau")).Headers.Location!.OriginalString);

        using var signedIn = await people.SignIn(carla);
        Assert.Equal(HttpStatusCode.Redirect, (await signedIn.Post(link)).StatusCode);
        Assert.Equal(["Bureau onderzoekers", "Zonnedam"], (await signedIn.Page("/bureau")).QuerySelectorAll("main li a").Select(entry => entry.TextContent));
        Assert.Contains("(andere organisatie)", (await anna.Page(Accounts)).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Reader", "mailadres")]
    [InlineData("geen mailadres", "Reader", "mailadres")]
    [InlineData("a@b@zonnedam.example", "Reader", "mailadres")]
    [InlineData("fout@zonnedam.example", "Koning", "rollen")]
    public async Task A_wrong_invitation_is_told_at_its_field_and_sends_nothing(string email, string role, string field)
    {
        using var anna = await people.Anna(Role.Administrator);
        var answer = await anna.Post(Accounts + "/uitnodigingen", ("mailadres", email), ("rollen", role));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull((await Visitor.Read(answer)).QuerySelector($".notice.wrong a[href='#veld-{field}']"));
        Assert.Empty(mailbox.Of("fout@zonnedam.example"));
    }

    [Fact]
    public async Task Everything_wrong_with_an_invitation_is_told_at_once_and_what_was_typed_stays()
    {
        using var anna = await people.Anna(Role.Administrator);
        var page = await Refusal.Says(
            await anna.Post(Accounts + "/uitnodigingen", ("mailadres", "els@nergens")),
            AccessProblems.NotAnEmail.Of("Mailadres").At("mailadres"), AccessProblems.NoRole.Of().At("rollen"));
        Assert.Equal("els@nergens", page.QuerySelector<IHtmlInputElement>("input[name=mailadres]")!.Value);
        Assert.DoesNotContain("els@nergens", (await anna.Page(Accounts)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_works_here_is_not_invited_again()
    {
        using var anna = await people.Anna(Role.Administrator);
        var answer = await anna.Post(Accounts + "/uitnodigingen", ("mailadres", anna.Person!.Email), ("rollen", "Reader"));
        var page = await Refusal.Says(answer, AccessProblems.AlreadyMember.Of("Anna de Wit").At("mailadres"));
        Assert.Equal(anna.Person.Email, page.QuerySelector<IHtmlInputElement>("input[name=mailadres]")!.Value);
        Assert.NotNull(page.QuerySelector("input[name=rollen][value=Reader][checked]"));
        Assert.Empty(mailbox.Of(anna.Person.Email));
    }

    private async Task SetUpApp(Visitor visitor)
    {
        var page = await visitor.Page("/bureau/tweede-stap");
        var key = page.QuerySelector("#sleutel")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var ticket = page.QuerySelector<IHtmlInputElement>("input[name=sleutel]")!.Value;
        var answer = await visitor.Post("/bureau/tweede-stap", ("sleutel", ticket), ("code", AuthenticatorCodes.CodeAt(key, installation.Time.Now())));
        Assert.Equal(10, (await Visitor.Read(answer)).QuerySelectorAll("#herstelcodes li").Length);
    }

    private static async Task Invite(Visitor administrator, string email, Role role) =>
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.Post(Accounts + "/uitnodigingen", ("mailadres", email), ("rollen", role.ToString()))).StatusCode);

    private static Task<HttpResponseMessage> Accept(Visitor visitor, string link) =>
        visitor.Post(link, ("naam", "Els Bakker"), ("wachtwoord", People.Password), ("nogmaals", People.Password));
}

public sealed class Inviting_on_SQLite(SqliteInstallation installation) : Inviting(installation), IClassFixture<SqliteInstallation>;

public sealed class Inviting_on_PostgreSQL(PostgresInstallation installation) : Inviting(installation), IClassFixture<PostgresInstallation>;
