// How the sample was drawn: strata, primary units, sampled fractions and the weights that follow from them.
// A design is drawn up once and never changes; weightings and estimates refer to it.
namespace Keukentafel.Statistics.Designs;

/// <summary>
/// A design of one or more stages, without replacement (or with, where no population is given). In stratum h, n_h primary units
/// were drawn of N_h; f_h = n_h/N_h. Without clusters every unit is its own primary unit.
/// </summary>
public sealed class SurveyDesign
{
    private readonly double[] weights;
    private readonly StageUnits[] stages;

    private SurveyDesign(Categories strata, double[] weights, params StageUnits[] stages)
    {
        Strata = strata;
        (this.weights, this.stages) = (weights, stages);
        DegreesOfFreedom = stages[0].Units - Count(stages[0].Sampled);
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
        Require.PerCategory("populations", strata, populations);
        var units = strata.Totals(Ones(strata.Units));
        var d = new double[strata.Units];
        for (var i = 0; i < d.Length; i++) d[i] = populations[strata.Codes[i]] / units[strata.Codes[i]];
        return new SurveyDesign(strata, d, First(strata, null, populations.ToArray()));
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
        if (!populations.IsEmpty) Require.PerCategory("populations", strata, populations, finite: false);
        return new SurveyDesign(strata, weights.ToArray(), First(strata, clusters, populations.IsEmpty ? null : populations.ToArray()));
    }

    /// <summary>
    /// A design of several stages with given weights: each stage drew units within the units of the stage before, and the last stage
    /// that is described holds all there is to know (later ones are taken as their units' totals). The second term of the variance needs
    /// the populations of both stages. Equivalent in R: <c>svydesign(ids = ~a + b, strata = ~h, weights = ~d, fpc = ~N + M, nest = TRUE)</c>.
    /// Source: Särndal, Swensson and Wretman 1992, §4.3–4.4. Proved by <c>SecondImplementationTests</c>, the formula by recursion over three stages, to 1e-9.
    /// </summary>
    /// <param name="weights">d_i, one per element, zero or more.</param>
    /// <param name="stages">First to last; the first stage's strata are those of the design.</param>
    public static SurveyDesign MultiStage(ReadOnlySpan<double> weights, IReadOnlyList<Stage> stages)
    {
        Require.NotNegative("weights", weights);
        if (stages.Count == 0) throw new InvalidInputException("stages", "needs one or more");
        foreach (var (strata, clusters, populations) in stages)
        {
            if (strata is not null) Require.SameLength(strata.Name, strata.Units, "weights", weights.Length);
            if (clusters is not null) Require.SameLength(clusters.Name, clusters.Units, "weights", weights.Length);
            if (populations is not null) Require.SameLength("populations", populations.Count, "weights", weights.Length);
        }
        var first = stages[0];
        var design = OneStage(weights, first.Strata, first.Clusters, PerStratum(first, weights.Length));
        var units = new List<StageUnits>(design.stages);
        foreach (var stage in stages.Skip(1)) units.Add(StageUnits.Within(stage, units[^1].UnitOf));
        return new SurveyDesign(design.Strata, design.weights, [.. units]);
    }

    public Categories Strata { get; }

    /// <summary>d_i, one per unit.</summary>
    public ReadOnlySpan<double> Weights => weights;

    public int Units => weights.Length;
    public int PrimaryUnits => stages[0].Units;

    /// <summary>Primary units minus strata: the degrees of freedom of every interval from this design, whatever the domain.</summary>
    public int DegreesOfFreedom { get; }

    internal IReadOnlyList<StageUnits> Stages => stages;

    /// <summary>Primary units minus strata among the units of a domain with positive weight, as R's <c>degf(subset(…))</c> counts.</summary>
    public int DegreesOfFreedomOf(ReadOnlySpan<bool> domain) => DegreesOfFreedomOf(domain, weights);

    internal int DegreesOfFreedomOf(ReadOnlySpan<bool> domain, ReadOnlySpan<double> weights)
    {
        if (!domain.IsEmpty) Require.SameLength("domain", domain.Length, "weights", Units);
        var primaryUnits = new bool[PrimaryUnits];
        var strata = new bool[Strata.Count];
        var unitOf = stages[0].UnitOf;
        var stratumOf = stages[0].StratumOf;
        for (var i = 0; i < Units; i++)
        {
            if ((!domain.IsEmpty && !domain[i]) || weights[i] == 0) continue;
            primaryUnits[unitOf[i]] = true;
            strata[stratumOf[unitOf[i]]] = true;
        }
        return primaryUnits.Count(present => present) - strata.Count(present => present);
    }

    // The strata of the first stage are those that the caller names, in that order, also when one has no unit.
    private static StageUnits First(Categories strata, Categories? clusters, double[]? populations)
    {
        var (unitOf, stratumOf) = clusters is null ? (Identity(strata.Units), strata.Codes.ToArray()) : Number(strata, clusters);
        var sampled = new int[strata.Count];
        foreach (var stratum in stratumOf) sampled[stratum]++;
        var fractions = populations is null ? new double[strata.Count] : StageUnits.FractionsOf(sampled, populations, strata.Labels);
        return new StageUnits(unitOf, stratumOf, new int[strata.Count], sampled, fractions, [.. strata.Labels]);
    }

    private static (int[] UnitOf, int[] StratumOf) Number(Categories strata, Categories clusters)
    {
        Require.SameLength(clusters.Name, clusters.Units, strata.Name, strata.Units);
        var index = new Dictionary<(int Stratum, int Cluster), int>();
        var stratumOf = new List<int>();
        var unitOf = new int[strata.Units];
        for (var i = 0; i < unitOf.Length; i++)
        {
            var key = (strata.Codes[i], clusters.Codes[i]);
            if (!index.TryGetValue(key, out var primaryUnit))
            {
                index.Add(key, primaryUnit = stratumOf.Count);
                stratumOf.Add(key.Item1);
            }
            unitOf[i] = primaryUnit;
        }
        return (unitOf, [.. stratumOf]);
    }

    private static double[] PerStratum(Stage stage, int units)
    {
        if (stage.Populations is not { } populations) return [];
        var strata = stage.Strata ?? Categories.One("all", units);
        var result = new double[strata.Count];
        for (var i = 0; i < units; i++)
        {
            var h = strata.Codes[i];
            if (!(populations[i] > 0)) throw new InvalidInputException("populations", "must be above zero", i);
            if (result[h] != 0 && result[h] != populations[i]) throw new InvalidInputException("populations", "differs within a stratum", i);
            result[h] = populations[i];
        }
        return result;
    }

    private static int Count(ReadOnlySpan<int> sampled)
    {
        var strata = 0;
        foreach (var n in sampled)
            if (n > 0) strata++;
        return strata;
    }

    private static double[] Ones(int length)
    {
        var ones = new double[length];
        Array.Fill(ones, 1);
        return ones;
    }

    private static int[] Identity(int length) => Enumerable.Range(0, length).ToArray();
}
