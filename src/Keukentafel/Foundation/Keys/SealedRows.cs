// What a room has sealed, so that a change of keys forgets nothing: one declaration for each sealed column, registered by the room that owns it.
// A test finds every sealed column of the stores and asks for its declaration.
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Foundation.Keys;

public abstract class SealedRows
{
    public abstract Type Row { get; }

    /// <summary>The property that holds the sealed value.</summary>
    public abstract string Property { get; }

    /// <summary>Seals anew some rows that another key than this one sealed; tells how many it found. Zero means: all done, in this scope.</summary>
    internal abstract Task<int> Renew(WhoStore store, int currentKey, CancellationToken cancel);

    internal abstract Task<int> Count(WhoStore store, int currentKey, CancellationToken cancel);
}

/// <param name="property">The property with the sealed value.</param>
/// <param name="renew">Opens the row's sealed value and seals it again, and writes every blind index that was made from it.</param>
public sealed class SealedRows<TRow>(string property, Action<TRow> renew, int step = 200) : SealedRows
    where TRow : class
{
    public override Type Row => typeof(TRow);

    public override string Property => property;

    internal override async Task<int> Renew(WhoStore store, int currentKey, CancellationToken cancel)
    {
        var rows = await Behind(store, currentKey).Take(step).ToListAsync(cancel);
        foreach (var row in rows)
        {
            renew(row);
        }

        await store.SaveChangesAsync(cancel);
        store.ChangeTracker.Clear();
        return rows.Count;
    }

    internal override Task<int> Count(WhoStore store, int currentKey, CancellationToken cancel) => Behind(store, currentKey).CountAsync(cancel);

    private IQueryable<TRow> Behind(WhoStore store, int currentKey)
    {
        var entity = store.Model.FindEntityType(typeof(TRow))!;
        var table = entity.GetSchema() is { } schema ? $"{schema}.{entity.GetTableName()}" : entity.GetTableName();
        var column = entity.FindProperty(property)!.GetColumnName();
        var beginning = Sealer.Beginning(currentKey);
#pragma warning disable EF1002 // names of our own table and column
        return store.Set<TRow>().FromSqlRaw($"select * from {table} where length({column}) > 0 and substr({column}, 1, {beginning.Length}) <> {{0}}", beginning);
#pragma warning restore EF1002
    }
}
