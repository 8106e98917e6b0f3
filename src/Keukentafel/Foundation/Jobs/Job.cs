// Long work with progress that survives a restart: a row that says what to do and how far it is. A worker takes it under a lease;
// when the worker dies, the lease runs out and another one goes on.
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Foundation.Jobs;

public enum JobStatus { Waiting, Running, Done, Refused, Failed }

public sealed class Job : ISeenByInstallation
{
    public const int ArgumentsMaxLength = 20_000;
    public const int ResultMaxLength = 200_000;

    public required JobId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required string Kind { get; init; }

    /// <summary>What the work is about, as JSON. Ids and settings only: never contact data, answers or codes.</summary>
    public required string Arguments { get; init; }
    public required DateTime CreatedAt { get; init; }
    public AccountId? CreatedBy { get; init; }
    public JobStatus Status { get; set; } = JobStatus.Waiting;
    public int Done { get; set; }
    public int Total { get; set; }

    /// <summary>What is being done at the moment, in Dutch, for the person who waits.</summary>
    public string Step { get; set; } = "";

    /// <summary>Outcome for the page, as JSON; a refusal or failure is a Dutch text.</summary>
    public string Result { get; set; } = "";
    public int Attempts { get; set; }
    public string Worker { get; set; } = "";
    public DateTime? LeaseUntil { get; set; }
}

internal sealed class JobConfiguration : IInWho<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs");
        builder.HasKey(job => new { job.OrganisationId, job.Id });
        builder.Property(job => job.Kind).HasMaxLength(80);
        builder.Property(job => job.Arguments).HasMaxLength(Job.ArgumentsMaxLength);
        builder.Property(job => job.Result).HasMaxLength(Job.ResultMaxLength);
        builder.Property(job => job.Worker).HasMaxLength(80);
        builder.HasIndex(job => new { job.Status, job.LeaseUntil });
    }
}
