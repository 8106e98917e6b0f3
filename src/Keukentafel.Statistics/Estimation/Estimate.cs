// What an estimate is: a number with its standard error, the answers it rests on and the degrees of freedom of its design.
using Keukentafel.Statistics.Distributions;

namespace Keukentafel.Statistics.Estimation;

public readonly record struct Interval(double Lower, double Upper);

/// <param name="Value">The estimate; NaN when it is not defined.</param>
/// <param name="StandardError">Its standard error, in the same scale; NaN when the value is not defined, or when no variance can be estimated
/// (<see cref="LonelyStratum.Average"/> without a stratum to take it from, replicates at none of which the value exists).</param>
/// <param name="Count">Units with an observed value and a weight above zero.</param>
/// <param name="DegreesOfFreedom">Of the full design.</param>
public sealed record Estimate(double Value, double StandardError, int Count, int DegreesOfFreedom)
{
    public bool IsDefined => Count > 0 && !double.IsNaN(Value);

    /// <summary>Value ± t·StandardError, t with <see cref="DegreesOfFreedom"/>. Equivalent in R: <c>confint(x, df = degf(design))</c>.</summary>
    /// <exception cref="NotEstimableException">The estimate or its standard error is not defined.</exception>
    public Interval StudentInterval(double confidence)
    {
        if (DegreesOfFreedom < 1) throw new NoDegreesOfFreedomException(DegreesOfFreedom);
        return Around(StudentT.TwoSided(confidence, DegreesOfFreedom));
    }

    /// <summary>Value ± z·StandardError. Equivalent in R: <c>confint(x)</c>.</summary>
    public Interval NormalInterval(double confidence) => Around(StudentT.TwoSided(confidence, double.PositiveInfinity));

    private Interval Around(double multiplier) => double.IsNaN(Value) ? throw new NotEstimableException("estimate", "has no observed unit")
        : double.IsNaN(StandardError) ? throw new NotEstimableException("estimate", "its variance cannot be estimated")
        : new Interval(Value - multiplier * StandardError, Value + multiplier * StandardError);
}

/// <summary>Several estimates from the same units with their covariances; same order everywhere.</summary>
/// <param name="Covariance">Symmetric, one row per value.</param>
public sealed record Estimates(IReadOnlyList<double> Values, double[,] Covariance, int Count, int DegreesOfFreedom)
{
    public Estimate this[int index] => new(Values[index], Math.Sqrt(Covariance[index, index]), Count, DegreesOfFreedom);

    /// <summary>
    /// Σ c·estimate, variance c'Vc: the covariances of the estimates count. Equivalent in R: <c>svycontrast(x, c)</c>.
    /// Proved by <c>ReferenceTests</c> (kind <c>contrast</c>) to 1e-8.
    /// </summary>
    /// <param name="coefficients">One per estimate.</param>
    public Estimate Contrast(ReadOnlySpan<double> coefficients)
    {
        Require.SameLength("coefficients", coefficients.Length, "estimates", Values.Count);
        Require.Finite("coefficients", coefficients);
        var value = 0.0;
        for (var j = 0; j < coefficients.Length; j++)
            if (coefficients[j] != 0) value += coefficients[j] * Values[j];
        return new Estimate(value, Math.Sqrt(Form(coefficients)), Count, DegreesOfFreedom);
    }

    /// <summary>
    /// The logarithm of estimate <paramref name="numerator"/> over estimate <paramref name="denominator"/>, by the delta method.
    /// Equivalent in R: <c>svycontrast(x, quote(log(a/b)))</c>. Undefined unless both have the same sign.
    /// </summary>
    public Estimate LogRatio(int numerator, int denominator)
    {
        if ((uint)numerator >= (uint)Values.Count) throw new InvalidInputException("numerator", "is not the place of an estimate");
        if ((uint)denominator >= (uint)Values.Count) throw new InvalidInputException("denominator", "is not the place of an estimate");
        var gradient = new double[Values.Count];
        gradient[numerator] += 1 / Values[numerator];
        gradient[denominator] -= 1 / Values[denominator];
        var ratio = Values[numerator] / Values[denominator];
        return ratio > 0 && double.IsFinite(ratio)
            ? new Estimate(Math.Log(ratio), Math.Sqrt(Form(gradient)), Count, DegreesOfFreedom)
            : new Estimate(double.NaN, double.NaN, Count, DegreesOfFreedom);
    }

    internal static Estimates Undefined(int size, int count, int degreesOfFreedom)
    {
        var nothing = new double[size, size];
        for (var j = 0; j < size; j++)
            for (var k = 0; k < size; k++) nothing[j, k] = double.NaN;
        return new Estimates(Enumerable.Repeat(double.NaN, size).ToArray(), nothing, count, degreesOfFreedom);
    }

    // g'Vg; what has no part in it may be undefined.
    private double Form(ReadOnlySpan<double> g)
    {
        var sum = 0.0;
        for (var j = 0; j < g.Length; j++)
        {
            if (g[j] == 0) continue;
            for (var k = 0; k < g.Length; k++)
                if (g[k] != 0) sum += g[j] * Covariance[j, k] * g[k];
        }
        return Math.Max(sum, 0);
    }
}
