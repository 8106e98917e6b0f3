// Whether the key file is the one with which these stores are sealed. From the first time they are used they hold something sealed by which that shows,
// so that a file that was left behind is never quietly replaced by a new one: what the new key seals, the old one could not read, and the other way round.
using System.Security.Cryptography;
using System.Text.Json;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Store;

public sealed class StoreKeys(StoreFactory stores, Settings settings, ISecrets secrets)
{
    /// <summary>What is wrong with the keys, judged by what the Who store holds.</summary>
    internal Problem? Check(WhoStore who, Result<Keyring?> read, bool used)
    {
        if (!read.Ok)
        {
            return read.Problem;
        }

        var marks = who.Set<SiteKey>().ToList();
        if (read.Value is not { } ring)
        {
            return used || marks.Count > 0 ? StoreProblems.NoKeys.Of(settings.KeyFile) : null;
        }

        var sealer = new Sealer(ring, secrets);
        return marks.All(mark => SiteKeys.Opens(mark, sealer)) ? null : StoreProblems.OtherKeys.Of(settings.KeyFile);
    }

    /// <summary>The keys in the file; null when there is no file.</summary>
    internal Result<Keyring?> Read()
    {
        try
        {
            return File.Exists(settings.KeyFile) ? Keyring.Open(settings.KeyFile) : (Keyring?)null;
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException or JsonException)
        {
            return StoreProblems.NotAKeyFile.Of(settings.KeyFile);
        }
    }

    /// <summary>Leaves in the Who store something sealed with these keys, when nothing is there yet.</summary>
    internal void Mark()
    {
        var ring = Keyring.OpenOrCreate(settings.KeyFile, secrets);
        using var who = stores.Open<WhoStore>(StoreScope.Installation, StoreAccess.Change);
        if (!who.Set<SiteKey>().Any())
        {
            who.Add(SiteKeys.Mark(new Sealer(ring, secrets), secrets));
            who.SaveChanges();
        }

        who.Database.CurrentTransaction!.Commit();
    }
}
