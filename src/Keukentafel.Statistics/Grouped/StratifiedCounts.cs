// The fast road for shares: of a stratified sample in which all units of a stratum weigh the same, per stratum and item two counts are all that
// the estimates and their variances need.
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;

namespace Keukentafel.Statistics.Grouped;

/// <summary>What an answer code means for a share.</summary>
public enum Answer : byte
{
    /// <summary>No answer, or one that does not count: outside the domain.</summary>
    Missing,

    /// <summary>An answer without the property.</summary>
    Negative,

    /// <summary>An answer with the property.</summary>
    Positive,
}

/// <summary>Per stratum the units, and per item those that answered (m) and that have the property (s). Counted in one pass over byte columns.</summary>
public sealed class StratifiedCounts
{
    private const int High = 32;

    private readonly Categories strata;
    private readonly int[] units;
    private readonly ulong[][] counts;

    private StratifiedCounts(Categories strata, int[] units, ulong[][] counts) => (this.strata, this.units, this.counts) = (strata, units, counts);

    public int Items => counts.Length;

    /// <summary>m, the units of a stratum that answered.</summary>
    public int Answered(int item, int stratum) => (int)(uint)counts[item][stratum];

    /// <summary>s, the units of a stratum that have the property.</summary>
    public int Positive(int item, int stratum) => (int)(counts[item][stratum] >> High);

    /// <param name="strata">The stratum of each unit.</param>
    /// <param name="items">Per item one answer code per unit.</param>
    /// <param name="meaning">Per item, or one for all: what each of 256 codes means.</param>
    public static StratifiedCounts Of(Categories strata, IReadOnlyList<byte[]> items, params IReadOnlyList<Answer[]> meaning)
    {
        if (meaning.Count != 1 && meaning.Count != items.Count) throw new InvalidInputException("meaning", FormattableString.Invariant($"needs one table for all items or one per item; it has {meaning.Count}"));
        var tables = meaning.Select(Table).ToArray();
        var counted = new ulong[items.Count][];
        for (var j = 0; j < counted.Length; j++)
        {
            Require.SameLength("item", items[j].Length, strata.Name, strata.Units);
            Count(strata.Codes, items[j], tables[tables.Length == 1 ? 0 : j], counted[j] = new ulong[strata.Count]);
        }
        var drawn = new int[strata.Count];
        foreach (var h in strata.Codes) drawn[h]++;
        return new StratifiedCounts(strata, drawn, counted);
    }

    /// <summary>
    /// The share of every item in every domain: p = Σ w_h s_h / W, W = Σ w_h m_h, w_h = N_h/n_h, with
    /// V = Σ_h (1−f_h)·n_h/(n_h−1)·(w_h/W)²·[s(1−p)² + (m−s)p² − (s−pm)²/n_h]. The same numbers as <see cref="Estimators.Mean"/> of each domain,
    /// to rounding. Source: Särndal, Swensson and Wretman 1992, §3.7 and §10.3.
    /// </summary>
    /// <param name="populations">N_h, one per stratum, in its order.</param>
    /// <param name="classifications">Each the domain of every stratum: domains are unions of strata.</param>
    /// <param name="lonely">The rule for strata with one unit of more.</param>
    public DomainTable Shares(ReadOnlySpan<double> populations, IReadOnlyList<Categories> classifications, LonelyStratum lonely = LonelyStratum.Fail)
    {
        var (weights, factors) = Factors(populations);
        foreach (var classification in classifications) Require.SameLength(classification.Name, classification.Units, "strata", strata.Count);
        var table = new DomainTable(classifications.Select(classification => classification.Count).ToArray(), Items, units.Sum() - units.Count(n => n > 0));
        for (var j = 0; j < Items; j++)
            for (var c = 0; c < classifications.Count; c++)
                Shares(table, j, c, classifications[c], weights, factors, lonely);
        return table;
    }

    private void Shares(DomainTable table, int item, int classification, Categories domains, double[] weights, double[] factors, LonelyStratum lonely)
    {
        var own = counts[item];
        var codes = domains.Codes;
        var (size, above, answered) = (new double[domains.Count], new double[domains.Count], new int[domains.Count]);
        for (var h = 0; h < own.Length; h++)
        {
            var (m, s) = ((double)(uint)own[h], (double)(own[h] >> High));
            size[codes[h]] += weights[h] * m;
            above[codes[h]] += weights[h] * s;
            answered[codes[h]] += (int)m;
        }
        var (variance, present, alone) = (new double[domains.Count], new int[domains.Count], new int[domains.Count]);
        for (var h = 0; h < own.Length; h++)
        {
            if (own[h] == 0) continue;
            var d = codes[h];
            var (m, s) = ((double)(uint)own[h], (double)(own[h] >> High));
            var p = above[d] / size[d];
            var share = weights[h] / size[d];
            var off = s - p * m;
            present[d]++;
            if (units[h] > 1) variance[d] += factors[h] * share * share * (s * (1 - p) * (1 - p) + (m - s) * p * p - off * off / units[h]);
            else if (factors[h] > 0)
            {
                alone[d]++;
                switch (lonely)
                {
                    case LonelyStratum.Fail:
                        throw new LonelyStratumException(strata.Labels[h]);
                    case LonelyStratum.Adjust:
                        variance[d] += factors[h] * share * share * off * off;
                        break;
                }
            }
        }
        for (var d = 0; d < domains.Count; d++)
        {
            if (lonely == LonelyStratum.Average && alone[d] > 0) variance[d] *= alone[d] == present[d] ? double.NaN : (double)present[d] / (present[d] - alone[d]);
            table.Set(table.At(classification, d, item), answered[d] == 0 ? double.NaN : above[d] / size[d], answered[d] == 0 ? double.NaN : Math.Max(variance[d], 0), answered[d]);
        }
    }

    // w_h, and (1−f_h)·n_h/(n_h−1), or 1−f_h where one unit was drawn.
    private (double[] Weights, double[] Factors) Factors(ReadOnlySpan<double> populations)
    {
        Require.PerCategory("populations", strata, populations);
        var fractions = StageUnits.FractionsOf(units, populations.ToArray(), strata.Labels);
        var (weights, factors) = (new double[units.Length], new double[units.Length]);
        for (var h = 0; h < units.Length; h++)
        {
            if (units[h] == 0) continue;
            var rest = 1 - fractions[h];
            weights[h] = populations[h] / units[h];
            factors[h] = units[h] > 1 ? rest * units[h] / (units[h] - 1) : rest;
        }
        return (weights, factors);
    }

    private static void Count(ReadOnlySpan<int> strata, ReadOnlySpan<byte> answers, ReadOnlySpan<ulong> table, Span<ulong> counts)
    {
        answers = answers[..strata.Length];
        table = table[..256];
        for (var i = 0; i < strata.Length; i++) counts[strata[i]] += table[answers[i]];
    }

    // Both counts in one number: answered in the low half, positive in the high.
    private static ulong[] Table(Answer[] meaning)
    {
        Require.SameLength("meaning", meaning.Length, "codes", 256);
        return Array.ConvertAll(meaning, static answer => answer == Answer.Positive ? (1UL << High) | 1 : answer == Answer.Negative ? 1UL : 0UL);
    }
}
