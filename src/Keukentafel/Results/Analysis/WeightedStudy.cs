// Strata, eligible populations and weights: the design of the survey as it turned out. Collects every refusal before it gives up.
using Keukentafel.Foundation;
using Keukentafel.Statistics;
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Results.Analysis;

internal sealed record WeightedStudy(IReadOnlyList<StratumRow> Strata, IReadOnlyList<Respondent> Respondents, WeightedSample Sample)
{
    private const string Separator = " × ";

    public static Result<WeightedStudy> Of(SurveyData data, AnalysisChoices choices)
    {
        var respondents = data.InCanonicalOrder();
        var strata = CountStrata(data, respondents, choices.Strata);
        if (Problem.Of(Refusals(strata, choices).ToList()) is { } refusal)
        {
            return refusal;
        }

        var labels = strata.ConvertAll(stratum => Label(stratum.Values));
        var place = labels.Select((label, index) => (label, index)).ToDictionary(pair => pair.label, pair => pair.index, StringComparer.Ordinal);
        var picked = choices.Strata.Select(data.IndexOf).ToArray();
        var codes = respondents.Select(respondent => place[Label(Pick(respondent.Values, picked))]).ToArray();
        var design = SurveyDesign.Stratified(new Categories("strata", labels, codes), strata.Select(stratum => stratum.Eligible).ToArray());
        var weighted = Weigh(data, respondents, design, choices, strata.Sum(stratum => stratum.Eligible));
        return weighted.Ok ? new WeightedStudy(strata, respondents, weighted.Value) : weighted.Problem;
    }

    public static string[] Pick(IReadOnlyList<string> values, int[] places) => Array.ConvertAll(places, place => values[place]);

    private static string Label(IReadOnlyList<string> values) => values.Count == 0 ? "alle cliënten" : string.Join(Separator, values);

    private static List<StratumRow> CountStrata(SurveyData data, IReadOnlyList<Respondent> respondents, IReadOnlyList<string> variables)
    {
        var places = variables.Select(data.IndexOf).ToArray();
        var counts = new Dictionary<string, (string[] Values, int Register, int Approached, int NotEligible, int Usable)>(StringComparer.Ordinal);
        foreach (var cell in data.Frame)
        {
            Add(cell.Values, register: cell.Clients);
        }

        foreach (var cell in data.Cases)
        {
            Add(cell.Values, approached: cell.Cases, notEligible: Outcomes.IsNotEligible(cell.Outcome) ? cell.Cases : 0);
        }

        foreach (var respondent in respondents)
        {
            Add(respondent.Values, usable: 1);
        }

        return counts.Values
            .OrderBy(stratum => stratum.Values, Comparer<string[]>.Create(CompareValues))
            .Select(stratum => new StratumRow(
                stratum.Values, stratum.Register, stratum.Approached, stratum.NotEligible, stratum.Usable,
                stratum.Approached == 0 ? stratum.Register : (double)((long)stratum.Register * (stratum.Approached - stratum.NotEligible)) / stratum.Approached))
            .ToList();

        void Add(IReadOnlyList<string> values, int register = 0, int approached = 0, int notEligible = 0, int usable = 0)
        {
            var own = Pick(values, places);
            var key = Label(own);
            var (_, r, a, n, u) = counts.GetValueOrDefault(key);
            counts[key] = (own, r + register, a + approached, n + notEligible, u + usable);
        }
    }

    private static IEnumerable<Problem> Refusals(List<StratumRow> strata, AnalysisChoices choices)
    {
        foreach (var stratum in strata)
        {
            if (stratum.Approached == 0)
            {
                yield return AnalysisProblems.NobodyApproached.Of(Label(stratum.Values), stratum.Register);
            }
            else if (stratum.Usable == 0)
            {
                yield return AnalysisProblems.NobodyAnswered.Of(Label(stratum.Values), stratum.Register);
            }
            else if (stratum.Usable == 1 && stratum.Eligible > 1 && !choices.AdjustLonely)
            {
                yield return AnalysisProblems.OneAnswered.Of(Label(stratum.Values), stratum.Eligible);
            }
        }
    }

    private static Result<WeightedSample> Weigh(SurveyData data, IReadOnlyList<Respondent> respondents, SurveyDesign design, AnalysisChoices choices, double eligible)
    {
        if (choices.Poststratify.Count == 0 && choices.Rake.Count == 0)
        {
            return design.WithDesignWeights();
        }

        try
        {
            if (choices.Poststratify.Count > 0)
            {
                var cells = MarginOf(data, respondents, choices.Poststratify, eligible, out var problems);
                return Problem.Of(problems) is { } empty ? empty : design.PostStratifiedTo(cells.Categories, cells.Totals.ToArray());
            }

            var margins = new List<Margin>();
            var refusals = new List<Problem>();
            foreach (var variable in choices.Rake)
            {
                margins.Add(MarginOf(data, respondents, [variable], eligible, out var problems));
                refusals.AddRange(problems);
            }

            return Problem.Of(refusals) is { } refusal ? refusal : design.RakedTo(margins);
        }
        catch (MarginNotMetException unmet)
        {
            return AnalysisProblems.MarginNotMet.Of(unmet.Variable, unmet.Category);
        }
    }

    /// <summary>The cells of some variables: target of cell p is N_p ΣM_h/N, with N_p and N counts of the register.</summary>
    private static Margin MarginOf(SurveyData data, IReadOnlyList<Respondent> respondents, IReadOnlyList<string> variables, double eligible, out List<Problem> problems)
    {
        var places = variables.Select(data.IndexOf).ToArray();
        var name = string.Join(Separator, variables);
        var cells = data.Frame
            .GroupBy(cell => Label(Pick(cell.Values, places)), StringComparer.Ordinal)
            .Select(group => (Label: group.Key, Clients: group.Sum(cell => cell.Clients)))
            .OrderBy(cell => cell.Label, CodePoints.Order)
            .ToList();
        var place = cells.Select((cell, index) => (cell.Label, index)).ToDictionary(pair => pair.Label, pair => pair.index, StringComparer.Ordinal);
        var codes = respondents.Select(respondent => place[Label(Pick(respondent.Values, places))]).ToArray();
        var answered = codes.ToHashSet();
        problems = cells.Where((cell, index) => cell.Clients > 0 && !answered.Contains(index))
            .Select(cell => AnalysisProblems.EmptyCell.Of(name, cell.Label, cell.Clients))
            .ToList();
        var totals = cells.ConvertAll(cell => cell.Clients * eligible / data.Register);
        return new Margin(new Categories(name, cells.ConvertAll(cell => cell.Label), codes), totals);
    }

    private static int CompareValues(string[] a, string[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (CodePoints.Compare(a[i], b[i]) is not 0 and var difference)
            {
                return difference;
            }
        }

        return 0;
    }
}
