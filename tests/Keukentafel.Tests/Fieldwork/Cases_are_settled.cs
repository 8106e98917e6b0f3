// A code is found from outside any organisation; outcomes and stops of a case may arrive twice and in any order.
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Fieldwork;

public abstract class Cases_are_settled
{
    private static readonly DateOnly Monday = new(2025, 3, 3);
    private static readonly DateOnly Tuesday = new(2025, 3, 4);
    private readonly Installation installation;

    protected Cases_are_settled(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task A_code_is_found_by_anybody_who_has_it_however_it_is_typed()
    {
        var round = await SmallRound.With(installation, clients: 3);
        var cases = await round.AddCases();

        var found = await Find(AccessCodeFormat.InGroups(cases[1].Code).ToLowerInvariant());

        Assert.Equal(new FoundCode(round.Organisation, round.Round, cases[1].Id), found);
    }

    [Fact]
    public async Task A_code_that_was_never_given_out_is_not_found() =>
        Assert.Null(await Find(AccessCodeFormat.Make(installation.Services.GetRequiredService<ISecrets>())));

    [Fact]
    public async Task The_code_does_not_stand_in_the_store()
    {
        var round = await SmallRound.With(installation, clients: 1);
        var (id, code) = (await round.AddCases())[0];

        var row = await round.Read(services => services.GetRequiredService<WhoStore>().Set<AccessCode>().SingleAsync(row => row.CaseId == id));

        Assert.DoesNotContain(code, row.CodeIndex, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(code, System.Text.Encoding.Latin1.GetString(row.Sealed!), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_erased_code_still_leads_to_its_round_but_cannot_be_printed()
    {
        var round = await SmallRound.With(installation, clients: 1);
        var (_, code) = (await round.AddCases())[0];
        await round.Change(async services => { await services.GetRequiredService<AccessCodes>().Erase(round.Round); return Done.It; });

        var printed = await round.Read(async services => services.GetRequiredService<AccessCodes>().Open(await services.GetRequiredService<WhoStore>().Set<AccessCode>().SingleAsync()));

        Assert.Null(printed);
        Assert.Equal(round.Round, (await Find(code))!.RoundId);
    }

    [Fact]
    public async Task An_outcome_that_arrives_twice_counts_once()
    {
        var (round, id) = await OneCase();
        await Settle(round, id, Outcome.Complete, Monday);
        await Settle(round, id, Outcome.Complete, Tuesday);

        var settled = await round.Case(id);
        Assert.Equal(("1.1", Monday, true), (settled.Outcome, settled.OutcomeOn, settled.Stopped));
    }

    [Fact]
    public async Task A_returned_letter_does_not_undo_an_answer()
    {
        var (round, id) = await OneCase();
        await Settle(round, id, Outcome.Partial, Monday);
        await Settle(round, id, Outcome.Returned, Tuesday);

        Assert.Equal("1.2", (await round.Case(id)).Outcome);
    }

    [Fact]
    public async Task An_answer_undoes_a_returned_letter()
    {
        var (round, id) = await OneCase();
        await Settle(round, id, Outcome.Returned, Monday);
        await Settle(round, id, Outcome.Partial, Tuesday);

        var settled = await round.Case(id);
        Assert.Equal(("1.2", false), (settled.Outcome, settled.Stopped));
    }

    [Theory]
    [InlineData(StopReason.NotTakingPart, "2.11")]
    [InlineData(StopReason.NotForMe, "4.7")]
    [InlineData(StopReason.Gone, "4.1")]
    public async Task Who_stops_gets_no_letters_and_can_come_back(StopReason reason, string outcome)
    {
        var (round, id) = await OneCase();
        await Settle(round, id, Outcome.Partial, Monday);
        await Stop(round, id, reason);
        await Stop(round, id, reason);
        var stopped = await round.Case(id);
        await UndoStop(round, id);
        await UndoStop(round, id);
        var back = await round.Case(id);

        Assert.Equal((outcome, true), (stopped.Outcome, stopped.Stopped));
        Assert.Equal(("1.2", Monday, false), (back.Outcome, back.OutcomeOn, back.Stopped));
    }

    [Fact]
    public async Task Changing_the_reason_of_a_stop_keeps_the_way_back()
    {
        var (round, id) = await OneCase();
        await Stop(round, id, StopReason.NotTakingPart);
        await Stop(round, id, StopReason.Gone);
        Assert.Equal("4.1", (await round.Case(id)).Outcome);
        await UndoStop(round, id);

        var back = await round.Case(id);
        Assert.Null(back.Outcome);
        Assert.False(back.Stopped);
    }

    [Fact]
    public async Task Unfinished_answers_that_arrive_after_a_stop_do_not_undo_it_but_are_there_when_it_is_undone()
    {
        var (round, id) = await OneCase();
        await Stop(round, id, StopReason.NotTakingPart);
        await Settle(round, id, Outcome.Partial, Tuesday);
        Assert.Equal("2.11", (await round.Case(id)).Outcome);

        await UndoStop(round, id);
        Assert.Equal("1.2", (await round.Case(id)).Outcome);
    }

    [Fact]
    public async Task Complete_answers_stand_whatever_was_said_before()
    {
        var (round, id) = await OneCase();
        await Stop(round, id, StopReason.NotTakingPart);
        await Settle(round, id, Outcome.Complete, Tuesday);
        await UndoStop(round, id);

        Assert.Equal("1.1", (await round.Case(id)).Outcome);
    }

    [Fact]
    public async Task Who_has_answered_everything_need_not_stop()
    {
        var (round, id) = await OneCase();
        await Settle(round, id, Outcome.Complete, Monday);

        var refused = await round.Try(services => services.GetRequiredService<Cases>().Stop(id, StopReason.NotTakingPart, Tuesday));

        Assert.Equal("veldwerk.al-ingevuld", refused.Problem.Code);
        Assert.Equal("1.1", (await round.Case(id)).Outcome);
    }

    [Fact]
    public async Task A_case_of_another_municipality_does_not_exist()
    {
        var (round, id) = await OneCase();
        var other = await SmallRound.With(installation, clients: 1);

        var refused = await other.Try(services => services.GetRequiredService<Cases>().Settle(id, Outcome.Refused, Monday));

        Assert.Equal("veldwerk.geen-deelnemer", refused.Problem.Code);
        Assert.Null((await round.Case(id)).Outcome);
    }

    private async Task<(SmallRound Round, CaseId Id)> OneCase()
    {
        var round = await SmallRound.With(installation, clients: 1);
        return (round, (await round.AddCases())[0].Id);
    }

    private static Task<Outcome> Settle(SmallRound round, CaseId id, Outcome outcome, DateOnly on) =>
        round.Change(services => services.GetRequiredService<Cases>().Settle(id, outcome, on));

    private static Task Stop(SmallRound round, CaseId id, StopReason reason) =>
        round.Change(services => services.GetRequiredService<Cases>().Stop(id, reason, Tuesday));

    private static Task UndoStop(SmallRound round, CaseId id) =>
        round.Change(services => services.GetRequiredService<Cases>().UndoStop(id));

    private async Task<FoundCode?> Find(string typed) =>
        (await installation.Pipeline.Read<FoundCode?>(Caller.Installation, right: null, async services => await services.GetRequiredService<AccessCodes>().Find(typed))).Value;
}

public sealed class Cases_are_settled_on_SQLite(SqliteInstallation installation) : Cases_are_settled(installation), IClassFixture<SqliteInstallation>;

public sealed class Cases_are_settled_on_PostgreSQL(PostgresInstallation installation) : Cases_are_settled(installation), IClassFixture<PostgresInstallation>;
