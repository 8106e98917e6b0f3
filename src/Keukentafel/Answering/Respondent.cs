// Where a respondent is, as far as the pages need to know: who asks, what is asked, what was answered, what may still be done.
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Design.Answering;
using Keukentafel.Questionnaires;
using Keukentafel.Questionnaires.Flow;
using Keukentafel.Register;
using Keukentafel.Studies;

namespace Keukentafel.Answering;

/// <summary>Who asks: what letters and pages print of the municipality.</summary>
public sealed record Sender(string Code, string Name, string Phone, string Email, bool HasLogo, bool Invented)
{
    /// <summary>Where free client support is to be had, in the municipality's own lines; null where it did not say.</summary>
    public string? Support { get; init; }

    /// <summary>The name at the beginning of a sentence.</summary>
    public string NameAtStart => char.ToUpper(Name[0], Dutch.Culture) + Name[1..];

    /// <summary>The name as people say it: a municipality is "gemeente Zonnedam", a bureau goes by its own name.</summary>
    public static string NameOf(OrganisationKind kind, string name) =>
        kind == OrganisationKind.Municipality && !name.StartsWith("gemeente ", StringComparison.OrdinalIgnoreCase) ? $"gemeente {name}" : name;
}

/// <summary>What is kept of this respondent so far.</summary>
public sealed record SoFar(ResponseId ResponseId, int GoOnAt, bool Sent, string? Outcome, Language Language, IReadOnlyDictionary<string, AnswerValue> Answers);

/// <summary>A page of the respondent's road.</summary>
public abstract record Place
{
    private Place()
    {
    }

    /// <summary>Who asks, why, and the ways out.</summary>
    public sealed record Welcome : Place;

    /// <summary>A page of questions, counted from 1.</summary>
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

    /// <summary>What is asked, in the language in which it was made; <see cref="Asked"/> is what this respondent reads.</summary>
    public required Questionnaire Questionnaire { get; init; }
    public required PageLayout Layout { get; init; }
    public required int Year { get; init; }
    public required DateOnly Today { get; init; }
    public required IReadOnlyList<string> FrameVariables { get; init; }
    public required RoundStatus Status { get; init; }
    public required DateOnly? ClosesOn { get; init; }
    public required bool Withdrawn { get; init; }

    /// <summary>Null before the first page was handed in.</summary>
    public required SoFar? SoFar { get; init; }

    /// <summary>How this respondent wants to read it.</summary>
    public Display Display { get; init; } = Display.Usual;

    /// <summary>The questionnaire in the respondent's language.</summary>
    public Questionnaire Asked => field ??= Questionnaire.In(Display.Language);

    /// <summary>The words around the questions, in the respondent's language and form of address.</summary>
    public FixedTexts Texts => field ??= FixedTexts.Of(Display.Language, Questionnaire.Address);

    public PagePlan Plan => field ??= PagePlan.Of(Questionnaire, Layout);

    public IReadOnlyDictionary<string, AnswerValue> Answers => SoFar?.Answers ?? Nothing;

    /// <summary>The road of this respondent, as far as it is known by the answers.</summary>
    public Road Road => field ??= Road.Of(Questionnaire, Answers, Surroundings);

    /// <summary>The road seen from a page, where open questions may still be answered.</summary>
    public Road RoadFrom(int page) => Road.From(page, Plan, Questionnaire, Answers, Surroundings);

    /// <summary>The page after the last question.</summary>
    public int CheckPage => Plan.CheckPage;

    public string Address => $"/i/{Code}";

    public Surroundings Surroundings => new(Today, Sender.NameAtStart, Sender.Phone, Year);

    private static readonly IReadOnlyDictionary<string, AnswerValue> Nothing = new Dictionary<string, AnswerValue>(StringComparer.Ordinal);

    /// <summary>The questions on a page, as this respondent reads them, with earlier answers in their texts.</summary>
    public IReadOnlyList<Question> QuestionsOn(int page) => [.. Road.On(Plan, page).Select(Said)];

    /// <summary>A question as this respondent reads it.</summary>
    public Question Said(Question question)
    {
        var asked = Asked.Find(question.Code)!;
        return asked with { Text = Road.Say(Asked, asked.Text), Help = Road.Say(Asked, asked.Help) };
    }

    /// <summary>Whether saying "I do not take part" still has a meaning: complete answers go before it.</summary>
    public bool MayLeave => SoFar?.Outcome != Completeness.CompleteOutcome;

    /// <summary>Where the respondent is on this day. What was sent is sent, also after the closing date.</summary>
    public Place PlaceOn(DateOnly today) =>
        SoFar is { Sent: true } ? new Place.Thanks()
        : Status == RoundStatus.Closed || today > ClosesOn ? new Place.Closed(NotYet: false)
        : Status != RoundStatus.Open ? new Place.Closed(NotYet: true)
        : Withdrawn ? new Place.Left()
        : SoFar is null ? Layout == PageLayout.Whole ? PageAt(1) : new Place.Welcome()
        : PageAt(SoFar.GoOnAt);

    /// <summary>
    /// The page with this number: 0 is the welcome page, the one after the last question is the check. A page on which nothing is asked, because the answers
    /// lead past it, gives the next one on the road.
    /// </summary>
    public Place PageAt(int number) =>
        number <= 0 ? new Place.Welcome()
        : (Road.On(Plan, number).IsEmpty ? Road.After(Plan, number) : number) is var page && page >= CheckPage ? new Place.Check()
        : new Place.AtQuestion(page);
}
