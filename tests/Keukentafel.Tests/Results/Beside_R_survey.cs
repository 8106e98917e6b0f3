// The analysis beside R's survey package itself, on invented municipalities that nobody chose: weights, domains, margins, certainties.
using System.Globalization;
using System.Text;
using Keukentafel.Results.Analysis;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Results;

public sealed class Beside_R_survey
{
    private const int Municipalities = 25;
    private const double Agreement = 1e-9;

    [Theory]
    [InlineData("none")]
    [InlineData("poststratify")]
    [InlineData("rake")]
    [Trait("Category", "Slow")]
    public void Every_figure_is_R_s(string weighting)
    {
        Tool.Require("Rscript");
        var compared = 0;
        for (var seed = 1000; seed < 1000 + Municipalities; seed++)
        {
            string[] strata = (seed % 4) switch { 0 => [], 1 => ["soort", "geslacht"], _ => ["soort"] };
            var survey = InventedSurvey.Invent(seed);
            var outcome = SurveyAnalysis.Run(survey.Data(), new AnalysisChoices
            {
                Strata = strata,
                Poststratify = weighting == "poststratify" ? ["leeftijd", "geslacht"] : [],
                Rake = weighting == "rake" ? ["leeftijd", "geslacht", "soort"] : [],
                By = ["wijk", "kanaal", "soort"],
            }).Value;
            var theirs = ByR(survey, weighting, strata);
            foreach (var row in outcome.Estimates.Where(row => !row.Suppressed))
            {
                var (ours, expected) = (row.Figures!, theirs[$"{row.Question},{row.GroupVariable},{row.GroupValue}"]);
                var place = $"seed {seed}, {row.Question} {row.GroupVariable} {row.GroupValue}";
                Near(place, expected[0], ours.Valid);
                Near(place, expected[1], ours.Positive);
                Near(place, expected[2], ours.StandardError);
                Near(place, expected[3], ours.Lower);
                Near(place, expected[4], ours.Upper);
                compared++;
            }
        }

        Assert.True(compared > Municipalities * 10);
    }

    private static Dictionary<string, double[]> ByR(InventedSurvey survey, string weighting, string[] strata)
    {
        var file = Path.GetTempFileName();
        try
        {
            var text = new StringBuilder("soort,leeftijd,geslacht,wijk,outcome,kanaal,V1,V2\n");
            foreach (var client in survey.Clients)
            {
                text.Append(CultureInfo.InvariantCulture, $"{client.Kind},{client.Age},{client.Sex},{client.Area},{client.Outcome},{client.Mode},{client.Answers.ElementAtOrDefault(0)},{client.Answers.ElementAtOrDefault(1)}\n");
            }

            File.WriteAllText(file, text.ToString());
            var script = Path.Combine(AppContext.BaseDirectory, "Results", "survey.R");
            return Tool.Run("Rscript", [script, file, weighting, .. strata.Length == 0 ? Array.Empty<string>() : [string.Join(',', strata)]])
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
                .ToDictionary(fields => string.Join(',', fields[..3]), fields => fields[3..].Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray(), StringComparer.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Near(string place, double expected, double ours) =>
        Assert.True(Math.Abs(ours - expected) <= Agreement * Math.Max(Math.Abs(expected), 1e-6), string.Create(CultureInfo.InvariantCulture, $"{place}: {ours:R} instead of {expected:R}"));
}
