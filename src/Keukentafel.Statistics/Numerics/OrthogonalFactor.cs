// √W·X = QR by Gram and Schmidt with a second pass: regression without squaring the condition of X. Columns that follow from earlier ones are dropped.
namespace Keukentafel.Statistics.Numerics;

internal sealed class OrthogonalFactor
{
    private readonly double[][] q;
    private readonly double[,] r;

    /// <param name="columns">One value per row.</param>
    /// <param name="weights">Zero or more, one per row.</param>
    /// <param name="dependent">A column of which less than this part is new is dropped.</param>
    public OrthogonalFactor(IReadOnlyList<double[]> columns, ReadOnlySpan<double> weights, double dependent = 1e-9)
    {
        var (basis, kept, coefficients) = (new List<double[]>(), new List<int>(), new List<double[]>());
        var roots = new double[weights.Length];
        for (var i = 0; i < roots.Length; i++) roots[i] = Math.Sqrt(weights[i]);
        for (var j = 0; j < columns.Count; j++)
        {
            var rest = new double[roots.Length];
            for (var i = 0; i < rest.Length; i++) rest[i] = roots[i] == 0 ? 0 : roots[i] * columns[j][i];
            var size = Length(rest);
            var along = new double[basis.Count + 1];
            for (var pass = 0; pass < 2; pass++)
                for (var k = 0; k < basis.Count; k++)
                {
                    var part = Product(basis[k], rest);
                    along[k] += part;
                    for (var i = 0; i < rest.Length; i++) rest[i] -= part * basis[k][i];
                }
            var left = Length(rest);
            if (!(left > dependent * size)) continue;
            along[basis.Count] = left;
            for (var i = 0; i < rest.Length; i++) rest[i] /= left;
            basis.Add(rest);
            kept.Add(j);
            coefficients.Add(along);
        }
        (q, Kept) = ([.. basis], kept);
        r = new double[q.Length, q.Length];
        for (var j = 0; j < q.Length; j++)
            for (var k = 0; k <= j; k++) r[k, j] = coefficients[j][k];
    }

    /// <summary>The columns that were not dropped, ascending.</summary>
    public IReadOnlyList<int> Kept { get; }

    /// <summary>b with R b = Q'v: the regression of v, which is already multiplied by √w, on √W·X.</summary>
    public double[] Regress(ReadOnlySpan<double> v)
    {
        var b = new double[q.Length];
        for (var j = 0; j < b.Length; j++)
            for (var i = 0; i < v.Length; i++) b[j] += q[j][i] * v[i];
        return Back(b);
    }

    /// <summary>(X'WX)⁻¹ over the kept columns.</summary>
    public double[,] InverseGram()
    {
        var size = q.Length;
        var inverse = new double[size, size];
        for (var j = 0; j < size; j++)
        {
            var unit = new double[size];
            unit[j] = 1;
            var column = Back(unit);
            for (var k = 0; k < size; k++) inverse[k, j] = column[k];
        }
        var gram = new double[size, size];
        for (var j = 0; j < size; j++)
            for (var k = 0; k < size; k++)
                for (var l = 0; l < size; l++) gram[j, k] += inverse[j, l] * inverse[k, l];
        return gram;
    }

    private double[] Back(double[] b)
    {
        for (var j = b.Length - 1; j >= 0; j--)
        {
            for (var k = j + 1; k < b.Length; k++) b[j] -= r[j, k] * b[k];
            b[j] /= r[j, j];
        }
        return b;
    }

    private static double Product(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static double Length(double[] a) => Math.Sqrt(Product(a, a));
}
