// A = LDL' of a symmetric matrix without negative eigenvalues, with dependent columns dropped in their natural order:
// the generalised inverse that leaves out what earlier columns already say.
namespace Keukentafel.Statistics.Numerics;

internal sealed class SymmetricFactor
{
    // A pivot below this part of its own diagonal is rounding, not information.
    private const double Dependent = 1e-11;

    private readonly double[,] l;
    private readonly double[] pivots;

    /// <param name="matrix">The lower triangle counts; overwritten.</param>
    public SymmetricFactor(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        l = matrix;
        pivots = new double[size];
        for (var j = 0; j < size; j++)
        {
            var diagonal = l[j, j];
            var pivot = diagonal;
            for (var k = 0; k < j; k++) pivot -= l[j, k] * l[j, k] * pivots[k];
            pivots[j] = pivot > Dependent * diagonal ? pivot : 0;
            for (var i = j + 1; i < size; i++)
            {
                if (pivots[j] == 0) { l[i, j] = 0; continue; }
                var value = l[i, j];
                for (var k = 0; k < j; k++) value -= l[i, k] * l[j, k] * pivots[k];
                l[i, j] = value / pivots[j];
            }
        }
    }

    public bool IsDropped(int column) => pivots[column] == 0;

    /// <summary>A solution of A·x = b with zeros for the dropped columns.</summary>
    public double[] Solve(ReadOnlySpan<double> b)
    {
        var x = b.ToArray();
        for (var i = 0; i < x.Length; i++)
        {
            if (pivots[i] == 0) { x[i] = 0; continue; }
            for (var k = 0; k < i; k++) x[i] -= l[i, k] * x[k];
        }
        for (var i = x.Length - 1; i >= 0; i--)
        {
            if (pivots[i] == 0) continue;
            x[i] /= pivots[i];
            for (var k = i + 1; k < x.Length; k++) x[i] -= l[k, i] * x[k];
        }
        return x;
    }
}
