// What one request or one step of a job has open. The stores open when they are first asked for; one of them, named beforehand, may be written,
// and only Commit keeps it. The others are read only, so that two use cases never wait for each other's locks.
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Store;

public sealed class StoreSession(StoreFactory factory) : IAsyncDisposable, IDisposable
{
    private readonly List<StoreContext> open = [];
    private Type? written;
    private bool begun;

    public StoreScope Scope { get; private set; }

    public WhoStore Who => Get<WhoStore>();

    public WhatStore What => Get<WhatStore>();

    public BridgeStore Bridge => Get<BridgeStore>();

    /// <summary>Begins for reading.</summary>
    public void Read(StoreScope scope) => Begin(scope, store: null);

    /// <summary>Begins for writing one store.</summary>
    public void Change<TStore>(StoreScope scope) where TStore : StoreContext => Begin(scope, typeof(TStore));

    private void Begin(StoreScope scope, Type? store)
    {
        if (open.Count > 0)
        {
            throw new InvalidOperationException("The session has open stores already.");
        }

        (Scope, written, begun) = (scope, store, true);
    }

    /// <summary>Stores the changes of the one store that has any.</summary>
    public async Task Commit(CancellationToken cancel = default)
    {
        foreach (var store in open.Where(store => store.ChangeTracker.HasChanges()))
        {
            if (store.GetType() != written)
            {
                throw new InvalidOperationException($"Store {store.Schema} was changed by a use case that did not say so.");
            }

            await store.SaveChangesAsync(cancel);
        }

        foreach (var store in open)
        {
            await store.Database.CurrentTransaction!.CommitAsync(cancel);
            await store.DisposeAsync();
        }

        open.Clear();
    }

    /// <summary>Forgets everything that was not committed; the session can begin again.</summary>
    public async Task Abandon()
    {
        foreach (var store in open)
        {
            await store.DisposeAsync();
        }

        open.Clear();
    }

    public void Dispose()
    {
        foreach (var store in open)
        {
            store.Dispose();
        }

        open.Clear();
    }

    public async ValueTask DisposeAsync() => await Abandon();

    private TStore Get<TStore>() where TStore : StoreContext
    {
        if (!begun)
        {
            throw new InvalidOperationException("A store was asked for outside the pipeline: nobody said whose rows may be seen.");
        }

        if (open.OfType<TStore>().FirstOrDefault() is { } already)
        {
            return already;
        }

        var store = factory.Open<TStore>(Scope, written == typeof(TStore) ? StoreAccess.Change : StoreAccess.Read);
        open.Add(store);
        return store;
    }
}
