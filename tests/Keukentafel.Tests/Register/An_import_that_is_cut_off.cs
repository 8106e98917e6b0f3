// An import is cut off at any point, as by a power failure, and goes on: every client once. Two workers at the same import store no client twice.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Register.Import;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Keukentafel.Tests.Register.RegisterText;

namespace Keukentafel.Tests.Register;

public abstract class An_import_that_is_cut_off
{
    private const int Clients = 2300;
    private readonly Installation installation;
    private readonly RegisterWorld world;

    protected An_import_that_is_cut_off(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
        world = new RegisterWorld(installation);
    }

    [Theory]
    [InlineData(1)] // at the first client
    [InlineData(1500)] // in the middle of the first chunk
    [InlineData(2001)] // right after the first chunk was stored
    [InlineData(2 * Clients)] // at the very last client
    [InlineData((2 * Clients) + 1)] // when all are stored and only the end is missing
    public async Task Goes_on_where_it_was_with_every_client_once(int secretsUntilPowerFailure)
    {
        var id = await Ready();
        await using var dying = Node(new FailingSecrets(secretsUntilPowerFailure));
        await Assert.ThrowsAsync<PowerFailure>(async () => await Run(dying, id));
        var reached = await world.Delivery(id);
        Assert.Equal(DeliveryStatus.Importing, reached.Status);
        Assert.Equal((reached.Clients, 0), ((await world.Clients(id)).Count, (await Frame(id)).Total));

        await world.Work();
        await AllThereOnce(id);
    }

    [Fact]
    public async Task Two_workers_at_once_store_no_client_twice()
    {
        var id = await Ready();
        await using var other = Node(new SystemSecrets());
        await Task.WhenAll(Run(other, id), Run(installation.Services, id));
        await AllThereOnce(id);
    }

    [Fact]
    public async Task An_import_can_be_taken_back_half_way()
    {
        var id = await Ready();
        await using var dying = Node(new FailingSecrets(2500));
        await Assert.ThrowsAsync<PowerFailure>(async () => await Run(dying, id));
        Assert.True((await world.Undo(id)).Ok);
        await world.Work();
        Assert.Empty(await world.Clients(id));
        Assert.Equal(DeliveryStatus.Undone, (await world.Delivery(id)).Status);
    }

    private async Task<DeliveryId> Ready()
    {
        var id = await world.TakeAndName(File(Enumerable.Range(0, Clients).Select(i => Row($"C{i:0000}"))));
        await world.Work();
        Assert.True((await world.Start(id)).Ok);
        return id;
    }

    private async Task AllThereOnce(DeliveryId id)
    {
        var delivery = await world.Delivery(id);
        Assert.Equal((DeliveryStatus.Imported, Clients), (delivery.Status, delivery.Clients));
        Assert.Equal(Enumerable.Range(0, Clients).Select(i => $"C{i:0000}"), (await world.Clients(id)).Select(pair => pair.Details.ClientNumber));
        Assert.Equal(Clients, (await Frame(id)).Total);
    }

    /// <summary>Runs the import as a worker would, without anything that tidies up after a failure.</summary>
    private async Task Run(IServiceProvider node, DeliveryId id)
    {
        var delivery = await world.Delivery(id);
        var job = await world.Read(store => store.Set<Job>().SingleAsync(job => job.Id == delivery.JobId));
        var import = node.GetServices<JobWork>().OfType<ImportClients>().Single();
        await import.Run(new RunningJob(job, node.GetRequiredService<Pipeline>(), installation.Time), CancellationToken.None);
    }

    private async Task<FrameCounts> Frame(DeliveryId id) =>
        (await world.See<FrameCounts>(Right.StudySee, async services => await services.GetRequiredService<Frame>().Counts(id, []))).Value;

    private ServiceProvider Node(ISecrets secrets)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(installation.Time);
        services.AddSingleton(secrets);
        Site.Services(services, installation.Settings);
        return services.BuildServiceProvider();
    }

    private sealed class PowerFailure : Exception;

    /// <summary>Each client takes two secrets: its id and the nonce of its seal.</summary>
    private sealed class FailingSecrets(int until) : ISecrets
    {
        private readonly SystemSecrets secrets = new();
        private int given;

        public void Fill(Span<byte> bytes)
        {
            if (++given >= until)
            {
                throw new PowerFailure();
            }

            secrets.Fill(bytes);
        }
    }
}

public sealed class An_import_that_is_cut_off_on_SQLite(SqliteInstallation installation) : An_import_that_is_cut_off(installation), IClassFixture<SqliteInstallation>;

public sealed class An_import_that_is_cut_off_on_PostgreSQL(PostgresInstallation installation) : An_import_that_is_cut_off(installation), IClassFixture<PostgresInstallation>;
