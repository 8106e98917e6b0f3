// How a sample is divided over the strata. Every rule gives exact (fractional) sizes; rounding is a step of its own.
namespace Keukentafel.Statistics.Sampling;

public static class Allocation
{
    /// <summary>
    /// n_h = n·N_h/N. Source: Cochran 1977, §5.5. Equivalent in R: <c>PracTools::strAlloc(n.tot, Nh, alloc = "prop")</c>.
    /// Proved by <c>ReferenceTests</c> (D30, D51) to 1e-9.
    /// </summary>
    /// <param name="total">n, zero up to Σ N_h.</param>
    /// <param name="populations">N_h, one per stratum, zero or more.</param>
    public static double[] Proportional(double total, ReadOnlySpan<double> populations) => Share(total, Checked(total, populations));

    /// <summary>
    /// The same number in every stratum; a stratum that is smaller is taken whole and the rest redistributed. An empty stratum gets nothing.
    /// Proved by <c>ReferenceTests</c> (D30, D51) to 1e-9.
    /// </summary>
    /// <param name="total">n, zero up to Σ N_h.</param>
    /// <param name="populations">N_h, one per stratum, zero or more.</param>
    public static double[] Equal(double total, ReadOnlySpan<double> populations)
    {
        var sizes = Checked(total, populations);
        return Bounded(total, sizes.Select(size => size > 0 ? 1.0 : 0.0).ToArray(), [0], sizes);
    }

    /// <summary>n_h = n·N_h S_h/Σ N_h S_h: the least variance of the overall mean. Source: Neyman 1934. May exceed N_h.
    /// Equivalent in R: <c>PracTools::strAlloc(n.tot, Nh, Sh, alloc = "neyman")</c>. Proved by <c>ReferenceTests</c> (D30, D51) to 1e-9.</summary>
    /// <param name="total">n.</param>
    /// <param name="populations">N_h.</param>
    /// <param name="deviations">S_h, the standard deviation of the variable in each stratum, zero or more.</param>
    public static double[] Neyman(double total, ReadOnlySpan<double> populations, ReadOnlySpan<double> deviations) =>
        Share(total, NeymanSizes(total, populations, deviations));

    /// <inheritdoc cref="Neyman(double,ReadOnlySpan{double},ReadOnlySpan{double})"/>
    /// <param name="lower">Least size: one number for all strata, or one per stratum. A stratum that is smaller is taken whole.</param>
    /// <param name="upper">Largest size: one number for all strata, or one per stratum; never more than N_h.</param>
    public static double[] Neyman(double total, ReadOnlySpan<double> populations, ReadOnlySpan<double> deviations, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        var sizes = NeymanSizes(total, populations, deviations);
        var (least, most) = Within(populations, lower, upper);
        return Bounded(total, sizes, least, most);
    }

    /// <summary>
    /// n_h = n·N_h^q·CV_h/Σ N^q·CV: q = 0 gives equal precision per stratum, q = 1 about Neyman's. Source: Bankier 1988.
    /// An empty stratum gets nothing. Proved by <c>ReferenceTests</c> (D30, D51) to 1e-9.
    /// </summary>
    /// <param name="total">n.</param>
    /// <param name="populations">N_h.</param>
    /// <param name="relativeDeviations">CV_h = S_h/Ȳ_h.</param>
    /// <param name="power">q, usually between 0 and 1.</param>
    public static double[] Power(double total, ReadOnlySpan<double> populations, ReadOnlySpan<double> relativeDeviations, double power)
    {
        var sizes = Checked(total, populations);
        Require.SameLength("relativeDeviations", relativeDeviations.Length, "populations", populations.Length);
        Require.NotNegative("relativeDeviations", relativeDeviations);
        for (var h = 0; h < sizes.Length; h++) sizes[h] = sizes[h] == 0 ? 0 : Math.Pow(sizes[h], power) * relativeDeviations[h];
        return Share(total, sizes);
    }

    /// <summary>
    /// n_h ∝ N_h S_h/√c_h: the least variance of the overall mean for its price, at a given number of units. Source: Cochran 1977, §5.5 (5.19).
    /// Equivalent in R: <c>PracTools::strAlloc(n.tot, Nh, Sh, ch = , alloc = "totcost")</c> up to its scale. Proved by <c>AllocationTests</c>:
    /// no other allocation that costs as much has less variance.
    /// </summary>
    /// <param name="total">n.</param>
    /// <param name="populations">N_h, zero or more.</param>
    /// <param name="deviations">S_h, zero or more.</param>
    /// <param name="costs">c_h, what one unit costs in each stratum (an interview, a letter), above zero.</param>
    /// <param name="lower">Least size: one number for all strata, or one per stratum. A stratum that is smaller is taken whole.</param>
    /// <param name="upper">Largest size: one number for all strata, or one per stratum; never more than N_h.</param>
    public static double[] CostOptimal(
        double total, ReadOnlySpan<double> populations, ReadOnlySpan<double> deviations, ReadOnlySpan<double> costs, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        var sizes = NeymanSizes(total, populations, deviations);
        CheckCosts(costs, sizes.Length);
        for (var h = 0; h < sizes.Length; h++) sizes[h] /= Math.Sqrt(costs[h]);
        var (least, most) = Within(populations, lower, upper);
        return Bounded(total, sizes, least, most);
    }

    /// <summary>
    /// n_h as in <see cref="CostOptimal"/>, as many as a budget pays for: Σ c_h n_h = C. Divided is the money, ∝ N_h S_h√c_h between c_h times the bounds.
    /// Source: Cochran 1977, §5.5 (5.23). Proved by <c>AllocationTests</c>.
    /// </summary>
    /// <param name="budget">C, without the fixed costs.</param>
    public static double[] CostOptimalWithin(
        double budget, ReadOnlySpan<double> populations, ReadOnlySpan<double> deviations, ReadOnlySpan<double> costs, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        Require.NotNegative("budget", [budget]);
        var money = NeymanSizes(0, populations, deviations);
        CheckCosts(costs, money.Length);
        var (least, most) = Within(populations, lower, upper);
        for (var h = 0; h < money.Length; h++) (money[h], least[h], most[h]) = (money[h] * Math.Sqrt(costs[h]), least[h] * costs[h], most[h] * costs[h]);
        var spent = Bounded(budget, money, least, most);
        for (var h = 0; h < spent.Length; h++) spent[h] /= costs[h];
        return spent;
    }

    /// <summary>
    /// n_h ∝ size_h between bounds: what falls outside is set to its bound and the rest divided again, until all is inside. In each round only
    /// the side with the larger total violation is fixed, because fixing it may free the other. With N_h S_h as sizes this is Neyman's optimum
    /// under the bounds. Source: Cochran 1977, §5.8; Stenger and Gabler 2005. Proved by <c>ReferenceTests</c> (D30, D51) and <c>AllocationTests</c>.
    /// </summary>
    /// <param name="total">Σ n_h.</param>
    /// <param name="sizes">What the numbers are proportional to, zero or more, one per stratum.</param>
    /// <param name="lower">Least size: one number for all strata, or one per stratum.</param>
    /// <param name="upper">Largest size: one number for all strata, or one per stratum; may be infinite.</param>
    /// <exception cref="InvalidInputException">The bounds cannot hold the total.</exception>
    public static double[] Bounded(double total, ReadOnlySpan<double> sizes, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        lower = Each("lower", lower, sizes.Length);
        upper = Each("upper", upper, sizes.Length);
        Require.NotNegative("total", [total]);
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
            if (below == 0 && above == 0)
            {
                if (weight == 0 && left > slack)
                    throw new InvalidInputException("sizes", FormattableString.Invariant($"are zero in every stratum that still has room for the last {left} of {total}"));
                return result;
            }
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
    /// The whole numbers with the least variance under Neyman's criterion: start at the lower bound (or all of a stratum that is smaller) and give
    /// each next unit to the largest N_h S_h/√(n_h(n_h+1)) with n_h below its upper bound and N_h; equal: the stratum that stands first.
    /// Source: Wright 2012, 2017. Proved by <c>ReferenceTests</c> (D30, D51), exactly, and by trying all allocations.
    /// </summary>
    /// <param name="total">n.</param>
    /// <param name="populations">N_h.</param>
    /// <param name="deviations">S_h.</param>
    /// <param name="lower">Least size: one number for all strata, or one per stratum. From zero, strata in which anything varies get a first unit first.</param>
    /// <param name="upper">Largest size: one number for all strata, or one per stratum.</param>
    public static int[] NeymanExact(int total, ReadOnlySpan<double> populations, ReadOnlySpan<double> deviations, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        var sizes = NeymanSizes(total, populations, deviations);
        var (least, room) = Within(populations, lower, upper);
        var result = Array.ConvertAll(least, size => (int)Math.Ceiling(size));
        if (result.Sum() > total || room.Sum(Math.Floor) < total)
            throw new InvalidInputException("total", FormattableString.Invariant($"{total} does not fit between the bounds {result.Sum()} and {room.Sum(Math.Floor)}"));
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
            if (result[h] + 1 <= room[h]) queue.Enqueue(h, (sizes[h] == 0 ? 0 : -sizes[h] / Math.Sqrt(result[h] * (result[h] + 1.0)), h));
        }
    }

    // The bounds that a population allows: nothing above N_h, and a stratum that is smaller than its least is taken whole.
    private static (double[] Least, double[] Most) Within(ReadOnlySpan<double> populations, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        var (least, most) = (Each("lower", lower, populations.Length), Each("upper", upper, populations.Length));
        for (var h = 0; h < least.Length; h++)
        {
            (least[h], most[h]) = (Math.Min(least[h], populations[h]), Math.Min(most[h], populations[h]));
            if (!(least[h] <= most[h])) throw new InvalidInputException("lower", "is above the upper bound", h);
        }
        return (least, most);
    }

    private static double[] Each(string variable, ReadOnlySpan<double> bounds, int strata)
    {
        var each = bounds.ToArray();
        if (bounds.Length == 1)
        {
            each = new double[strata];
            Array.Fill(each, bounds[0]);
        }
        Require.SameLength(variable, each.Length, "sizes", strata);
        for (var h = 0; h < strata; h++)
            if (!(each[h] >= 0)) throw new InvalidInputException(variable, "must be zero or more", h);
        return each;
    }

    private static void CheckCosts(ReadOnlySpan<double> costs, int strata)
    {
        Require.SameLength("costs", costs.Length, "populations", strata);
        for (var h = 0; h < strata; h++)
            if (!(costs[h] > 0) || double.IsPositiveInfinity(costs[h])) throw new InvalidInputException("costs", "must be above zero", h);
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
