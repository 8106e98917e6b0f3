// The plain arithmetic that tests hold the library against.
using Xunit;

namespace Keukentafel.Statistics.Tests;

internal static class Plain
{
    public static void Near(double expected, double actual, double relative, double absolute = 0)
    {
        if (expected.Equals(actual)) return;
        Assert.True(Math.Abs(expected - actual) <= relative * Math.Abs(expected) + absolute, FormattableString.Invariant($"expected {expected:R}, got {actual:R}"));
    }

    /// <summary>x with Ax = b, by elimination with the largest pivot.</summary>
    public static double[] Solve(double[,] matrix, double[] right)
    {
        var (a, b, n) = ((double[,])matrix.Clone(), right.ToArray(), right.Length);
        for (var p = 0; p < n; p++)
        {
            var best = Enumerable.Range(p, n - p).MaxBy(r => Math.Abs(a[r, p]));
            for (var c = 0; c < n; c++) (a[p, c], a[best, c]) = (a[best, c], a[p, c]);
            (b[p], b[best]) = (b[best], b[p]);
            for (var r = 0; r < n; r++)
            {
                if (r == p) continue;
                var factor = a[r, p] / a[p, p];
                for (var c = p; c < n; c++) a[r, c] -= factor * a[p, c];
                b[r] -= factor * b[p];
            }
        }
        return b.Select((value, p) => value / a[p, p]).ToArray();
    }
}
