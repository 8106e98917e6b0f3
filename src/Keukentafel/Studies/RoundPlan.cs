// What is set of a round before anything is drawn, and the rules that hold for it whether the round is new or changed.
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;
using Keukentafel.Questionnaires.Flow;

namespace Keukentafel.Studies;

/// <param name="InstrumentId">Id of a standard instrument, such as <c>ceo-wmo-standaard</c>; its newest version is used.</param>
/// <param name="ClosesOn">Last day on which answers count; may be chosen later.</param>
public sealed record RoundPlan(string Name, int Year, bool Baseline, DateOnly? ClosesOn, string InstrumentId)
{
    /// <summary>How many questions stand together on a page.</summary>
    public PageLayout Layout { get; init; }

    /// <summary>Everything that is wrong with the plan by itself and beside the other rounds of its study.</summary>
    public Problem? Check(Law law, IReadOnlyList<Round> others, DateOnly today)
    {
        var problems = new List<Problem>();
        if (others.Any(round => string.Equals(round.Name, Name, StringComparison.Ordinal)))
        {
            problems.Add(StudyProblems.RoundNameTaken.Of(Name).At("meting"));
        }

        if (Year is < Round.FirstYear or > Round.LastYear)
        {
            problems.Add(StudyProblems.YearOutOfRange.Of(Year, Round.FirstYear, Round.LastYear).At("jaar"));
        }

        if (Baseline && others.FirstOrDefault(round => round.Baseline) is { } baseline)
        {
            problems.Add(StudyProblems.SecondBaseline.Of(baseline.Name).At("nulmeting"));
        }

        if (ClosesOn is { } day && day < today)
        {
            problems.Add(StudyProblems.ClosesInThePast.Of(day).At("sluit"));
        }
        else if (ClosesOn is { } late && late.Year > Year + 1)
        {
            problems.Add(StudyProblems.ClosesTooLate.Of(late).At("sluit"));
        }

        if (StandardInstruments.Find(InstrumentId) is not { } instrument)
        {
            problems.Add(StudyProblems.NoSuchInstrument.Of(InstrumentId).At("vragenlijst"));
        }
        else if (instrument.Law.Length > 0 && !instrument.Law.StartsWith(law.ToString(), StringComparison.Ordinal))
        {
            problems.Add(StudyProblems.OtherLaw.Of(instrument.Title).At("vragenlijst"));
        }

        return Problem.Of(problems);
    }

    public static RoundPlan Of(Round round) => new(round.Name, round.Year, round.Baseline, round.ClosesOn, round.InstrumentId) { Layout = round.Layout ?? PageLayout.OneQuestion };
}
