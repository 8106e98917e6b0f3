// "Ik doe niet mee" and its like: one click stops the letters, one click undoes it, and nothing that was answered is lost by a wrong click.
using Keukentafel.Answering.Pages;
using Keukentafel.Fieldwork;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task Who_died_or_moved_is_not_drawn_for_a_later_round_until_it_is_undone()
    {
        var round = await AnsweringRound.With(installation, clients: 3);
        using var neighbour = new LinkVisitor(installation.Address);
        var left = await (await neighbour.OpenLink(round.Code)).Press("reden", LeaveReasons.Gone);
        Assert.Equal(2, await InFrame(round));

        var back = await left.Press("herstel", "ja");
        Assert.Equal(3, await InFrame(round));

        // Another reason is for this round only.
        await back.Press("reden", LeaveReasons.Gone);
        await (await neighbour.OpenLink(round.Code)).Press("herstel", "ja");
        await (await neighbour.OpenLink(round.Code)).Press("reden", LeaveReasons.NotTakingPart);
        Assert.Equal(3, await InFrame(round));
    }

    [Fact]
    public async Task What_staff_say_of_a_client_stands_also_when_a_letter_is_answered_otherwise()
    {
        var round = await AnsweringRound.With(installation, clients: 2);
        await round.Round.Change(services => services.GetRequiredService<ChangeClient>().StopContact(ClientOf(round, services), NoContactReason.Unsafe));
        using var neighbour = new LinkVisitor(installation.Address);
        var left = await (await neighbour.OpenLink(round.Code)).Press("reden", LeaveReasons.Gone);
        await left.Press("herstel", "ja");

        Assert.Equal(1, await InFrame(round));
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

    private static Task<int> InFrame(AnsweringRound round) => round.Round.Read(async services =>
    {
        var members = 0;
        await foreach (var _ in services.GetRequiredService<Frame>().Of(round.Round.Delivery, []))
        {
            members++;
        }

        return members;
    });

    private static ClientId ClientOf(AnsweringRound round, IServiceProvider services)
    {
        var id = round.Cases[0].Id;
        return services.GetRequiredService<WhoStore>().Set<Case>().Single(one => one.Id == id).ClientId;
    }
}

public sealed class A_respondent_does_not_take_part_on_SQLite(SqliteInstallation installation) : A_respondent_does_not_take_part(installation), IClassFixture<SqliteInstallation>;

public sealed class A_respondent_does_not_take_part_on_PostgreSQL(PostgresInstallation installation) : A_respondent_does_not_take_part(installation), IClassFixture<PostgresInstallation>;
