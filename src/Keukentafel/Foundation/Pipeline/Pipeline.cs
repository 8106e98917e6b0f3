// The one way in which anything is changed: permission, transaction, the act itself, audit, commit; only then an answer.
// A refusal or an exception leaves the stores as they were. Pages reach it by routes (RoomRoutes), jobs, the command line and the demonstration directly.
using Keukentafel.Foundation.Audit;
using Keukentafel.Store;

namespace Keukentafel.Foundation.Pipeline;

public sealed class Pipeline(IServiceScopeFactory scopes)
{
    /// <summary>Runs a use case that writes store <typeparamref name="TStore"/>.</summary>
    public async Task<Result<T>> Change<TStore, T>(Caller caller, Right? right, Func<IServiceProvider, Task<Result<T>>> act, CancellationToken cancel = default)
        where TStore : StoreContext
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        if (Refusal(caller, right) is { } refusal)
        {
            return refusal;
        }

        services.GetRequiredService<CurrentCaller>().Caller = caller;
        var session = services.GetRequiredService<StoreSession>();
        session.Change<TStore>(caller.Scope);
        var result = await act(services);
        if (result.Ok)
        {
            await Keep<TStore>(services, cancel);
        }

        return result;
    }

    public async Task<Result<T>> Read<T>(Caller caller, Right? right, Func<IServiceProvider, Task<Result<T>>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        if (Refusal(caller, right) is { } refusal)
        {
            return refusal;
        }

        services.GetRequiredService<CurrentCaller>().Caller = caller;
        services.GetRequiredService<StoreSession>().Read(caller.Scope);
        var result = await act(services);
        await KeepLooks(services);
        return result;
    }

    internal static Problem? Refusal(Caller caller, Right? right) =>
        right is { } needed && !caller.May(needed) ? PipelineProblems.NotAllowed.Of() : null;

    /// <summary>Commits the change with its audit notes: in the same transaction where the Who store is written, else right after it.</summary>
    internal static async Task Keep<TStore>(IServiceProvider services, CancellationToken cancel) where TStore : StoreContext
    {
        var session = services.GetRequiredService<StoreSession>();
        if (typeof(TStore) == typeof(WhoStore))
        {
            WriteNotes(services, session.Who);
            await session.Commit(cancel);
            return;
        }

        await session.Commit(cancel);
        await KeepLooks(services);
    }

    /// <summary>Stores audit notes that do not belong to a change of the Who store, such as a look at contact data.</summary>
    internal static async Task KeepLooks(IServiceProvider services)
    {
        var trail = services.GetRequiredService<AuditTrail>();
        var caller = services.GetRequiredService<CurrentCaller>().Caller;
        if (trail.Notes.Count == 0 || caller.Organisation is null)
        {
            return;
        }

        await using var store = services.GetRequiredService<StoreFactory>().Open<WhoStore>(caller.Scope, StoreAccess.Change);
        WriteNotes(services, store);
        await store.SaveChangesAsync();
        await store.Database.CurrentTransaction!.CommitAsync();
    }

    private static void WriteNotes(IServiceProvider services, WhoStore store)
    {
        var trail = services.GetRequiredService<AuditTrail>();
        var caller = services.GetRequiredService<CurrentCaller>().Caller;
        if (caller.Organisation is not { } organisation)
        {
            return;
        }

        var secrets = services.GetRequiredService<ISecrets>();
        var now = services.GetRequiredService<TimeProvider>().Now();
        foreach (var (act, subject, detail, _) in trail.Notes)
        {
            store.Add(new AuditEntry
            {
                Id = secrets.NewId<AuditEntryId>(),
                OrganisationId = organisation,
                At = now,
                AccountId = caller.Account,
                Act = act,
                Subject = subject,
                Detail = detail,
            });
        }

        trail.Clear();
    }
}

public static class PipelineProblems
{
    public static readonly ProblemKind NotAllowed = new("toegang.geen-recht", "U hebt voor deze handeling geen recht. Vraag de beheerder van uw organisatie om een rol die dit mag.", ProblemSort.Forbidden);
    public static readonly ProblemKind NotFound = new("pagina.niet-gevonden", "Deze pagina bestaat niet, of niet voor uw organisatie. Controleer het adres of ga terug naar het begin.", ProblemSort.NotFound);
    public static readonly ProblemKind Broken = new("programma.fout", "Er ging iets mis in het programma; er is niets half opgeslagen. Probeer het opnieuw. Blijft het misgaan, meld het dan bij de beheerder.", ProblemSort.Broken);
    public static readonly ProblemKind Busy = new("programma.te-vaak", "Er komen te veel verzoeken achter elkaar van uw adres. Wacht een minuut en probeer het opnieuw.", ProblemSort.TooMany);
    public static readonly ProblemKind TooLarge = new("verzoek.te-groot", "Wat u verstuurt is te groot. Kies een kleiner bestand of deel het op.");
    public static readonly ProblemKind BadRequest = new("verzoek.onleesbaar", "Uw verzoek is niet goed overgekomen. Ga terug naar de vorige pagina en probeer het opnieuw.");
    public static readonly ProblemKind FileTooLarge = new("bestand.te-groot", "Het bestand is groter dan {0} MB en is niet aangenomen. Laat weg wat niet nodig is, of deel het bestand op.");
    public static readonly ProblemKind Stale = new("formulier.verlopen", "Dit formulier was te lang open of is al eens verstuurd. Kijk hieronder of uw gegevens er nog staan en verstuur het opnieuw.");
}
