// "Ik doe niet mee" and its like: one click stops the letters, one click undoes it, and nothing that was answered is lost by a wrong click.
using Keukentafel.Answering.Pages;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Answering;

public abstract class A_respondent_does_not_take_part
{
    private readonly Installation installation;

    protected A_respondent_does_not_take_part(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Theory]
    [InlineData(LeaveReasons.NotTakingPart, "2.11")]
    [InlineData(LeaveReasons.NotForMe, "4.7")]
    [InlineData(LeaveReasons.Gone, "4.1")]
    public async Task One_click_stops_the_letters(string reason, string outcome)
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);

        var left = await (await anna.OpenLink(round.Code)).Press("reden", reason);

        Assert.Equal("gesloten", left.Name);
        Assert.Contains("Er komt over deze vragenlijst geen brief meer.", left.Text, StringComparison.Ordinal);
        var @case = await round.Case();
        Assert.Equal(outcome, @case.Outcome);
        Assert.True(@case.Stopped);
        Assert.Empty(await round.Responses());
        Assert.Equal("gesloten", (await anna.OpenLink(round.Code)).Name);
    }

    [Fact]
    public async Task One_click_undoes_it()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var left = await (await anna.OpenLink(round.Code)).Press("reden", LeaveReasons.NotTakingPart);

        var back = await left.Press("herstel", "ja");

        Assert.Equal("welkom", back.Name);
        var @case = await round.Case();
        Assert.Null(@case.Outcome);
        Assert.False(@case.Stopped);
        Assert.Equal("vraag", (await back.Next()).Name);
    }

    [Fact]
    public async Task Twice_is_as_once()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var welcome = await anna.OpenLink(round.Code);
        await welcome.Press("reden", LeaveReasons.NotTakingPart);
        var left = await welcome.Press("reden", LeaveReasons.NotTakingPart);
        await left.Press("herstel", "ja");
        await left.Press("herstel", "ja");

        Assert.Null((await round.Case()).Outcome);
    }

    [Fact]
    public async Task Answers_of_somebody_who_left_do_not_count_and_count_again_after_undo()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var page = await (await anna.OpenLink(round.Code)).Next();
        for (var question = 1; question <= 6; question++)
        {
            page = await page.Answer(1);
        }

        var left = await (await anna.Open($"/i/{round.Code}?pagina=welkom")).Press("reden", LeaveReasons.NotTakingPart);
        Assert.Contains("telt niet mee", left.Text, StringComparison.Ordinal);
        Assert.Equal("2.11", (await round.Response()).Response.Outcome);
        Assert.Equal("2.11", (await round.CaseAfterCarrying()).Outcome);

        // A page that was still open in another window is not taken in.
        Assert.Equal("gesloten", (await page.Answer(2)).Name);
        Assert.Equal(6, (await round.Response()).Answers.Count);

        var back = await left.Press("herstel", "ja");
        Assert.Contains("Vraag 7 van 10", back.Text, StringComparison.Ordinal);
        Assert.Equal("1.2", (await round.Response()).Response.Outcome);
        Assert.Equal("1.2", (await round.CaseAfterCarrying()).Outcome);
        Assert.False((await round.Case()).Stopped);
    }

    [Fact]
    public async Task Complete_answers_go_before_it()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var welcome = await anna.OpenLink(round.Code);
        var page = await welcome.Next();
        for (var question = 1; question <= 8; question++)
        {
            page = await page.Answer(1);
        }

        Assert.DoesNotContain("Ik doe niet mee", (await anna.Open($"/i/{round.Code}?pagina=welkom")).Text, StringComparison.Ordinal);
        var refused = await welcome.Press("reden", LeaveReasons.NotTakingPart);
        Assert.Contains("al ingevuld", refused.Alert, StringComparison.Ordinal);
        Assert.Equal("1.1", (await round.CaseAfterCarrying()).Outcome);
    }
}

public sealed class A_respondent_does_not_take_part_on_SQLite(SqliteInstallation installation) : A_respondent_does_not_take_part(installation), IClassFixture<SqliteInstallation>;

public sealed class A_respondent_does_not_take_part_on_PostgreSQL(PostgresInstallation installation) : A_respondent_does_not_take_part(installation), IClassFixture<PostgresInstallation>;
