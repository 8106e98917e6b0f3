// The codes of cases: made with the case, found by keyed index, opened for a print or reprint, erased when the case closes.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

/// <summary>Whose code it is. Enough to go on within that organisation's scope, and nothing more.</summary>
public sealed record FoundCode(OrganisationId OrganisationId, RoundId RoundId, CaseId CaseId);

public sealed class AccessCodes(WhoStore store, BlindIndex index, Sealer sealer, ISecrets secrets)
{
    private const string Context = "access-code";

    /// <summary>
    /// Finds the case of a typed code. A code with a wrong check sign is not looked up. Works in the scope of the installation
    /// (<c>pipeline.Read(Caller.Installation, …)</c>), because before the code nobody knows which organisation it is.
    /// </summary>
    public async Task<FoundCode?> Find(string? typed, CancellationToken cancel = default)
    {
        if (AccessCodeFormat.Check(typed, out var code) != CodeReading.Right)
        {
            return null;
        }

        var candidates = index.Candidates(KeyPurpose.AccessCode, Context, code);
        return await store.Set<AccessCode>()
            .Where(row => candidates.Contains(row.CodeIndex))
            .Select(row => new FoundCode(row.OrganisationId, row.RoundId, row.CaseId))
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>A new code for a new case; stored with it.</summary>
    public AccessCode Make(Case @case)
    {
        var code = AccessCodeFormat.Make(secrets);
        return new AccessCode
        {
            OrganisationId = @case.OrganisationId,
            CaseId = @case.Id,
            RoundId = @case.RoundId,
            CodeIndex = index.Of(KeyPurpose.AccessCode, Context, code),
            Sealed = sealer.SealText(code, ContextOf(@case.Id)),
        };
    }

    /// <summary>The code itself, for a letter; null once it was erased.</summary>
    public string? Open(AccessCode code) => code.Sealed is { } isSealed ? sealer.OpenText(isSealed, ContextOf(code.CaseId)) : null;

    /// <summary>Erases the codes of a round: no letter can be printed again. A code that somebody still has only tells that the round is closed.</summary>
    public Task<int> Erase(RoundId round, CancellationToken cancel = default) =>
        store.Set<AccessCode>().Where(code => code.RoundId == round && code.Sealed != null)
            .ExecuteUpdateAsync(set => set.SetProperty(code => code.Sealed, (byte[]?)null), cancel);

    /// <summary>For a change of keys. An erased code cannot be indexed anew; it is unknown from then on, as its round is closed.</summary>
    internal static SealedRows Declare(Sealer sealer, BlindIndex index) => new SealedRows<AccessCode>(nameof(AccessCode.Sealed), row =>
    {
        var code = sealer.OpenText(row.Sealed!, ContextOf(row.CaseId));
        row.Sealed = sealer.SealText(code, ContextOf(row.CaseId));
        row.CodeIndex = index.Of(KeyPurpose.AccessCode, Context, code);
    });

    private static string ContextOf(CaseId id) => $"{Context}/{id}";
}
