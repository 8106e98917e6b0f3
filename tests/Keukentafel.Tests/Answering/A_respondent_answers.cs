// The whole road of a respondent over HTTP: from the link to "dank u wel", with everything a person may do on the way.
using System.Net;
using Keukentafel.Answering;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Answering;

public abstract class A_respondent_answers
{
    private readonly Installation installation;

    protected A_respondent_answers(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task From_the_link_to_thank_you_every_answer_is_kept()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);

        var page = await anna.OpenLink(round.Code);
        Assert.Equal("welkom", page.Name);
        Assert.Contains("14 april 2025", page.Text, StringComparison.Ordinal);
        page = await page.Next();
        for (var question = 1; question <= 10; question++)
        {
            Assert.Equal("vraag", page.Name);
            Assert.Contains($"Vraag {question} van 10", page.Text, StringComparison.Ordinal);
            page = await page.Answer(question % 2 + 1);
        }

        Assert.Equal("controle", page.Name);
        Assert.Equal("bedankt", (await page.Send()).Name);

        var (response, answers) = await round.Response();
        Assert.Equal(10, answers.Count);
        Assert.Equal(2, answers["CEO01"]);
        Assert.Equal(1, answers["CEO10"]);
        Assert.True(response.Sent);
        Assert.Equal(new DateOnly(2025, 3, 3), response.SentOn);
        Assert.Equal(Mode.Online, response.Mode);
        var @case = await round.CaseAfterCarrying();
        Assert.Equal("1.1", @case.Outcome);
        // The day stands with the response only: in two stores it would tie a name to an answer.
        Assert.Null(@case.OutcomeOn);
        Assert.True(@case.Stopped);
    }

    [Theory]
    [InlineData(null, "Vraag bij uw gemeente waar u een cliëntondersteuner vindt.")]
    [InlineData("MEE Zonnedam\n0123-456 000", "MEE Zonnedam\n0123-456 000")]
    public async Task The_last_page_tells_where_client_support_is_and_that_is_noted(string? support, string told)
    {
        var round = await AnsweringRound.With(installation);
        await round.Round.Change(async services =>
        {
            (await services.GetRequiredService<WhoStore>().Set<Keukentafel.Access.Organisation>().SingleAsync()).Support = support;
            return Done.It;
        });
        using var anna = new LinkVisitor(installation.Address);
        await (await (await anna.OpenLink(round.Code)).Next()).Answer(1);
        Assert.Null((await round.Response()).Response.SupportTold);

        var thanks = await (await anna.Open($"/i/{round.Code}?pagina=controle")).Send();

        Assert.Contains(told, thanks.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(support is not null, (await round.Response()).Response.SupportTold);
    }

    [Fact]
    public async Task Looking_changes_nothing()
    {
        var round = await AnsweringRound.With(installation);
        using var scanner = new LinkVisitor(installation.Address);

        foreach (var path in new[] { "", "?pagina=3", "?pagina=controle", "?pagina=99", "?pagina=niets" })
        {
            Assert.Equal(HttpStatusCode.OK, (await scanner.Open($"/i/{round.Code}{path}")).Status);
        }

        Assert.Empty(await round.Responses());
        Assert.Equal("welkom", (await scanner.OpenLink(round.Code)).Name);
    }

    [Fact]
    public async Task Who_comes_back_later_goes_on_where_he_was()
    {
        var round = await AnsweringRound.With(installation);
        using (var phone = new LinkVisitor(installation.Address))
        {
            var page = await (await phone.OpenLink(round.Code)).Next();
            page = await page.Answer(4);
            await page.Answer(5);
        }

        using var tablet = new LinkVisitor(installation.Address);
        var later = await tablet.OpenLink(round.Code.ToLowerInvariant());
        Assert.Contains("Vraag 3 van 10", later.Text, StringComparison.Ordinal);
        Assert.Equal("5", (await later.Back()).Chosen);
    }

    [Fact]
    public async Task Back_loses_nothing_that_was_chosen()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var second = await (await (await anna.OpenLink(round.Code)).Next()).Answer(1);

        var first = await second.Press("stap", "terug", ("CEO02", "3"));

        Assert.Equal("CEO01", first.Question);
        Assert.Equal("1", first.Chosen);
        Assert.Equal("3", (await first.Next()).Chosen);
        Assert.Equal("welkom", (await first.Back()).Name);
    }

    [Fact]
    public async Task The_back_button_of_the_browser_shows_the_page_before_with_its_answer()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var first = await (await anna.OpenLink(round.Code)).Next();
        var second = await first.Answer(2);

        var again = await anna.Open(first.Address.PathAndQuery);

        Assert.NotEqual(first.Address, second.Address);
        Assert.Equal("CEO01", again.Question);
        Assert.Equal("2", again.Chosen);
    }

    [Fact]
    public async Task A_question_may_be_left_open_and_is_named_kindly_on_the_check_page()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var page = await (await anna.OpenLink(round.Code)).Next();
        page = await page.Next();
        for (var question = 2; question <= 10; question++)
        {
            page = await page.Answer(1);
        }

        Assert.Equal("controle", page.Name);
        Assert.Contains("Eén vraag is nog niet ingevuld. Dat mag.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Alsnog invullen", page.Text, StringComparison.Ordinal);
        Assert.Equal(9, (await round.Response()).Answers.Count);
    }

    [Fact]
    public async Task An_answer_is_changed_from_the_check_page_and_back_again()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var page = await (await anna.OpenLink(round.Code)).Next();
        for (var question = 1; question <= 10; question++)
        {
            page = await page.Answer(1);
        }

        var change = page.Document.QuerySelectorAll(".antwoorden a")[2].GetAttribute("href")!;
        var third = await anna.Open(change);
        Assert.Equal("CEO03", third.Question);
        var check = await third.Answer(5);

        Assert.Equal("controle", check.Name);
        Assert.Contains("Helemaal niet mee eens", check.Text, StringComparison.Ordinal);
        Assert.Equal(5, (await round.Response()).Answers["CEO03"]);
    }

    [Fact]
    public async Task After_sending_nothing_changes_any_more()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var first = await (await anna.OpenLink(round.Code)).Next();
        var check = await anna.Open($"/i/{round.Code}?pagina=controle");
        await first.Answer(1);
        await check.Send();

        Assert.Equal("bedankt", (await first.Answer(5)).Name);
        Assert.Equal("bedankt", (await check.Send()).Name);
        Assert.Equal("bedankt", (await anna.OpenLink(round.Code)).Name);
        Assert.Equal("bedankt", (await anna.Open($"/i/{round.Code}?pagina=2")).Name);
        Assert.Equal(1, (await round.Response()).Answers["CEO01"]);
    }

    [Fact]
    public async Task Handing_in_a_page_twice_stores_it_once()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var first = await (await anna.OpenLink(round.Code)).Next();

        var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => first.Answer(2)));

        Assert.All(pages, page => Assert.Contains("Vraag 2 van 10", page.Text, StringComparison.Ordinal));
        var (response, answers) = await round.Response();
        Assert.Equal(2, response.Page);
        Assert.Equal(2, Assert.Single(answers).Value);
    }

    [Fact]
    public async Task Two_windows_at_once_do_no_harm()
    {
        var round = await AnsweringRound.With(installation);
        using var one = new LinkVisitor(installation.Address);
        using var other = new LinkVisitor(installation.Address);
        var left = await one.Open($"/i/{round.Code}?pagina=1");
        var right = await other.Open($"/i/{round.Code}?pagina=2");

        await Task.WhenAll(left.Answer(1), right.Answer(2));

        var answers = (await round.Response()).Answers;
        Assert.Equal(1, answers["CEO01"]);
        Assert.Equal(2, answers["CEO02"]);
    }

    [Theory]
    [InlineData(4, "2.12")]
    [InlineData(5, "1.2")]
    [InlineData(7, "1.2")]
    [InlineData(8, "1.1")]
    public async Task Who_does_not_send_counts_by_how_much_was_answered(int answered, string outcome)
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var page = await (await anna.OpenLink(round.Code)).Next();
        for (var question = 1; question <= answered; question++)
        {
            page = await page.Answer(1);
        }

        Assert.Equal(outcome, (await round.Response()).Response.Outcome);
        var @case = await round.CaseAfterCarrying();
        Assert.Equal(outcome, @case.Outcome);
        Assert.Equal(outcome == "1.1", @case.Stopped);
    }

    [Fact]
    public async Task A_page_without_any_answer_gives_no_outcome()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        await (await (await anna.OpenLink(round.Code)).Next()).Next();

        Assert.Null((await round.Response()).Response.Outcome);
        Assert.Null((await round.CaseAfterCarrying()).Outcome);
    }

    [Fact]
    public async Task Frame_variables_go_along_and_a_missing_one_is_unknown()
    {
        var round = await AnsweringRound.With(installation);
        await round.Change(row => row.FrameVariables = ["voorziening", "wijk"]);
        using var anna = new LinkVisitor(installation.Address);
        await (await (await anna.OpenLink(round.Code)).Next()).Answer(1);

        var values = await round.Round.Read(async services =>
            await services.GetRequiredService<WhatStore>().Set<FrameValue>().ToDictionaryAsync(value => value.Variable, value => value.Value));
        Assert.Equal("vervoer", values["voorziening"]);
        Assert.Equal("onbekend", values["wijk"]);
        Assert.Equal(2, values.Count);
    }

    [Fact]
    public async Task Enter_in_a_browser_that_sends_no_button_goes_on_but_never_sends()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var first = await (await anna.OpenLink(round.Code)).Next();
        var second = await anna.Post(first.Form.GetAttribute("action")!, first.Fields("stap", "verder", ("CEO01", "3")).Where(field => field.Name != "stap").ToArray());
        Assert.Contains("Vraag 2 van 10", second.Text, StringComparison.Ordinal);

        var check = await anna.Open($"/i/{round.Code}?pagina=controle");
        var still = await anna.Post(check.Form.GetAttribute("action")!, check.Fields("stap", "verzenden").Where(field => field.Name != "stap").ToArray());
        Assert.Equal("controle", still.Name);
        Assert.False((await round.Response()).Response.Sent);
    }
}

public sealed class A_respondent_answers_on_SQLite(SqliteInstallation installation) : A_respondent_answers(installation), IClassFixture<SqliteInstallation>;

public sealed class A_respondent_answers_on_PostgreSQL(PostgresInstallation installation) : A_respondent_answers(installation), IClassFixture<PostgresInstallation>;
