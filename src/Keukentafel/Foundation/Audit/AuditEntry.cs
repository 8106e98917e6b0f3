// Who did what, when: every change and every look at contact data by staff. Never an answer, a name or a code in it,
// and nothing of what respondents do on their pages: that would be a bridge.
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Foundation.Audit;

public readonly record struct AuditEntryId(Guid Value) : IId<AuditEntryId>
{
    public static AuditEntryId From(Guid value) => new(value);
}

public sealed class AuditEntry : IOwned
{
    public const int DetailMaxLength = 1000;

    public required AuditEntryId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required DateTime At { get; init; }
    public AccountId? AccountId { get; init; }

    /// <summary>The act, such as <c>register.import</c>.</summary>
    public required string Act { get; init; }

    /// <summary>The kind and id of what it was done to.</summary>
    public required string Subject { get; init; }

    /// <summary>Figures and settings that a later reader needs, in Dutch.</summary>
    public string Detail { get; init; } = "";
}

internal sealed class AuditEntryConfiguration : IInWho<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries");
        builder.HasKey(entry => new { entry.OrganisationId, entry.Id });
        builder.Property(entry => entry.Act).HasMaxLength(80);
        builder.Property(entry => entry.Subject).HasMaxLength(120);
        builder.Property(entry => entry.Detail).HasMaxLength(AuditEntry.DetailMaxLength);
        builder.HasIndex(entry => new { entry.OrganisationId, entry.At });
    }
}

/// <summary>Collects what a request did; the pipeline stores it with the change itself.</summary>
public sealed class AuditTrail
{
    private readonly List<AuditNote> notes = [];

    public IReadOnlyList<AuditNote> Notes => notes;

    /// <summary>A change. A detail that is too long is cut off: a long list must not make the change itself fail.</summary>
    public void Note(string act, string subject, string detail = "") => notes.Add(new AuditNote(act, subject, Short(detail), IsLook: false));

    /// <summary>A look at contact data: it was seen, also when the request that showed it is refused.</summary>
    public void Look(string act, string subject, string detail = "") => notes.Add(new AuditNote(act, subject, Short(detail), IsLook: true));

    public void Clear() => notes.Clear();

    /// <summary>Forgets what did not happen after all; what was seen stays seen.</summary>
    public void ForgetChanges() => notes.RemoveAll(note => !note.IsLook);

    private static string Short(string detail) => detail.Length <= AuditEntry.DetailMaxLength ? detail : detail[..(AuditEntry.DetailMaxLength - 1)] + "…";
}

public readonly record struct AuditNote(string Act, string Subject, string Detail, bool IsLook);

/// <summary>An act in the words of whoever reads the audit. Rooms register theirs; an act without one shows its code.</summary>
public sealed record AuditAct(string Code, string Text);
