// The intake and the carrier as such: many at once, one that cannot be stored, and crashes between the steps.
using Keukentafel.Answering;
using Keukentafel.Answering.Intake;
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;
using Keukentafel.Questionnaires.Flow;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Answering;

public abstract class The_intake_of_answers
{
    private static readonly Questionnaire Wmo = StandardInstruments.Find("ceo-wmo-standaard")!;
    private readonly Installation installation;

    protected The_intake_of_answers(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    private AnswerIntake Intake => installation.Services.GetRequiredService<AnswerIntake>();

    [Fact]
    public async Task Many_at_once_each_get_one_response()
    {
        var round = await AnsweringRound.With(installation, clients: 40);
        var pages = Enumerable.Range(0, 40).SelectMany(number => Enumerable.Range(1, 3).Select(question => Page(round, number, question, option: 1)));

        var kept = await Task.WhenAll(pages.Select(page => Intake.Keep(page)));

        Assert.All(kept, one => Assert.Equal(Kept.Stored, one));
        var responses = await round.Responses();
        Assert.Equal(40, responses.Count);
        Assert.All(responses, response => Assert.Equal(3, response.Answers.Count));
    }

    [Fact]
    public async Task A_page_that_cannot_be_stored_does_not_take_others_with_it()
    {
        var round = await AnsweringRound.With(installation, clients: 20);
        var pages = Enumerable.Range(0, 20).Select(number => Page(round, number, 1, option: 1)).ToList();
        pages[7] = pages[7] with { FrameValues = new Dictionary<string, string>(StringComparer.Ordinal) { ["voorziening"] = null! } };

        var kept = pages.ConvertAll(page => Intake.Keep(page));
        await Assert.ThrowsAnyAsync<Exception>(() => kept[7]);
        await Task.WhenAll(kept.Where((_, number) => number != 7));

        Assert.Equal(19, (await round.Responses()).Count);
    }

    [Fact]
    public async Task Pages_of_two_municipalities_go_to_their_own()
    {
        var (zonnedam, noorderhaven) = (await AnsweringRound.With(installation, clients: 5), await AnsweringRound.With(installation, clients: 5));

        await Task.WhenAll(Enumerable.Range(0, 5).SelectMany(number => new[] { Intake.Keep(Page(zonnedam, number, 1, 1)), Intake.Keep(Page(noorderhaven, number, 1, 2)) }));

        Assert.All(await zonnedam.Responses(), response => Assert.Equal(1, response.Answers["CEO01"]));
        Assert.All(await noorderhaven.Responses(), response => Assert.Equal(2, response.Answers["CEO01"]));
        Assert.Equal(5, (await zonnedam.Responses()).Count);
    }

    [Fact]
    public async Task After_a_crash_between_bridge_and_answers_the_same_response_is_used()
    {
        var round = await AnsweringRound.With(installation);
        var tied = installation.Services.GetRequiredService<ISecrets>().NewId<ResponseId>();
        await using (var store = installation.Services.GetRequiredService<StoreFactory>().Open<BridgeStore>(StoreScope.Of(round.Round.Organisation), StoreAccess.Change))
        {
            store.Add(new BridgeRow { OrganisationId = round.Round.Organisation, CaseId = round.Cases[0].Id, RoundId = round.Round.Round, ResponseId = tied });
            await store.SaveChangesAsync();
            await store.Database.CurrentTransaction!.CommitAsync();
        }

        using var anna = new LinkVisitor(installation.Address);
        var page = await anna.OpenLink(round.Code);
        Assert.Equal("welkom", page.Name);
        await (await page.Next()).Answer(3);

        Assert.Equal(tied, (await round.Response()).Response.Id);
    }

    [Fact]
    public async Task An_outcome_is_carried_once_and_again_without_harm()
    {
        var round = await AnsweringRound.With(installation);
        for (var question = 1; question <= 5; question++)
        {
            await Intake.Keep(Page(round, 0, question, option: 2));
        }

        Assert.Equal("1.2", (await round.CaseAfterCarrying()).Outcome);
        Assert.Equal(0, await Waiting(round));

        // As after a crash between the case and the list.
        await Intake.Keep(Page(round, 0, 6, option: 2) with { Send = true });
        Assert.Equal("1.1", (await round.CaseAfterCarrying()).Outcome);
        await PutBack(round, (await round.Response()).Response, "1.1");
        Assert.Equal("1.1", (await round.CaseAfterCarrying()).Outcome);
        Assert.Equal(0, await Waiting(round));
    }

    [Fact]
    public async Task A_response_whose_bridge_is_gone_holds_nothing_up()
    {
        var round = await AnsweringRound.With(installation, clients: 2);
        await Intake.Keep(Page(round, 0, 1, option: 1));
        Assert.Equal("2.12", (await round.CaseAfterCarrying(0)).Outcome);
        var unlinked = (await round.Response()).Response;
        await using (var store = installation.Services.GetRequiredService<StoreFactory>().Open<BridgeStore>(StoreScope.Of(round.Round.Organisation), StoreAccess.Change))
        {
            await store.Set<BridgeRow>().Where(row => row.ResponseId == unlinked.Id).ExecuteDeleteAsync();
            await store.Database.CurrentTransaction!.CommitAsync();
        }

        await PutBack(round, unlinked, "1.1");
        await Intake.Keep(Page(round, 1, 1, option: 1));

        Assert.Equal("2.12", (await round.CaseAfterCarrying(1)).Outcome);
        Assert.Equal("2.12", (await round.Case(0)).Outcome);
        Assert.Equal(0, await Waiting(round));
    }

    [Fact]
    public async Task Ids_and_times_of_responses_tell_no_order()
    {
        var round = await AnsweringRound.With(installation, clients: 30);
        for (var number = 0; number < 30; number++)
        {
            await Intake.Keep(Page(round, number, 1, option: 1));
        }

        var responses = (await round.Responses()).ConvertAll(row => row.Response);
        Assert.All(responses, response => Assert.Equal(4, response.Id.Value.Version));
        Assert.Single(responses.Select(response => response.StartedOn).Distinct());
        var inOrder = await InOrderOfCases(round);
        Assert.NotEqual(inOrder.Order().ToList(), inOrder);
    }

    private static AnsweredPage Page(AnsweringRound round, int number, int question, int option) => new()
    {
        OrganisationId = round.Round.Organisation,
        CaseId = round.Cases[number].Id,
        RoundId = round.Round.Round,
        Questionnaire = Wmo,
        Surroundings = new Surroundings(new DateOnly(2025, 3, 3), "Gemeente Zonnedam", "", 2025),
        Changes = new Dictionary<string, AnswerValue?>(StringComparer.Ordinal) { [$"CEO{question:00}"] = new AnswerValue.One(option) },
        FrameValues = new Dictionary<string, string>(StringComparer.Ordinal) { ["voorziening"] = "vervoer" },
        GoOnAt = question + 1,
        On = new DateOnly(2025, 3, 3),
    };

    private Task<int> Waiting(AnsweringRound round) =>
        round.Round.Read(services => services.GetRequiredService<WhatStore>().Set<OutcomeOnItsWay>().CountAsync());

    private async Task PutBack(AnsweringRound round, Response response, string outcome)
    {
        await using var store = installation.Services.GetRequiredService<StoreFactory>().Open<WhatStore>(StoreScope.Of(round.Round.Organisation), StoreAccess.Change);
        store.Add(new OutcomeOnItsWay { OrganisationId = round.Round.Organisation, ResponseId = response.Id, Outcome = outcome, On = response.StartedOn });
        await store.SaveChangesAsync();
        await store.Database.CurrentTransaction!.CommitAsync();
    }

    private async Task<List<Guid>> InOrderOfCases(AnsweringRound round)
    {
        var bridge = installation.Services.GetRequiredService<Bridge>();
        var ids = new List<Guid>();
        foreach (var (id, _) in round.Cases)
        {
            ids.Add((await bridge.ResponseOf(round.Round.Organisation, id))!.Value.Value);
        }

        return ids;
    }
}

public sealed class The_intake_of_answers_on_SQLite(SqliteInstallation installation) : The_intake_of_answers(installation), IClassFixture<SqliteInstallation>;

public sealed class The_intake_of_answers_on_PostgreSQL(PostgresInstallation installation) : The_intake_of_answers(installation), IClassFixture<PostgresInstallation>;
