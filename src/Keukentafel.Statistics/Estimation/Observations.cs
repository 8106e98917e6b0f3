// Which units a statistic rests on: those in the domain with no value missing.
namespace Keukentafel.Statistics.Estimation;

internal static class Observations
{
    /// <param name="columns">Numbers per unit; NaN is missing, infinite is refused.</param>
    /// <param name="domain">One per unit; empty: every unit.</param>
    /// <param name="names">Of the columns, for refusals; by default y, or y1, y2, …</param>
    public static bool[] Of(double[][] columns, ReadOnlySpan<bool> domain, params string[] names)
    {
        if (columns.Length == 0) throw new InvalidInputException("columns", "needs one or more");
        var units = columns[0].Length;
        string Name(int j) => j < names.Length ? names[j] : columns.Length == 1 ? "y" : FormattableString.Invariant($"y{j + 1}");
        if (!domain.IsEmpty) Require.SameLength("domain", domain.Length, Name(0), units);
        var observed = new bool[units];
        for (var i = 0; i < units; i++) observed[i] = domain.IsEmpty || domain[i];
        for (var j = 0; j < columns.Length; j++)
        {
            var column = columns[j];
            Require.SameLength(Name(j), column.Length, Name(0), units);
            for (var i = 0; i < units; i++)
            {
                if (double.IsInfinity(column[i])) throw new InvalidInputException(Name(j), "must be finite, or NaN for missing", i);
                observed[i] &= !double.IsNaN(column[i]);
            }
        }
        return observed;
    }

    public static double Size(ReadOnlySpan<double> weights, ReadOnlySpan<bool> observed)
    {
        var sum = 0.0;
        for (var i = 0; i < observed.Length; i++)
            if (observed[i]) sum += weights[i];
        return sum;
    }

    public static double Sum(ReadOnlySpan<double> weights, ReadOnlySpan<double> y, ReadOnlySpan<bool> observed)
    {
        var sum = 0.0;
        for (var i = 0; i < observed.Length; i++)
            if (observed[i]) sum += weights[i] * y[i];
        return sum;
    }

    /// <summary>S²/n with S² = n/(n−1)·Σ w (y−ȳ)²/Σ w over the observed units with a weight; null with fewer than two of them.</summary>
    public static double? SimpleRandomVariance(ReadOnlySpan<double> weights, Func<int, double> y, ReadOnlySpan<bool> observed)
    {
        var (n, size, sum) = (0, 0.0, 0.0);
        for (var i = 0; i < observed.Length; i++)
        {
            if (!observed[i] || weights[i] == 0) continue;
            n++;
            size += weights[i];
            sum += weights[i] * y(i);
        }
        if (n < 2) return null;
        var (mean, squares) = (sum / size, 0.0);
        for (var i = 0; i < observed.Length; i++)
            if (observed[i] && weights[i] != 0) squares += weights[i] * (y(i) - mean) * (y(i) - mean);
        return squares / size / (n - 1);
    }
}
