// The giver takes the answers back: they are erased with everything that stood beside them, and count no more. That there was a response stays, without a word of
// it, so that the link knows that nothing is to be asked again; and the case learns that its client does not take part.
using Keukentafel.Answering.Intake;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Answering.Receipts;

public sealed class TakeBackAnswers(StoreFactory stores, OutcomeBell bell, TimeProvider time)
{
    public async Task Handle(GivenAnswers given, CancellationToken cancel = default)
    {
        await using (var store = await stores.OpenAsync<WhatStore>(StoreScope.Of(given.OrganisationId), StoreAccess.Change, cancel))
        {
            await store.Set<Answer>().Where(answer => answer.ResponseId == given.ResponseId).ExecuteDeleteAsync(cancel);
            await store.Set<FrameValue>().Where(value => value.ResponseId == given.ResponseId).ExecuteDeleteAsync(cancel);
            await store.Set<Receipt>().Where(receipt => receipt.ResponseId == given.ResponseId).ExecuteDeleteAsync(cancel);
            await store.Set<OutcomeOnItsWay>().Where(outcome => outcome.ResponseId == given.ResponseId).ExecuteDeleteAsync(cancel);
            var response = await store.Set<Response>().FirstAsync(one => one.Id == given.ResponseId, cancel);
            (response.Outcome, response.Language, response.SupportTold) = (Outcome.Refused.Code, null, null);
            store.Add(new OutcomeOnItsWay { OrganisationId = given.OrganisationId, ResponseId = given.ResponseId, Outcome = Outcome.Refused.Code, On = time.Today() });
            await store.SaveChangesAsync(cancel);
            await store.Database.CurrentTransaction!.CommitAsync(cancel);
        }

        bell.Ring();
    }
}
