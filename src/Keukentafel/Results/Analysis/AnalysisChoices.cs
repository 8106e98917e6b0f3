// What the researcher chooses. Everything else follows from the data.
namespace Keukentafel.Results.Analysis;

public sealed record AnalysisChoices
{
    public const int LeastThreshold = Statistics.Disclosure.Suppression.LeastThreshold;

    /// <summary>Frame variables whose crossing makes the strata; none: one stratum.</summary>
    public IReadOnlyList<string> Strata { get; init; } = [];

    /// <summary>Frame variables whose crossing makes the cells of post-stratification; not together with <see cref="Rake"/>.</summary>
    public IReadOnlyList<string> Poststratify { get; init; } = [];

    /// <summary>Frame variables whose one-way margins are raked to.</summary>
    public IReadOnlyList<string> Rake { get; init; } = [];

    /// <summary>Frame variables, or the channel, by which results are broken down.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Rows with fewer valid answers are suppressed; ten or more.</summary>
    public int Threshold { get; init; } = LeastThreshold;

    /// <summary>A stratum with one respondent is centred on the mean of all instead of refused.</summary>
    public bool AdjustLonely { get; init; }

    public double Confidence { get; init; } = 0.95;

    /// <summary>The frame variables that these choices need, each once, in the order in which they are named. The channel is none of them.</summary>
    public IReadOnlyList<string> FrameVariables =>
        Strata.Concat(Poststratify).Concat(Rake).Concat(By.Where(variable => variable != SurveyData.ModeVariable)).Distinct(StringComparer.Ordinal).ToList();
}
