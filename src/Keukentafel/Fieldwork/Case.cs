// One sampled client in one round: the code on the letter, what was sent, and how it ended (AAPOR outcome). No answer ever stands here.
using Keukentafel.Foundation;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Fieldwork;

public readonly record struct CaseId(Guid Value) : IId<CaseId>
{
    public static CaseId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public sealed class Case : IOwned
{
    public const int OutcomeMaxLength = 8;

    public required CaseId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required RoundId RoundId { get; init; }
    public required ClientId ClientId { get; init; }

    /// <summary>n/N of its stratum at the draw; null for cases that were imported with their outcome.</summary>
    public double? InclusionProbability { get; init; }

    /// <summary>AAPOR outcome so far, such as 1.1 or 2.2; null while nothing came back.</summary>
    public string? Outcome { get; set; }

    /// <summary>The day of that outcome: a whole day, never a time. Null for what came from answers.</summary>
    public DateOnly? OutcomeOn { get; set; }

    /// <summary>No further letters: answered, refused, not eligible or withdrawn.</summary>
    public bool Stopped { get; set; }

    /// <summary>The outcome that stood when the client stopped, so that a stop can be undone.</summary>
    public string? OutcomeBefore { get; private set; }
    public DateOnly? OutcomeBeforeOn { get; private set; }

    /// <summary>The day on which the client, or somebody for the client, said to stop; null when nobody did.</summary>
    public DateOnly? WithdrawnOn { get; private set; }

    public Outcome? Reached => Outcome is { } code ? Fieldwork.Outcome.Parse(code) : null;

    /// <summary>Notes an outcome, if it takes the place of what is there.</summary>
    internal void Settle(Outcome outcome, DateOnly? on)
    {
        if (Reached is not { } earlier || (earlier != outcome && outcome.Replaces(earlier)))
        {
            Put(outcome, on);
            (WithdrawnOn, OutcomeBefore, OutcomeBeforeOn) = (null, null, null);
        }
        else if (WithdrawnOn is not null && earlier != outcome && (OutcomeBefore is null || outcome.Replaces(Fieldwork.Outcome.Parse(OutcomeBefore))))
        {
            // It lost to the stop; it is what stands when the stop is undone.
            (OutcomeBefore, OutcomeBeforeOn) = (outcome.Code, on);
        }
    }

    internal Result<Done> Stop(Outcome outcome, DateOnly on)
    {
        if (Reached == Fieldwork.Outcome.Complete)
        {
            return FieldworkProblems.AlreadyAnswered.Of();
        }

        if (WithdrawnOn is null)
        {
            (OutcomeBefore, OutcomeBeforeOn) = (Outcome, OutcomeOn);
        }
        else if (Reached == outcome)
        {
            return Done.It;
        }

        Put(outcome, on);
        WithdrawnOn = on;
        return Done.It;
    }

    /// <summary>The answers are gone. The day stays out: in two stores it would tie a case to a response.</summary>
    internal void TakeBackAnswers()
    {
        Put(Fieldwork.Outcome.Refused, on: null);
        (WithdrawnOn, OutcomeBefore, OutcomeBeforeOn) = (null, null, null);
    }

    internal void UndoStop()
    {
        if (WithdrawnOn is null)
        {
            return;
        }

        (Outcome, OutcomeOn) = (OutcomeBefore, OutcomeBeforeOn);
        (WithdrawnOn, OutcomeBefore, OutcomeBeforeOn) = (null, null, null);
        Stopped = Reached is { Stops: true };
    }

    /// <summary>Takes back that the letter was returned.</summary>
    internal void UndoReturn()
    {
        if (Reached == Fieldwork.Outcome.Returned)
        {
            (Outcome, OutcomeOn, Stopped) = (null, null, false);
        }
    }

    private void Put(Outcome outcome, DateOnly? on)
    {
        (Outcome, OutcomeOn) = (outcome.Code, on);
        Stopped = outcome.Stops;
    }
}

internal sealed class CaseConfiguration : IInWho<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("cases");
        builder.HasKey(@case => new { @case.OrganisationId, @case.Id });
        builder.Property(@case => @case.Outcome).HasMaxLength(Case.OutcomeMaxLength);
        builder.Property(@case => @case.OutcomeBefore).HasMaxLength(Case.OutcomeMaxLength);
        builder.Ignore(@case => @case.Reached);
        builder.HasOne<Round>().WithMany().HasForeignKey(@case => new { @case.OrganisationId, @case.RoundId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Client>().WithMany().HasForeignKey(@case => new { @case.OrganisationId, @case.ClientId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(@case => new { @case.OrganisationId, @case.RoundId, @case.ClientId }).IsUnique();
        builder.HasIndex(@case => new { @case.OrganisationId, @case.ClientId });
    }
}
