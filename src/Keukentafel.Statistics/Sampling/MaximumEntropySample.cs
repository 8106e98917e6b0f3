// Unequal probabilities without replacement, of fixed size, with joint inclusion probabilities that are known and positive: conditional Poisson
// sampling. Units are in or out independently, on the condition that exactly n are in; of all designs with these inclusion probabilities it
// leaves most to chance. So the variance of Horvitz and Thompson's estimator can be estimated from the sample.
namespace Keukentafel.Statistics.Sampling;

/// <summary>
/// A design with given inclusion probabilities. Source: Hájek 1964; Chen, Dempster and Liu 1994; Tillé 2006, §5.4. Equivalent in R: <c>sampling::UPmaxentropy</c>,
/// <c>sampling::UPmaxentropypi2</c>. Proved by <c>UnequalProbabilityTests</c>: probabilities by adding up all samples, the draw by simulation.
/// </summary>
public sealed class MaximumEntropySample
{
    private const double Converged = 1e-12;
    private const double Acceptable = 1e-11;
    private const int Patience = 30;
    private const int MostRounds = 5_000;
    private const int MostDraws = 1_000_000;

    // Of the units whose probability is neither 0 nor 1: where they stand, and the probability p of being in before the condition.
    private readonly int[] chance;
    private readonly double[] p;
    private readonly double[] inclusion;
    private readonly int size;
    private readonly CountDistribution count;

    /// <param name="inclusion">π, one per unit, each 0 … 1, with a whole sum (the size of the sample); see <see cref="InclusionProbabilities"/>.</param>
    public MaximumEntropySample(ReadOnlySpan<double> inclusion)
    {
        InclusionProbabilities.Check(inclusion);
        var total = InclusionProbabilities.Total(inclusion);
        if (total != Math.Round(total)) throw new InvalidInputException("inclusion", "must have a whole sum, the size of the sample");
        this.inclusion = Array.ConvertAll(inclusion.ToArray(), probability => probability > 1 - 1e-9 ? 1 : probability);
        chance = [.. Enumerable.Range(0, inclusion.Length).Where(i => this.inclusion[i] is > 0 and < 1)];
        size = (int)total - this.inclusion.Count(probability => probability == 1);
        // The sum is whole to the last digit, not only nearly.
        var rest = chance.Sum(i => this.inclusion[i]);
        foreach (var i in chance) this.inclusion[i] *= size / rest;
        p = Array.ConvertAll(chance, i => this.inclusion[i]);
        count = Solve();
        Size = (int)total;
    }

    /// <summary>n, the number of units in every sample.</summary>
    public int Size { get; }

    /// <summary>
    /// A sample: independent draws with the working probabilities, again and again until their number is n. Some √(2πd) rounds, d = Σp(1−p).
    /// </summary>
    /// <param name="uniform">The next number of a stream uniform on [0, 1).</param>
    /// <returns>The selected units, ascending, zero-based.</returns>
    public int[] Draw(Func<double> uniform)
    {
        var taken = new bool[p.Length];
        var left = -1;
        for (var attempt = 0; left != 0; attempt++)
        {
            if (attempt == MostDraws) throw new InvalidInputException("uniform", "is not a stream of numbers of chance: no sample of the size came of it");
            left = size;
            for (var k = 0; k < p.Length; k++)
            {
                var u = uniform();
                if (!(u >= 0 && u < 1)) throw new InvalidInputException("uniform", "gave a number outside [0, 1)");
                taken[k] = u < p[k];
                if (taken[k]) left--;
            }
        }
        var sample = new List<int>(Size);
        for (var (i, k) = (0, 0); i < inclusion.Length; i++)
            if (inclusion[i] == 1 || (inclusion[i] > 0 && taken[k++])) sample.Add(i);
        return [.. sample];
    }

    /// <summary>
    /// π_ij of every two of some units: p_i p_j·P(the others count n−2)/P(all count n); π_i on the diagonal.
    /// </summary>
    /// <param name="units">Zero-based, usually those of a sample.</param>
    /// <returns>A symmetric matrix, units in the order given. Relative error below 1e-10 for up to some thousands of units.</returns>
    public double[,] Joint(ReadOnlySpan<int> units)
    {
        var place = new int[inclusion.Length];
        Array.Fill(place, -1);
        for (var k = 0; k < chance.Length; k++) place[chance[k]] = k;
        var joint = new double[units.Length, units.Length];
        for (var a = 0; a < units.Length; a++)
        {
            var i = units[a];
            if ((uint)i >= (uint)inclusion.Length) throw new InvalidInputException("units", "is not a unit of this design", a);
            var others = place[i] < 0 ? null : count.Without(p[place[i]]);
            for (var b = 0; b <= a; b++)
            {
                var j = units[b];
                joint[a, b] = joint[b, a] =
                    i == j ? inclusion[i]
                    : others is null || place[j] < 0 ? inclusion[i] * inclusion[j]
                    : p[place[i]] * p[place[j]] * others.WithoutAround(p[place[j]], size - 1).Fewer / count.At(size);
            }
        }
        return joint;
    }

    // Finds p with π_k = p_k·P(the others count n−1)/P(all count n): odds are multiplied by wanted over reached. The error changes by
    // 1 − λ with λ an eigenvalue of the correlation of the sample's indicators, between 0 and 2 (near 1 in a large population), so half steps always
    // converge and whole steps mostly, and faster. It ends when π is met, or met as nearly as rounding allows.
    private CountDistribution Solve()
    {
        var (best, since, power) = (double.PositiveInfinity, 0, 1.0);
        for (var round = 0; round < MostRounds; round++)
        {
            var distribution = new CountDistribution(p);
            var all = distribution.At(size);
            var (relative, absolute) = (0.0, 0.0);
            var next = new double[p.Length];
            for (var k = 0; k < p.Length; k++)
            {
                var wanted = inclusion[chance[k]];
                var (fewer, same) = distribution.WithoutAround(p[k], size);
                var (inside, outside) = (p[k] * fewer / all, (1 - p[k]) * same / all);
                var correction = wanted / (1 - wanted) / (inside / outside);
                var odds = p[k] / (1 - p[k]) * (power == 1 ? correction : Math.Sqrt(correction));
                next[k] = odds / (1 + odds);
                absolute = Math.Max(absolute, Math.Abs(inside - wanted));
                relative = Math.Max(relative, Math.Abs(inside - wanted) / wanted);
            }
            if (relative < 0.9 * best) (best, since) = (relative, 0);
            else if (since > 2) power = 0.5;
            if (relative <= Converged || (since++ > Patience && absolute <= Acceptable)) return distribution;
            next.CopyTo(p, 0);
        }
        throw new InvalidInputException("inclusion", "is too uneven: no working probabilities were found for it");
    }

    // How many of independent units are in (Poisson's binomial), between the counts that have any probability to speak of.
    private sealed class CountDistribution
    {
        private const double Negligible = 1e-40;
        private readonly double[] probability;
        private readonly int first;

        public CountDistribution(double[] p)
        {
            var all = new double[p.Length + 1];
            all[0] = 1;
            var (low, high) = (0, 0);
            foreach (var each in p)
            {
                all[++high] = 0;
                for (var k = high; k > low; k--) all[k] = all[k] * (1 - each) + all[k - 1] * each;
                all[low] *= 1 - each;
                while (all[high] < Negligible) high--;
                while (all[low] < Negligible) all[low++] = 0;
            }
            (probability, first) = (all[low..(high + 1)], low);
        }

        private CountDistribution(double[] probability, int first) => (this.probability, this.first) = (probability, first);

        public double At(int k) => (uint)(k - first) < (uint)probability.Length ? probability[k - first] : 0;

        /// <summary>The same without one unit: the convolution undone from the side on which errors shrink.</summary>
        public CountDistribution Without(double p)
        {
            var others = new double[probability.Length];
            if (p <= 0.5)
            {
                var (scale, ratio, previous) = (1 / (1 - p), p / (1 - p), 0.0);
                for (var k = 0; k < others.Length; k++) others[k] = previous = scale * probability[k] - ratio * previous;
                return new CountDistribution(others, first);
            }
            var (inverse, odds, next) = (1 / p, (1 - p) / p, 0.0);
            for (var k = others.Length - 1; k >= 0; k--) others[k] = next = inverse * probability[k] - odds * next;
            return new CountDistribution(others, first - 1);
        }

        /// <summary><see cref="Without"/> at <paramref name="at"/> − 1 and at <paramref name="at"/>, without keeping the rest.</summary>
        public (double Fewer, double At) WithoutAround(double p, int at)
        {
            var (before, last) = (0.0, 0.0);
            if (p <= 0.5)
            {
                var (scale, ratio) = (1 / (1 - p), p / (1 - p));
                for (var k = 0; k <= Math.Min(at - first, probability.Length - 1); k++) (before, last) = (last, scale * probability[k] - ratio * last);
                return (before, last);
            }
            var (inverse, odds) = (1 / p, (1 - p) / p);
            for (var k = probability.Length - 1; k >= Math.Max(0, at - first); k--) (before, last) = (last, inverse * probability[k] - odds * last);
            return (last, before);
        }
    }
}
