// Long work shows how far it is, and goes on after whatever happens to the worker.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Keukentafel.Tests.Foundation;

public abstract class Jobs_go_on
{
    private readonly Installation installation;
    private readonly Caller zonnedam;
    private readonly string kind = "proef." + Guid.NewGuid().ToString("N");

    protected Jobs_go_on(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
        zonnedam = Caller.Program(installation.Services.GetRequiredService<ISecrets>().NewId<OrganisationId>());
    }

    [Fact]
    public async Task Work_is_done_once_and_shows_how_far_it_is()
    {
        var id = await Ask(new { aantal = 3 });
        var seen = new List<(int, int, string)>();
        using var runner = Runner(async job =>
        {
            for (var i = 1; i <= 3; i++)
            {
                await job.Progress(i, 3, $"stap {i}");
                var row = await Row(id);
                seen.Add((row.Done, row.Total, row.Step));
            }

            return "\"klaar\"";
        });
        await runner.RunAll();
        await runner.RunAll();
        Assert.Equal([(1, 3, "stap 1"), (2, 3, "stap 2"), (3, 3, "stap 3")], seen);
        var done = await Row(id);
        Assert.Equal((JobStatus.Done, "\"klaar\"", 1), (done.Status, done.Result, done.Attempts));
    }

    [Fact]
    public async Task A_refusal_is_told_to_the_person_who_waits()
    {
        var id = await Ask();
        using var runner = Runner(_ => Task.FromResult<Result<string>>(FormProblems.Missing.Of("Bestand")));
        await runner.RunAll();
        var row = await Row(id);
        Assert.Equal((JobStatus.Refused, "Bestand: dit veld is nog leeg. Vul het in."), (row.Status, row.Result));
    }

    [Fact]
    public async Task A_bug_is_tried_again_and_then_given_up_and_its_message_is_not_logged()
    {
        var id = await Ask();
        using var runner = Runner(_ => throw new InvalidOperationException("mevrouw Jansen, Kerkstraat 1"));
        await runner.RunAll();
        var row = await Row(id);
        Assert.Equal((JobStatus.Failed, 5), (row.Status, row.Attempts));
        Assert.StartsWith("Het is niet gelukt", row.Result, StringComparison.Ordinal);
        Assert.Contains(installation.Logs.Lines, line => line.Contains(kind, StringComparison.Ordinal) && line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(installation.Logs.Lines, line => line.Contains("Jansen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_a_worker_dies_another_goes_on_after_its_lease()
    {
        var id = await Ask();
        await Take(id, attempts: 1);
        var attempts = new List<int>();
        using var other = Runner(job =>
        {
            attempts.Add(job.Attempt);
            return Task.FromResult<Result<string>>("");
        });

        await other.RunAll();
        Assert.Empty(attempts);

        installation.Time.Advance(RunningJob.Lease + TimeSpan.FromSeconds(1));
        await other.RunAll();
        Assert.Equal([2], attempts);
        Assert.Equal(JobStatus.Done, (await Row(id)).Status);
    }

    [Fact]
    public async Task Work_that_takes_its_worker_down_every_time_is_given_up()
    {
        var id = await Ask();
        await Take(id, attempts: 5);
        installation.Time.Advance(RunningJob.Lease + TimeSpan.FromSeconds(1));
        var ran = false;
        using var runner = Runner(_ =>
        {
            ran = true;
            return Task.FromResult<Result<string>>("");
        });
        await runner.RunAll();
        Assert.False(ran);
        Assert.Equal(JobStatus.Failed, (await Row(id)).Status);
    }

    [Fact]
    public async Task A_node_that_stops_gives_its_work_back_at_once()
    {
        var id = await Ask();
        using var stop = new CancellationTokenSource();
        using (var stopping = Runner(async job =>
        {
            await stop.CancelAsync();
            stop.Token.ThrowIfCancellationRequested();
            return job.Id.ToString();
        }))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopping.RunAll(stop.Token));
        }

        installation.Time.Advance(TimeSpan.FromMilliseconds(1));
        using var next = Runner(_ => Task.FromResult<Result<string>>("\"verder\""));
        await next.RunAll();
        Assert.Equal((JobStatus.Done, "\"verder\""), ((await Row(id)).Status, (await Row(id)).Result));
    }

    [Fact]
    public async Task A_worker_that_lost_its_job_changes_nothing_more()
    {
        var id = await Ask();
        using var late = Runner(async job =>
        {
            await Take(id, attempts: 2);
            await job.Progress(9, 9, "te laat");
            return "\"te laat\"";
        });
        await late.RunAll();
        var row = await Row(id);
        Assert.Equal((JobStatus.Running, "iemand anders", "", 0), (row.Status, row.Worker, row.Result, row.Done));
    }

    [Fact]
    public async Task Work_of_an_unknown_kind_waits_and_holds_nobody_up()
    {
        for (var i = 0; i < 12; i++)
        {
            await Ask(kind: "van een nieuwere versie");
        }

        var id = await Ask();
        using var runner = Runner(_ => Task.FromResult<Result<string>>(""));
        await runner.RunAll();
        Assert.Equal(JobStatus.Done, (await Row(id)).Status);
    }

    private JobRunner Runner(Func<RunningJob, Task<Result<string>>> act)
    {
        var services = installation.Services;
        return new JobRunner(
            services.GetRequiredService<StoreFactory>(), installation.Pipeline, [new Work(kind, act)], services.GetRequiredService<ISecrets>(), installation.Time,
            services.GetRequiredService<ILogger<JobRunner>>());
    }

    private async Task<JobId> Ask(object? arguments = null, string? kind = null) =>
        (await installation.Pipeline.Change<WhoStore, JobId>(zonnedam, right: null, services =>
            Task.FromResult<Result<JobId>>(services.GetRequiredService<JobDesk>().Ask(kind ?? this.kind, arguments ?? new { }).Id))).Value;

    private async Task<Job> Row(JobId id) =>
        (await installation.Pipeline.Read<Job>(zonnedam, right: null, async services => await services.GetRequiredService<WhoStore>().Set<Job>().SingleAsync(job => job.Id == id))).Value;

    /// <summary>Another worker takes the job and is not heard of again.</summary>
    private async Task Take(JobId id, int attempts) =>
        await installation.Pipeline.Change<WhoStore, Done>(zonnedam, right: null, async services =>
        {
            var until = installation.Time.Now() + RunningJob.Lease;
            await services.GetRequiredService<WhoStore>().Set<Job>().Where(job => job.Id == id).ExecuteUpdateAsync(set => set
                .SetProperty(job => job.Status, JobStatus.Running)
                .SetProperty(job => job.Worker, "iemand anders")
                .SetProperty(job => job.Attempts, attempts)
                .SetProperty(job => job.LeaseUntil, until));
            return Done.It;
        });

    private sealed class Work(string kind, Func<RunningJob, Task<Result<string>>> act) : JobWork
    {
        public override string Kind => kind;

        public override async Task<Result<string>> Run(RunningJob job, CancellationToken cancel) => await act(job);
    }
}

public sealed class Jobs_go_on_on_SQLite(SqliteInstallation installation) : Jobs_go_on(installation), IClassFixture<SqliteInstallation>;

public sealed class Jobs_go_on_on_PostgreSQL(PostgresInstallation installation) : Jobs_go_on(installation), IClassFixture<PostgresInstallation>;
