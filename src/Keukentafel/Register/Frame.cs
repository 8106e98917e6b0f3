// The sampling frame: the clients of an imported delivery who may be contacted, each with the classes of the variables that are asked for.
// The only way in which later rooms read attributes, so that a missing value and a combined class are the same everywhere.
using System.Runtime.CompilerServices;
using System.Text.Json;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register;

/// <summary>One client with the values of the variables that were asked for, in that order.</summary>
public readonly record struct FrameMember(ClientId Client, IReadOnlyList<string> Values);

/// <summary>Clients that share the values of all variables.</summary>
public sealed record FrameCell(IReadOnlyList<string> Values, int Clients);

/// <summary>How many clients have which values: one cell for each combination that occurs, in order of code point.</summary>
public sealed record FrameCounts(IReadOnlyList<string> Variables, IReadOnlyList<FrameCell> Cells)
{
    public int Total => Cells.Sum(cell => cell.Clients);

    /// <summary>The counts of one variable by itself.</summary>
    public IReadOnlyList<(string Value, int Clients)> MarginOf(string variable)
    {
        var index = Variables.ToList().IndexOf(variable);
        return Cells.GroupBy(cell => cell.Values[index], StringComparer.Ordinal)
            .Select(group => (group.Key, group.Sum(cell => cell.Clients)))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToList();
    }
}

public sealed class Frame(WhoStore store)
{
    /// <summary>The value of whoever has none.</summary>
    public const string Unknown = "onbekend";

    /// <summary>
    /// The contactable clients of an imported delivery, in order of their (random) id, read while they are used. Nobody when the delivery is not imported.
    /// The store is busy until the last one is read: ask it nothing else in the loop.
    /// </summary>
    public async IAsyncEnumerable<FrameMember> Of(DeliveryId deliveryId, IReadOnlyList<string> variables, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (await store.Set<Delivery>().AsNoTracking().FirstOrDefaultAsync(delivery => delivery.Id == deliveryId && delivery.Status == DeliveryStatus.Imported, cancel) is not { } delivery)
        {
            yield break;
        }

        var combined = CombinedClasses.Of(delivery);
        var list = store.Set<NoContactEntry>();
        var clients = store.Set<Client>().AsNoTracking()
            .Where(client => client.DeliveryId == deliveryId && !client.NoContact && !list.Any(entry => entry.NumberIndex == client.NumberIndex))
            .OrderBy(client => client.Id)
            .Select(client => new { client.Id, client.Attributes })
            .AsAsyncEnumerable();
        await foreach (var client in clients.WithCancellation(cancel))
        {
            yield return new FrameMember(client.Id, FrameReader.Values(client.Attributes, variables, combined));
        }
    }

    /// <summary>Counts of all combinations of the variables that occur; without variables one cell with everybody.</summary>
    public async Task<FrameCounts> Counts(DeliveryId deliveryId, IReadOnlyList<string> variables, CancellationToken cancel = default)
    {
        var cells = new Dictionary<string, (IReadOnlyList<string> Values, int Clients)>(StringComparer.Ordinal);
        await foreach (var member in Of(deliveryId, variables, cancel))
        {
            var key = string.Join('\u001f', member.Values);
            cells[key] = (member.Values, cells.TryGetValue(key, out var cell) ? cell.Clients + 1 : 1);
        }

        return new FrameCounts(
            [.. variables],
            cells.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new FrameCell(pair.Value.Values, pair.Value.Clients)).ToList());
    }

    /// <summary>The classes of each variable by itself with their counts, in order of code point.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<(string Value, int Clients)>>> Margins(DeliveryId deliveryId, IReadOnlyList<string> variables, CancellationToken cancel = default)
    {
        var counts = variables.Select(_ => new SortedDictionary<string, int>(StringComparer.Ordinal)).ToList();
        await foreach (var member in Of(deliveryId, variables, cancel))
        {
            for (var i = 0; i < counts.Count; i++)
            {
                counts[i][member.Values[i]] = counts[i].GetValueOrDefault(member.Values[i]) + 1;
            }
        }

        return Enumerable.Range(0, counts.Count).ToDictionary(
            i => variables[i],
            i => (IReadOnlyList<(string, int)>)counts[i].Select(pair => (pair.Key, pair.Value)).ToList(),
            StringComparer.Ordinal);
    }

    /// <summary>Reads the variables of clients of this delivery whose attributes are at hand already; null when it is not imported.</summary>
    public async Task<FrameReader?> ReaderOf(DeliveryId deliveryId, IReadOnlyList<string> variables, CancellationToken cancel = default) =>
        await store.Set<Delivery>().AsNoTracking().FirstOrDefaultAsync(delivery => delivery.Id == deliveryId && delivery.Status == DeliveryStatus.Imported, cancel) is { } delivery
            ? new FrameReader(variables, CombinedClasses.Of(delivery))
            : null;
}

/// <summary>The values of some variables from the stored attributes of a client.</summary>
public sealed class FrameReader(IReadOnlyList<string> variables, CombinedClasses combined)
{
    public IReadOnlyList<string> Variables => variables;

    public string[] Read(string attributes) => Values(attributes, variables, combined);

    internal static string[] Values(string attributes, IReadOnlyList<string> variables, CombinedClasses combined)
    {
        var values = new string[variables.Count];
        if (values.Length == 0)
        {
            return values;
        }

        using var json = JsonDocument.Parse(attributes);
        for (var i = 0; i < values.Length; i++)
        {
            var value = json.RootElement.TryGetProperty(variables[i], out var found) && found.GetString() is { Length: > 0 } known ? known : Frame.Unknown;
            values[i] = combined.ClassOf(variables[i], value);
        }

        return values;
    }
}
