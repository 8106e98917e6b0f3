// Strata, eligible populations and weights: the design of the survey as it turned out. Collects every refusal before it gives up.
using Keukentafel.Foundation;
using Keukentafel.Statistics;
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Results.Analysis;

internal sealed record WeightedStudy(IReadOnlyList<StratumRow> Strata, IReadOnlyList<Respondent> Respondents, WeightedSample Sample)
{
    private const string Separator = " × ";

    public static Result<WeightedStudy> Of(SurveyData data, AnalysisChoices choices)
    {
        var respondents = data.InCanonicalOrder(choices.FrameVariables);
        var strata = CountStrata(data, respondents, choices.Strata);
        var eligible = strata.Sum(stratum => stratum.Eligible);
        IReadOnlyList<string>[] weighedOn = choices.Poststratify.Count > 0 ? [choices.Poststratify] : [.. choices.Rake.Select(variable => new[] { variable })];
        var cells = weighedOn.Select(variables => PopulationCells.Of(data, respondents, variables, eligible)).ToList();
        if (Problem.Of(Refusals(strata, choices).Concat(cells.SelectMany(set => set.Refusals)).ToList()) is { } refusal)
        {
            return refusal;
        }

        var labels = strata.ConvertAll(stratum => Label(stratum.Values));
        var place = strata.Select((stratum, index) => (Key: CellKey.Of(stratum.Values), index)).ToDictionary(pair => pair.Key, pair => pair.index, StringComparer.Ordinal);
        var picked = choices.Strata.Select(data.IndexOf).ToArray();
        var codes = respondents.Select(respondent => place[CellKey.Of(Pick(respondent.Values, picked))]).ToArray();
        var design = SurveyDesign.Stratified(new Categories("strata", labels, codes), strata.Select(stratum => stratum.Eligible).ToArray());
        try
        {
            WeightedSample sample = choices.Poststratify.Count > 0 ? design.PostStratifiedTo(cells[0].Margin.Categories, [.. cells[0].Margin.Totals])
                : cells.Count > 0 ? design.RakedTo(cells.Select(set => set.Margin).ToList())
                : design.WithDesignWeights();
            return new WeightedStudy(strata, respondents, sample.With(new VarianceRules(choices.AdjustLonely ? LonelyStratum.Adjust : LonelyStratum.Fail)));
        }
        catch (MarginNotMetException unmet)
        {
            return AnalysisProblems.MarginNotMet.Of(unmet.Variable, unmet.Category);
        }
    }

    public static string[] Pick(IReadOnlyList<string> values, int[] places) => Array.ConvertAll(places, place => values[place]);

    public static string Label(IReadOnlyList<string> values) => string.Join(Separator, values);

    public static int CompareValues(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        for (var i = 0; i < a.Count; i++)
        {
            if (CodePoints.Compare(a[i], b[i]) is not 0 and var difference)
            {
                return difference;
            }
        }

        return 0;
    }

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
            var key = CellKey.Of(own);
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
                yield return AnalysisProblems.NobodyApproached.Of(Named(stratum), stratum.Register);
            }
            else if (stratum.Usable == 0)
            {
                yield return AnalysisProblems.NobodyAnswered.Of(Named(stratum), stratum.Register);
            }
            else if (stratum.Usable == 1 && stratum.Eligible > 1 && !choices.AdjustLonely)
            {
                yield return AnalysisProblems.OneAnswered.Of(Named(stratum), stratum.Eligible);
            }
        }

        static string Named(StratumRow stratum) => stratum.Values.Count == 0 ? "alle cliënten" : Label(stratum.Values);
    }
}

/// <summary>The cells of some variables in the register: target of cell p is N_p ΣM_h/N, with N_p and N counts of the register.</summary>
internal sealed record PopulationCells(Margin Margin, IReadOnlyList<Problem> Refusals)
{
    public static PopulationCells Of(SurveyData data, IReadOnlyList<Respondent> respondents, IReadOnlyList<string> variables, double eligible)
    {
        var places = variables.Select(data.IndexOf).ToArray();
        var name = WeightedStudy.Label(variables);
        var cells = data.Frame
            .Select(cell => (Values: WeightedStudy.Pick(cell.Values, places), cell.Clients))
            .GroupBy(cell => CellKey.Of(cell.Values), StringComparer.Ordinal)
            .Select(group => (group.Key, group.First().Values, Clients: group.Sum(cell => cell.Clients)))
            .OrderBy(cell => cell.Values, Comparer<string[]>.Create(WeightedStudy.CompareValues))
            .ToList();
        var place = cells.Select((cell, index) => (cell.Key, index)).ToDictionary(pair => pair.Key, pair => pair.index, StringComparer.Ordinal);
        var codes = respondents.Select(respondent => place[CellKey.Of(WeightedStudy.Pick(respondent.Values, places))]).ToArray();
        var answered = codes.ToHashSet();
        var labels = cells.ConvertAll(cell => WeightedStudy.Label(cell.Values));
        return new PopulationCells(
            new Margin(new Categories(name, labels, codes), cells.ConvertAll(cell => cell.Clients * eligible / data.Register)),
            [.. cells.Where((cell, index) => !answered.Contains(index)).Select(cell => AnalysisProblems.EmptyCell.Of(name, WeightedStudy.Label(cell.Values), cell.Clients))]);
    }
}
