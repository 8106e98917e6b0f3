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

public readonly record struct LetterBatchId(Guid Value) : IId<LetterBatchId>
{
    public static LetterBatchId From(Guid value) => new(value);
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

    /// <summary>The day of that outcome: a whole day, never a time.</summary>
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
    internal void Settle(Outcome outcome, DateOnly on)
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

    private void Put(Outcome outcome, DateOnly on)
    {
        (Outcome, OutcomeOn) = (outcome.Code, on);
        Stopped = outcome.Stops;
    }
}

/// <summary>The personal code of a case. Found by keyed index before anybody is known; erased when the case closes.</summary>
public sealed class AccessCode : ISeenByInstallation
{
    public required OrganisationId OrganisationId { get; init; }
    public required CaseId CaseId { get; init; }
    public required RoundId RoundId { get; init; }
    public required string CodeIndex { get; set; }

    /// <summary>The sealed code itself, for reprints; null once erased.</summary>
    public byte[]? Sealed { get; set; }
}

public enum LetterStep { Invitation, Reminder }

public enum LetterBatchStatus { Made, Released }

/// <summary>At most 250 letters that are printed as one file, with a batch sheet.</summary>
public sealed class LetterBatch : IOwned
{
    public const int MaxLetters = 250;

    public required LetterBatchId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required RoundId RoundId { get; init; }
    public required int Number { get; init; }
    public required LetterStep Step { get; init; }
    public required int Letters { get; init; }
    public required DateTime MadeAt { get; init; }
    public LetterBatchStatus Status { get; set; } = LetterBatchStatus.Made;
    public DateTime? ReleasedAt { get; set; }
    public AccountId? ReleasedBy { get; set; }
}

/// <summary>One letter: which case, which place in its batch. One letter per case and step.</summary>
public sealed class Letter : IOwned
{
    public required OrganisationId OrganisationId { get; init; }
    public required CaseId CaseId { get; init; }
    public required LetterStep Step { get; init; }
    public required LetterBatchId BatchId { get; init; }
    public required int Position { get; init; }
}

/// <summary>The text of a round's letter, editable per round; placeholders are filled per client.</summary>
public sealed class LetterText : IOwned
{
    public const int BodyMaxLength = 6000;

    public required OrganisationId OrganisationId { get; init; }
    public required RoundId RoundId { get; init; }
    public required LetterStep Step { get; init; }
    public required string Subject { get; set; }
    public required string Body { get; set; }
}

internal sealed class CaseConfiguration : IInWho<Case>, IInWho<AccessCode>, IInWho<LetterBatch>, IInWho<Letter>, IInWho<LetterText>
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

    public void Configure(EntityTypeBuilder<AccessCode> builder)
    {
        builder.ToTable("access_codes");
        builder.HasKey(code => new { code.OrganisationId, code.CaseId });
        builder.Property(code => code.CodeIndex).HasMaxLength(64);
        builder.Property(code => code.Sealed).HasMaxLength(200);
        builder.HasOne<Case>().WithOne().HasForeignKey<AccessCode>(code => new { code.OrganisationId, code.CaseId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(code => code.CodeIndex).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LetterBatch> builder)
    {
        builder.ToTable("letter_batches");
        builder.HasKey(batch => new { batch.OrganisationId, batch.Id });
        builder.HasOne<Round>().WithMany().HasForeignKey(batch => new { batch.OrganisationId, batch.RoundId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(batch => new { batch.OrganisationId, batch.RoundId, batch.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Letter> builder)
    {
        builder.ToTable("letters");
        builder.HasKey(letter => new { letter.OrganisationId, letter.CaseId, letter.Step });
        builder.HasOne<Case>().WithMany().HasForeignKey(letter => new { letter.OrganisationId, letter.CaseId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<LetterBatch>().WithMany().HasForeignKey(letter => new { letter.OrganisationId, letter.BatchId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(letter => new { letter.OrganisationId, letter.BatchId, letter.Position }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LetterText> builder)
    {
        builder.ToTable("letter_texts");
        builder.HasKey(text => new { text.OrganisationId, text.RoundId, text.Step });
        builder.Property(text => text.Subject).HasMaxLength(200);
        builder.Property(text => text.Body).HasMaxLength(LetterText.BodyMaxLength);
        builder.HasOne<Round>().WithMany().HasForeignKey(text => new { text.OrganisationId, text.RoundId }).OnDelete(DeleteBehavior.Cascade);
    }
}
