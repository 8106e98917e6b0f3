// The table that turns a cell's key into a perturbation: row i holds the chances of every perturbation of a count of i; all counts from
// the last row on share that row. It can be given, or made: unbiased, with a chosen variance, and otherwise as uncertain as possible.
namespace Keukentafel.Statistics.Disclosure;

public sealed class PerturbationTable
{
    private readonly (int Perturbation, double Cumulative)[][] rows;

    private PerturbationTable((int, double)[][] rows) => this.rows = rows;

    /// <summary>The last row; counts above it use it too.</summary>
    public int LastRow => rows.Length - 1;

    /// <summary>A table that was made elsewhere.</summary>
    /// <param name="rows">
    /// Row i = 0, 1, …: the perturbations in the order in which their chances are laid end to end, with their probabilities, which are zero
    /// or more and add up to 1 within 1e-6.
    /// </param>
    /// <exception cref="InvalidInputException">Probabilities that are none, or a perturbation of positive probability that makes a count negative.</exception>
    public static PerturbationTable Of(IReadOnlyList<IReadOnlyList<(int Perturbation, double Probability)>> rows)
    {
        if (rows.Count == 0) throw new InvalidInputException("rows", "are none");
        var cumulative = new (int, double)[rows.Count][];
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Any(entry => !(entry.Probability >= 0 && entry.Probability <= 1.000001))) throw new InvalidInputException("rows", "has a probability that is none", i);
            if (rows[i].Any(entry => entry.Probability > 0 && i + entry.Perturbation < 0)) throw new InvalidInputException("rows", "makes a count negative", i);
            // In decimals, so that 0.08 + 0.2 + 0.44 is 0.72.
            var sum = 0m;
            cumulative[i] = [.. rows[i].Select(entry => (entry.Perturbation, (double)(sum += (decimal)entry.Probability)))];
            if (Math.Abs(sum - 1) > 0.000001m) throw new InvalidInputException("rows", "has probabilities that do not add up to 1", i);
        }
        return new PerturbationTable(cumulative);
    }

    /// <summary>
    /// The first perturbation v of row i = min(count, last row) whose cumulative probability is above the key (the last one when rounding
    /// leaves none). Source: Thompson, Broadfoot &amp; Elazar 2013.
    /// </summary>
    /// <param name="count">Zero or more.</param>
    /// <param name="key">On [0, 1).</param>
    public int Perturbation(int count, double key)
    {
        if (count < 0) throw new InvalidInputException("count", "must be zero or more");
        if (!(key >= 0 && key < 1)) throw new InvalidInputException("key", "must lie between 0 and 1, 1 excluded");
        var row = rows[Math.Min(count, LastRow)];
        foreach (var (perturbation, cumulative) in row)
            if (key < cumulative) return perturbation;
        var last = row.Length - 1;
        while (last > 0 && row[last].Cumulative <= row[last - 1].Cumulative) last--;
        return row[last].Perturbation;
    }

    /// <summary>The probabilities of a row, in its order.</summary>
    public IReadOnlyList<(int Perturbation, double Probability)> Row(int count)
    {
        if (count < 0) throw new InvalidInputException("count", "must be zero or more");
        var row = rows[Math.Min(count, LastRow)];
        return [.. row.Select((entry, k) => (entry.Perturbation, entry.Cumulative - (k == 0 ? 0 : row[k - 1].Cumulative)))];
    }

    /// <summary>
    /// The table of maximum entropy: per row the probabilities p_v that maximise −Σ p_v log p_v with Σ p_v = 1, Σ v p_v = 0 (unbiased) and
    /// Σ v² p_v = variance, over the v with |v| ≤ D whose result i + v is zero or above the blocked counts. They have the form
    /// exp(a + b·v + c·v²); b and c by Newton's method on the dual. Zero stays zero. Source: Marley &amp; Leaver 2011; Giessing &amp; Tent 2019.
    /// Equivalent in R: <c>ptable::create_cnt_ptable(D, V, js)</c>. Proved by <c>PerturbationTableTests</c> (moments to 1e-10, the entropy
    /// against neighbouring tables).
    /// </summary>
    /// <param name="most">D, the largest perturbation, 1 or more.</param>
    /// <param name="variance">The variance of the perturbation in every row but that of zero, above zero.</param>
    /// <param name="blocked">js: published counts of 1 … js do not occur; 0: all may.</param>
    /// <exception cref="InvalidInputException">A row in which no unbiased perturbation has this variance; the row is named.</exception>
    public static PerturbationTable MaximumEntropy(int most, double variance, int blocked = 0)
    {
        if (most < 1) throw new InvalidInputException("most", "must be 1 or more");
        if (blocked < 0) throw new InvalidInputException("blocked", "must be zero or more");
        Require.Positive("variance", variance);
        var made = new List<(int, double)[]> { new[] { (0, 1.0) } };
        for (var i = 1; i <= most + blocked; i++)
        {
            int[] allowed = [.. Enumerable.Range(-most, 2 * most + 1).Where(v => i + v == 0 || i + v > blocked)];
            made.Add([.. allowed.Zip(Entropy(allowed, variance, i))]);
        }
        return Of(made);
    }

    private static double[] Entropy(int[] values, double variance, int row)
    {
        var (below, above) = (values.Where(v => v < 0).DefaultIfEmpty(0).Max(), values.Where(v => v > 0).DefaultIfEmpty(0).Min());
        var least = values.Contains(0) ? 0 : -below * above;
        var largest = -Math.Min(0, values[0]) * (double)Math.Max(0, values[^1]);
        if (variance < least - 1e-12 || variance > largest + 1e-12 || largest == 0)
            throw new InvalidInputException("variance", FormattableString.Invariant($"{variance} cannot be had for a count of {row}: between {least} and {largest}"), row);
        if (variance >= largest - 1e-12) return Two(values, values[0], values[^1]);
        if (variance <= least + 1e-12) return Two(values, below, above);

        // min over (b, c) of log Σ exp(b·v + c·(v² − variance)): convex, its gradient is what the moments are off.
        var (b, c) = (0.0, 0.0);
        for (var step = 0; step < 500; step++)
        {
            var p = Weights(values, b, c, variance, out var value);
            var (g1, g2, h11, h12, h22) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for (var k = 0; k < values.Length; k++)
            {
                double u = values[k], w = u * u - variance;
                (g1, g2) = (g1 + p[k] * u, g2 + p[k] * w);
                (h11, h12, h22) = (h11 + p[k] * u * u, h12 + p[k] * u * w, h22 + p[k] * w * w);
            }
            if (Math.Abs(g1) <= 1e-13 && Math.Abs(g2) <= 1e-12 * (1 + variance)) return p;
            (h11, h12, h22) = (h11 - g1 * g1, h12 - g1 * g2, h22 - g2 * g2);
            var determinant = h11 * h22 - h12 * h12;
            var (db, dc) = determinant > 1e-14 * h11 * h22 ? ((h22 * g1 - h12 * g2) / determinant, (h11 * g2 - h12 * g1) / determinant) : (g1 / h11, g2 / h22);
            var slope = db * g1 + dc * g2;
            var length = 1.0;
            for (; length > 1e-10; length /= 2)
            {
                Weights(values, b - length * db, c - length * dc, variance, out var next);
                if (next <= value - 1e-4 * length * slope + 1e-15) break;
            }
            (b, c) = (b - length * db, c - length * dc);
        }
        return Weights(values, b, c, variance, out _);
    }

    private static double[] Weights(int[] values, double b, double c, double variance, out double logSum)
    {
        double[] exponents = [.. values.Select(v => b * v + c * (v * (double)v - variance))];
        var most = exponents.Max();
        var sum = exponents.Sum(exponent => Math.Exp(exponent - most));
        logSum = most + Math.Log(sum);
        return [.. exponents.Select(exponent => Math.Exp(exponent - most) / sum)];
    }

    // The one unbiased distribution on two values.
    private static double[] Two(int[] values, int below, int above) =>
        [.. values.Select(v => below == 0 || above == 0 ? (v == 0 ? 1 : 0) : v == below ? above / (double)(above - below) : v == above ? -below / (double)(above - below) : 0)];
}
