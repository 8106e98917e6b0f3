// What an estimate is: a number with its standard error, the answers it rests on and the degrees of freedom of its design.
using Keukentafel.Statistics.Distributions;

namespace Keukentafel.Statistics.Estimation;

public readonly record struct Interval(double Lower, double Upper);

/// <summary>What to do with a stratum in which one of several primary units was sampled.</summary>
public enum LonelyStratum
{
    /// <summary>Refuse (<see cref="LonelyStratumException"/>).</summary>
    Fail,

    /// <summary>It contributes no variance, as if it were observed completely.</summary>
    Certainty,

    /// <summary>Its deviation is taken from the mean of all primary units instead of its own stratum's.</summary>
    Adjust,

    /// <summary>It contributes the average of the other strata.</summary>
    Average,
}

/// <param name="Value">The estimate; NaN when <paramref name="Count"/> is zero.</param>
/// <param name="StandardError">Its standard error, in the same scale; NaN when <paramref name="Count"/> is zero.</param>
/// <param name="Count">Units with an observed value and a weight above zero.</param>
/// <param name="DegreesOfFreedom">Of the full design.</param>
public sealed record Estimate(double Value, double StandardError, int Count, int DegreesOfFreedom)
{
    public bool IsDefined => Count > 0;

    /// <summary>Value ± t·StandardError, t with <see cref="DegreesOfFreedom"/>. Equivalent in R: <c>confint(x, df = degf(design))</c>.</summary>
    public Interval StudentInterval(double confidence)
    {
        if (DegreesOfFreedom < 1) throw new NoDegreesOfFreedomException(DegreesOfFreedom);
        return Around(StudentT.TwoSided(confidence, DegreesOfFreedom));
    }

    /// <summary>Value ± z·StandardError. Equivalent in R: <c>confint(x)</c>.</summary>
    public Interval NormalInterval(double confidence) => Around(StudentT.TwoSided(confidence, double.PositiveInfinity));

    private Interval Around(double multiplier) => new(Value - multiplier * StandardError, Value + multiplier * StandardError);
}

/// <summary>Several estimates from the same units with their covariances; same order everywhere.</summary>
public sealed record Estimates(IReadOnlyList<double> Values, double[,] Covariance, int Count, int DegreesOfFreedom)
{
    public Estimate this[int index] => new(Values[index], Math.Sqrt(Covariance[index, index]), Count, DegreesOfFreedom);
}

/// <summary>A share between 0 and 1. <paramref name="Successes"/> of <paramref name="Count"/> observed units have the property, unweighted.</summary>
public sealed record Proportion(double Value, double StandardError, int Count, int Successes, int DegreesOfFreedom)
{
    public bool IsDefined => Count > 0;

    /// <summary>
    /// expit(logit p ± t·se/(p(1−p))), t with <see cref="DegreesOfFreedom"/>; for a share of exactly 0 or 1, which has no logit, Clopper and
    /// Pearson's interval with n = <see cref="Count"/>. A standard error of zero inside (0, 1), as in a complete census, gives the point itself.
    /// Source: Korn and Graubard 1998; Newcombe 2001. Equivalent in R: <c>svyciprop(method = "xlogit")</c>. Proved by <c>ReferenceTests</c> to 1e-8.
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
}
