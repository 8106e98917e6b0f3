// A study: why an organisation asks its clients, and under which law. What is measured when, stands in its rounds.
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

public enum Law { Wmo, Jeugd }

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

internal sealed class StudyConfiguration : IInWho<Study>
{
    public void Configure(EntityTypeBuilder<Study> builder)
    {
        builder.ToTable("studies");
        builder.HasKey(study => new { study.OrganisationId, study.Id });
        builder.Property(study => study.Name).HasMaxLength(Study.NameMaxLength);
        builder.Property(study => study.Purpose).HasMaxLength(Study.PurposeMaxLength);
    }
}
