// Many tests at once: p-values raised so that a fixed limit keeps its meaning for the whole set.
// A missing p (NaN) stays missing and does not count in m. m is the number of p-values that are there; ties share the most favourable value their order allows.
namespace Keukentafel.Statistics.Testing;

public static class PAdjustment
{
    /// <summary>
    /// min(1, m·p): keeps the chance of any false rejection, whatever the dependence; <see cref="Holm"/> does the same and rejects more.
    /// Equivalent in R: <c>p.adjust(p, "bonferroni")</c>. This and the others are proved by <c>ReferenceTests</c> (D09) to 1e-9 and <c>PAdjustmentTests</c>.
    /// </summary>
    /// <param name="p">p-values between 0 and 1; NaN is missing. In any order; the result keeps it.</param>
    public static double[] Bonferroni(ReadOnlySpan<double> p)
    {
        var m = Check(p);
        var result = p.ToArray();
        for (var i = 0; i < result.Length; i++) result[i] = Cap(m * result[i]);
        return result;
    }

    /// <summary>
    /// max_{j≤i} (m − j + 1)·p_(j): the chance of any false rejection, whatever the dependence. Source: Holm 1979.
    /// Equivalent in R: <c>p.adjust(p, "holm")</c>.
    /// </summary>
    /// <param name="p">As in <see cref="Bonferroni"/>.</param>
    public static double[] Holm(ReadOnlySpan<double> p)
    {
        var m = Check(p);
        var order = Order(p, m);
        var result = p.ToArray();
        var running = 0.0;
        for (var i = 0; i < m; i++)
        {
            running = Math.Max(running, (m - i) * p[order[i]]);
            result[order[i]] = Cap(running);
        }
        return result;
    }

    /// <summary>
    /// min_{j≥i} (m − j + 1)·p_(j): the chance of any false rejection, for independent or positively dependent tests. Source: Hochberg 1988.
    /// Equivalent in R: <c>p.adjust(p, "hochberg")</c>.
    /// </summary>
    /// <param name="p">As in <see cref="Bonferroni"/>.</param>
    public static double[] Hochberg(ReadOnlySpan<double> p) => FromTheTop(p, (m, place) => m - place + 1);

    /// <summary>
    /// min_{j≥i} m·p_(j)/j: the expected share of false ones among the rejections, for independent or positively dependent tests.
    /// Source: Benjamini and Hochberg 1995. Equivalent in R: <c>p.adjust(p, "BH")</c>.
    /// </summary>
    /// <param name="p">As in <see cref="Bonferroni"/>.</param>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p) => FromTheTop(p, (m, place) => (double)m / place);

    /// <summary>
    /// Benjamini and Hochberg's times Σ_{j=1..m} 1/j: the same share whatever the dependence. Source: Benjamini and Yekutieli 2001.
    /// Equivalent in R: <c>p.adjust(p, "BY")</c>.
    /// </summary>
    /// <param name="p">As in <see cref="Bonferroni"/>.</param>
    public static double[] BenjaminiYekutieli(ReadOnlySpan<double> p)
    {
        var harmonic = 0.0;
        for (var j = Check(p); j >= 1; j--) harmonic += 1.0 / j;
        return FromTheTop(p, (m, place) => harmonic * m / place);
    }

    private static double[] FromTheTop(ReadOnlySpan<double> p, Func<int, int, double> factor)
    {
        var m = Check(p);
        var order = Order(p, m);
        var result = p.ToArray();
        var running = 1.0;
        for (var i = m - 1; i >= 0; i--)
        {
            running = Math.Min(running, factor(m, i + 1) * p[order[i]]);
            result[order[i]] = running;
        }
        return result;
    }

    // Positions of the p-values that are there, smallest first.
    private static int[] Order(ReadOnlySpan<double> p, int m)
    {
        var (values, positions) = (new double[m], new int[m]);
        var next = 0;
        for (var i = 0; i < p.Length; i++)
            if (!double.IsNaN(p[i])) (values[next], positions[next++]) = (p[i], i);
        Array.Sort(values, positions);
        return positions;
    }

    private static int Check(ReadOnlySpan<double> p)
    {
        var m = 0;
        for (var i = 0; i < p.Length; i++)
        {
            if (double.IsNaN(p[i])) continue;
            if (!(p[i] >= 0 && p[i] <= 1)) throw new InvalidInputException("p", "must lie between 0 and 1, or be missing", i);
            m++;
        }
        return m;
    }

    private static double Cap(double value) => value > 1 ? 1 : value;
}
