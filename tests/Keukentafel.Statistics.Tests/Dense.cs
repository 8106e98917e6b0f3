// Small dense matrices for naive second implementations: Gauss–Jordan elimination with row exchange, nothing clever.
namespace Keukentafel.Statistics.Tests;

internal static class Dense
{
    public static double[,] Inverse(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var a = new double[n, 2 * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) a[i, j] = matrix[i, j];
            a[i, n + i] = 1;
        }
        for (var p = 0; p < n; p++)
        {
            var best = Enumerable.Range(p, n - p).MaxBy(r => Math.Abs(a[r, p]));
            for (var c = 0; c < 2 * n; c++) (a[p, c], a[best, c]) = (a[best, c], a[p, c]);
            for (var c = 2 * n - 1; c >= p; c--) a[p, c] /= a[p, p];
            for (var r = 0; r < n; r++)
            {
                if (r == p) continue;
                var factor = a[r, p];
                for (var c = p; c < 2 * n; c++) a[r, c] -= factor * a[p, c];
            }
        }
        var inverse = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) inverse[i, j] = a[i, n + j];
        return inverse;
    }

    public static double[,] Times(double[,] a, double[,] b)
    {
        var product = new double[a.GetLength(0), b.GetLength(1)];
        for (var i = 0; i < product.GetLength(0); i++)
            for (var j = 0; j < product.GetLength(1); j++)
                for (var k = 0; k < b.GetLength(0); k++) product[i, j] += a[i, k] * b[k, j];
        return product;
    }

    public static double[] Times(double[,] a, double[] b) => Enumerable.Range(0, a.GetLength(0)).Select(i => b.Select((value, k) => a[i, k] * value).Sum()).ToArray();

    public static double[,] Transpose(double[,] a)
    {
        var result = new double[a.GetLength(1), a.GetLength(0)];
        for (var i = 0; i < result.GetLength(0); i++)
            for (var j = 0; j < result.GetLength(1); j++) result[i, j] = a[j, i];
        return result;
    }

    public static double[,] Minus(double[,] a, double[,] b)
    {
        var result = (double[,])a.Clone();
        for (var i = 0; i < a.GetLength(0); i++)
            for (var j = 0; j < a.GetLength(1); j++) result[i, j] -= b[i, j];
        return result;
    }

    public static double[,] Diagonal(IReadOnlyList<double> values)
    {
        var result = new double[values.Count, values.Count];
        for (var i = 0; i < values.Count; i++) result[i, i] = values[i];
        return result;
    }

    public static double[,] Columns(IReadOnlyList<double[]> columns)
    {
        var result = new double[columns[0].Length, columns.Count];
        for (var i = 0; i < result.GetLength(0); i++)
            for (var j = 0; j < columns.Count; j++) result[i, j] = columns[j][i];
        return result;
    }

    public static double Trace(double[,] a) => Enumerable.Range(0, a.GetLength(0)).Sum(i => a[i, i]);

    /// <summary>log |A| of a positive definite matrix, by elimination.</summary>
    public static double LogDeterminant(double[,] matrix)
    {
        var a = (double[,])matrix.Clone();
        var sum = 0.0;
        for (var p = 0; p < a.GetLength(0); p++)
        {
            sum += Math.Log(a[p, p]);
            for (var r = p + 1; r < a.GetLength(0); r++)
                for (var c = a.GetLength(0) - 1; c >= p; c--) a[r, c] -= a[r, p] / a[p, p] * a[p, c];
        }
        return sum;
    }

    /// <summary>A standard normal value (Box and Muller).</summary>
    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
