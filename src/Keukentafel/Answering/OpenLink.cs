// Somebody follows the personal link: finds out where this respondent is. Reads only, because mail scanners follow links too.
using Keukentafel.Access;
using Keukentafel.Answering.Intake;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Keukentafel.Foundation.Municipalities;
using Keukentafel.Design.Answering;
using Keukentafel.Questionnaires;
using Keukentafel.Questionnaires.Flow;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Answering;

public sealed class OpenLink(StoreFactory stores, Bridge bridge, BlindIndex index, Sealer sealer, ISecrets secrets, TimeProvider time)
{
    /// <summary>The respondent of a code as it was typed; null when there is no such code.</summary>
    public async Task<Respondent?> Handle(string typed, Display? display = null, CancellationToken cancel = default)
    {
        if (AccessCodeFormat.Check(typed, out var code) != CodeReading.Right)
        {
            return null;
        }

        FoundCode? found;
        await using (var store = await stores.OpenAsync<WhoStore>(StoreScope.Installation, StoreAccess.Read, cancel))
        {
            found = await new AccessCodes(store, index, sealer, secrets).Find(code, cancel);
        }

        return found is null ? null : await Read(found, AccessCodeFormat.InGroups(code), display, cancel);
    }

    /// <summary>The values that this client's response may carry, for every frame variable of the round.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FrameValues(Respondent respondent, CancellationToken cancel = default)
    {
        await using var store = await stores.OpenAsync<WhoStore>(StoreScope.Of(respondent.OrganisationId), StoreAccess.Read);
        var client = await store.Set<Client>().Where(client => client.Id == respondent.ClientId).Select(client => new { client.DeliveryId, client.Attributes }).FirstOrDefaultAsync(cancel);
        var reader = client is null ? null : await new Frame(store).ReaderOf(client.DeliveryId, respondent.FrameVariables, cancel);
        var values = reader?.Read(client!.Attributes);
        return respondent.FrameVariables.Select((name, place) => (name, value: values?[place] ?? Frame.Unknown)).ToDictionary(pair => pair.name, pair => pair.value, StringComparer.Ordinal);
    }

    private async Task<Respondent?> Read(FoundCode found, string code, Display? display, CancellationToken cancel)
    {
        // One store at a time: whoever holds a connection while waiting for another may wait for ever when many come at once.
        var row = await InStore(found, store => (
            from @case in store.Set<Case>()
            join round in store.Set<Round>() on @case.RoundId equals round.Id
            join study in store.Set<Study>() on round.StudyId equals study.Id
            join organisation in store.Set<Organisation>() on @case.OrganisationId equals organisation.OrganisationId
            where @case.Id == found.CaseId
            select new
            {
                @case.ClientId,
                Withdrawn = @case.WithdrawnOn != null,
                Round = round,
                study.Law,
                organisation.Code,
                organisation.Name,
                organisation.Kind,
                organisation.Phone,
                organisation.Email,
                organisation.Support,
                HasLogo = organisation.Logo != null,
            }).FirstOrDefaultAsync(cancel));
        if (row is null)
        {
            return null;
        }

        var questionnaire = StandardInstruments.Find(row.Round.InstrumentId, row.Round.InstrumentVersion)!;
        var so = await SoFarOf(found, questionnaire, cancel);
        return new Respondent
        {
            OrganisationId = found.OrganisationId,
            CaseId = found.CaseId,
            RoundId = found.RoundId,
            ClientId = row.ClientId,
            Code = code,
            Sender = new Sender(row.Code, Sender.NameOf(row.Kind, row.Name), row.Phone, row.Email, row.HasLogo, MunicipalityTable.IsInvented(row.Code)) { Support = row.Support },
            Law = row.Law,
            Questionnaire = questionnaire,
            Layout = row.Round.Layout ?? PageLayout.OneQuestion,
            Year = row.Round.Year,
            Today = time.Today(),
            Display = Display.For(questionnaire, display, so?.Language),
            FrameVariables = row.Round.FrameVariables,
            Status = row.Round.Status,
            ClosesOn = row.Round.ClosesOn,
            Withdrawn = row.Withdrawn,
            SoFar = so,
        };
    }

    private async Task<T> InStore<T>(FoundCode found, Func<WhoStore, Task<T>> read)
    {
        await using var store = await stores.OpenAsync<WhoStore>(StoreScope.Of(found.OrganisationId), StoreAccess.Read);
        return await read(store);
    }

    private async Task<SoFar?> SoFarOf(FoundCode found, Questionnaire questionnaire, CancellationToken cancel)
    {
        if (await bridge.ResponseOf(found.OrganisationId, found.CaseId) is not { } id)
        {
            return null;
        }

        await using var store = await stores.OpenAsync<WhatStore>(StoreScope.Of(found.OrganisationId), StoreAccess.Read);
        if (await store.Set<Response>().FirstOrDefaultAsync(response => response.Id == id, cancel) is not { } response)
        {
            return null;
        }

        var answers = await store.Set<Answer>().AsNoTracking().Where(answer => answer.ResponseId == id).ToListAsync(cancel);
        return new SoFar(id, response.Page, response.Sent, response.Outcome, Language.Find(response.Language) ?? Language.Dutch, Answer.ValuesOf(questionnaire, answers));
    }
}
