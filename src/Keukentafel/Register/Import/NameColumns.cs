// Settles which column is what, remembers it for the next file with these columns, and asks for the check.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register.Import;

/// <param name="Columns">One for each column of the file, in its order.</param>
public sealed record NamedColumns(DeliveryId Delivery, IReadOnlyList<(ColumnRole Role, string Attribute)> Columns, bool LettersNeeded);

public sealed class NameColumns(WhoStore store, AskForWork work, CurrentCaller caller, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<Done>> Handle(NamedColumns request)
    {
        if (await store.Set<Delivery>().FirstOrDefaultAsync(delivery => delivery.Id == request.Delivery) is not { } delivery)
        {
            return RegisterProblems.NoSuchDelivery.Of();
        }

        if (delivery.Status != DeliveryStatus.Preview)
        {
            return RegisterProblems.NotInPreview.Of(delivery.FileName);
        }

        var header = ColumnMapping.Read(delivery.Mapping).Columns.Select(use => use.Column).ToList();
        var mapping = new ColumnMapping(
            header.Select((column, i) => i < request.Columns.Count && request.Columns[i] is var (role, attribute) ? new ColumnUse(column, role, role.GivesAttribute() ? ColumnMapping.NameOf(attribute) : "") : new ColumnUse(column, ColumnRole.Ignore)).ToList(),
            request.LettersNeeded);
        if (mapping.Check() is { } problem)
        {
            return problem;
        }

        delivery.Mapping = mapping.Json();
        delivery.Attributes = [.. mapping.Attributes];
        delivery.Findings = "";
        work.Check(delivery);
        await Remember(header, delivery.Mapping);
        audit.Note("register.columns", $"delivery:{delivery.Id}", $"Kolommen van “{delivery.FileName}” benoemd; kenmerken: {string.Join(", ", mapping.Attributes)}.");
        return Done.It;
    }

    private async Task Remember(IReadOnlyList<string> header, string mapping)
    {
        var hash = ColumnMapping.HeaderHash(header);
        if (await store.Set<ColumnMemory>().FirstOrDefaultAsync(memory => memory.HeaderHash == hash) is { } memory)
        {
            (memory.Mapping, memory.UsedAt) = (mapping, time.Now());
            return;
        }

        store.Add(new ColumnMemory { OrganisationId = caller.Caller.Here, HeaderHash = hash, Mapping = mapping, UsedAt = time.Now() });
    }
}
