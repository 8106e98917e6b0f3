// Changes the key of an installation while it goes on working: a new key seals, everything sealed before is sealed anew in small steps, and then the old
// key goes. Stopping half-way does no harm: both keys are in the file, and the next rotation goes on where this one stopped.
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Foundation.Keys;

public sealed class KeyRotation(Settings settings, Keyring ring, IEnumerable<SealedRows> declared, Pipeline.Pipeline pipeline, ISecrets secrets, TimeProvider time)
{
    /// <summary>Rotates for all organisations; <paramref name="progress"/> hears how many rows were sealed anew so far.</summary>
    /// <returns>How many values were sealed anew.</returns>
    public async Task<int> Rotate(IReadOnlyList<OrganisationId> organisations, Action<int> progress, CancellationToken cancel = default)
    {
        if (ring.Numbers.Count == 1)
        {
            Keyring.Rotate(settings.KeyFile, secrets);
        }

        // Every node looks at the key file within this time; from then on nobody seals with the old key.
        await Task.Delay(Keyring.Stale * 2, time, cancel);
        var renewed = 0;
        var scopes = organisations.Select(Caller.Program).Append(Caller.Installation).ToList();
        foreach (var caller in scopes)
        {
            foreach (var rows in declared.Where(rows => typeof(IOwned).IsAssignableFrom(rows.Row) == caller.Organisation.HasValue))
            {
                int found;
                do
                {
                    found = (await pipeline.Change<WhoStore, int>(caller, right: null, async services =>
                    {
                        var store = services.GetRequiredService<WhoStore>();
                        await WaitForWriters(store, rows, cancel);
                        return await rows.Renew(store, ring.Current, cancel);
                    }, cancel)).Value;
                    progress(renewed += found);
                }
                while (found > 0);
            }

            if (caller.Organisation is not null)
            {
                await pipeline.Change<WhoStore, Done>(caller, right: null, services =>
                {
                    services.GetRequiredService<AuditTrail>().Note("keys.replace", $"key:{ring.Current}");
                    return Task.FromResult<Result<Done>>(Done.It);
                }, cancel);
            }
        }

        Keyring.DropOld(settings.KeyFile);
        return renewed;
    }

    /// <summary>Somebody may still have to commit what the old key sealed. On SQLite a change has the only write lock already.</summary>
    private static Task WaitForWriters(WhoStore store, SealedRows rows, CancellationToken cancel)
    {
        if (!store.Database.IsNpgsql())
        {
            return Task.CompletedTask;
        }

        var entity = store.Model.FindEntityType(rows.Row)!;
#pragma warning disable EF1002 // names of our own tables
        return store.Database.ExecuteSqlRawAsync($"lock table {entity.GetSchema()}.{entity.GetTableName()} in share row exclusive mode", cancel);
#pragma warning restore EF1002
    }
}
