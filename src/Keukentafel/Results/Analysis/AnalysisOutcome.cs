// What an analysis tells. Rows that are suppressed carry no figures at all, so that nobody downstream can let one slip.
using Keukentafel.Statistics.Fieldwork;

namespace Keukentafel.Results.Analysis;

public sealed record AnalysisOutcome(
    IReadOnlyList<EstimateRow> Estimates,
    IReadOnlyList<QuestionDistribution> Distributions,
    IReadOnlyList<StratumRow> Strata,
    OutcomeCounts Outcomes,
    IReadOnlyList<ModeRow> Modes,
    int Register,
    int DegreesOfFreedom,
    WeightSummary Weights)
{
    /// <summary>Groups of the register that have no row, because nobody in them answered.</summary>
    public IReadOnlyList<SilentGroup> SilentGroups { get; init; } = [];
}

/// <summary>One row of the results: a question for everybody (both group fields empty) or for one group.</summary>
public sealed record EstimateRow(string Question, string GroupVariable, string GroupValue, EstimateFigures? Figures)
{
    public bool Suppressed => Figures is null;
    public bool IsTotal => GroupVariable.Length == 0;
}

/// <param name="Valid">Substantive answers, unweighted.</param>
/// <param name="Positive">Weighted share of positive options among them, as a fraction.</param>
public sealed record EstimateFigures(int Valid, double Positive, double StandardError, double Lower, double Upper);

/// <summary>How all usable respondents divide over the options of a question; null counts where the total is suppressed.</summary>
public sealed record QuestionDistribution(string Question, DistributionFigures? Figures);

/// <param name="Options">Substantive options in the order of the question, with the weighted share of each.</param>
public sealed record DistributionFigures(IReadOnlyList<OptionShare> Options, int NotSubstantive, int NotAnswered);

public sealed record OptionShare(int Option, int Count, double Share);

/// <summary>A stratum h: N_h in the register, n_h approached, i_h of them not eligible, r_h usable, and M_h = N_h(n_h − i_h)/n_h.</summary>
public sealed record StratumRow(IReadOnlyList<string> Values, int Register, int Approached, int NotEligible, int Usable, double Eligible);

public sealed record ModeRow(string Mode, int Usable);

/// <param name="KishDesignEffect">n Σw²/(Σw)².</param>
public sealed record WeightSummary(double Smallest, double Largest, double KishDesignEffect);

/// <summary>A group of the register in which nobody answered.</summary>
public sealed record SilentGroup(string Variable, string Value, int Clients);
