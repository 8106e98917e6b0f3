// Sets the answers of somebody who left aside, and takes them up again. Only the outcome of the response changes; no answer is lost by a wrong click.
using Keukentafel.Fieldwork;
using Keukentafel.Questionnaires;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Answering.Intake;

public sealed class Withdrawal(StoreFactory stores, Bridge bridge)
{
    public Task SetAside(Respondent respondent, Outcome outcome) => Mark(respondent, outcome.Code);

    public Task TakeUpAgain(Respondent respondent, string? outcome) => Mark(respondent, outcome);

    /// <summary>The outcome that follows from the answers themselves; null while there are none.</summary>
    public string? OutcomeOf(Respondent respondent) =>
        respondent.SoFar is { Answers.Count: > 0 } so ? Completeness.Of(respondent.Road, so.Answers.Keys).Outcome(so.Sent) : null;

    private async Task Mark(Respondent respondent, string? outcome)
    {
        if (await bridge.ResponseOf(respondent.OrganisationId, respondent.CaseId) is not { } id)
        {
            return;
        }

        await using var store = await stores.OpenAsync<WhatStore>(StoreScope.Of(respondent.OrganisationId), StoreAccess.Change);
        await store.Set<Response>().Where(response => response.Id == id && !response.Sent)
            .ExecuteUpdateAsync(set => set.SetProperty(response => response.Outcome, outcome));
        await store.Database.CurrentTransaction!.CommitAsync();
    }
}
