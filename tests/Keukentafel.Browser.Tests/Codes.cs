// Codes of letters of the round that is going on, each handed out once.
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Keukentafel.Browser.Tests;

internal static class Codes
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static readonly HashSet<string> Used = new(StringComparer.Ordinal);

    public static async Task<Caller> Program(Town town)
    {
        await using var store = town.Services.GetRequiredService<StoreFactory>().Open<WhoStore>(StoreScope.Installation, StoreAccess.Read);
        return Caller.Program((await store.Set<Organisation>().FirstAsync(one => one.Code == "GM9001")).OrganisationId);
    }

    public static async Task<string> Unused(Town town)
    {
        await Gate.WaitAsync();
        try
        {
            var code = (await All(town, RoundStatus.Open, answered: false)).First(one => !Used.Contains(one));
            Used.Add(code);
            return code;
        }
        finally
        {
            Gate.Release();
        }
    }

    public static async Task<List<string>> All(Town town, RoundStatus status, bool? answered = null, Caller? program = null) =>
        (await town.Services.GetRequiredService<Pipeline>().Read<List<string>>(program ?? await Program(town), right: null, async services =>
        {
            var store = services.GetRequiredService<WhoStore>();
            var rows = await (
                from one in store.Set<Case>()
                join round in store.Set<Round>() on one.RoundId equals round.Id
                join access in store.Set<AccessCode>() on one.Id equals access.CaseId
                where round.Status == status && access.Sealed != null && (answered == null || (one.Outcome != null) == answered)
                orderby access.CodeIndex
                select access).ToListAsync();
            var codes = services.GetRequiredService<AccessCodes>();
            return rows.ConvertAll(row => AccessCodeFormat.InGroups(codes.Open(row)!));
        })).Value;
}
