// Somebody types the code of a receipt: the answers that belong to it, and who asked for them.
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Municipalities;
using Keukentafel.Questionnaires;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Answering.Receipts;

/// <summary>Answers as their giver may see them. There is no case in it and no name.</summary>
public sealed record GivenAnswers(OrganisationId OrganisationId, ResponseId ResponseId, Sender Sender, Questionnaire Questionnaire, IReadOnlyDictionary<string, AnswerValue> Answers, Language Language);

public sealed class OpenReceipt(StoreFactory stores)
{
    /// <summary>The answers of a receipt as it was typed; null when there is no such receipt, or no longer.</summary>
    public async Task<GivenAnswers?> Handle(string typed, CancellationToken cancel = default)
    {
        if (AccessCodeFormat.Check(typed, out var code) != CodeReading.Right)
        {
            return null;
        }

        var hash = Receipt.HashOf(code);
        Receipt? receipt;
        await using (var store = await stores.OpenAsync<WhatStore>(StoreScope.Installation, StoreAccess.Read, cancel))
        {
            receipt = await store.Set<Receipt>().FirstOrDefaultAsync(one => one.CodeHash == hash, cancel);
        }

        return receipt is null ? null : await Read(receipt, cancel);
    }

    private async Task<GivenAnswers?> Read(Receipt receipt, CancellationToken cancel)
    {
        Response? response;
        List<Answer> answers;
        await using (var what = await stores.OpenAsync<WhatStore>(StoreScope.Of(receipt.OrganisationId), StoreAccess.Read, cancel))
        {
            response = await what.Set<Response>().FirstOrDefaultAsync(one => one.Id == receipt.ResponseId, cancel);
            answers = await what.Set<Answer>().AsNoTracking().Where(answer => answer.ResponseId == receipt.ResponseId).ToListAsync(cancel);
        }

        if (response is null)
        {
            return null;
        }

        await using var who = await stores.OpenAsync<WhoStore>(StoreScope.Of(receipt.OrganisationId), StoreAccess.Read, cancel);
        var round = await who.Set<Round>().FirstOrDefaultAsync(one => one.Id == response.RoundId, cancel);
        var organisation = await who.Set<Organisation>().FirstAsync(one => one.OrganisationId == receipt.OrganisationId, cancel);
        if (round is null)
        {
            return null;
        }

        var questionnaire = StandardInstruments.Find(round.InstrumentId, round.InstrumentVersion)!;
        return new GivenAnswers(
            receipt.OrganisationId,
            receipt.ResponseId,
            new Sender(organisation.Code, Sender.NameOf(organisation.Kind, organisation.Name), organisation.Phone, organisation.Email, organisation.Logo is not null, MunicipalityTable.IsInvented(organisation.Code)),
            questionnaire,
            Answer.ValuesOf(questionnaire, answers),
            Language.Find(response.Language) ?? Language.Dutch);
    }
}
