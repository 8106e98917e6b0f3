// Why a number cannot be computed. A closed set of coded refusals, each with the place (variable, category, stratum, row) as data,
// so that a caller can put it into the user's words. The messages here are for developers and methodologists.
using System.Globalization;

namespace Keukentafel.Statistics;

/// <summary>A refusal of this library. Every kind is a sealed type in this file; <see cref="Code"/> never changes meaning.</summary>
public abstract class StatisticsException : Exception
{
    private protected StatisticsException(string code, FormattableString message)
        : base(FormattableString.Invariant(message)) => Code = code;

    public string Code { get; }
}

/// <summary>An argument that has no meaning: a length that differs, a negative or missing number, a fraction outside its range.</summary>
public sealed class InvalidInputException : StatisticsException
{
    /// <param name="variable">The argument, by the name that the caller knows.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="row">Zero-based position of the first offending value, when there is one.</param>
    public InvalidInputException(string variable, string reason, int? row = null)
        : base("invalid-input", row is null ? (FormattableString)$"{variable}: {reason}" : $"{variable}[{row}]: {reason}") =>
        (Variable, Row) = (variable, row);

    public string Variable { get; }
    public int? Row { get; }
}

/// <summary>A stratum with a population but without a sampled unit: nothing can be said about it.</summary>
public sealed class EmptyStratumException(string stratum, double population)
    : StatisticsException("empty-stratum", $"Stratum '{stratum}' has a population of {population} and no sampled unit.")
{
    public string Stratum { get; } = stratum;
    public double Population { get; } = population;
}

/// <summary>More units were sampled in a stratum than it has.</summary>
public sealed class SampleExceedsPopulationException(string stratum, double sample, double population)
    : StatisticsException("sample-exceeds-population", $"Stratum '{stratum}' has a sample of {sample} from a population of {population}.")
{
    public string Stratum { get; } = stratum;
    public double Sample { get; } = sample;
    public double Population { get; } = population;
}

/// <summary>One sampled unit in a stratum of more: its variance cannot be estimated, and the rule for it is to refuse.</summary>
public sealed class LonelyStratumException(string stratum)
    : StatisticsException("lonely-stratum", $"Stratum '{stratum}' has one sampled unit and more than one in the population.")
{
    public string Stratum { get; } = stratum;
}

/// <summary>A category that has a population total but no respondent, or respondents but no total.</summary>
public sealed class EmptyCategoryException(string variable, string category, double total)
    : StatisticsException("empty-category", $"Category '{category}' of '{variable}' has a population total of {total} and no weight in the sample to carry it.")
{
    public string Variable { get; } = variable;
    public string Category { get; } = category;
    public double Total { get; } = total;
}

/// <summary>The margins contradict each other or the sample: the category that is furthest off, and how far.</summary>
public sealed class MarginNotMetException(string variable, string category, double total, double reached)
    : StatisticsException("margin-not-met", $"Category '{category}' of '{variable}' cannot be brought to {total}; the nearest that was reached is {reached}.")
{
    public string Variable { get; } = variable;
    public string Category { get; } = category;
    public double Total { get; } = total;
    public double Reached { get; } = reached;
}

/// <summary>An interval with Student's t needs at least one degree of freedom.</summary>
public sealed class NoDegreesOfFreedomException(int degreesOfFreedom)
    : StatisticsException("no-degrees-of-freedom", $"The design has {degreesOfFreedom.ToString(CultureInfo.InvariantCulture)} degrees of freedom; an interval needs one or more.")
{
    public int DegreesOfFreedom { get; } = degreesOfFreedom;
}

/// <summary>The data do not determine the number that is asked for.</summary>
public sealed class NotEstimableException(string variable, string reason) : StatisticsException("not-estimable", $"{variable}: {reason}.")
{
    public string Variable { get; } = variable;
}

/// <summary>A cell that cannot be protected, even when every cell that may be left out is left out.</summary>
public sealed class NotProtectableException(string cell)
    : StatisticsException("not-protectable", $"Cell '{cell}' can be worked out whatever else is left out.")
{
    public string Cell { get; } = cell;
}

/// <summary>A table that cannot be rounded: no allowed multiples add up.</summary>
public sealed class NotRoundableException(int multiple)
    : StatisticsException("not-roundable", $"No multiples of {multiple} next to the values keep all sums.")
{
    public int Multiple { get; } = multiple;
}

/// <summary>
/// A logistic model in which some units are certain to have, or not to have, the property: its coefficients are infinite. Merge categories, or leave the variable out.
/// </summary>
public sealed class SeparationException(string variable)
    : StatisticsException("separation", $"The model predicts some units with certainty: the coefficient of '{variable}' has no finite best value.")
{
    public string Variable { get; } = variable;
}
