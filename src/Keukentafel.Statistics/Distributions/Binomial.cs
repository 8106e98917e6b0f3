// The binomial distribution: how many of n have a property that each has with probability p.
namespace Keukentafel.Statistics.Distributions;

public static class Binomial
{
    // A cumulative probability this near to the one asked for is that probability: 2 of 4 coins at 11/16.
    private const double Tie = 1e-12;

    /// <summary>
    /// P(X ≤ k) and P(X &gt; k), by the incomplete beta function: P(X ≤ k) = I_{1−p}(n−k, k+1). Equivalent in R: <c>pbinom(k, n, p)</c>.
    /// Relative error of each tail below 1e-13; proved by <c>DistributionTests</c> against 50-digit values.
    /// </summary>
    /// <param name="k">Any whole number; below 0 nothing lies, from n on everything.</param>
    /// <param name="n">Trials, zero or more.</param>
    /// <param name="p">Between 0 and 1.</param>
    public static Tails Cumulative(int k, int n, double p)
    {
        Check(n, p);
        if (k < 0) return new Tails(0, 1);
        if (k >= n) return new Tails(1, 0);
        var beta = BetaFunction.Regularised(p, k + 1.0, n - (double)k);
        return new Tails(beta.Upper, beta.Lower);
    }

    /// <summary>The smallest k with P(X ≤ k) ≥ <paramref name="probability"/>. Equivalent in R: <c>qbinom(probability, n, p)</c>.</summary>
    /// <param name="probability">Between 0 and 1.</param>
    /// <param name="n">Trials, zero or more.</param>
    /// <param name="p">Between 0 and 1.</param>
    public static int Quantile(double probability, int n, double p)
    {
        Check(n, p);
        if (!(probability >= 0 && probability <= 1)) throw new InvalidInputException("probability", "must lie between 0 and 1");
        if (probability == 0 || p == 0) return 0;
        if (probability == 1 || p == 1) return n;
        var (below, reached) = (-1, n);
        while (reached - below > 1)
        {
            var middle = below + (reached - below) / 2;
            var tails = Cumulative(middle, n, p);
            var enough = probability <= 0.5 ? tails.Lower >= probability * (1 - Tie) : tails.Upper <= (1 - probability) * (1 + Tie);
            if (enough) reached = middle;
            else below = middle;
        }
        return reached;
    }

    private static void Check(int n, double p)
    {
        if (n < 0) throw new InvalidInputException("n", "must be zero or more");
        if (!(p >= 0 && p <= 1)) throw new InvalidInputException("p", "must lie between 0 and 1");
    }
}
