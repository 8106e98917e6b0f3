// Takes in a register file: looks whether it is one, refuses it whole when it holds BSNs, and else keeps it sealed until its clients are stored.
// A BSN never comes as far as the store: the look is taken from the request itself.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register.Import;

/// <param name="ColumnsKnown">Whether a file with these columns came before: it is then being checked already.</param>
public sealed record TakenFile(DeliveryId Delivery, bool ColumnsKnown);

public sealed class TakeFile(StoreSession session, Uploads uploads, AskForWork work, CurrentCaller caller, AuditTrail audit, ISecrets secrets, TimeProvider time)
{
    public const int MaxMegabytes = 25;

    /// <summary>A file that was never imported is erased after this many days.</summary>
    public const int DaysKept = 30;

    // Opened when it is first used: the look at a large file must not keep others waiting for the store.
    private WhoStore Store => session.Who;

    /// <param name="file">Seekable; stays the caller's.</param>
    public async Task<Result<TakenFile>> Handle(Stream file, string fileName, CancellationToken cancel = default)
    {
        fileName = Short(fileName);
        if (file.Length > MaxMegabytes * 1024L * 1024L)
        {
            return RegisterProblems.FileTooLarge.Of(MaxMegabytes).At("bestand");
        }

        var look = RegisterFile.Look(file, fileName);
        if (look.BsnColumn is { } column)
        {
            return RegisterProblems.BsnColumn.Of(fileName, column).At("bestand");
        }

        if (look.Fatal.Count > 0)
        {
            return Problem.Of(look.Fatal.Select(finding => RegisterProblems.UnusableFile.Of(fileName, Told(finding)).At("bestand")).ToList())!;
        }

        if (look.Header.Count > ColumnMapping.MaxColumns)
        {
            return RegisterProblems.TooManyColumns.Of(ColumnMapping.MaxColumns).At("bestand");
        }

        await EraseForgotten(cancel);
        var known = await Remembered(look.Header, cancel);
        file.Position = 0;
        var upload = await uploads.Keep(file, fileName, cancel);
        var mapping = known ?? MappingProposal.For(look.Header, look.Samples);
        var delivery = new Delivery
        {
            Id = secrets.NewId<DeliveryId>(),
            OrganisationId = caller.Caller.Here,
            FileName = fileName,
            CreatedAt = time.Now(),
            UploadId = upload.Id,
            Mapping = mapping.Json(),
            Attributes = [.. mapping.Attributes],
            Rows = look.Rows,
        };
        Store.Add(delivery);
        audit.Note("register.take", $"delivery:{delivery.Id}", string.Create(Dutch.Culture, $"Bestand “{fileName}” aangeleverd: {look.Rows:N0} rijen, {look.Header.Count} kolommen."));
        if (known is not null)
        {
            work.Check(delivery);
        }

        return new TakenFile(delivery.Id, known is not null);
    }

    private async Task<ColumnMapping?> Remembered(IReadOnlyList<string> header, CancellationToken cancel)
    {
        var hash = ColumnMapping.HeaderHash(header);
        if (await Store.Set<ColumnMemory>().FirstOrDefaultAsync(memory => memory.HeaderHash == hash, cancel) is not { } memory)
        {
            return null;
        }

        memory.UsedAt = time.Now();
        var mapping = ColumnMapping.Read(memory.Mapping);
        return mapping with { Columns = mapping.Columns.Select((use, i) => use with { Column = header[i] }).ToList() };
    }

    private async Task EraseForgotten(CancellationToken cancel)
    {
        var before = time.Now().AddDays(-DaysKept);
        foreach (var delivery in await Store.Set<Delivery>().Where(delivery => delivery.Status == DeliveryStatus.Preview && delivery.CreatedAt < before).ToListAsync(cancel))
        {
            if (delivery.UploadId is { } upload)
            {
                await uploads.Erase(upload, cancel);
            }

            Store.Remove(delivery);
        }
    }

    private static string Told(Finding finding) => finding.Place is { Length: > 0 } place && finding.Row is not null ? $"{place}: {finding.Text} {finding.Remedy}" : $"{finding.Text} {finding.Remedy}";

    private static string Short(string fileName)
    {
        var name = Path.GetFileName(fileName.Replace('\\', '/'));
        return name.Length <= Delivery.FileNameMaxLength ? name : name[^Delivery.FileNameMaxLength..];
    }
}
