// Where a respondent is, as far as the pages need to know: who asks, what is asked, what was answered, what may still be done.
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;
using Keukentafel.Register;
using Keukentafel.Studies;

namespace Keukentafel.Answering;

/// <summary>Who asks: what letters and pages print of the municipality.</summary>
public sealed record Sender(string Code, string Name, string Phone, string Email, bool HasLogo, bool Invented)
{
    /// <summary>The name at the beginning of a sentence.</summary>
    public string NameAtStart => char.ToUpper(Name[0], Dutch.Culture) + Name[1..];

    /// <summary>The name as people say it: a municipality is "gemeente Zonnedam", a bureau goes by its own name.</summary>
    public static string NameOf(OrganisationKind kind, string name) =>
        kind == OrganisationKind.Municipality && !name.StartsWith("gemeente ", StringComparison.OrdinalIgnoreCase) ? $"gemeente {name}" : name;
}

/// <summary>What is kept of this respondent so far.</summary>
public sealed record SoFar(ResponseId ResponseId, int GoOnAt, bool Sent, string? Outcome, IReadOnlyDictionary<string, int> Answers);

/// <summary>A page of the respondent's road.</summary>
public abstract record Place
{
    private Place()
    {
    }

    /// <summary>Who asks, why, and the ways out.</summary>
    public sealed record Welcome : Place;

    /// <summary>One question, counted from 1.</summary>
    public sealed record AtQuestion(int Number) : Place;

    /// <summary>All answers, before sending.</summary>
    public sealed record Check : Place;

    public sealed record Thanks : Place;

    /// <summary>The respondent said not to take part; may come back from it.</summary>
    public sealed record Left : Place;

    /// <summary>No answers are taken: not yet, or not any more.</summary>
    public sealed record Closed(bool NotYet) : Place;
}

public sealed record Respondent
{
    public required OrganisationId OrganisationId { get; init; }
    public required CaseId CaseId { get; init; }
    public required RoundId RoundId { get; init; }
    public required ClientId ClientId { get; init; }

    /// <summary>The code as addresses print it.</summary>
    public required string Code { get; init; }
    public required Sender Sender { get; init; }
    public required Law Law { get; init; }
    public required Questionnaire Questionnaire { get; init; }
    public required IReadOnlyList<string> FrameVariables { get; init; }
    public required RoundStatus Status { get; init; }
    public required DateOnly? ClosesOn { get; init; }
    public required bool Withdrawn { get; init; }

    /// <summary>Null before the first page was handed in.</summary>
    public required SoFar? SoFar { get; init; }

    public IReadOnlyList<Question> Questions => field ??= Questionnaire.Questions.ToList();

    /// <summary>The page after the last question.</summary>
    public int CheckPage => Questions.Count + 1;

    public string Address => $"/i/{Code}";

    /// <summary>Whether saying "I do not take part" still has a meaning: complete answers go before it.</summary>
    public bool MayLeave => SoFar?.Outcome != Completeness.CompleteOutcome;

    /// <summary>Where the respondent is on this day. What was sent is sent, also after the closing date.</summary>
    public Place PlaceOn(DateOnly today) =>
        SoFar is { Sent: true } ? new Place.Thanks()
        : Status == RoundStatus.Closed || today > ClosesOn ? new Place.Closed(NotYet: false)
        : Status != RoundStatus.Open ? new Place.Closed(NotYet: true)
        : Withdrawn ? new Place.Left()
        : SoFar is null ? new Place.Welcome()
        : PageAt(SoFar.GoOnAt);

    /// <summary>The page with this number: 0 is the welcome page, the one after the last question is the check.</summary>
    public Place PageAt(int number) =>
        number <= 0 ? new Place.Welcome()
        : number > Questions.Count ? new Place.Check()
        : new Place.AtQuestion(number);
}
