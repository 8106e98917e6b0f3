// Opens the file of a delivery for reading, with its mapping: for the check, the preview, the list of findings and the import.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register.Import;

public sealed class OpenDelivery(Delivery delivery, Stream file) : IAsyncDisposable
{
    public Delivery Delivery => delivery;

    public ColumnMapping Mapping { get; } = ColumnMapping.Read(delivery.Mapping);

    /// <summary>The clients of the file, read anew at each call.</summary>
    public IEnumerable<(int Row, ReadClient Client)> Clients(Action<Finding> report)
    {
        file.Position = 0;
        return RegisterFile.Clients(file, delivery.FileName, Mapping, DateOnly.FromDateTime(Clock.Local(delivery.CreatedAt)), report);
    }

    /// <summary>The first values of each column, as they stand in the file.</summary>
    public IReadOnlyList<IReadOnlyList<string>> FirstValues(int rows)
    {
        file.Position = 0;
        using var table = Documents.Tabular.TabularFile.Open(file, delivery.FileName);
        var first = table.Records(_ => { }).Take(rows).ToList();
        return Enumerable.Range(0, table.Header.Length).Select(i => (IReadOnlyList<string>)first.Select(record => ClientValues.Tidy(record.Fields[i])).ToList()).ToList();
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}

public sealed class OpenFile(WhoStore store, Uploads uploads)
{
    public async Task<Result<OpenDelivery>> Handle(DeliveryId id, CancellationToken cancel = default)
    {
        if (await store.Set<Delivery>().AsNoTracking().FirstOrDefaultAsync(delivery => delivery.Id == id, cancel) is not { } delivery)
        {
            return RegisterProblems.NoSuchDelivery.Of();
        }

        return delivery.UploadId is { } upload && await uploads.Open(upload, cancel) is { } file
            ? new OpenDelivery(delivery, file)
            : RegisterProblems.NotInPreview.Of(delivery.FileName);
    }
}
