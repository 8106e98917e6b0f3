// Everything a report says, as numbers and choices, before any wording or layout. Disclosure control has been over it
// already: what may not be told is not in here, so no renderer can let it slip.
using System.Collections.Immutable;
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;

namespace Keukentafel.Reports;

public sealed record ReportContent(
    ReportSubject Subject,
    ReportResponse Response,
    ImmutableArray<ReportQuestion> Questions,
    ReportMethod Method,
    ReportOrigin Origin);

/// <param name="Invented">A municipality that does not exist (GM9001–GM9999); every page says so.</param>
/// <param name="Demonstration">The answers were simulated; every page says so.</param>
public sealed record ReportSubject(
    string MunicipalityCode,
    string MunicipalityName,
    int Year,
    bool Invented,
    bool Demonstration,
    Questionnaire Questionnaire);

/// <summary>How many were approached and what came of it, by AAPOR outcome, with the rates that follow.</summary>
/// <param name="Register">Clients in the register.</param>
/// <param name="Sent">Clients who were approached.</param>
/// <param name="Modes">Usable responses per channel, in the order to be shown.</param>
/// <param name="Strata">In the order to be shown; one where the sample was not stratified.</param>
public sealed record ReportResponse(
    int Register,
    int Sent,
    int Complete,
    int Partial,
    int Refusal,
    int NonContact,
    int Other,
    int Unknown,
    int Ineligible,
    ReportRates Rates,
    ImmutableArray<ReportCount> Modes,
    ImmutableArray<ReportStratum> Strata)
{
    public int Usable => Complete + Partial;
}

/// <summary>AAPOR response rates and the two that Dutch reports print; null where the denominator is 0.</summary>
public sealed record ReportRates(double? RR1, double? RR2, double? RR3, double? RR4, double? RR5, double? RR6, double? Gross, double? Net);

public sealed record ReportCount(string Name, int Count);

/// <param name="Values">The values of the stratum variables, in their order; empty for the only stratum.</param>
/// <param name="Eligible">Estimated number of clients who belong to the population (M_h).</param>
public sealed record ReportStratum(ImmutableArray<string> Values, int Register, int Approached, int Ineligible, int Usable, double Eligible);

/// <param name="Distribution">Weighted shares of the substantive options, in the order of the question; empty where the total is withheld.</param>
/// <param name="NotSubstantive">Usable respondents who chose no opinion or not applicable; null where the total is withheld.</param>
/// <param name="NotAnswered">Usable respondents who left the question empty; null where the total is withheld.</param>
public sealed record ReportQuestion(
    Question Question,
    ReportedShare Total,
    ImmutableArray<ReportOption> Distribution,
    int? NotSubstantive,
    int? NotAnswered,
    ImmutableArray<ReportBreakdown> Breakdowns);

public sealed record ReportOption(Option Option, int Count, double Share);

public sealed record ReportBreakdown(string Variable, ImmutableArray<ReportGroup> Groups);

public sealed record ReportGroup(string Value, ReportedShare Share);

/// <summary>A share of positive answers, or the fact that there are too few answers to tell it.</summary>
public abstract record ReportedShare
{
    private ReportedShare()
    {
    }

    /// <summary>Shares as fractions; N is the number of substantive answers, without weights.</summary>
    public sealed record Shown(int N, double Positive, double StandardError, double Lower, double Upper) : ReportedShare
    {
        private const int FirstFirm = 30;

        /// <summary>So few answers that the share is an indication only.</summary>
        public bool IsIndicative => N < FirstFirm;
    }

    public sealed record Withheld : ReportedShare;
}

/// <param name="Weighting">How the answers were weighted after the strata.</param>
/// <param name="Weights">The final weights of the respondents.</param>
/// <param name="DegreesOfFreedom">Of the full design.</param>
/// <param name="Threshold">Fewer valid answers than this are withheld.</param>
/// <param name="LonelyAdjusted">A stratum with one respondent was centred on the mean of all.</param>
public sealed record ReportMethod(
    ImmutableArray<string> StratumVariables,
    ReportWeighting Weighting,
    ReportWeights Weights,
    double Confidence,
    int DegreesOfFreedom,
    int Threshold,
    bool LonelyAdjusted);

/// <param name="DesignEffect">After Kish: how many times as many respondents are needed because weights differ.</param>
public sealed record ReportWeights(double Smallest, double Largest, double DesignEffect);

public abstract record ReportWeighting
{
    private ReportWeighting()
    {
    }

    public sealed record StrataOnly : ReportWeighting;

    public sealed record PostStratified(ImmutableArray<string> Variables) : ReportWeighting;

    public sealed record Raked(ImmutableArray<string> Variables) : ReportWeighting;
}

/// <summary>Where the report comes from: enough to make it again and to see that it is the same.</summary>
/// <param name="MadeOn">The day on which the report was made, by the injected clock.</param>
/// <param name="Choices">Every choice as it stands in verantwoording.json, in Dutch words.</param>
public sealed record ReportOrigin(
    DateOnly MadeOn,
    string ProgramVersion,
    ImmutableArray<ReportInput> Inputs,
    ImmutableArray<ReportChoice> Choices,
    ImmutableArray<Finding> Warnings);

/// <param name="Sha256">In lower-case hexadecimals.</param>
public sealed record ReportInput(string Role, string FileName, string Sha256, int Rows);

public sealed record ReportChoice(string Name, string Value);
