// Funnel plot of shares: between which limits an area with n answers lies when only chance sets it apart from the target.
// Limits are not cut off at 0 and 1.
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Estimation;

namespace Keukentafel.Statistics.Areas;

/// <summary>Areas with x of n; limits per area for a tail of, for example, 0.025 (95%) or 0.001 (99.8%).</summary>
public sealed class Funnel
{
    private readonly double[] sizes;

    private Funnel(double target, double[] sizes, Overdispersion shares, Overdispersion arcsine) =>
        (Target, this.sizes, Shares, Arcsine) = (target, sizes, shares, arcsine);

    /// <summary>p0.</summary>
    public double Target { get; }

    /// <summary>On the scale of the shares: z = (x/n − p0)/√(p0(1−p0)/n); for a target of 0 or 1 NaN on it and infinite off it.</summary>
    public Overdispersion Shares { get; }

    /// <summary>On the scale of asin√p: z = 2√n·(asin√(x/n) − asin√p0), whose variance 1/(4n) does not depend on p0.</summary>
    public Overdispersion Arcsine { get; }

    /// <summary>
    /// The funnel of shares x/n around p0. Source: Spiegelhalter 2005. Comparable in R: package FunnelPlotR, on the arcsine scale.
    /// All of it proved by <c>ReferenceTests</c> (D35, D50) to 1e-9; the exact limits also by <c>AreaTests</c> with summed probabilities.
    /// </summary>
    /// <param name="successes">x per area, between 0 and n. With survey data n_eff·p̂.</param>
    /// <param name="sizes">n per area, above zero. With survey data the effective size p̂(1−p̂)/se².</param>
    /// <param name="target">p0 between 0 and 1; null: Σx/Σn.</param>
    /// <param name="lower">Winsorising, see <see cref="Overdispersion.Of"/>.</param>
    /// <param name="upper">Winsorising.</param>
    public static Funnel Of(ReadOnlySpan<double> successes, ReadOnlySpan<double> sizes, double? target = null, double lower = 0.1, double upper = 0.9)
    {
        Counts.Check(successes, sizes);
        if (target is not null && !(target >= 0 && target <= 1)) throw new InvalidInputException("target", "must lie between 0 and 1");
        var p0 = target ?? Counts.Pooled(successes, sizes);
        var (z, variances) = (new double[sizes.Length], new double[sizes.Length]);
        var (arcsine, arcsineVariances) = (new double[sizes.Length], new double[sizes.Length]);
        for (var i = 0; i < z.Length; i++)
        {
            var share = successes[i] / sizes[i];
            variances[i] = p0 * (1 - p0) / sizes[i];
            z[i] = (share - p0) / Math.Sqrt(variances[i]);
            arcsineVariances[i] = 1 / (4 * sizes[i]);
            arcsine[i] = (Math.Asin(Math.Sqrt(share)) - Math.Asin(Math.Sqrt(p0))) / Math.Sqrt(arcsineVariances[i]);
        }
        return new Funnel(p0, sizes.ToArray(), Overdispersion.Of(z, variances, lower, upper), Overdispersion.Of(arcsine, arcsineVariances, lower, upper));
    }

    /// <summary>p0 ± z·√(p0(1−p0)/n), one interval per area; z leaves <paramref name="tail"/> above it.</summary>
    /// <param name="tail">Probability beyond each limit, between 0 and 1: 0.025 or 0.001. The same for all limits here.</param>
    public Interval[] Normal(double tail) => Around(tail, Target, n => Target * (1 - Target) / n);

    /// <summary>
    /// p0 ± z·√(φ·p0(1−p0)/n). φ below 1 counts as 1, as narrower limits than chance allows are of no use, unless
    /// <paramref name="narrow"/> asks for the plain formula. NaN when φ is undefined.
    /// </summary>
    /// <param name="tail">Probability beyond each limit.</param>
    /// <param name="narrow">Use φ as it is, also below 1.</param>
    public Interval[] Multiplicative(double tail, bool narrow = false) =>
        Around(tail, Target, n => (narrow ? Shares.Factor : Math.Max(1, Shares.Factor)) * (Target * (1 - Target) / n));

    /// <summary>p0 ± z·√(p0(1−p0)/n + τ²). NaN when τ² is undefined.</summary>
    /// <param name="tail">Probability beyond each limit.</param>
    public Interval[] Additive(double tail) => Around(tail, Target, n => Target * (1 - Target) / n + Shares.BetweenVariance);

    /// <summary>
    /// sin²(asin√p0 ± z·√(v)) with v = 1/(4n) (<paramref name="between"/> false) or 1/(4n) + τ² of the arcsine scale; the argument of the sine stays
    /// between 0 and π/2, so these limits do lie between 0 and 1.
    /// </summary>
    /// <param name="tail">Probability beyond each limit.</param>
    /// <param name="between">Whether τ² of the arcsine scale is added.</param>
    public Interval[] ArcsineLimits(double tail, bool between)
    {
        var limits = Around(tail, Math.Asin(Math.Sqrt(Target)), n => 1 / (4 * n) + (between ? Arcsine.BetweenVariance : 0));
        return Array.ConvertAll(limits, limit => new Interval(Square(limit.Lower), Square(limit.Upper)));

        static double Square(double angle) => Math.Pow(Math.Sin(Math.Clamp(angle, 0, Math.PI / 2)), 2);
    }

    /// <summary>
    /// Limits from the binomial distribution F of x, interpolated between whole numbers: with r the smallest whole number with F(r) ≥ a and
    /// α = (F(r) − a)/(F(r) − F(r−1)), the limit is (r − α)/n; a = tail below, 1 − tail above. Source: Spiegelhalter 2005, appendix.
    /// </summary>
    /// <param name="tail">Probability beyond each limit.</param>
    /// <exception cref="InvalidInputException">A size is not a whole number (an effective size): use the normal limits.</exception>
    public Interval[] Exact(double tail)
    {
        Require.OpenFraction("tail", tail);
        for (var i = 0; i < sizes.Length; i++)
            if (sizes[i] != Math.Floor(sizes[i]) || sizes[i] > int.MaxValue) throw new InvalidInputException("sizes", "must be a whole number for exact limits", i);
        return Array.ConvertAll(sizes, size => new Interval(Limit((int)size, lower: true), Limit((int)size, lower: false)));

        double Limit(int n, bool lower)
        {
            var r = (int)(lower ? Binomial.Quantile(tail, n, Target) : Binomial.Quantile(1 - tail, n, Target));
            var (below, at) = (r == 0 ? new Tails(0, 1) : Binomial.Cumulative(r - 1, n, Target), Binomial.Cumulative(r, n, Target));
            // Above, the difference of the small upper tails keeps its digits where that of the lower ones does not.
            var part = lower ? (at.Lower - tail) / (at.Lower - below.Lower) : (tail - at.Upper) / (below.Upper - at.Upper);
            return (r - part) / n;
        }
    }

    private Interval[] Around(double tail, double centre, Func<double, double> variance)
    {
        Require.OpenFraction("tail", tail);
        var z = -NormalDistribution.Quantile(tail);
        return Array.ConvertAll(sizes, n => new Interval(centre - z * Math.Sqrt(variance(n)), centre + z * Math.Sqrt(variance(n))));
    }
}
