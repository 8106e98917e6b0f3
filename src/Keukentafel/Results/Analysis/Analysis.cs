// From counts and answers to results: weights by the design, a share with its margin for every question and group, and disclosure control over all of it.
// docs/methods describes the formulas; Keukentafel.Statistics computes them.
using Keukentafel.Foundation;
using Keukentafel.Statistics;
using Keukentafel.Statistics.Disclosure;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Results.Analysis;

public static class SurveyAnalysis
{
    public static Result<AnalysisOutcome> Run(SurveyData data, AnalysisChoices choices)
    {
        var studied = WeightedStudy.Of(data, choices);
        if (!studied.Ok)
        {
            return studied.Problem;
        }

        try
        {
            return Describe(data, choices, studied.Value);
        }
        catch (NoDegreesOfFreedomException)
        {
            return AnalysisProblems.TooFew.Of();
        }
    }

    private static AnalysisOutcome Describe(SurveyData data, AnalysisChoices choices, WeightedStudy study)
    {
        var groupings = choices.By.Select(variable => GroupsOf(data, study.Respondents, variable)).ToList();
        var estimates = new List<EstimateRow>();
        var distributions = new List<QuestionDistribution>();
        for (var q = 0; q < data.Questions.Count; q++)
        {
            var answers = new QuestionAnswers(data.Questions[q], study, q);
            var total = answers.Valid;
            var totalShown = total >= choices.Threshold;
            estimates.Add(new EstimateRow(answers.Code, "", "", totalShown ? answers.Figures(answers.Substantive, choices) : null));
            distributions.Add(new QuestionDistribution(answers.Code, totalShown ? answers.Distribution() : null));
            foreach (var (variable, groups) in groupings)
            {
                var domains = groups.Select(group => answers.Within(group.Members)).ToList();
                var suppressed = Suppression.OfRows(domains.Select(domain => domain.Count(member => member)).ToArray(), choices.Threshold);
                for (var g = 0; g < groups.Count; g++)
                {
                    estimates.Add(new EstimateRow(answers.Code, variable, groups[g].Value, suppressed[g] ? null : answers.Figures(domains[g], choices)));
                }
            }
        }

        return new AnalysisOutcome(
            estimates,
            distributions,
            study.Strata,
            Outcomes.Count(data.Cases),
            study.Respondents.GroupBy(respondent => respondent.Mode, StringComparer.Ordinal).OrderBy(group => group.Key, CodePoints.Order)
                .Select(group => new ModeRow(group.Key, group.Count())).ToList(),
            data.Register,
            study.Sample.Design.DegreesOfFreedom,
            WeightsOf(study.Sample))
        {
            SilentGroups = SilentGroups(data, study.Respondents, choices),
        };
    }

    private static WeightSummary WeightsOf(WeightedSample sample) =>
        new(sample.Weights.ToArray().Min(), sample.Weights.ToArray().Max(), Dispersion.KishDesignEffect(sample.Weights));

    /// <summary>The groups of a variable among the respondents, in code point order.</summary>
    private static (string Variable, List<(string Value, bool[] Members)> Groups) GroupsOf(SurveyData data, IReadOnlyList<Respondent> respondents, string variable)
    {
        var place = variable == SurveyData.ModeVariable ? -1 : data.IndexOf(variable);
        var values = respondents.Select(respondent => place < 0 ? respondent.Mode : respondent.Values[place]).ToArray();
        var groups = values.Distinct(StringComparer.Ordinal).Order(CodePoints.Order)
            .Select(value => (value, Array.ConvertAll(values, own => own == value)))
            .ToList();
        return (variable, groups);
    }

    /// <summary>The groups of the register in which nobody answered: they have no row, and whoever reads the results must know that they are there.</summary>
    private static List<SilentGroup> SilentGroups(SurveyData data, IReadOnlyList<Respondent> respondents, AnalysisChoices choices)
    {
        var silent = new List<SilentGroup>();
        foreach (var variable in choices.By.Where(variable => variable != SurveyData.ModeVariable))
        {
            var place = data.IndexOf(variable);
            var heard = respondents.Select(respondent => respondent.Values[place]).ToHashSet(StringComparer.Ordinal);
            silent.AddRange(data.Frame.Where(cell => !heard.Contains(cell.Values[place])).GroupBy(cell => cell.Values[place], StringComparer.Ordinal)
                .OrderBy(group => group.Key, CodePoints.Order)
                .Select(group => new SilentGroup(variable, group.Key, group.Sum(cell => cell.Clients))));
        }

        return silent;
    }
}

/// <summary>The answers to one question over all usable respondents.</summary>
internal sealed class QuestionAnswers
{
    private readonly QuestionScale scale;
    private readonly WeightedStudy study;
    private readonly int place;
    private readonly bool[] positive;

    public QuestionAnswers(QuestionScale scale, WeightedStudy study, int place)
    {
        (this.scale, this.study, this.place) = (scale, study, place);
        var options = scale.Options.ToDictionary(option => option.Code);
        Substantive = new bool[study.Respondents.Count];
        positive = new bool[study.Respondents.Count];
        for (var i = 0; i < Substantive.Length; i++)
        {
            if (study.Respondents[i].Answers[place] is { } code)
            {
                (Substantive[i], positive[i]) = (options[code].Substantive, options[code].Positive);
            }
        }
    }

    public string Code => scale.Code;

    /// <summary>Who gave a substantive answer.</summary>
    public bool[] Substantive { get; }

    public int Valid => Substantive.Count(answered => answered);

    public bool[] Within(bool[] members) => Substantive.Zip(members, (answered, member) => answered && member).ToArray();

    public EstimateFigures Figures(bool[] domain, AnalysisChoices choices)
    {
        var share = study.Sample.Proportion(positive, domain);
        var interval = share.LogitInterval(choices.Confidence);
        return new EstimateFigures(share.Count, share.Value, share.StandardError, interval.Lower, interval.Upper);
    }

    public DistributionFigures Distribution()
    {
        var weights = study.Sample.Weights;
        var sums = new Dictionary<int, (int Count, double Weight)>();
        var (all, notSubstantive, notAnswered) = (0.0, 0, 0);
        for (var i = 0; i < Substantive.Length; i++)
        {
            if (study.Respondents[i].Answers[place] is not { } code)
            {
                notAnswered++;
            }
            else if (!Substantive[i])
            {
                notSubstantive++;
            }
            else
            {
                var (count, weight) = sums.GetValueOrDefault(code);
                sums[code] = (count + 1, weight + weights[i]);
                all += weights[i];
            }
        }

        var options = scale.Options.Where(option => option.Substantive)
            .Select(option => (option.Code, Sum: sums.GetValueOrDefault(option.Code)))
            .Select(option => new OptionShare(option.Code, option.Sum.Count, option.Sum.Weight / all))
            .ToList();
        return new DistributionFigures(options, notSubstantive, notAnswered);
    }
}
