// Kappa: Cohen's for two raters, also weighted by how far apart two categories are, and Fleiss' for more raters.
namespace Keukentafel.Statistics.Agreement;

/// <summary>How much two different categories disagree; by their place in the order, |i − j| of k − 1.</summary>
public enum KappaWeights
{
    /// <summary>All differences count the same.</summary>
    None,

    /// <summary>|i − j|/(k − 1).</summary>
    Linear,

    /// <summary>((i − j)/(k − 1))².</summary>
    Quadratic,
}

public static class Kappa
{
    /// <summary>
    /// κ = 1 − Σ v_ij·p_ij/Σ v_ij·p_i.·p_.j over the units that both raters rated; v the disagreement of <paramref name="weights"/>, p the shares
    /// of the table of the one against the other. Undefined when the expected disagreement is zero.
    /// Source: Cohen 1960, 1968. Equivalent in R: <c>irr::kappa2(x, weight)</c>. Proved by <c>ReferenceTests</c> (D36) to 1e-9 and <c>AgreementTests</c>.
    /// </summary>
    /// <param name="ratings">Of two raters; a unit with a missing rating is left out.</param>
    /// <param name="weights">None for unordered categories.</param>
    public static AgreementCoefficient Cohen(Ratings ratings, KappaWeights weights = KappaWeights.None)
    {
        if (ratings.Raters != 2) throw new InvalidInputException("raters", "must be two for Cohen's kappa");
        var k = ratings.Categories.Count;
        var (first, second) = (new double[k], new double[k]);
        var (observed, units) = (0.0, 0);
        for (var i = 0; i < ratings.Units; i++)
        {
            var (a, b) = (ratings[0, i], ratings[1, i]);
            if (a < 0 || b < 0) continue;
            units++;
            first[a]++;
            second[b]++;
            observed += Disagreement(a, b, k, weights);
        }
        var expected = 0.0;
        for (var a = 0; a < k; a++)
            for (var b = 0; b < k; b++) expected += Disagreement(a, b, k, weights) * first[a] * second[b];
        return AgreementCoefficient.Of(observed / units, expected / units / units, units);
    }

    /// <summary>
    /// κ = (P̄ − P̄_e)/(1 − P̄_e): P̄ the mean over units of the share of pairs of raters that agree, P̄_e = Σ_c p_c² with p_c the share of all
    /// ratings in category c. Over the units that every rater rated. Undefined when all ratings are in one category.
    /// Source: Fleiss 1971. Equivalent in R: <c>irr::kappam.fleiss(x)</c>. Proved by <c>ReferenceTests</c> (D36) to 1e-9 and <c>AgreementTests</c>.
    /// </summary>
    /// <param name="ratings">Of two or more raters, who need not be the same persons for every unit.</param>
    public static AgreementCoefficient Fleiss(Ratings ratings)
    {
        double raters = ratings.Raters;
        var counts = new int[ratings.Categories.Count];
        var totals = new double[counts.Length];
        var (agreeing, units) = (0.0, 0);
        for (var i = 0; i < ratings.Units; i++)
        {
            if (ratings.Count(i, counts) < ratings.Raters) continue;
            units++;
            for (var c = 0; c < counts.Length; c++)
            {
                agreeing += (double)counts[c] * (counts[c] - 1);
                totals[c] += counts[c];
            }
        }
        var pairs = units * raters * (raters - 1);
        var ratingsUsed = units * raters;
        // Σ p(1−p) is exactly zero for one category in use, where 1 − Σ p² might not be.
        var expected = totals.Sum(total => total / ratingsUsed * ((ratingsUsed - total) / ratingsUsed));
        return AgreementCoefficient.Of((pairs - agreeing) / pairs, expected, units);
    }

    private static double Disagreement(int a, int b, int categories, KappaWeights weights) => (weights, a == b) switch
    {
        (_, true) => 0,
        (KappaWeights.None, _) => 1,
        (KappaWeights.Linear, _) => Math.Abs(a - b) / (categories - 1.0),
        _ => Math.Pow((a - b) / (categories - 1.0), 2),
    };
}
