// How the sample was drawn: strata, primary units, sampled fractions and the weights that follow from them.
// A design is drawn up once and never changes; weightings and estimates refer to it.
namespace Keukentafel.Statistics.Designs;

/// <summary>
/// A one-stage design without replacement (or with replacement, where no population is given). In stratum h, n_h primary units
/// were observed of N_h; f_h = n_h/N_h. Without clusters every unit is its own primary unit. Several stages are treated by
/// their first ("ultimate clusters"), which overstates the variance slightly where later fractions are large.
/// </summary>
public sealed class SurveyDesign
{
    private readonly double[] weights;
    private readonly int[] primaryUnitOf;
    private readonly int[] stratumOf;
    private readonly int[] sampled;
    private readonly double[] fractions;

    private SurveyDesign(Categories strata, double[] weights, int[] primaryUnitOf, int[] stratumOf, double[]? populations)
    {
        Strata = strata;
        this.weights = weights;
        this.primaryUnitOf = primaryUnitOf;
        this.stratumOf = stratumOf;
        sampled = new int[strata.Count];
        foreach (var stratum in stratumOf) sampled[stratum]++;
        fractions = new double[strata.Count];
        for (var h = 0; h < sampled.Length; h++)
        {
            if (populations is null) continue;
            if (sampled[h] == 0 && populations[h] > 0) throw new EmptyStratumException(strata.Labels[h], populations[h]);
            if (sampled[h] > populations[h]) throw new SampleExceedsPopulationException(strata.Labels[h], sampled[h], populations[h]);
            fractions[h] = sampled[h] == 0 ? 1 : sampled[h] / populations[h];
        }
        DegreesOfFreedom = stratumOf.Length - sampled.Count(n => n > 0);
    }

    /// <summary>
    /// A stratified sample of units in which all units of a stratum weigh the same: d_i = N_h/n_h.
    /// Equivalent in R: <c>svydesign(ids = ~1, strata = ~h, fpc = ~N)</c>.
    /// </summary>
    /// <param name="strata">The stratum of each observed unit.</param>
    /// <param name="populations">N_h for each category of <paramref name="strata"/>, in its order; need not be whole, at least n_h.
    /// A stratum with N_h = 0 and no units does not exist.</param>
    public static SurveyDesign Stratified(Categories strata, ReadOnlySpan<double> populations)
    {
        Require.SameLength("populations", populations.Length, strata.Name, strata.Count);
        Require.NotNegative("populations", populations);
        var units = strata.Totals(Ones(strata.Units));
        var d = new double[strata.Units];
        for (var i = 0; i < d.Length; i++) d[i] = populations[strata.Codes[i]] / units[strata.Codes[i]];
        return new SurveyDesign(strata, d, Identity(strata.Units), strata.Codes.ToArray(), populations.ToArray());
    }

    /// <summary>
    /// A one-stage design with given weights. Equivalent in R: <c>svydesign(ids = ~clusters, strata = ~strata, weights = ~d, fpc = ~N, nest = TRUE)</c>.
    /// </summary>
    /// <param name="weights">d_i, one per unit: the inverse of its inclusion probability; zero or more.</param>
    /// <param name="strata">The stratum of each unit; null is one stratum.</param>
    /// <param name="clusters">The primary unit of each unit, counted within its stratum; null: every unit is its own.</param>
    /// <param name="populations">N_h, the number of primary units in each stratum; empty: drawn with replacement, f_h = 0.</param>
    public static SurveyDesign OneStage(
        ReadOnlySpan<double> weights, Categories? strata = null, Categories? clusters = null, ReadOnlySpan<double> populations = default)
    {
        strata ??= Categories.One("all", weights.Length);
        Require.SameLength("weights", weights.Length, strata.Name, strata.Units);
        Require.NotNegative("weights", weights);
        if (!populations.IsEmpty)
        {
            Require.SameLength("populations", populations.Length, strata.Name, strata.Count);
            for (var h = 0; h < populations.Length; h++)
                if (!(populations[h] >= 0)) throw new InvalidInputException("populations", "must be zero or more", h);
        }
        var known = populations.IsEmpty ? null : populations.ToArray();
        if (clusters is null)
            return new SurveyDesign(strata, weights.ToArray(), Identity(weights.Length), strata.Codes.ToArray(), known);

        Require.SameLength(clusters.Name, clusters.Units, strata.Name, strata.Units);
        var index = new Dictionary<(int Stratum, int Cluster), int>();
        var strataOfUnits = new List<int>();
        var unitOf = new int[weights.Length];
        for (var i = 0; i < unitOf.Length; i++)
        {
            var key = (strata.Codes[i], clusters.Codes[i]);
            if (!index.TryGetValue(key, out var primaryUnit))
            {
                index.Add(key, primaryUnit = strataOfUnits.Count);
                strataOfUnits.Add(key.Item1);
            }
            unitOf[i] = primaryUnit;
        }
        return new SurveyDesign(strata, weights.ToArray(), unitOf, [.. strataOfUnits], known);
    }

    public Categories Strata { get; }

    /// <summary>d_i, one per unit.</summary>
    public ReadOnlySpan<double> Weights => weights;

    public int Units => weights.Length;
    public int PrimaryUnits => stratumOf.Length;

    /// <summary>Primary units minus strata: the degrees of freedom of every interval from this design, whatever the domain.</summary>
    public int DegreesOfFreedom { get; }

    internal ReadOnlySpan<int> PrimaryUnitOf => primaryUnitOf;
    internal ReadOnlySpan<int> StratumOfPrimaryUnit => stratumOf;

    /// <summary>n_h, primary units per stratum.</summary>
    internal ReadOnlySpan<int> Sampled => sampled;

    /// <summary>f_h; exactly 1 where the whole stratum was observed.</summary>
    internal ReadOnlySpan<double> Fractions => fractions;

    /// <summary>Primary units minus strata among the units of a domain with positive weight, as R's <c>degf(subset(…))</c> counts.</summary>
    public int DegreesOfFreedomOf(ReadOnlySpan<bool> domain)
    {
        Require.SameLength("domain", domain.Length, "weights", Units);
        var primaryUnits = new bool[PrimaryUnits];
        var strata = new bool[Strata.Count];
        for (var i = 0; i < Units; i++)
        {
            if (!domain[i] || weights[i] == 0) continue;
            primaryUnits[primaryUnitOf[i]] = true;
            strata[stratumOf[primaryUnitOf[i]]] = true;
        }
        return primaryUnits.Count(present => present) - strata.Count(present => present);
    }

    private static double[] Ones(int length)
    {
        var ones = new double[length];
        Array.Fill(ones, 1);
        return ones;
    }

    private static int[] Identity(int length) => Enumerable.Range(0, length).ToArray();
}
