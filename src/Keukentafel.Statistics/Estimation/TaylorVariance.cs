// The variance engine: every statistic is linearised to a z per unit, and the variance is that of the weighted sum of z.
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Estimation;

internal static class TaylorVariance
{
    /// <summary>
    /// V = Σ_h (1−f_h)·n_h/(n_h−1)·Σ_c (t_hc − t̄_h)(t_hc − t̄_h)', t_hc = Σ_{i in c} w_i e_i over primary unit c, n_h of the full design;
    /// e is the residual of z after the weighting. A stratum observed completely contributes nothing.
    /// Source: Särndal, Swensson and Wretman 1992, §5.5 and §6.6.
    /// </summary>
    /// <param name="sample">The design and its weights.</param>
    /// <param name="z">Per statistic one linearised value per unit, zero outside the domain; overwritten.</param>
    /// <param name="domain">The units in the domain; empty: all. Without calibration only strata with units in it count for the rules of lonely strata.</param>
    /// <param name="lonely">What to do with n_h = 1 &lt; N_h.</param>
    public static double[,] Of(WeightedSample sample, double[][] z, ReadOnlySpan<bool> domain, LonelyStratum lonely)
    {
        var design = sample.Design;
        var totals = z.Select(column => PrimaryTotals(sample, column)).ToArray();
        var present = Present(sample, domain);
        var size = z.Length;
        var variance = new double[size, size];
        var grandMeans = lonely == LonelyStratum.Adjust ? GrandMeans(design.Sampled, present, totals) : [];
        var (strata, lonelyStrata) = (0, 0);
        var means = StratumMeans(sample, totals);
        var scale = new double[design.Strata.Count];
        for (var h = 0; h < scale.Length; h++)
        {
            if (!present[h] || design.Sampled[h] == 0) continue;
            strata++;
            var n = design.Sampled[h];
            var rest = 1 - design.Fractions[h];
            if (rest == 0) continue;
            if (n > 1)
            {
                scale[h] = rest * n / (n - 1);
                continue;
            }
            lonelyStrata++;
            switch (lonely)
            {
                case LonelyStratum.Fail:
                    throw new LonelyStratumException(design.Strata.Labels[h]);
                case LonelyStratum.Adjust:
                    scale[h] = rest;
                    for (var j = 0; j < size; j++) means[j][h] = grandMeans[j];
                    break;
            }
        }

        var stratumOf = design.StratumOfPrimaryUnit;
        for (var c = 0; c < stratumOf.Length; c++)
        {
            var h = stratumOf[c];
            if (scale[h] == 0) continue;
            for (var j = 0; j < size; j++)
            {
                var deviation = scale[h] * (totals[j][c] - means[j][h]);
                for (var k = 0; k <= j; k++) variance[j, k] += deviation * (totals[k][c] - means[k][h]);
            }
        }

        var inflation = lonely == LonelyStratum.Average && lonelyStrata > 0 ? (double)strata / (strata - lonelyStrata) : 1;
        for (var j = 0; j < size; j++)
            for (var k = 0; k <= j; k++)
            {
                variance[j, k] *= inflation;
                variance[k, j] = variance[j, k];
            }
        return variance;
    }

    private static double[] PrimaryTotals(WeightedSample sample, double[] z)
    {
        sample.TakeResiduals(z);
        var totals = new double[sample.Design.PrimaryUnits];
        var primaryUnitOf = sample.Design.PrimaryUnitOf;
        var weights = sample.Weights;
        for (var i = 0; i < z.Length; i++) totals[primaryUnitOf[i]] += weights[i] * z[i];
        return totals;
    }

    private static double[][] StratumMeans(WeightedSample sample, double[][] totals)
    {
        var stratumOf = sample.Design.StratumOfPrimaryUnit;
        var sampled = sample.Design.Sampled;
        var means = new double[totals.Length][];
        for (var j = 0; j < totals.Length; j++)
        {
            means[j] = new double[sampled.Length];
            for (var c = 0; c < stratumOf.Length; c++) means[j][stratumOf[c]] += totals[j][c];
            for (var h = 0; h < sampled.Length; h++)
                if (sampled[h] > 0) means[j][h] /= sampled[h];
        }
        return means;
    }

    private static double[] GrandMeans(ReadOnlySpan<int> sampled, bool[] present, double[][] totals)
    {
        var count = 0;
        for (var h = 0; h < sampled.Length; h++)
            if (present[h]) count += sampled[h];
        return totals.Select(column => column.Sum() / count).ToArray();
    }

    private static bool[] Present(WeightedSample sample, ReadOnlySpan<bool> domain)
    {
        var design = sample.Design;
        var present = new bool[design.Strata.Count];
        if (sample.IsCalibrated || domain.IsEmpty)
        {
            Array.Fill(present, value: true);
            return present;
        }
        for (var i = 0; i < domain.Length; i++)
            if (domain[i]) present[design.Strata.Codes[i]] = true;
        return present;
    }
}
