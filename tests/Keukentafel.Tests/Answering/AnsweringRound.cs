// A small round that is open, with letters in hand: cases and their codes, and what the stores hold of them afterwards.
using Keukentafel.Answering;
using Keukentafel.Answering.Intake;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.Fieldwork;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Answering;

public sealed class AnsweringRound
{
    private readonly Installation installation;

    private AnsweringRound(Installation installation, SmallRound round, IReadOnlyList<(CaseId Id, string Code)> cases) =>
        (this.installation, Round, Cases) = (installation, round, cases);

    public SmallRound Round { get; }

    public IReadOnlyList<(CaseId Id, string Code)> Cases { get; }

    public string Code => Cases[0].Code;

    public static async Task<AnsweringRound> With(Installation installation, int clients = 1)
    {
        var small = await SmallRound.With(installation, clients, "vervoer", "huishoudelijke hulp");
        var round = new AnsweringRound(installation, small, await small.AddCases());
        await round.Set(RoundStatus.Open);
        return round;
    }

    public Task Set(RoundStatus status) => Change(row => row.Status = status);

    public Task Change(Action<Round> change) => Round.Change(async services =>
    {
        change(await services.GetRequiredService<WhoStore>().Set<Round>().SingleAsync(row => row.Id == Round.Round));
        return Done.It;
    });

    /// <summary>The responses of the round, with their answers.</summary>
    public Task<List<(Response Response, Dictionary<string, int> Answers)>> Responses() => Round.Read(async services =>
    {
        var store = services.GetRequiredService<WhatStore>();
        var responses = await store.Set<Response>().Where(response => response.RoundId == Round.Round).ToListAsync();
        var answers = (await store.Set<Answer>().ToListAsync()).ToLookup(answer => answer.ResponseId);
        return responses.ConvertAll(response => (response, answers[response.Id].Where(answer => answer.Option is not null).ToDictionary(answer => answer.Question, answer => answer.Option!.Value, StringComparer.Ordinal)));
    });

    /// <summary>Every answer of the round's one response, as it is stored.</summary>
    public Task<Dictionary<string, Answer>> Stored() => Round.Read(async services =>
        await services.GetRequiredService<WhatStore>().Set<Answer>().Where(answer => answer.OrganisationId == Round.Organisation).ToDictionaryAsync(answer => answer.Question, StringComparer.Ordinal));

    public async Task<(Response Response, Dictionary<string, int> Answers)> Response() => Assert.Single(await Responses());

    public Task<Case> Case(int number = 0) => Round.Case(Cases[number].Id);

    /// <summary>The case after everything that was on its way has arrived.</summary>
    public async Task<Case> CaseAfterCarrying(int number = 0)
    {
        await installation.Services.GetRequiredService<OutcomeCarrier>().CarryAll();
        return await Case(number);
    }
}
