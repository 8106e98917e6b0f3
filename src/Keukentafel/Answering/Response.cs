// What was said (What store) and the one table that ties it to a case (Bridge store). Ids are random, times are whole days, frame variables are classes.
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Answering;

public readonly record struct ResponseId(Guid Value) : IId<ResponseId>
{
    public static ResponseId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public enum Mode { Online, Paper, Telephone, FaceToFace }

public sealed class Response : IOwned
{
    public required ResponseId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }

    /// <summary>The round, by id only: the stores share no tables.</summary>
    public required RoundId RoundId { get; init; }
    public Mode? Mode { get; set; }

    /// <summary>Tag of the language in which the respondent answered last; null is Dutch.</summary>
    public string? Language { get; set; }

    /// <summary>Page at which the respondent goes on.</summary>
    public int Page { get; set; }

    /// <summary>Sent by the respondent: nothing changes after it.</summary>
    public bool Sent { get; set; }

    /// <summary>AAPOR outcome by completeness: 1.1, 1.2 or 2.12; null before the first answer.</summary>
    public string? Outcome { get; set; }

    /// <summary>Whether the last page told where to find free client support; null before it was sent online.</summary>
    public bool? SupportTold { get; set; }
    public required DateOnly StartedOn { get; init; }
    public DateOnly? SentOn { get; set; }
}

public sealed class Answer : IOwned
{
    public required OrganisationId OrganisationId { get; init; }
    public required ResponseId ResponseId { get; init; }
    public required string Question { get; init; }

    /// <summary>The option that was chosen, where the question has one answer out of options.</summary>
    public int? Option { get; set; }

    /// <summary>Any other answer in its one written form (<see cref="AnswerValue.Canonical"/>).</summary>
    public string? Text { get; set; }

    /// <summary>A sign in the text that no text can hold was replaced.</summary>
    public bool Mended { get; set; }

    /// <summary>The question is not asked any more since another answer changed: kept and exported, not counted.</summary>
    public bool OffPath { get; set; }

    /// <summary>The answer as the questionnaire knows it; null where the question has no such answer.</summary>
    public AnswerValue? ValueOf(Question question) => Option is { } option
        ? question.IsCoded && question.FindOption(option) is not null ? new AnswerValue.One(option) : null
        : AnswerValue.Parse(question, Text ?? string.Empty) is { } value ? Mended && value is AnswerValue.Words words ? words with { Mended = true } : value : null;

    /// <summary>Answers by question code; an answer to a question that the questionnaire does not have is left out.</summary>
    public static Dictionary<string, AnswerValue> ValuesOf(Questionnaire questionnaire, IEnumerable<Answer> answers)
    {
        var values = new Dictionary<string, AnswerValue>(StringComparer.Ordinal);
        foreach (var answer in answers)
        {
            if (questionnaire.Find(answer.Question) is { } question && answer.ValueOf(question) is { } value)
            {
                values[question.Code] = value;
            }
        }

        return values;
    }

    public void Become(AnswerValue value)
    {
        Option = value is AnswerValue.One(var option) ? option : null;
        Text = value is AnswerValue.One ? null : value.Canonical;
        Mended = value is AnswerValue.Words { Mended: true };
    }
}

/// <summary>A frame variable of a response, in classes of five clients or more.</summary>
public sealed class FrameValue : IOwned
{
    public required OrganisationId OrganisationId { get; init; }
    public required ResponseId ResponseId { get; init; }
    public required string Variable { get; init; }
    public required string Value { get; init; }
}

/// <summary>An outcome that is on its way from the answers to the case; written in the same commit as the answers, carried over by a worker, more than once without harm.</summary>
public sealed class OutcomeOnItsWay : ISeenByInstallation
{
    public required OrganisationId OrganisationId { get; init; }
    public required ResponseId ResponseId { get; init; }
    public required string Outcome { get; set; }
    public required DateOnly On { get; set; }
}

public sealed class BridgeRow : IOwned
{
    public required OrganisationId OrganisationId { get; init; }
    public required CaseId CaseId { get; init; }
    public required RoundId RoundId { get; init; }
    public required ResponseId ResponseId { get; init; }
}

internal sealed class ResponseConfiguration : IInWhat<Response>, IInWhat<Answer>, IInWhat<FrameValue>, IInWhat<OutcomeOnItsWay>, IInBridge<BridgeRow>
{
    public void Configure(EntityTypeBuilder<Response> builder)
    {
        builder.ToTable("responses");
        builder.HasKey(response => new { response.OrganisationId, response.Id });
        builder.Property(response => response.Outcome).HasMaxLength(8);
        builder.Property(response => response.Language).HasMaxLength(20);
        builder.HasIndex(response => new { response.OrganisationId, response.RoundId });
    }

    public void Configure(EntityTypeBuilder<Answer> builder)
    {
        builder.ToTable("answers");
        builder.HasKey(answer => new { answer.OrganisationId, answer.ResponseId, answer.Question });
        builder.Property(answer => answer.Question).HasMaxLength(40);
        builder.Property(answer => answer.Text).HasMaxLength(LongText.Longest);
        builder.HasOne<Response>().WithMany().HasForeignKey(answer => new { answer.OrganisationId, answer.ResponseId }).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<FrameValue> builder)
    {
        builder.ToTable("frame_values");
        builder.HasKey(value => new { value.OrganisationId, value.ResponseId, value.Variable });
        builder.Property(value => value.Variable).HasMaxLength(100);
        builder.HasOne<Response>().WithMany().HasForeignKey(value => new { value.OrganisationId, value.ResponseId }).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<OutcomeOnItsWay> builder)
    {
        builder.ToTable("outcomes_on_their_way");
        builder.HasKey(outcome => new { outcome.OrganisationId, outcome.ResponseId });
        builder.Property(outcome => outcome.Outcome).HasMaxLength(8);
    }

    public void Configure(EntityTypeBuilder<BridgeRow> builder)
    {
        builder.ToTable("bridge");
        builder.HasKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasIndex(row => new { row.OrganisationId, row.ResponseId }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.RoundId });
    }
}
