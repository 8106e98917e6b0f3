// How a sample is divided over the strata. Every rule gives exact (fractional) sizes; rounding is a step of its own.
namespace Keukentafel.Statistics.Sampling;

public static class Allocation
{
    /// <summary>n_h = n·N_h/N. Source: Cochran 1977, §5.5.</summary>
    public static double[] Proportional(double total, ReadOnlySpan<double> populations) => Share(total, Checked(total, populations));

    /// <summary>The same number in every stratum; a stratum that is smaller is taken whole and the rest redistributed.</summary>
    public static double[] Equal(double total, ReadOnlySpan<double> populations)
    {
        var sizes = Checked(total, populations);
        return Bounded(total, sizes.Select(size => size > 0 ? 1.0 : 0.0).ToArray(), new double[sizes.Length], sizes);
    }

    /// <summary>n_h = n·N_h S_h/Σ N_h S_h: the least variance of the overall mean. Source: Neyman 1934. May exceed N_h; see <see cref="Bounded"/>.</summary>
    /// <param name="total">n.</param>
    /// <param name="populations">N_h.</param>
    /// <param name="deviations">S_h, the standard deviation of the variable in each stratum, zero or more.</param>
    public static double[] Neyman(double total, ReadOnlySpan<double> populations, ReadOnlySpan<double> deviations) =>
        Share(total, NeymanSizes(total, populations, deviations));

    /// <inheritdoc cref="Neyman(double,ReadOnlySpan{double},ReadOnlySpan{double})"/>
    /// <param name="least">At least so many in every stratum (or all of it, when it is smaller); at most N_h everywhere.</param>
    public static double[] Neyman(double total, ReadOnlySpan<double> populations, ReadOnlySpan<double> deviations, double least)
    {
        var sizes = NeymanSizes(total, populations, deviations);
        var upper = populations.ToArray();
        return Bounded(total, sizes, upper.Select(size => Math.Min(size, least)).ToArray(), upper);
    }

    /// <summary>
    /// n_h = n·N_h^q·CV_h/Σ N^q·CV: q = 0 gives equal precision per stratum, q = 1 about Neyman's. Source: Bankier 1988.
    /// </summary>
    /// <param name="relativeDeviations">CV_h = S_h/Ȳ_h.</param>
    /// <param name="power">q, usually between 0 and 1.</param>
    public static double[] Power(double total, ReadOnlySpan<double> populations, ReadOnlySpan<double> relativeDeviations, double power)
    {
        var sizes = Checked(total, populations);
        Require.SameLength("relativeDeviations", relativeDeviations.Length, "populations", populations.Length);
        Require.NotNegative("relativeDeviations", relativeDeviations);
        for (var h = 0; h < sizes.Length; h++) sizes[h] = Math.Pow(sizes[h], power) * relativeDeviations[h];
        return Share(total, sizes);
    }

    /// <summary>
    /// n_h ∝ size_h between bounds: what falls outside is set to its bound and the rest divided again, until all is inside. In each round only
    /// the side with the larger total violation is fixed, because fixing it may free the other.
    /// </summary>
    /// <exception cref="InvalidInputException">The bounds cannot hold the total.</exception>
    public static double[] Bounded(double total, ReadOnlySpan<double> sizes, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        Require.SameLength("lower", lower.Length, "sizes", sizes.Length);
        Require.SameLength("upper", upper.Length, "sizes", sizes.Length);
        Require.NotNegative("sizes", sizes);
        for (var h = 0; h < sizes.Length; h++)
            if (!(lower[h] <= upper[h])) throw new InvalidInputException("lower", "is above the upper bound", h);
        var slack = 1e-9 * Math.Max(1, total);
        if (Sum(lower) > total + slack || Sum(upper) < total - slack)
            throw new InvalidInputException("total", FormattableString.Invariant($"{total} does not fit between the bounds {Sum(lower)} and {Sum(upper)}"));

        var result = new double[sizes.Length];
        var free = new bool[sizes.Length];
        Array.Fill(free, value: true);
        while (true)
        {
            var (left, weight) = (total, 0.0);
            for (var h = 0; h < result.Length; h++)
            {
                if (free[h]) weight += sizes[h];
                else left -= result[h];
            }
            var (below, above) = (0.0, 0.0);
            for (var h = 0; h < result.Length; h++)
            {
                if (!free[h]) continue;
                result[h] = weight > 0 ? left * (sizes[h] / weight) : 0;
                below += Math.Max(0, lower[h] - result[h]);
                above += Math.Max(0, result[h] - upper[h]);
            }
            if (below == 0 && above == 0) return result;
            for (var h = 0; h < result.Length; h++)
            {
                if (!free[h]) continue;
                if (below >= above && result[h] < lower[h]) (result[h], free[h]) = (lower[h], false);
                else if (above >= below && result[h] > upper[h]) (result[h], free[h]) = (upper[h], false);
            }
        }
    }

    /// <summary>
    /// Whole numbers with the sum of the exact sizes (which must be whole), by the largest remainder; equal remainders: the stratum that stands first.
    /// Source: Hamilton's method. No size moves by one or more, so bounds that are whole numbers stay kept.
    /// </summary>
    public static int[] Round(ReadOnlySpan<double> exact)
    {
        Require.NotNegative("exact", exact);
        var total = (int)Math.Round(Sum(exact));
        var result = new int[exact.Length];
        var remainder = new double[exact.Length];
        for (var h = 0; h < result.Length; h++)
        {
            // 3.9999999999 is 4 that went through a division.
            var nearest = Math.Round(exact[h]);
            result[h] = Math.Abs(exact[h] - nearest) < 1e-9 ? (int)nearest : (int)Math.Floor(exact[h]);
            remainder[h] = Math.Max(0, exact[h] - result[h]);
        }
        foreach (var h in Enumerable.Range(0, result.Length).OrderByDescending(h => remainder[h]).Take(Math.Max(0, total - result.Sum()))) result[h]++;
        return result;
    }

    /// <summary>
    /// The whole numbers with the least variance under Neyman's criterion: start at <paramref name="least"/> and give each next unit to the
    /// largest N_h S_h/sqrt(n_h(n_h+1)) with n_h &lt; N_h. Source: Wright 2012.
    /// </summary>
    public static int[] NeymanExact(int total, ReadOnlySpan<double> populations, ReadOnlySpan<double> deviations, int least)
    {
        var sizes = NeymanSizes(total, populations, deviations);
        var room = populations.ToArray();
        var result = room.Select(size => (int)Math.Min(size, least)).ToArray();
        if (least < 1) throw new InvalidInputException("least", "must be 1 or more");
        if (result.Sum() > total) throw new InvalidInputException("total", FormattableString.Invariant($"{total} is less than {least} in every stratum"));
        var queue = new PriorityQueue<int, (double Priority, int Stratum)>();
        for (var h = 0; h < result.Length; h++) Offer(h);
        for (var given = result.Sum(); given < total; given++)
        {
            var h = queue.Dequeue();
            result[h]++;
            Offer(h);
        }
        return result;

        void Offer(int h)
        {
            if (result[h] < room[h]) queue.Enqueue(h, (-sizes[h] / Math.Sqrt(result[h] * (result[h] + 1.0)), h));
        }
    }

    private static double[] NeymanSizes(double total, ReadOnlySpan<double> populations, ReadOnlySpan<double> deviations)
    {
        var sizes = Checked(total, populations);
        Require.SameLength("deviations", deviations.Length, "populations", populations.Length);
        Require.NotNegative("deviations", deviations);
        for (var h = 0; h < sizes.Length; h++) sizes[h] *= deviations[h];
        return sizes;
    }

    private static double[] Checked(double total, ReadOnlySpan<double> populations)
    {
        Require.NotNegative("populations", populations);
        Require.NotNegative("total", [total]);
        if (total > Sum(populations)) throw new SampleExceedsPopulationException("all", total, Sum(populations));
        return populations.ToArray();
    }

    private static double[] Share(double total, double[] sizes)
    {
        var sum = Sum(sizes);
        if (sum == 0) throw new InvalidInputException("sizes", "are all zero");
        return sizes.Select(size => total * size / sum).ToArray();
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }
}
