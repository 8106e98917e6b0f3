// Carries outcomes from the answers to the cases: bridge → case → off the list. Every step may be done again without harm, so a crash in between costs nothing
// but time. One carries at a time, over all nodes of a database, so that an older outcome never comes in after a newer one.
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Answering.Intake;

public sealed partial class OutcomeCarrier(StoreFactory stores, Bridge bridge, Pipeline pipeline, OutcomeBell bell, TimeProvider time, ILogger<OutcomeCarrier> log) : BackgroundService
{
    private const int AtOnce = 500;
    private const long Turn = 6273050;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Carries everything that is on its way, in the caller's own time; how many outcomes arrived.</summary>
    public async Task<int> CarryAll(CancellationToken cancel = default)
    {
        await gate.WaitAsync(cancel);
        try
        {
            var carried = 0;
            while (await CarrySome(cancel) is var some and > 0)
            {
                carried += some;
            }

            return carried;
        }
        finally
        {
            gate.Release();
        }
    }

    public override void Dispose()
    {
        gate.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CarryAll(stoppingToken);
                await bell.Heard(Round, stoppingToken);
                await Task.Delay(Gather, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                LogFailed(Traces.Of(problem));
                await Task.Delay(Round, time, stoppingToken);
            }
        }
    }

    private async Task<int> CarrySome(CancellationToken cancel)
    {
        await using var turn = await stores.OpenAsync<WhatStore>(StoreScope.Installation, StoreAccess.Read);
        if (turn.Database.IsNpgsql())
        {
            await turn.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Turn})", cancel);
        }

        var waiting = await turn.Set<OutcomeOnItsWay>().Take(AtOnce).ToListAsync(cancel);
        foreach (var own in waiting.GroupBy(outcome => outcome.OrganisationId))
        {
            var outcomes = own.ToList();
            await Settle(own.Key, outcomes, cancel);
            await TakeOff(own.Key, outcomes, cancel);
        }

        return waiting.Count;
    }

    private async Task Settle(OrganisationId organisation, List<OutcomeOnItsWay> outcomes, CancellationToken cancel)
    {
        var cases = await bridge.CasesOf(organisation, outcomes.ConvertAll(outcome => outcome.ResponseId));
        await pipeline.Change<WhoStore, Done>(
            Caller.Program(organisation),
            right: null,
            async services =>
            {
                var fieldwork = services.GetRequiredService<Cases>();
                foreach (var outcome in outcomes)
                {
                    // Without a bridge row, or without a case, the outcome has nowhere to go any more.
                    if (!cases.TryGetValue(outcome.ResponseId, out var @case))
                    {
                        continue;
                    }

                    if (outcome.Outcome == Outcome.Refused.Code)
                    {
                        await fieldwork.TakeBackAnswers(@case, cancel);
                    }
                    else
                    {
                        await fieldwork.Settle(@case, Outcome.Parse(outcome.Outcome), on: null, cancel);
                    }
                }

                return Done.It;
            },
            cancel);
    }

    /// <summary>Takes outcomes off the list, unless a newer one stands there by now.</summary>
    private async Task TakeOff(OrganisationId organisation, List<OutcomeOnItsWay> outcomes, CancellationToken cancel)
    {
        await using var store = await stores.OpenAsync<WhatStore>(StoreScope.Of(organisation), StoreAccess.Change);
        foreach (var same in outcomes.GroupBy(outcome => outcome.Outcome, StringComparer.Ordinal))
        {
            var ids = same.Select(outcome => outcome.ResponseId).ToList();
            await store.Set<OutcomeOnItsWay>().Where(row => ids.Contains(row.ResponseId) && row.Outcome == same.Key).ExecuteDeleteAsync(cancel);
        }

        await store.Database.CurrentTransaction!.CommitAsync(cancel);
    }

    [LoggerMessage(701, LogLevel.Error, "Outcomes could not be carried to their cases; the carrier tries again after a pause.\n{Trace}")]
    private partial void LogFailed(string trace);
}
