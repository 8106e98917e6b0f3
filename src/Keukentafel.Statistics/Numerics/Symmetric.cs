// Small symmetric matrices: b'V⁻¹b, and eigenvalues.

namespace Keukentafel.Statistics.Numerics;

internal static class Symmetric
{
    /// <summary>b'V⁻¹b; of columns that depend on earlier ones only the first counts.</summary>
    /// <exception cref="NotEstimableException">V is zero.</exception>
    public static double Form(double[,] v, double[] b)
    {
        var factor = new SymmetricFactor((double[,])v.Clone());
        if (Enumerable.Range(0, b.Length).All(factor.IsDropped)) throw new NotEstimableException("covariance", "there is no variance to test against");
        var x = factor.Solve(b);
        var sum = 0.0;
        for (var j = 0; j < b.Length; j++) sum += b[j] * x[j];
        return sum;
    }

    /// <summary>V⁻¹M, by columns.</summary>
    public static double[,] Solve(double[,] v, double[,] m)
    {
        var factor = new SymmetricFactor((double[,])v.Clone());
        var (rows, columns) = (m.GetLength(0), m.GetLength(1));
        var result = new double[rows, columns];
        for (var j = 0; j < columns; j++)
        {
            var column = new double[rows];
            for (var i = 0; i < rows; i++) column[i] = m[i, j];
            column = factor.Solve(column);
            for (var i = 0; i < rows; i++) result[i, j] = column[i];
        }
        return result;
    }

    /// <summary>The eigenvalues λ of A x = λ B x for symmetric A and positive definite B, by Cholesky and Jacobi's rotations.</summary>
    public static double[] Eigenvalues(double[,] a, double[,] b)
    {
        var size = a.GetLength(0);
        var lower = new double[size, size];
        for (var j = 0; j < size; j++)
            for (var i = j; i < size; i++)
            {
                var sum = b[i, j];
                for (var k = 0; k < j; k++) sum -= lower[i, k] * lower[j, k];
                lower[i, j] = i == j ? Math.Sqrt(sum) : sum / lower[j, j];
            }
        var m = Forward(lower, Transpose(Forward(lower, a)));
        return Jacobi(m);
    }

    private static double[,] Forward(double[,] lower, double[,] m)
    {
        var size = m.GetLength(0);
        var result = (double[,])m.Clone();
        for (var j = 0; j < size; j++)
            for (var i = 0; i < size; i++)
            {
                for (var k = 0; k < i; k++) result[i, j] -= lower[i, k] * result[k, j];
                result[i, j] /= lower[i, i];
            }
        return result;
    }

    private static double[,] Transpose(double[,] m)
    {
        var size = m.GetLength(0);
        var result = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++) result[i, j] = m[j, i];
        return result;
    }

    private static double[] Jacobi(double[,] m)
    {
        var size = m.GetLength(0);
        for (var sweep = 0; sweep < 100; sweep++)
        {
            var off = 0.0;
            for (var p = 0; p < size; p++)
                for (var q = p + 1; q < size; q++)
                {
                    if (m[p, q] == 0) continue;
                    off += m[p, q] * m[p, q];
                    Rotate(m, p, q);
                }
            if (off <= 1e-300) break;
        }
        return Enumerable.Range(0, size).Select(j => m[j, j]).ToArray();
    }

    private static void Rotate(double[,] m, int p, int q)
    {
        var theta = (m[q, q] - m[p, p]) / (2 * m[p, q]);
        var t = theta == 0 ? 1 : Math.Sign(theta) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var c = 1 / Math.Sqrt(t * t + 1);
        var s = t * c;
        for (var k = 0; k < m.GetLength(0); k++) (m[k, p], m[k, q]) = (c * m[k, p] - s * m[k, q], s * m[k, p] + c * m[k, q]);
        for (var k = 0; k < m.GetLength(0); k++) (m[p, k], m[q, k]) = (c * m[p, k] - s * m[q, k], s * m[p, k] + c * m[q, k]);
        m[p, q] = m[q, p] = 0;
    }
}
