// What a room brings for its long work: a kind and the act. It must be able to start again after a crash at any point and do no harm.
using System.Text.Json;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Foundation.Jobs;

/// <summary>The act of one kind of job. The answer is the job's result as JSON.</summary>
public abstract class JobWork
{
    public abstract string Kind { get; }

    public abstract Task<Result<string>> Run(RunningJob job, CancellationToken cancel);
}

/// <summary>A job in hand: its arguments, on whose behalf, and how to tell how far it is.</summary>
public sealed class RunningJob(Job job, Pipeline.Pipeline pipeline, TimeProvider time)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public JobId Id => job.Id;

    public Caller Caller { get; } = Caller.Program(job.OrganisationId) with { Account = job.CreatedBy };

    /// <summary>More than 1 when an earlier attempt was cut off.</summary>
    public int Attempt => job.Attempts;

    public T Arguments<T>() => JsonSerializer.Deserialize<T>(job.Arguments)!;

    /// <summary>Shows how far the work is, and keeps the lease.</summary>
    public Task Progress(int done, int total, string step, CancellationToken cancel = default) =>
        pipeline.Change<WhoStore, Done>(
            Caller,
            right: null,
            async services =>
            {
                await services.GetRequiredService<WhoStore>().Set<Job>().Where(row => row.Id == job.Id && row.Worker == job.Worker).ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.Done, done)
                        .SetProperty(row => row.Total, total)
                        .SetProperty(row => row.Step, step)
                        .SetProperty(row => row.LeaseUntil, time.Now() + Lease),
                    cancel);
                return Foundation.Done.It;
            },
            cancel);
}

/// <summary>Asks for long work. The row is stored with the change that asks for it.</summary>
public sealed class JobDesk(StoreSession session, CurrentCaller caller, ISecrets secrets, TimeProvider time)
{
    // Opened when it is first used: whoever takes in a file reads it before anything waits for the store.
    private WhoStore Store => session.Who;

    public Job Ask(string kind, object arguments)
    {
        var job = new Job
        {
            Id = secrets.NewId<JobId>(),
            OrganisationId = caller.Caller.Here,
            Kind = kind,
            Arguments = JsonSerializer.Serialize(arguments),
            CreatedAt = time.Now(),
            CreatedBy = caller.Caller.Account,
        };
        Store.Add(job);
        return job;
    }
}
