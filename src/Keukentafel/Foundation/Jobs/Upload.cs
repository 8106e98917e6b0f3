// A file that somebody sent, sealed in parts, kept until its work is done. Read back part by part, so that a large file never stands in memory whole.
using Keukentafel.Foundation.Keys;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Foundation.Jobs;

public sealed class Upload : IOwned
{
    public const int FileNameMaxLength = 200;
    public const int PartSize = 256 * 1024;

    public required UploadId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required string FileName { get; init; }
    public required long Size { get; init; }
    public required DateTime CreatedAt { get; init; }
}

/// <summary>A sealed part of an upload; all but the last hold <see cref="Upload.PartSize"/> bytes of the file.</summary>
public sealed class UploadPart : IOwned
{
    public required OrganisationId OrganisationId { get; init; }
    public required UploadId UploadId { get; init; }
    public required int Number { get; init; }
    public required byte[] Sealed { get; set; }

    /// <summary>Parts are large, so a change of keys takes few at a time.</summary>
    internal static SealedRows Declare(Sealer sealer) => new SealedRows<UploadPart>(
        nameof(Sealed),
        part =>
        {
            var context = Context(part.OrganisationId, part.UploadId, part.Number);
            part.Sealed = sealer.Seal(sealer.Open(part.Sealed, context), context);
        },
        step: 20);

    internal static string Context(OrganisationId organisation, UploadId upload, int number) => $"upload:{organisation}:{upload}:{number}";
}

internal sealed class UploadConfiguration : IInWho<Upload>, IInWho<UploadPart>
{
    public void Configure(EntityTypeBuilder<Upload> builder)
    {
        builder.ToTable("uploads");
        builder.HasKey(upload => new { upload.OrganisationId, upload.Id });
        builder.Property(upload => upload.FileName).HasMaxLength(Upload.FileNameMaxLength);
    }

    public void Configure(EntityTypeBuilder<UploadPart> builder)
    {
        builder.ToTable("upload_parts");
        builder.HasKey(part => new { part.OrganisationId, part.UploadId, part.Number });
        builder.Property(part => part.Sealed).HasMaxLength(Upload.PartSize + 100);
        builder.HasOne<Upload>().WithMany().HasForeignKey(part => new { part.OrganisationId, part.UploadId }).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Keeps, opens and erases uploads.</summary>
public sealed class Uploads(StoreSession session, StoreFactory stores, Sealer sealer, CurrentCaller caller, ISecrets secrets, TimeProvider time)
{
    // Opened when it is first used: whoever takes in a file reads it before anything waits for the store.
    private WhoStore Store => session.Who;

    /// <summary>Seals and stores a file, within the change in hand.</summary>
    public async Task<Upload> Keep(Stream file, string fileName, CancellationToken cancel = default)
    {
        var upload = new Upload
        {
            Id = secrets.NewId<UploadId>(),
            OrganisationId = caller.Caller.Here,
            FileName = fileName,
            Size = file.Length - file.Position,
            CreatedAt = time.Now(),
        };
        Store.Add(upload);
        await Store.SaveChangesAsync(cancel);

        var buffer = new byte[Upload.PartSize];
        int length;
        for (var number = 0; (length = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel)) > 0; number++)
        {
            var part = new UploadPart
            {
                OrganisationId = upload.OrganisationId,
                UploadId = upload.Id,
                Number = number,
                Sealed = sealer.Seal(buffer.AsSpan(0, length), UploadPart.Context(upload.OrganisationId, upload.Id, number)),
            };
            Store.Add(part);
            await Store.SaveChangesAsync(cancel);
            Store.Entry(part).State = EntityState.Detached;
        }

        return upload;
    }

    /// <summary>The file as it was sent; null when it has been erased. The stream may outlive the session: it fetches its parts by itself.</summary>
    public async Task<Stream?> Open(UploadId id, CancellationToken cancel = default) =>
        await Store.Set<Upload>().AsNoTracking().FirstOrDefaultAsync(upload => upload.Id == id, cancel) is { } upload
            ? new UploadStream(upload, stores, sealer)
            : null;

    public async Task Erase(UploadId id, CancellationToken cancel = default)
    {
        await Store.Set<UploadPart>().Where(part => part.UploadId == id).ExecuteDeleteAsync(cancel);
        await Store.Set<Upload>().Where(upload => upload.Id == id).ExecuteDeleteAsync(cancel);
    }
}

/// <summary>Reads the parts of an upload as one seekable stream; one part is open at a time.</summary>
internal sealed class UploadStream(Upload upload, StoreFactory stores, Sealer sealer) : Stream
{
    private byte[] part = [];
    private int number = -1;
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => upload.Size;

    public override long Position
    {
        get => position;
        set => position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        if (position >= upload.Size || buffer.IsEmpty)
        {
            return 0;
        }

        Fetch((int)(position / Upload.PartSize));
        var from = part.AsSpan((int)(position % Upload.PartSize));
        var count = Math.Min(from.Length, buffer.Length);
        from[..count].CopyTo(buffer);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => upload.Size + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Fetch(int wanted)
    {
        if (wanted == number)
        {
            return;
        }

        using var store = stores.Open<WhoStore>(StoreScope.Of(upload.OrganisationId), StoreAccess.Read);
        var row = store.Set<UploadPart>().Single(one => one.UploadId == upload.Id && one.Number == wanted);
        part = sealer.Open(row.Sealed, UploadPart.Context(upload.OrganisationId, upload.Id, wanted));
        number = wanted;
    }
}
