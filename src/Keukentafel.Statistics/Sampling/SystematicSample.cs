// Every k-th unit of a list from a random start. The order of the list spreads the sample: sorted by area, every area gets its share.
// One number of chance decides everything, so the variance cannot be estimated without an assumption about the order.
namespace Keukentafel.Statistics.Sampling;

public static class SystematicSample
{
    /// <summary>
    /// Equal probabilities n/N with a fractional interval: units ⌈(u + i)·N/n⌉, i = 0 … n−1 (first unit 1 in this formula).
    /// Source: Madow 1949; Särndal, Swensson and Wretman 1992, §3.4. Proved by <c>ReferenceTests</c> (D30, D51), exactly.
    /// </summary>
    /// <param name="population">N: the units are 0 … N−1, in the order of the list.</param>
    /// <param name="size">n, between 0 and N.</param>
    /// <param name="start">u, one number uniform on (0, 1]; 0 is taken as 1.</param>
    /// <returns>The selected units, ascending, zero-based.</returns>
    public static int[] Draw(int population, int size, double start)
    {
        if (population < 0) throw new InvalidInputException("population", "must be zero or more");
        if (size < 0) throw new InvalidInputException("size", "must be zero or more");
        if (size > population) throw new SampleExceedsPopulationException("all", size, population);
        var u = Checked(start);
        var sample = new int[size];
        for (var i = 0; i < size; i++)
            sample[i] = Math.Clamp((int)Math.Ceiling((u + i) * population / size) - 1, i == 0 ? 0 : sample[i - 1] + 1, population - size + i);
        return sample;
    }

    /// <summary>
    /// Unequal probabilities: unit k is selected when an i + u, i whole, lies in (C_{k−1}, C_k], C the running sum of the inclusion probabilities.
    /// A unit with probability 1 is always selected. Source: Madow 1949; Tillé 2006, §7.1. Equivalent in R: <c>sampling::UPsystematic(pik)</c>.
    /// Proved by <c>ReferenceTests</c> (D30, D51), exactly.
    /// </summary>
    /// <param name="inclusion">π, one per unit in the order of the list, each 0 … 1; see <see cref="InclusionProbabilities"/>.</param>
    /// <param name="start">u, one number uniform on (0, 1]; 0 is taken as 1.</param>
    /// <returns>
    /// The selected units, ascending, zero-based: exactly Σπ when that is whole, else the whole number just below or above it. Joint inclusion
    /// probabilities depend on the order and may be zero; where a variance is needed, <see cref="MaximumEntropySample"/> is the better draw.
    /// </returns>
    public static int[] Draw(ReadOnlySpan<double> inclusion, double start)
    {
        InclusionProbabilities.Check(inclusion);
        var u = Checked(start);
        var total = InclusionProbabilities.Total(inclusion);
        var sample = new List<int>();
        // The sum is kept with its rounding error, so that ten times 0.1 is 1.
        var (sum, lost, last) = (0.0, 0.0, inclusion.LastIndexOfAnyExcept(0.0));
        for (var k = 0; k <= last; k++)
        {
            var added = sum + inclusion[k];
            lost += Math.Abs(sum) >= inclusion[k] ? sum - added + inclusion[k] : inclusion[k] - added + sum;
            sum = added;
            if (inclusion[k] == 1 || (inclusion[k] > 0 && u + sample.Count <= (k == last ? total : sum + lost))) sample.Add(k);
        }
        return [.. sample];
    }

    private static double Checked(double start)
    {
        if (!(start >= 0 && start <= 1)) throw new InvalidInputException("start", "must lie between 0 and 1");
        return start == 0 ? 1 : start;
    }
}
