// How much of the core one person answered, and which AAPOR outcome follows. "No opinion" is an answer; an empty
// field is not.
using System.Globalization;
using Keukentafel.Questionnaires.Flow;

namespace Keukentafel.Questionnaires;

public readonly record struct Completeness(int Core, int Answered)
{
    public const string CompleteOutcome = "1.1";
    public const string PartialOutcome = "1.2";
    public const string BreakOffOutcome = "2.12";

    private const int CompletePercent = 80;
    private const int PartialPercent = 50;

    /// <summary>Counts the core questions among the codes that have an answer.</summary>
    public static Completeness Of(Questionnaire questionnaire, IEnumerable<string> answeredCodes) => Of(questionnaire.Core, answeredCodes);

    /// <summary>The same on the road of one respondent: a core question that is not asked is not missed.</summary>
    public static Completeness Of(Road road, IEnumerable<string> answeredCodes) => Of(road.Questionnaire.Core.Where(question => road.Asks(question.Code)), answeredCodes);

    private static Completeness Of(IEnumerable<Question> questions, IEnumerable<string> answeredCodes)
    {
        var answered = answeredCodes.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var core = questions.ToList();
        return new Completeness(core.Count, core.Count(question => answered.Contains(question.Code)));
    }

    /// <summary>The answered share of the core, from 0 to 1.</summary>
    public double Share => Core == 0 ? 0 : (double)Answered / Core;

    /// <summary>Sent, or at least 80% of the core: 1.1. From 50%: 1.2. Less: 2.12, kept but not used.</summary>
    public string Outcome(bool sent) =>
        sent || Reaches(CompletePercent) ? CompleteOutcome
        : Reaches(PartialPercent) ? PartialOutcome
        : BreakOffOutcome;

    // In whole numbers: eight of ten must be eighty percent whatever the rounding of 0.8.
    private bool Reaches(int percent) => Core > 0 && Answered * 100 >= Core * percent;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Answered} of {Core}");
}
