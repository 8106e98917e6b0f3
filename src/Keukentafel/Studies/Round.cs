// A round is one measurement of a study: which questionnaire, which calendar, which register and what of it may stand beside the answers.
// Rooms move it along its road by its own methods, which refuse a step out of turn.
using Keukentafel.Foundation;
using Keukentafel.Questionnaires.Flow;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Studies;

public readonly record struct RoundId(Guid Value) : IId<RoundId>
{
    public static RoundId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

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

public sealed class Round : IOwned
{
    public const int NameMaxLength = 100;
    public const int FirstYear = 2015;
    public const int LastYear = 2099;

    public required RoundId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required StudyId StudyId { get; init; }
    public required string Name { get; set; }

    /// <summary>The year of the measurement, by which the municipality table is read.</summary>
    public required int Year { get; set; }
    public required string InstrumentId { get; set; }
    public required int InstrumentVersion { get; set; }
    public bool Baseline { get; set; }

    /// <summary>How many questions stand together on a page; null is one. Not after the round was opened: then a page has its number.</summary>
    public PageLayout? Layout { get; set; }

    /// <summary>Last day on which answers count.</summary>
    public DateOnly? ClosesOn { get; set; }

    /// <summary>The register delivery that is the sampling frame; set once it is chosen (an id of the register room).</summary>
    public Guid? DeliveryId { get; set; }

    /// <summary>Register columns that may stand beside answers, each in classes of five clients or more. Everything below is among them.</summary>
    public List<string> FrameVariables { get; set; } = [];

    /// <summary>Frame variables whose crossing makes the strata; none means one stratum.</summary>
    public List<string> StratumVariables { get; set; } = [];

    /// <summary>How results are weighted: cells of all variables together, or their margins, or (both empty) neither.</summary>
    public List<string> PoststratifyBy { get; set; } = [];
    public List<string> RakeBy { get; set; } = [];

    /// <summary>What results are broken down by: frame variables, and <c>kanaal</c>.</summary>
    public List<string> BreakDownBy { get; set; } = [];

    public RoundStatus Status { get; set; } = RoundStatus.Planned;
    public DateTime? OpenedAt { get; set; }

    /// <summary>Chooses the sampling frame and what of it is used. Not after the draw: the draw belongs to its frame.</summary>
    public Problem? UseFrame(Guid deliveryId, FrameUse use)
    {
        if (Status != RoundStatus.Planned)
        {
            return StudyProblems.FrameIsFixed.Of(Name);
        }

        DeliveryId = deliveryId;
        FrameVariables = [.. use.Variables];
        StratumVariables = [.. use.Strata];
        PoststratifyBy = [.. use.Poststratify];
        RakeBy = [.. use.Rake];
        BreakDownBy = [.. use.BreakDown];
        return null;
    }

    /// <summary>Forgets the sampling frame, because its delivery goes.</summary>
    public Problem? LetGoOfFrame()
    {
        if (UseFrame(Guid.Empty, FrameUse.Nothing) is { } refusal)
        {
            return refusal;
        }

        DeliveryId = null;
        return null;
    }

    /// <summary>The sample stands: drawn, or imported as the clients that were approached.</summary>
    public Problem? Draw()
    {
        if (Status != RoundStatus.Planned)
        {
            return StudyProblems.DrawnAlready.Of(Name);
        }

        if (DeliveryId is null)
        {
            return StudyProblems.NoFrame.Of(Name);
        }

        Status = RoundStatus.Drawn;
        return null;
    }

    /// <summary>The draw is taken back, before anybody was written to: the round is being set up again.</summary>
    public void TakeBackDraw() => Status = Status == RoundStatus.Drawn ? RoundStatus.Planned : throw new InvalidOperationException($"A round that is {Status} has no draw to take back.");

    /// <summary>Answers that came from elsewhere are taken back: the round is being set up again.</summary>
    public Problem? TakeBackAnswers()
    {
        if (Status != RoundStatus.Closed)
        {
            return StudyProblems.NothingTakenIn.Of(Name);
        }

        Status = RoundStatus.Planned;
        return null;
    }

    /// <summary>Clients can answer from now on. A round that is open already stays so.</summary>
    public Problem? Open(DateTime now)
    {
        switch (Status)
        {
            case RoundStatus.Planned:
                return StudyProblems.NotDrawn.Of(Name);
            case RoundStatus.Closed:
                return StudyProblems.ClosedAlready.Of(Name);
            case RoundStatus.Drawn:
                (Status, OpenedAt) = (RoundStatus.Open, now);
                return null;
            default:
                return null;
        }
    }

    /// <summary>No answers are taken any more.</summary>
    public Problem? Close()
    {
        if (Status is RoundStatus.Planned)
        {
            return StudyProblems.NotDrawn.Of(Name);
        }

        Status = RoundStatus.Closed;
        return null;
    }
}

/// <summary>What a round uses of its register: names of attributes.</summary>
public sealed record FrameUse
{
    public static readonly FrameUse Nothing = new();

    public IReadOnlyList<string> Strata { get; init; } = [];
    public IReadOnlyList<string> Poststratify { get; init; } = [];
    public IReadOnlyList<string> Rake { get; init; } = [];

    /// <summary>May name <see cref="Channel"/>, which is no register column.</summary>
    public IReadOnlyList<string> BreakDown { get; init; } = [];

    /// <summary>Kept beside the answers for a later question, without a use yet.</summary>
    public IReadOnlyList<string> AlsoKept { get; init; } = [];

    /// <summary>The way in which somebody answered; known of every response.</summary>
    public const string Channel = "kanaal";

    /// <summary>Every register column that comes to stand beside the answers.</summary>
    public IReadOnlyList<string> Variables => Strata.Concat(Poststratify).Concat(Rake).Concat(BreakDown).Concat(AlsoKept)
        .Where(variable => variable != Channel).Distinct(StringComparer.Ordinal).ToList();
}

internal sealed class RoundConfiguration : IInWho<Round>
{
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
