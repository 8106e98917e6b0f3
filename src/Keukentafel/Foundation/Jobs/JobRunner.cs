// The worker: takes the oldest waiting job, or one whose worker died, and runs it. One at a time per node.
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Foundation.Jobs;

public sealed partial class JobRunner(
    StoreFactory stores, Pipeline.Pipeline pipeline, IEnumerable<JobWork> works, ISecrets secrets, TimeProvider time, ILogger<JobRunner> log) : BackgroundService
{
    private const int MaxAttempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Heartbeat = RunningJob.Lease / 4;
    private const string Failed = "Het is niet gelukt door een fout in het programma. Probeer het opnieuw; blijft het misgaan, meld het dan bij de beheerder.";
    private readonly string worker = secrets.NewToken()[..12];
    private readonly Dictionary<string, JobWork> kinds = works.ToDictionary(work => work.Kind, StringComparer.Ordinal);

    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Runs everything that waits, in the caller's own time (command line, demonstration, tests).</summary>
    public async Task RunAll(CancellationToken cancel = default)
    {
        while (await RunOne(cancel))
        {
        }
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await RunOne(stoppingToken))
                {
                    await Task.Delay(Pause, time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                LogRunnerFailed(Traces.Of(problem));
                await Task.Delay(TimeSpan.FromSeconds(5), time, stoppingToken);
            }
        }
    }

    /// <summary>One job at a time, whoever asks: so whoever runs everything that waits also waits for what is being done.</summary>
    private async Task<bool> RunOne(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            return await RunNext(cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<bool> RunNext(CancellationToken cancel)
    {
        if (await Take(cancel) is not { } job)
        {
            return false;
        }

        JobStatus status;
        string result;
        try
        {
            var outcome = await Work(job, cancel);
            (status, result) = outcome.Match(value => (JobStatus.Done, value), problem => (JobStatus.Refused, problem.Text));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The node stops: the lease is given back, so that the next one goes on at once.
            await Update(job, row => row.LeaseUntil = time.Now(), CancellationToken.None);
            throw;
        }
        catch (Exception problem)
        {
            LogJobFailed(job.Kind, job.Id, Traces.Of(problem));
            (status, result) = job.Attempts < MaxAttempts ? (JobStatus.Waiting, "") : (JobStatus.Failed, Failed);
        }

        await Update(job, row => (row.Status, row.Result, row.LeaseUntil) = (status, result, null), cancel);
        return true;
    }

    private async Task<Result<string>> Work(Job job, CancellationToken cancel)
    {
        if (job.Attempts > MaxAttempts)
        {
            // It took its worker down with it, time after time.
            throw new InvalidOperationException("The job never came to an end.");
        }

        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var lease = KeepLease(job, lost);
        try
        {
            return await kinds[job.Kind].Run(new RunningJob(job, pipeline, time), lost.Token);
        }
        finally
        {
            await lost.CancelAsync();
            await lease;
        }
    }

    /// <summary>Holds on to the job while its work goes on; stops the work when another worker has it.</summary>
    private async Task KeepLease(Job job, CancellationTokenSource lost)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Heartbeat, time, lost.Token);
                await using var store = stores.Open<WhoStore>(StoreScope.Installation, StoreAccess.Change);
                var until = time.Now() + RunningJob.Lease;
                var kept = await store.Set<Job>().Where(row => row.Id == job.Id && row.Worker == worker)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, until), lost.Token);
                await store.Database.CurrentTransaction!.CommitAsync(lost.Token);
                if (kept == 0)
                {
                    await lost.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work ended.
        }
        catch (System.Data.Common.DbException problem)
        {
            // Busy or away; the work itself will meet the same, and the lease is long.
            LogRunnerFailed(Traces.Of(problem));
        }
    }

    private async Task<Job?> Take(CancellationToken cancel)
    {
        var now = time.Now();
        var known = kinds.Keys.ToList();
        List<Job> waiting;
        await using (var store = stores.Open<WhoStore>(StoreScope.Installation, StoreAccess.Read))
        {
            waiting = await store.Set<Job>()
                .Where(job => known.Contains(job.Kind) && (job.Status == JobStatus.Waiting || (job.Status == JobStatus.Running && job.LeaseUntil < now)))
                .OrderBy(job => job.CreatedAt).Take(10).ToListAsync(cancel);
        }

        foreach (var job in waiting)
        {
            await using var store = stores.Open<WhoStore>(StoreScope.Installation, StoreAccess.Change);
            var taken = await store.Set<Job>()
                .Where(row => row.Id == job.Id && (row.Status == JobStatus.Waiting || (row.Status == JobStatus.Running && row.LeaseUntil < now)))
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.Status, JobStatus.Running)
                        .SetProperty(row => row.Worker, worker)
                        .SetProperty(row => row.Attempts, row => row.Attempts + 1)
                        .SetProperty(row => row.LeaseUntil, now + RunningJob.Lease),
                    cancel);
            await store.Database.CurrentTransaction!.CommitAsync(cancel);
            if (taken == 1)
            {
                (job.Attempts, job.Worker) = (job.Attempts + 1, worker);
                return job;
            }
        }

        return null;
    }

    private async Task Update(Job job, Action<Job> change, CancellationToken cancel)
    {
        await using var store = stores.Open<WhoStore>(StoreScope.Installation, StoreAccess.Change);
        if (await store.Set<Job>().FirstOrDefaultAsync(row => row.Id == job.Id && row.Worker == worker, cancel) is { } row)
        {
            change(row);
            await store.SaveChangesAsync(cancel);
            await store.Database.CurrentTransaction!.CommitAsync(cancel);
        }
    }

    [LoggerMessage(101, LogLevel.Error, "Job {Kind} {Id} failed.\n{Trace}")]
    private partial void LogJobFailed(string kind, JobId id, string trace);

    [LoggerMessage(102, LogLevel.Error, "The job runner failed; it goes on after a pause.\n{Trace}")]
    private partial void LogRunnerFailed(string trace);
}
