// The only way from a case to its response and back. A row is made, and is on the disk, before anything of the response is stored:
// so an answer never lies about without a case, and a case never has two responses, whoever comes first.
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Answering.Intake;

public sealed class Bridge(StoreFactory stores, ISecrets secrets)
{
    private const int Attempts = 5;

    /// <summary>The response of a case; null while there is none.</summary>
    public async Task<ResponseId?> ResponseOf(OrganisationId organisation, CaseId @case)
    {
        await using var store = await stores.OpenAsync<BridgeStore>(StoreScope.Of(organisation), StoreAccess.Read);
        return await store.Set<BridgeRow>().Where(row => row.CaseId == @case).Select(row => (ResponseId?)row.ResponseId).FirstOrDefaultAsync();
    }

    /// <summary>The cases of these responses; a response whose round was unlinked is not among them.</summary>
    internal async Task<Dictionary<ResponseId, CaseId>> CasesOf(OrganisationId organisation, IReadOnlyList<ResponseId> responses)
    {
        await using var store = await stores.OpenAsync<BridgeStore>(StoreScope.Of(organisation), StoreAccess.Read);
        return await store.Set<BridgeRow>().Where(row => responses.Contains(row.ResponseId)).ToDictionaryAsync(row => row.ResponseId, row => row.CaseId);
    }

    /// <summary>The responses of these cases, made where there is none yet.</summary>
    internal async Task<Dictionary<CaseId, ResponseId>> Tie(OrganisationId organisation, IReadOnlyDictionary<CaseId, RoundId> cases)
    {
        var wanted = cases.Keys.ToList();
        for (var attempt = 1; ; attempt++)
        {
            var tied = await Find(organisation, wanted);
            if (tied.Count == wanted.Count)
            {
                return tied;
            }

            try
            {
                await Make(organisation, wanted.Where(@case => !tied.ContainsKey(@case)).ToDictionary(@case => @case, @case => cases[@case]));
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Another node tied one of these cases in the meantime; the next look finds its row.
            }
        }
    }

    private async Task<Dictionary<CaseId, ResponseId>> Find(OrganisationId organisation, List<CaseId> wanted)
    {
        await using var store = await stores.OpenAsync<BridgeStore>(StoreScope.Of(organisation), StoreAccess.Read);
        return await store.Set<BridgeRow>().Where(row => wanted.Contains(row.CaseId)).ToDictionaryAsync(row => row.CaseId, row => row.ResponseId);
    }

    private async Task Make(OrganisationId organisation, Dictionary<CaseId, RoundId> cases)
    {
        await using var store = await stores.OpenAsync<BridgeStore>(StoreScope.Of(organisation), StoreAccess.Change);
        foreach (var (@case, round) in cases)
        {
            store.Add(new BridgeRow { OrganisationId = organisation, CaseId = @case, RoundId = round, ResponseId = secrets.NewId<ResponseId>() });
        }

        await store.SaveChangesAsync();
        await store.Database.CurrentTransaction!.CommitAsync();
    }
}
