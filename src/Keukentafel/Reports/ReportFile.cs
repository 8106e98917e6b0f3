// The files of a round's report as they were last made. They hold no person and no single answer; disclosure control went over them.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Reports;

public sealed class ReportFile : IOwned
{
    public const int NameMaxLength = 60;
    public const int MaxBytes = 20_000_000;

    public required OrganisationId OrganisationId { get; init; }
    public required RoundId RoundId { get; init; }
    public required string Name { get; init; }
    public required byte[] Content { get; set; }
    public required DateOnly MadeOn { get; set; }

    /// <summary>Usable responses at that moment.</summary>
    public required int Usable { get; set; }

    public string MediaType => Path.GetExtension(Name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".pdf" => "application/pdf",
        ".csv" => "text/csv; charset=utf-8",
        ".json" => "application/json",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
}

internal sealed class ReportFileConfiguration : IInWhat<ReportFile>
{
    public void Configure(EntityTypeBuilder<ReportFile> builder)
    {
        builder.ToTable("report_files");
        builder.HasKey(file => new { file.OrganisationId, file.RoundId, file.Name });
        builder.Property(file => file.Name).HasMaxLength(ReportFile.NameMaxLength);
        builder.Property(file => file.Content).HasMaxLength(ReportFile.MaxBytes);
        builder.Ignore(file => file.MediaType);
    }
}
