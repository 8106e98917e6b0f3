// Letters as they are stored: a batch that is printed as one file, which case stands at which place in it, and the text of the round.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Fieldwork;

public readonly record struct LetterBatchId(Guid Value) : IId<LetterBatchId>
{
    public static LetterBatchId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

/// <summary>What a batch holds at one moment: another with every change of its letters or their places, and when it is made again. A file of an earlier edition never goes out.</summary>
public readonly record struct LetterEdition(Guid Value) : IId<LetterEdition>
{
    public static LetterEdition From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public enum LetterStep { Invitation, Reminder }

public enum LetterBatchStatus
{
    /// <summary>Its letters are chosen; the files are being made.</summary>
    Making,

    /// <summary>The files are there, to be printed and checked.</summary>
    Made,

    /// <summary>Handed to the post: these clients were written to.</summary>
    Released,
}

/// <summary>At most 250 letters that are printed as one file, with a batch sheet.</summary>
public sealed class LetterBatch : IOwned
{
    public const int MaxLetters = 250;

    public required LetterBatchId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required RoundId RoundId { get; init; }
    public required int Number { get; init; }
    public required LetterStep Step { get; init; }
    public required int Letters { get; set; }

    /// <summary>Null for what was made before there were editions; its files have none either.</summary>
    public required LetterEdition? Edition { get; set; }
    public required DateTime MadeAt { get; set; }

    /// <summary>The day that the letters print.</summary>
    public DateOnly? DatedOn { get; set; }

    /// <summary>The last day to take part that the letters print.</summary>
    public DateOnly? ClosesOn { get; set; }

    /// <summary>Pages of the printed file; more than <see cref="Letters"/> when a letter takes two.</summary>
    public int? Pages { get; set; }

    /// <summary>The job that makes the files.</summary>
    public JobId? JobId { get; set; }
    public LetterBatchStatus Status { get; set; } = LetterBatchStatus.Made;
    public DateTime? ReleasedAt { get; set; }
    public AccountId? ReleasedBy { get; set; }

    /// <summary>What a letter prints as its number and people type: 3-014.</summary>
    public string NumberOf(int position) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Number}-{position:000}");
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

public enum LetterFileKind { Letters, Sheet }

/// <summary>A printed file of a batch, sealed. Goes when the round closes.</summary>
public sealed class LetterFile : IOwned
{
    public required OrganisationId OrganisationId { get; init; }
    public required LetterBatchId BatchId { get; init; }
    public required LetterFileKind Kind { get; init; }

    /// <summary>The edition of the batch that it was printed from.</summary>
    public required LetterEdition? Edition { get; init; }
    public required byte[] Sealed { get; set; }

    /// <summary>For a change of keys; files are large, so one at a time.</summary>
    internal static SealedRows Declare(Sealer sealer) => new SealedRows<LetterFile>(
        nameof(Sealed),
        file =>
        {
            var context = BatchFiles.SealContext(file.BatchId, file.Kind);
            file.Sealed = sealer.Seal(sealer.Open(file.Sealed, context), context);
        },
        step: 1);
}

/// <summary>Where the window of the envelope is, seen from the front.</summary>
public enum WindowSide { Left, Right }

/// <summary>The text of a round's letter, editable per round; placeholders are filled per client.</summary>
public sealed class LetterText : IOwned
{
    public const int SubjectMaxLength = 200;
    public const int BodyMaxLength = 6000;

    public required OrganisationId OrganisationId { get; init; }
    public required RoundId RoundId { get; init; }
    public required LetterStep Step { get; init; }
    public required string Subject { get; set; }
    public required string Body { get; set; }

    /// <summary>Null means left.</summary>
    public WindowSide? Window { get; set; }
}

internal sealed class LetterConfiguration : IInWho<LetterBatch>, IInWho<Letter>, IInWho<LetterText>, IInWho<LetterFile>
{
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
        builder.Property(text => text.Subject).HasMaxLength(LetterText.SubjectMaxLength);
        builder.Property(text => text.Body).HasMaxLength(LetterText.BodyMaxLength);
        builder.HasOne<Round>().WithMany().HasForeignKey(text => new { text.OrganisationId, text.RoundId }).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<LetterFile> builder)
    {
        builder.ToTable("letter_files");
        builder.HasKey(file => new { file.OrganisationId, file.BatchId, file.Kind });
        builder.HasOne<LetterBatch>().WithMany().HasForeignKey(file => new { file.OrganisationId, file.BatchId }).OnDelete(DeleteBehavior.Cascade);
    }
}
