// What the respondent's pages do not take, each with a Dutch text that helps and nothing stored.
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Answering;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Reply = Keukentafel.Design.Answer;

namespace Keukentafel.Tests.Answering;

public abstract class What_a_link_refuses
{
    private readonly Installation installation;

    protected What_a_link_refuses(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Theory]
    [InlineData("CEO01", "7")]
    [InlineData("CEO01", "ja")]
    [InlineData("CEO01", "-1")]
    [InlineData("CEO05", "1")]
    public async Task An_answer_that_is_not_on_the_page(string question, string option)
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var first = await (await anna.OpenLink(round.Code)).Next();

        var refused = await first.Press("stap", "verder", (question, option));

        if (question == "CEO01")
        {
            SaysAtTheQuestion(refused, "Dit antwoord staat niet bij deze vraag.");
        }
        else
        {
            Says(refused, AnsweringProblems.OtherQuestion.Of());
        }

        Assert.Equal("CEO01", refused.Question);
        Assert.Empty(await round.Responses());
    }

    [Fact]
    public async Task An_option_that_only_another_question_has()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        await (await anna.OpenLink(round.Code)).Next();
        var yesOrNo = await anna.Open($"/i/{round.Code}?pagina=5");

        var refused = await yesOrNo.Answer(3);

        SaysAtTheQuestion(refused, "Dit antwoord staat niet bij deze vraag.");
        Assert.Empty(await round.Responses());
    }

    [Fact]
    public async Task A_form_whose_seal_was_changed_or_belongs_elsewhere()
    {
        var round = await AnsweringRound.With(installation, clients: 2);
        using var anna = new LinkVisitor(installation.Address);
        var mine = await anna.Open($"/i/{round.Cases[0].Code}?pagina=1");
        var second = await anna.Open($"/i/{round.Cases[0].Code}?pagina=2");
        var other = await anna.Open($"/i/{round.Cases[1].Code}?pagina=1");
        var fields = mine.Fields("stap", "verder", ("CEO01", "1"));

        foreach (var seal in new[] { null, "", "1.", "99.abc", Seal(second), Seal(other), Seal(mine) + "A", "x" + Seal(mine) })
        {
            var changed = fields.Where(field => field.Name != "zegel").Concat(seal is null ? [] : [("zegel", seal)]).ToArray();
            var refused = await anna.Post($"/i/{round.Cases[0].Code}", changed);
            Says(refused, AnsweringProblems.ForeignForm.Of());
            Assert.Contains("Ga verder met de vragenlijst", refused.Text, StringComparison.Ordinal);
        }

        Assert.Empty(await round.Responses());

        static string Seal(VisitedPage page) => page.Fields("stap", "verder").Single(field => field.Name == "zegel").Value;
    }

    [Fact]
    public async Task A_step_that_does_not_exist()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var first = await anna.Open($"/i/{round.Code}?pagina=1");
        var fields = first.Fields("stap", "verder", ("CEO01", "1")).Select(field => field.Name == "stap" ? ("stap", "vernietig") : field).ToArray();

        var refused = await anna.Post($"/i/{round.Code}", fields);
        Says(refused, AnsweringProblems.UnknownStep.Of());
        Assert.Equal("CEO01", refused.Question);
        Assert.Empty(await round.Responses());
    }

    [Fact]
    public async Task A_form_that_cannot_be_read()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        Says(await anna.Post($"/i/{round.Code}", [.. Enumerable.Range(0, 3000).Select(number => ($"a{number}", "1"))]), AnsweringProblems.ForeignForm.Of());

        using var http = new HttpClient { BaseAddress = installation.Address };
        using var broken = new StringContent("--grens\r\nContent-Disposition: form-data; name=\"pagina\"\r\n\r\n1");
        broken.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=grens");
        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsync($"/i/{round.Code}", broken)).StatusCode);
        Assert.Empty(await round.Responses());
    }

    [Fact]
    public async Task The_head_of_a_page_alone_is_no_refusal()
    {
        var round = await AnsweringRound.With(installation);
        using var http = new HttpClient { BaseAddress = installation.Address };
        using var head = new HttpRequestMessage(HttpMethod.Head, $"/i/{round.Code}");
        using var answer = await http.SendAsync(head);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Anything_but_a_form()
    {
        var round = await AnsweringRound.With(installation);
        using var http = new HttpClient { BaseAddress = installation.Address };
        using var json = new StringContent("{\"CEO01\":1}", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsync($"/i/{round.Code}", json)).StatusCode);
        using var large = new StringContent(new string('a', 3_000_000), System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await http.PostAsync($"/i/{round.Code}", large);
        Says(await VisitedPage.Of(null!, answer), AnsweringProblems.TooMuch.Of());
        Assert.Empty(await round.Responses());
    }

    [Theory]
    [InlineData(RoundStatus.Drawn, "nog niet open")]
    [InlineData(RoundStatus.Planned, "nog niet open")]
    [InlineData(RoundStatus.Closed, "De vragenlijst is gesloten")]
    public async Task A_round_that_is_not_open(RoundStatus status, string text)
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var first = await anna.Open($"/i/{round.Code}?pagina=1");
        await round.Set(status);

        Assert.Equal("gesloten", (await anna.OpenLink(round.Code)).Name);
        var late = await first.Answer(1);
        Assert.Equal("gesloten", late.Name);
        Assert.Contains(text, late.Heading + late.Text, StringComparison.Ordinal);
        Assert.Contains("(0599) 12 34 56", late.Text, StringComparison.Ordinal);
        Assert.Empty(await round.Responses());
    }

    [Fact]
    public async Task Answers_after_the_closing_date()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var first = await anna.Open($"/i/{round.Code}?pagina=1");
        await round.Change(row => row.ClosesOn = new DateOnly(2025, 3, 3));
        Assert.Equal("vraag", (await first.Answer(1)).Name);

        await round.Change(row => row.ClosesOn = new DateOnly(2025, 3, 2));

        var late = await first.Answer(2);
        Assert.Equal("gesloten", late.Name);
        Assert.Contains("2 maart 2025", late.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await round.Response()).Answers["CEO01"]);
    }

    public static TheoryData<string, string> Mistyped => new()
    {
        { "2222", AnsweringProblems.WrongLength.Of(12).Text },
        { "2222-2222-222O", AnsweringProblems.WrongSign.Of("2 3 4 5 6 7 8 9 A C D E F H J K M N P R T V W X Y").Text },
        { "2222-2222-2223", AnsweringProblems.Mistyped.Text },
    };

    [Theory]
    [MemberData(nameof(Mistyped))]
    public async Task A_mistyped_code_says_what_to_do_and_stays_in_the_field(string code, string text)
    {
        using var anna = new LinkVisitor(installation.Address);
        var page = await anna.OpenLink(code);
        Assert.Equal((HttpStatusCode.NotFound, text), (page.Status, page.Alert));
        Assert.Equal(code, page.Document.QuerySelector<IHtmlInputElement>("input[name=code]")!.Value);

        // However often.
        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await anna.OpenLink(code)).Status);
        }
    }

    [Fact]
    public async Task Guessing_is_held_up_after_thirty_codes_and_a_right_code_never()
    {
        var round = await AnsweringRound.With(installation);
        var secrets = installation.Services.GetRequiredService<ISecrets>();
        using var guesser = new LinkVisitor(installation.Address);
        for (var i = 0; i < 30; i++)
        {
            Says(await guesser.OpenLink(AccessCodeFormat.Make(secrets)), AnsweringProblems.UnknownCode.Of());
        }

        var held = await guesser.OpenLink(AccessCodeFormat.Make(secrets));
        Says(held, AnsweringProblems.TooManyCodes.Of());
        Assert.NotNull(held.Document.QuerySelector("input[name=code]"));
        Assert.Equal("welkom", (await guesser.OpenLink(round.Code)).Name);

        installation.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.NotFound, (await guesser.OpenLink(AccessCodeFormat.Make(secrets))).Status);
    }

    /// <summary>Above the page which question it is, at the question what is wrong; and the way to it.</summary>
    private static void SaysAtTheQuestion(VisitedPage page, string text)
    {
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.StartsWith("Er ging iets mis:", page.Document.Title, StringComparison.Ordinal);
        var link = Assert.Single(page.Document.QuerySelectorAll("[role=alert] a"));
        Assert.NotNull(page.Document.QuerySelector(link.GetAttribute("href")!));
        Assert.StartsWith(text, page.Document.QuerySelector(".fout")!.TextContent, StringComparison.Ordinal);
    }

    private static void Says(VisitedPage page, Problem problem) =>
        Assert.Equal((problem.Text, Reply.StatusOf(problem)), (page.Alert, (int)page.Status));
}

public sealed class What_a_link_refuses_on_SQLite(SqliteInstallation installation) : What_a_link_refuses(installation), IClassFixture<SqliteInstallation>;

public sealed class What_a_link_refuses_on_PostgreSQL(PostgresInstallation installation) : What_a_link_refuses(installation), IClassFixture<PostgresInstallation>;
