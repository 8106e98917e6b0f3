// Least squares by orthogonal columns (Gram–Schmidt, each column cleaned twice), which keeps twice the digits of the normal equations.
// A column that follows from earlier ones is dropped, in their natural order.
namespace Keukentafel.Statistics.Numerics;

internal sealed class LeastSquares
{
    // What is left of a column below this part of it is rounding, not information.
    internal const double Dependent = 1e-7;

    private readonly double[]?[] q;
    private readonly double[,] r;

    /// <param name="columns">x, a column per coefficient; not changed.</param>
    /// <param name="negligible">Per column the length at which it says nothing; empty: <see cref="Dependent"/> times its own length.</param>
    public LeastSquares(IReadOnlyList<double[]> columns, ReadOnlySpan<double> negligible = default)
    {
        q = new double[columns.Count][];
        r = new double[columns.Count, columns.Count];
        for (var j = 0; j < columns.Count; j++)
        {
            var column = columns[j].AsSpan().ToArray();
            var least = negligible.IsEmpty ? Dependent * Length(column) : negligible[j];
            for (var pass = 0; pass < 2; pass++)
                for (var k = 0; k < j; k++)
                    if (q[k] is { } earlier) r[k, j] += Remove(earlier, column);
            var length = Length(column);
            if (!(length > least)) continue;
            r[j, j] = length;
            for (var i = 0; i < column.Length; i++) column[i] /= length;
            q[j] = column;
        }
    }

    public bool IsDropped(int column) => q[column] is null;

    /// <summary>The coefficients (zero for a dropped column) and y − x·coefficients.</summary>
    public (double[] Coefficients, double[] Residuals) Fit(ReadOnlySpan<double> y)
    {
        var residuals = y.ToArray();
        var coefficients = new double[q.Length];
        for (var pass = 0; pass < 2; pass++)
            for (var j = 0; j < q.Length; j++)
                if (q[j] is { } column) coefficients[j] += Remove(column, residuals);
        for (var j = q.Length - 1; j >= 0; j--)
        {
            if (IsDropped(j)) continue;
            for (var k = j + 1; k < q.Length; k++) coefficients[j] -= r[j, k] * coefficients[k];
            coefficients[j] /= r[j, j];
        }
        return (coefficients, residuals);
    }

    /// <summary>x_i'(X'X)⁻¹x_i of row i.</summary>
    public double Leverage(int row) => q.Sum(column => column is null ? 0 : column[row] * column[row]);

    /// <summary>(X'X)⁻¹, zero in the rows and columns that were dropped.</summary>
    public double[,] InverseCrossProduct()
    {
        var size = q.Length;
        var inverse = new double[size, size];
        for (var j = 0; j < size; j++)
        {
            if (IsDropped(j)) continue;
            inverse[j, j] = 1 / r[j, j];
            for (var i = j - 1; i >= 0; i--)
            {
                if (IsDropped(i)) continue;
                var sum = 0.0;
                for (var k = i + 1; k <= j; k++) sum += r[i, k] * inverse[k, j];
                inverse[i, j] = -sum / r[i, i];
            }
        }
        var product = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                for (var k = Math.Max(i, j); k < size; k++) product[i, j] += inverse[i, k] * inverse[j, k];
        return product;
    }

    internal static double Length(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var value in values) largest = Math.Max(largest, Math.Abs(value));
        if (largest == 0) return 0;
        var sum = 0.0;
        foreach (var value in values) sum += value / largest * (value / largest);
        return largest * Math.Sqrt(sum);
    }

    // Takes the part along a column of length one out of the values and tells how much it was.
    private static double Remove(double[] unit, double[] values)
    {
        var along = 0.0;
        for (var i = 0; i < values.Length; i++) along += unit[i] * values[i];
        for (var i = 0; i < values.Length; i++) values[i] -= along * unit[i];
        return along;
    }
}
