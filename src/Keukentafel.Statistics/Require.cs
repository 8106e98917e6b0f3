// The checks that every entrance of the library shares. They name the variable and the row, so that a refusal can be repaired.
namespace Keukentafel.Statistics;

internal static class Require
{
    public static void SameLength(string variable, int length, string other, int expected)
    {
        if (length != expected)
            throw new InvalidInputException(variable, FormattableString.Invariant($"has {length} values; {other} has {expected}"));
    }

    public static void NotNegative(string variable, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!(values[i] >= 0) || double.IsPositiveInfinity(values[i]))
                throw new InvalidInputException(variable, "must be a finite number of zero or more", i);
    }

    public static void Finite(string variable, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i])) throw new InvalidInputException(variable, "must be a finite number", i);
    }

    /// <summary>A number of the population for each category, zero or more; a refusal names the category.</summary>
    public static void PerCategory(string what, Categories categories, ReadOnlySpan<double> values, bool finite = true)
    {
        SameLength(what, values.Length, categories.Name, categories.Count);
        for (var k = 0; k < values.Length; k++)
            if (!(values[k] >= 0) || (finite && double.IsPositiveInfinity(values[k])))
                throw new InvalidInputException($"{what} of {categories.Name} '{categories.Labels[k]}'", finite ? "must be a finite number of zero or more" : "must be zero or more", k);
    }

    public static void Positive(string variable, double value)
    {
        if (!(value > 0)) throw new InvalidInputException(variable, "must be above zero");
    }

    /// <summary>A level of confidence or a probability strictly between zero and one.</summary>
    public static void OpenFraction(string variable, double value)
    {
        if (!(value > 0 && value < 1)) throw new InvalidInputException(variable, "must lie between 0 and 1, both excluded");
    }

    /// <summary>NaN stands for missing; infinity for nothing.</summary>
    public static void FiniteOrMissing(string variable, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (double.IsInfinity(values[i])) throw new InvalidInputException(variable, "must be finite or missing", i);
    }

    /// <summary>Finite and above zero.</summary>
    public static void Positive(string variable, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!(values[i] > 0) || double.IsPositiveInfinity(values[i])) throw new InvalidInputException(variable, "must be a finite number above zero", i);
    }

    /// <summary>Square, of the given size, finite, symmetric to rounding, nothing negative on the diagonal.</summary>
    public static void Covariance(string variable, double[,] matrix, string other, int size)
    {
        SameLength(variable + " (rows)", matrix.GetLength(0), other, size);
        SameLength(variable + " (columns)", matrix.GetLength(1), other, size);
        for (var i = 0; i < size; i++)
        {
            if (!(matrix[i, i] >= 0)) throw new InvalidInputException(variable, "must have variances of zero or more on its diagonal", i);
            for (var j = 0; j <= i; j++)
                if (!double.IsFinite(matrix[i, j]) || !(Math.Abs(matrix[i, j] - matrix[j, i]) <= 1e-9 * Math.Sqrt(matrix[i, i] * matrix[j, j])))
                    throw new InvalidInputException(variable, "must be finite and symmetric", i);
        }
    }
}
