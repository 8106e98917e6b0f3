// Writes pages of one organisation in one transaction: the response, its answers, and the outcome that is on its way to the case.
// The commit of that transaction is the acknowledgement that respondents get.
using Keukentafel.Answering.Receipts;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Answering.Intake;

internal sealed class AnswerWriter(StoreFactory stores, Bridge bridge)
{
    /// <summary>What became of each page, in the order given. Throws, and stores nothing, when any of them cannot be stored.</summary>
    public async Task<IReadOnlyList<Kept>> Write(OrganisationId organisation, IReadOnlyList<AnsweredPage> pages)
    {
        var tied = await Tie(organisation, pages);

        await using var store = await stores.OpenAsync<WhatStore>(StoreScope.Of(organisation), StoreAccess.Change);
        var responses = await Load(store, tied.Values.Order(Comparer<ResponseId>.Create((a, b) => a.Value.CompareTo(b.Value))).ToList());
        var outcomes = new Dictionary<ResponseId, OutcomeOnItsWay>();
        var kept = new List<Kept>(pages.Count);
        foreach (var page in pages)
        {
            var id = tied[page.CaseId];
            if (!responses.TryGetValue(id, out var response))
            {
                responses[id] = response = Begin(store, id, page);
            }

            var (what, outcome) = response.Take(page, answer => store.Add(answer), answer => store.Remove(answer));
            kept.Add(what);
            if (what == Kept.Stored && page is { Send: true, Receipt: { } hash })
            {
                store.Add(new Receipt { OrganisationId = organisation, ResponseId = id, CodeHash = hash });
            }

            if (outcome is not null)
            {
                outcomes[id] = new OutcomeOnItsWay { OrganisationId = organisation, ResponseId = id, Outcome = outcome, On = page.On };
            }
        }

        await SendOff(store, outcomes);
        await store.SaveChangesAsync();
        await store.Database.CurrentTransaction!.CommitAsync();
        return kept;
    }

    private async Task<Dictionary<CaseId, ResponseId>> Tie(OrganisationId organisation, IReadOnlyList<AnsweredPage> pages)
    {
        var known = new Dictionary<CaseId, ResponseId>();
        foreach (var page in pages.Where(page => page.ResponseId is not null))
        {
            known[page.CaseId] = page.ResponseId!.Value;
        }

        var unknown = pages.Where(page => !known.ContainsKey(page.CaseId)).DistinctBy(page => page.CaseId).ToDictionary(page => page.CaseId, page => page.RoundId);
        return unknown.Count == 0 ? known : known.Concat(await bridge.Tie(organisation, unknown)).ToDictionary();
    }

    private static async Task<Dictionary<ResponseId, ResponseInHand>> Load(WhatStore store, IReadOnlyList<ResponseId> ids)
    {
        if (store.Database.IsNpgsql())
        {
            // Two pages of one response wait for each other, also on two nodes and also while the response has no row yet to lock.
            foreach (var id in ids)
            {
                await store.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({BitConverter.ToInt64(id.Value.ToByteArray())})");
            }
        }

        var responses = await store.Set<Response>().Where(response => ids.Contains(response.Id)).ToListAsync();
        if (responses.Count == 0)
        {
            return [];
        }

        var answers = (await store.Set<Answer>().Where(answer => ids.Contains(answer.ResponseId)).ToListAsync()).ToLookup(answer => answer.ResponseId);
        return responses.ToDictionary(
            response => response.Id,
            response => new ResponseInHand(response, answers[response.Id].ToDictionary(answer => answer.Question, StringComparer.Ordinal)));
    }

    private static ResponseInHand Begin(WhatStore store, ResponseId id, AnsweredPage page)
    {
        var response = new Response { Id = id, OrganisationId = page.OrganisationId, RoundId = page.RoundId, StartedOn = page.On };
        store.Add(response);
        foreach (var (variable, value) in page.FrameValues)
        {
            store.Add(new FrameValue { OrganisationId = page.OrganisationId, ResponseId = id, Variable = variable, Value = value });
        }

        return new ResponseInHand(response, new Dictionary<string, Answer>(StringComparer.Ordinal));
    }

    private static async Task SendOff(WhatStore store, Dictionary<ResponseId, OutcomeOnItsWay> outcomes)
    {
        if (outcomes.Count == 0)
        {
            return;
        }

        var ids = outcomes.Keys.ToList();
        var waiting = await store.Set<OutcomeOnItsWay>().Where(row => ids.Contains(row.ResponseId)).ToDictionaryAsync(row => row.ResponseId);
        foreach (var (id, outcome) in outcomes)
        {
            if (waiting.TryGetValue(id, out var row))
            {
                (row.Outcome, row.On) = (outcome.Outcome, outcome.On);
            }
            else
            {
                store.Add(outcome);
            }
        }
    }
}
