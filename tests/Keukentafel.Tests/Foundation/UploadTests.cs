// A file that was sent comes back byte for byte from its sealed parts, from any place, and is gone once erased.
using System.Text;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Foundation;

public abstract class UploadTests
{
    private readonly Installation installation;
    private readonly Caller zonnedam;

    protected UploadTests(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
        zonnedam = Caller.Program(installation.Services.GetRequiredService<ISecrets>().NewId<OrganisationId>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(Upload.PartSize)]
    [InlineData((3 * Upload.PartSize) + 17)]
    public async Task A_file_comes_back_as_it_was_sent(int size)
    {
        var file = new byte[size];
        new SystemSecrets().Fill(file);
        var id = await Keep(file);
        await using var stream = (await Open(id))!;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        Assert.Equal(file, copy.ToArray());
    }

    [Fact]
    public async Task It_can_be_read_from_any_place()
    {
        var file = Encoding.ASCII.GetBytes(string.Join('\n', Enumerable.Range(0, 100_000)));
        var id = await Keep(file);
        await using var stream = (await Open(id))!;
        stream.Position = Upload.PartSize - 2;
        var across = new byte[4];
        stream.ReadExactly(across);
        Assert.Equal(file[(Upload.PartSize - 2)..(Upload.PartSize + 2)], across);
        stream.Seek(-3, SeekOrigin.End);
        Assert.Equal(file[^3], stream.ReadByte());
        Assert.Equal(2, stream.Read(new byte[10]));
        Assert.Equal(-1, stream.ReadByte());
    }

    [Fact]
    public async Task Nothing_of_it_stands_readable_in_the_store_and_erasing_leaves_nothing()
    {
        var id = await Keep(Encoding.UTF8.GetBytes("mevrouw Zonneveld"));
        var parts = await Parts();
        Assert.All(parts, part => Assert.DoesNotContain("Zonneveld", Encoding.UTF8.GetString(part), StringComparison.Ordinal));
        await installation.Pipeline.Change<WhoStore, Done>(zonnedam, right: null, async services =>
        {
            await services.GetRequiredService<Uploads>().Erase(id);
            return Done.It;
        });
        Assert.Empty(await Parts());
        Assert.Null(await Open(id));
    }

    private async Task<UploadId> Keep(byte[] file) =>
        (await installation.Pipeline.Change<WhoStore, UploadId>(zonnedam, right: null, async services =>
            (await services.GetRequiredService<Uploads>().Keep(new MemoryStream(file), "register.csv")).Id)).Value;

    private async Task<Stream?> Open(UploadId id)
    {
        Stream? stream = null;
        await installation.Pipeline.Read<Done>(zonnedam, right: null, async services =>
        {
            stream = await services.GetRequiredService<Uploads>().Open(id);
            return Done.It;
        });
        return stream;
    }

    private async Task<List<byte[]>> Parts() =>
        (await installation.Pipeline.Read<List<byte[]>>(zonnedam, right: null, async services =>
            await services.GetRequiredService<WhoStore>().Set<UploadPart>().Select(part => part.Sealed).ToListAsync())).Value;
}

public sealed class UploadTests_on_SQLite(SqliteInstallation installation) : UploadTests(installation), IClassFixture<SqliteInstallation>;

public sealed class UploadTests_on_PostgreSQL(PostgresInstallation installation) : UploadTests(installation), IClassFixture<PostgresInstallation>;
