// Whether a mean changed between two rounds that share respondents: their answers go together, and the difference is then more certain
// (or less) than that of two independent samples.
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Testing;

/// <summary>One round as it counts in a comparison.</summary>
/// <param name="Units">Who each unit is, by a key that is the same in every round; no two units of a round share one.</param>
/// <param name="Strata">The stratum of each unit; strata with the same label are the same in every round.</param>
/// <param name="Weights">w_i, zero or more.</param>
/// <param name="Y">The variable; NaN is missing.</param>
public sealed record Round(IReadOnlyList<string> Units, Categories Strata, IReadOnlyList<double> Weights, IReadOnlyList<double> Y);

public static class OverlappingRounds
{
    /// <summary>
    /// Second mean − first mean, with the covariance that shared respondents bring: both rounds are laid under each other as one sample in which a
    /// person is a primary unit with one or two rows, and the difference is a contrast of two domains. Finite populations are left out, because the
    /// rounds have fractions of their own: the standard error is then somewhat too large where large parts answered. Weights count as design
    /// weights. Source: Kish 1965, §12.4; Särndal, Swensson and Wretman 1992, §9.9. Equivalent in R: <c>svycontrast</c> of <c>svyby(~y, ~round)</c> on
    /// <c>svydesign(ids = ~person, strata = ~h, weights = ~w)</c>. Proved by <c>OverlappingRoundsTests</c>.
    /// </summary>
    /// <exception cref="LonelyStratumException">A stratum with one person over both rounds.</exception>
    public static TTest Compare(Round first, Round second)
    {
        Check(first, "first");
        Check(second, "second");
        var units = first.Units.Count + second.Units.Count;
        var strata = Categories.Of("stratum", [.. Labels(first), .. Labels(second)]);
        var persons = Categories.Of("unit", [.. first.Units, .. second.Units]);
        var design = SurveyDesign.OneStage([.. first.Weights, .. second.Weights], strata, persons);
        var (before, after) = (new bool[units], new bool[units]);
        for (var i = 0; i < units; i++) (before[i], after[i]) = (i < first.Units.Count, i >= first.Units.Count);
        var statistic = new MeanStatistic([.. first.Y, .. second.Y], [before, after]);
        var sample = design.WithDesignWeights();
        var means = sample.Estimate(statistic);
        if (double.IsNaN(means.Values[0]) || double.IsNaN(means.Values[1])) throw new NotEstimableException("y", "one of the rounds has no value");
        var difference = means.Contrast([-1, 1]);
        return TTest.Of(difference.Value, difference.StandardError, sample.DegreesOfFreedomOf(statistic.Observed));
    }

    private static IEnumerable<string> Labels(Round round) => round.Strata.Codes.ToArray().Select(code => round.Strata.Labels[code]);

    private static void Check(Round round, string name)
    {
        var units = round.Units.Count;
        Require.SameLength(name + " strata", round.Strata.Units, "units", units);
        Require.SameLength(name + " weights", round.Weights.Count, "units", units);
        Require.SameLength(name + " y", round.Y.Count, "units", units);
        Require.NotNegative(name + " weights", round.Weights.ToArray());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < units; i++)
            if (!seen.Add(round.Units[i])) throw new InvalidInputException(name + " units", FormattableString.Invariant($"'{round.Units[i]}' stands there twice"), i);
    }
}
