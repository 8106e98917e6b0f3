// A share with its interval.
using Keukentafel.Statistics.Distributions;

namespace Keukentafel.Statistics.Estimation;

/// <summary>A share between 0 and 1. <paramref name="Successes"/> of <paramref name="Count"/> observed units have the property, unweighted.</summary>
public sealed record Proportion(double Value, double StandardError, int Count, int Successes, int DegreesOfFreedom)
{
    public bool IsDefined => Count > 0;

    /// <summary>
    /// expit(logit p ± t·se/(p(1−p))), t with <see cref="DegreesOfFreedom"/>; for a share of exactly 0 or 1, which has no logit, Clopper and
    /// Pearson's interval with n = <see cref="Count"/>. A standard error of zero inside (0, 1), as in a complete census, gives the point itself.
    /// Source: Korn and Graubard 1998; Newcombe 2001. Equivalent in R: <c>svyciprop(method = "xlogit")</c>. Proved by <c>ReferenceTests</c> to 1e-8;
    /// <c>CoverageTests</c> measures how often it holds the share.
    /// </summary>
    /// <exception cref="NoDegreesOfFreedomException">The design has none, and the share is neither 0, 1 nor known exactly.</exception>
    public Interval LogitInterval(double confidence)
    {
        if (!IsDefined) throw new InvalidInputException("proportion", "has no observed unit");
        if (Successes == 0 || Successes == Count) return ProportionIntervals.ClopperPearson(Successes, Count, confidence);
        if (StandardError == 0) return new Interval(Value, Value);
        if (DegreesOfFreedom < 1) throw new NoDegreesOfFreedomException(DegreesOfFreedom);
        return ProportionIntervals.Logit(Value, StandardError, StudentT.TwoSided(confidence, DegreesOfFreedom));
    }

    /// <summary>
    /// Korn and Graubard's interval (<see cref="ProportionIntervals.KornGraubard"/>), with the effective sample size no larger than
    /// <see cref="Count"/>; for a share of exactly 0 or 1 that of Clopper and Pearson with n = <see cref="Count"/>. Source: Korn and Graubard 1998.
    /// <c>CoverageTests</c> measures how often it holds the share.
    /// </summary>
    public Interval KornGraubardInterval(double confidence)
    {
        if (!IsDefined) throw new InvalidInputException("proportion", "has no observed unit");
        if (Successes == 0 || Successes == Count) return ProportionIntervals.ClopperPearson(Successes, Count, confidence);
        if (StandardError == 0) return new Interval(Value, Value);
        if (DegreesOfFreedom < 1) throw new NoDegreesOfFreedomException(DegreesOfFreedom);
        var effective = ProportionIntervals.AdjustedSize(Value, StandardError, Count, DegreesOfFreedom, confidence);
        return ProportionIntervals.ClopperPearson(Value * Math.Min(effective, Count), Math.Min(effective, Count), confidence);
    }
}
