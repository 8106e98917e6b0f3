// What was noted of late, for a limited time and in limited memory: when there is no room the oldest makes place, so that a flood of new names never keeps a name
// from being noted. Nothing looks over all rows: they stand in the order in which their time began. Whoever uses it guards it with a lock.
using System.Diagnostics.CodeAnalysis;

namespace Keukentafel.Foundation;

public sealed class RecentRows<TKey, TRow>(int most, TimeSpan window, TimeProvider time) where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TRow Row, DateTime Since)>> rows = [];
    private readonly LinkedList<(TKey Key, TRow Row, DateTime Since)> byAge = [];

    public int Count => rows.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TRow row)
    {
        Forget(time.Now());
        row = default;
        return rows.TryGetValue(key, out var node) && (row = node.Value.Row) is not null;
    }

    /// <summary>Notes a row whose time begins now, in the place of an earlier one.</summary>
    public void Put(TKey key, TRow row)
    {
        var now = time.Now();
        Forget(now);
        Remove(key);
        if (rows.Count >= most)
        {
            Remove(byAge.First!.Value.Key);
        }

        rows[key] = byAge.AddLast((key, row, now));
    }

    public void Remove(TKey key)
    {
        if (rows.Remove(key, out var node))
        {
            byAge.Remove(node);
        }
    }

    private void Forget(DateTime now)
    {
        while (byAge.First is { } oldest && oldest.Value.Since + window <= now)
        {
            Remove(oldest.Value.Key);
        }
    }
}
