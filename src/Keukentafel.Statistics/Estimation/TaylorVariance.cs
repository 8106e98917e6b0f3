// The variance engine: every statistic is linearised to a z per unit, and the variance is that of the weighted sum of z.
using Keukentafel.Statistics.Designs;

namespace Keukentafel.Statistics.Estimation;

internal static class TaylorVariance
{
    /// <summary>
    /// V = Σ_h (1−f_h)·n_h/(n_h−1)·Σ_c (t_hc − t̄_h)(t_hc − t̄_h)' + Σ_h f_h Σ_c V₂(c), t_hc = Σ_{i in c} x_i over primary unit c, n_h of the full
    /// design; V₂ the same over the units that the next stage drew in c. A stratum observed completely contributes nothing at its own stage.
    /// Source: Särndal, Swensson and Wretman 1992, §4.3, §5.5 and §6.6.
    /// </summary>
    /// <param name="design">The design.</param>
    /// <param name="x">Per statistic one value per unit: final weight × linearised value, zero outside the domain.</param>
    /// <param name="present">The units that count for the rules of lonely strata; empty: all.</param>
    /// <param name="rules">What to do with n_h = 1 &lt; N_h.</param>
    public static double[,] Of(SurveyDesign design, double[][] x, ReadOnlySpan<bool> present, VarianceRules rules)
    {
        var variance = new double[x.Length, x.Length];
        double[] factors = [1];
        foreach (var stage in design.Stages)
        {
            Add(variance, new StageTotals(stage, x, present), factors, rules);
            if (rules.FirstStageOnly) break;
            factors = Shrink(stage, factors);
        }
        for (var j = 0; j < x.Length; j++)
            for (var k = 0; k < j; k++) variance[k, j] = variance[j, k];
        return variance;
    }

    // The product of the sampled fractions down to each unit, by which the variance within it counts.
    private static double[] Shrink(StageUnits stage, double[] factors)
    {
        var next = new double[stage.Units];
        for (var u = 0; u < next.Length; u++)
        {
            var h = stage.StratumOf[u];
            next[u] = factors[stage.ParentOf[h]] * stage.Fractions[h];
        }
        return next;
    }

    private static void Add(double[,] variance, StageTotals totals, double[] factors, VarianceRules rules)
    {
        var stage = totals.Stage;
        var scale = new double[stage.Strata];
        var means = totals.StratumMeans();
        var (strata, lonely) = (new int[factors.Length], new int[factors.Length]);
        for (var h = 0; h < scale.Length; h++)
        {
            var parent = stage.ParentOf[h];
            if (totals.PresentIn[h] == 0 || factors[parent] == 0) continue;
            strata[parent]++;
            var (n, rest) = (stage.Sampled[h], 1 - stage.Fractions[h]);
            if (rest == 0) continue;
            scale[h] = n > 1 ? rest * n / (n - 1) : rest;
            if (n > 1 && !(rules.LonelyInDomains && totals.PresentIn[h] == 1)) continue;
            switch (rules.Lonely)
            {
                case LonelyStratum.Fail when n == 1:
                    throw new LonelyStratumException(stage.Labels[h]);
                case LonelyStratum.Certainty when n == 1:
                    scale[h] = 0;
                    break;
                case LonelyStratum.Adjust:
                    totals.CentreAtGrandMean(h, means);
                    break;
                case LonelyStratum.Average:
                    scale[h] = 0;
                    lonely[parent]++;
                    break;
            }
        }
        for (var h = 0; h < scale.Length; h++)
        {
            var parent = stage.ParentOf[h];
            if (lonely[parent] == 0) scale[h] *= factors[parent];
            else if (lonely[parent] == strata[parent]) scale[h] = double.NaN;
            else scale[h] *= factors[parent] * strata[parent] / (strata[parent] - lonely[parent]);
        }
        Accumulate(variance, totals, means, scale);
    }

    private static void Accumulate(double[,] variance, StageTotals totals, double[][] means, double[] scale)
    {
        var stratumOf = totals.Stage.StratumOf;
        for (var c = 0; c < stratumOf.Length; c++)
        {
            var h = stratumOf[c];
            if (scale[h] == 0) continue;
            for (var j = 0; j < means.Length; j++)
            {
                var deviation = scale[h] * (totals[j][c] - means[j][h]);
                for (var k = 0; k <= j; k++) variance[j, k] += deviation * (totals[k][c] - means[k][h]);
            }
        }
    }

    /// <summary>The totals of x per unit of a stage.</summary>
    private sealed class StageTotals
    {
        private readonly double[][] totals;

        public StageTotals(StageUnits stage, double[][] x, ReadOnlySpan<bool> present)
        {
            Stage = stage;
            totals = new double[x.Length][];
            var unitOf = stage.UnitOf;
            for (var j = 0; j < x.Length; j++)
            {
                var (column, sums) = (x[j], totals[j] = new double[stage.Units]);
                for (var i = 0; i < column.Length; i++) sums[unitOf[i]] += column[i];
            }
            PresentIn = new int[stage.Strata];
            var seen = new bool[stage.Units];
            for (var i = 0; i < unitOf.Length; i++)
            {
                if ((!present.IsEmpty && !present[i]) || seen[unitOf[i]]) continue;
                seen[unitOf[i]] = true;
                PresentIn[stage.StratumOf[unitOf[i]]]++;
            }
        }

        public StageUnits Stage { get; }

        /// <summary>The units of each stratum that have elements in the domain.</summary>
        public int[] PresentIn { get; }

        public double[] this[int statistic] => totals[statistic];

        public double[][] StratumMeans()
        {
            var means = new double[totals.Length][];
            for (var j = 0; j < totals.Length; j++)
            {
                means[j] = new double[Stage.Strata];
                for (var c = 0; c < Stage.Units; c++) means[j][Stage.StratumOf[c]] += totals[j][c];
                for (var h = 0; h < Stage.Strata; h++)
                    if (Stage.Sampled[h] > 0) means[j][h] /= Stage.Sampled[h];
            }
            return means;
        }

        /// <summary>The mean over all units, in strata that are present, of the unit in which the stratum lies.</summary>
        public void CentreAtGrandMean(int stratum, double[][] means)
        {
            var parent = Stage.ParentOf[stratum];
            var count = 0;
            for (var h = 0; h < Stage.Strata; h++)
                if (Stage.ParentOf[h] == parent && PresentIn[h] > 0) count += Stage.Sampled[h];
            for (var j = 0; j < totals.Length; j++)
            {
                var sum = 0.0;
                for (var c = 0; c < Stage.Units; c++)
                    if (Stage.ParentOf[Stage.StratumOf[c]] == parent) sum += totals[j][c];
                means[j][stratum] = sum / count;
            }
        }
    }
}
