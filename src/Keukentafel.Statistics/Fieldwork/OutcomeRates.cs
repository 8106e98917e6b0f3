// What became of everybody who was approached, and the standard response rates that follow from it.
namespace Keukentafel.Statistics.Fieldwork;

/// <summary>
/// Counts (or sums of base weights) per final outcome, AAPOR Standard Definitions. Zero or more each.
/// </summary>
/// <param name="Complete">I: complete.</param>
/// <param name="Partial">P: partial.</param>
/// <param name="Refusal">R: refusal and break-off.</param>
/// <param name="NonContact">NC: not reached.</param>
/// <param name="Other">O: eligible, other reason.</param>
/// <param name="Unknown">U = UH + UO: unknown whether eligible.</param>
/// <param name="NotEligible">NE: not eligible.</param>
public sealed record OutcomeCounts(
    double Complete, double Partial, double Refusal, double NonContact, double Other, double Unknown, double NotEligible)
{
    public static readonly OutcomeCounts None = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>E = I + P + R + NC + O: known to be eligible.</summary>
    public double Eligible => Complete + Partial + Refusal + NonContact + Other;

    /// <summary>Everybody who was approached.</summary>
    public double Sent => Eligible + Unknown + NotEligible;

    public static OutcomeCounts operator +(OutcomeCounts a, OutcomeCounts b) => new(
        a.Complete + b.Complete, a.Partial + b.Partial, a.Refusal + b.Refusal, a.NonContact + b.NonContact,
        a.Other + b.Other, a.Unknown + b.Unknown, a.NotEligible + b.NotEligible);

    /// <summary>
    /// The rates of AAPOR, Standard Definitions (10th edition, 2023). A rate whose denominator is zero is NaN.
    /// Proved by <c>ReferenceTests</c> (D31, D51) to 1e-9.
    /// </summary>
    /// <param name="eligibility">e, the share of the unknown that is taken to be eligible, 0 … 1; null: E/(E + NE), as among the known.</param>
    public OutcomeRates Rates(double? eligibility = null)
    {
        Require.NotNegative("outcomes", [Complete, Partial, Refusal, NonContact, Other, Unknown, NotEligible]);
        if (eligibility is not null && !(eligibility >= 0 && eligibility <= 1)) throw new InvalidInputException("eligibility", "must lie between 0 and 1");
        return new OutcomeRates(this, eligibility ?? Eligible / (Eligible + NotEligible));
    }
}

/// <summary>Response (RR), cooperation (COOP), refusal (REF) and contact (CON) rates, as shares. <paramref name="E"/> is e.</summary>
public sealed record OutcomeRates(OutcomeCounts Counts, double E)
{
    private double Answered => Counts.Complete + Counts.Partial;
    private double All => Counts.Eligible + Counts.Unknown;
    private double Estimated => Counts.Eligible + E * Counts.Unknown;

    public double RR1 => Counts.Complete / All;
    public double RR2 => Answered / All;
    public double RR3 => Counts.Complete / Estimated;
    public double RR4 => Answered / Estimated;
    public double RR5 => Counts.Complete / Counts.Eligible;
    public double RR6 => Answered / Counts.Eligible;

    public double COOP1 => Counts.Complete / (Answered + Counts.Refusal + Counts.Other);
    public double COOP2 => Answered / (Answered + Counts.Refusal + Counts.Other);
    public double COOP3 => Counts.Complete / (Answered + Counts.Refusal);
    public double COOP4 => Answered / (Answered + Counts.Refusal);

    public double REF1 => Counts.Refusal / All;
    public double REF2 => Counts.Refusal / Estimated;
    public double REF3 => Counts.Refusal / Counts.Eligible;

    public double CON1 => (Counts.Eligible - Counts.NonContact) / All;
    public double CON2 => (Counts.Eligible - Counts.NonContact) / Estimated;
    public double CON3 => (Counts.Eligible - Counts.NonContact) / Counts.Eligible;

    /// <summary>(I + P) / everybody approached.</summary>
    public double Gross => Answered / Counts.Sent;

    /// <summary>(I + P) / everybody approached who is not known to be ineligible.</summary>
    public double Net => Answered / (Counts.Sent - Counts.NotEligible);
}
