// A study and its rounds. A round is one measurement: it says which questionnaire, which frame variables and what calendar.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Studies;

public readonly record struct StudyId(Guid Value) : IId<StudyId>
{
    public static StudyId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public readonly record struct RoundId(Guid Value) : IId<RoundId>
{
    public static RoundId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public enum Law { Wmo, Jeugd }

/// <summary>The road of a round. Each step is taken by the room it belongs to, through the round's own methods.</summary>
public enum RoundStatus
{
    /// <summary>Being set up: questionnaire, frame variables, calendar.</summary>
    Planned,

    /// <summary>The sample is drawn, or the approached clients were imported.</summary>
    Drawn,

    /// <summary>Letters were released; clients can answer.</summary>
    Open,

    /// <summary>No answers are taken any more.</summary>
    Closed,
}

public sealed class Study : IOwned
{
    public const int NameMaxLength = 150;
    public const int PurposeMaxLength = 1000;

    public required StudyId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required string Name { get; set; }
    public string Purpose { get; set; } = "";
    public required Law Law { get; init; }
    public required DateTime CreatedAt { get; init; }
}

public sealed class Round : IOwned
{
    public const int NameMaxLength = 100;
    public const int LetterMaxLength = 6000;

    public required RoundId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required StudyId StudyId { get; init; }
    public required string Name { get; set; }

    /// <summary>The year of the measurement, by which the municipality table is read.</summary>
    public required int Year { get; set; }
    public required string InstrumentId { get; set; }
    public required int InstrumentVersion { get; set; }
    public bool Baseline { get; set; }

    /// <summary>Last day on which answers count.</summary>
    public DateOnly? ClosesOn { get; set; }

    /// <summary>The register delivery that is the sampling frame; set once it is chosen (an id of the register room).</summary>
    public Guid? DeliveryId { get; set; }

    /// <summary>Register columns that may stand beside answers, each in classes of five clients or more.</summary>
    public List<string> FrameVariables { get; set; } = [];

    /// <summary>Frame variables whose crossing makes the strata; none means one stratum.</summary>
    public List<string> StratumVariables { get; set; } = [];

    /// <summary>How results are weighted and broken down.</summary>
    public List<string> PoststratifyBy { get; set; } = [];
    public List<string> RakeBy { get; set; } = [];
    public List<string> BreakDownBy { get; set; } = [];

    public RoundStatus Status { get; set; } = RoundStatus.Planned;
    public DateTime? OpenedAt { get; set; }
}

internal sealed class StudyConfiguration : IInWho<Study>, IInWho<Round>
{
    public void Configure(EntityTypeBuilder<Study> builder)
    {
        builder.ToTable("studies");
        builder.HasKey(study => new { study.OrganisationId, study.Id });
        builder.Property(study => study.Name).HasMaxLength(Study.NameMaxLength);
        builder.Property(study => study.Purpose).HasMaxLength(Study.PurposeMaxLength);
    }

    public void Configure(EntityTypeBuilder<Round> builder)
    {
        builder.ToTable("rounds");
        builder.HasKey(round => new { round.OrganisationId, round.Id });
        builder.Property(round => round.Name).HasMaxLength(Round.NameMaxLength);
        builder.Property(round => round.InstrumentId).HasMaxLength(80);
        builder.Property(round => round.FrameVariables).HasMaxLength(4000);
        builder.Property(round => round.StratumVariables).HasMaxLength(4000);
        builder.Property(round => round.PoststratifyBy).HasMaxLength(4000);
        builder.Property(round => round.RakeBy).HasMaxLength(4000);
        builder.Property(round => round.BreakDownBy).HasMaxLength(4000);
        builder.HasOne<Study>().WithMany().HasForeignKey(round => new { round.OrganisationId, round.StudyId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(round => new { round.OrganisationId, round.StudyId });
    }
}
