// A sample as it was drawn: with its seed, method and the hash of its frame, so that the same draw can be made again and checked.
using Keukentafel.Foundation;
using Keukentafel.Statistics.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Sampling;

public readonly record struct DrawId(Guid Value) : IId<DrawId>
{
    public static DrawId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public sealed class Draw : IOwned
{
    /// <summary>How this version of the program draws.</summary>
    public const string CurrentMethod = SimpleRandomSample.AlgorithmId + " " + SeededRandomness.Version;

    public required DrawId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required RoundId RoundId { get; init; }
    public required long Seed { get; init; }

    /// <summary>Name and version of the drawing method and of its source of chance.</summary>
    public required string Method { get; init; }

    /// <summary>SHA-256 of the frame in canonical order.</summary>
    public required string FrameHash { get; init; }
    public required string Allocation { get; init; }
    public required DateTime DrawnAt { get; init; }
    public AccountId? DrawnBy { get; init; }
}

/// <summary>A stratum of a draw: how many clients it has and how many were drawn. n/N is the inclusion probability.</summary>
public sealed class DrawnStratum : IOwned
{
    public const int ValuesMaxLength = 2000;

    public required OrganisationId OrganisationId { get; init; }
    public required DrawId DrawId { get; init; }

    /// <summary>Values of the stratum variables, as a JSON array in the order of the round.</summary>
    public required string Values { get; init; }
    public required int Population { get; init; }
    public required int Sampled { get; init; }
}

/// <summary>Everybody who could have been drawn, and who was: what makes the draw repeatable after the register has changed.</summary>
public sealed class DrawnFrame : IOwned
{
    public required OrganisationId OrganisationId { get; init; }
    public required DrawId DrawId { get; init; }

    /// <summary>Client ids, sixteen bytes each, in the order of the frame (<see cref="SampleFrame"/>).</summary>
    public required byte[] Members { get; init; }

    /// <summary>One bit per member, lowest first: drawn or not.</summary>
    public required byte[] Selected { get; init; }
}

internal sealed class DrawConfiguration : IInWho<Draw>, IInWho<DrawnStratum>, IInWho<DrawnFrame>
{
    public void Configure(EntityTypeBuilder<Draw> builder)
    {
        builder.ToTable("draws");
        builder.HasKey(draw => new { draw.OrganisationId, draw.Id });
        builder.HasOne<Round>().WithMany().HasForeignKey(draw => new { draw.OrganisationId, draw.RoundId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(draw => new { draw.OrganisationId, draw.RoundId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DrawnStratum> builder)
    {
        builder.ToTable("drawn_strata");
        builder.HasKey(stratum => new { stratum.OrganisationId, stratum.DrawId, stratum.Values });
        builder.Property(stratum => stratum.Values).HasMaxLength(DrawnStratum.ValuesMaxLength);
        builder.HasOne<Draw>().WithMany().HasForeignKey(stratum => new { stratum.OrganisationId, stratum.DrawId }).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<DrawnFrame> builder)
    {
        builder.ToTable("drawn_frames");
        builder.HasKey(frame => new { frame.OrganisationId, frame.DrawId });
        builder.HasOne<Draw>().WithOne().HasForeignKey<DrawnFrame>(frame => new { frame.OrganisationId, frame.DrawId }).OnDelete(DeleteBehavior.Cascade);
    }
}
