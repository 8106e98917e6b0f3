// Replicate weights: the sample as it would have been weighted had it been a little different, many times. The spread of an estimate over them is its variance.
using Keukentafel.Statistics.Designs;

namespace Keukentafel.Statistics.Replication;

/// <summary>
/// V = scale·Σ_r s_r(θ_r − c)(θ_r − c)', c = the mean of θ_r over the replicates with s_r above zero, or the estimate of the full sample.
/// </summary>
/// <param name="Weights">Per replicate one weight per unit.</param>
/// <param name="Scale">Of all replicates.</param>
/// <param name="Scales">s_r, one per replicate, zero or more.</param>
/// <param name="AroundEstimate">Whether c is the full sample's estimate ("mse", as Stata and SUDAAN do) instead of the mean of the replicates (R's default).</param>
public sealed record ReplicateWeights(IReadOnlyList<double[]> Weights, double Scale, IReadOnlyList<double> Scales, bool AroundEstimate = false)
{
    /// <summary>
    /// JK1: each replicate leaves out one primary unit, the others × n/(n−1); scale (n−1)/n·(1−n/N). Strata are ignored.
    /// Source: Wolter 2007, ch. 4. Equivalent in R: <c>as.svrepdesign(design, type = "JK1")</c>.
    /// </summary>
    public static ReplicateWeights JackknifeUnstratified(SurveyDesign design, bool aroundEstimate = false)
    {
        var stage = design.Stages[0];
        var n = stage.Units;
        if (n < 2) throw new LonelyStratumException(stage.Labels[0]);
        if (stage.Strata != 1) throw new InvalidInputException("design", "has strata; use the stratified jackknife");
        var weights = Enumerable.Range(0, n).Select(unit => LeaveOut(design, unit, other => true, (double)n / (n - 1))).ToArray();
        return new ReplicateWeights(weights, (n - 1.0) / n * (1 - stage.Fractions[0]), Enumerable.Repeat(1.0, n).ToArray(), aroundEstimate);
    }

    /// <summary>
    /// JKn: each replicate leaves out one primary unit, the others of its stratum × n_h/(n_h−1); s_r = (n_h−1)/n_h·(1−f_h). A stratum observed
    /// completely gives no replicate. Source: Wolter 2007, ch. 4; Rust and Rao 1996. Equivalent in R: <c>as.svrepdesign(design, type = "JKn")</c>.
    /// Proved by <c>ReferenceTests</c> (D12) to 1e-8 and, equal to the linearised error of a total, by <c>PropertyTests</c> to 1e-9.
    /// </summary>
    /// <exception cref="LonelyStratumException">A stratum with one primary unit of more.</exception>
    public static ReplicateWeights Jackknife(SurveyDesign design, bool aroundEstimate = false)
    {
        var stage = design.Stages[0];
        var (weights, scales) = (new List<double[]>(), new List<double>());
        foreach (var unit in ByStratum(stage))
        {
            var h = stage.StratumOf[unit];
            var n = stage.Sampled[h];
            if (stage.Fractions[h] == 1) continue;
            if (n == 1) throw new LonelyStratumException(stage.Labels[h]);
            weights.Add(LeaveOut(design, unit, other => design.Stages[0].StratumOf[other] == h, (double)n / (n - 1)));
            scales.Add((n - 1.0) / n * (1 - stage.Fractions[h]));
        }
        return new ReplicateWeights(weights, 1, scales, aroundEstimate);
    }

    /// <summary>
    /// Bootstrap of Rao and Wu: in every stratum n_h − 1 primary units drawn with replacement, weights × m·n_h/(n_h−1) when drawn m times;
    /// scale 1/(R−1). It knows no finite population. Source: Rao and Wu 1988; Rao, Wu and Yue 1992.
    /// Equivalent in R: <c>as.svrepdesign(design, type = "subbootstrap")</c>.
    /// </summary>
    /// <param name="design">The design; strata with one primary unit are refused.</param>
    /// <param name="replicates">R, two or more; some hundreds for a standard error.</param>
    /// <param name="draw">The source of chance: a number from 0 up to, not including, its argument.</param>
    /// <param name="aroundEstimate">See the record.</param>
    public static ReplicateWeights Bootstrap(SurveyDesign design, int replicates, Func<int, int> draw, bool aroundEstimate = false)
    {
        if (replicates < 2) throw new InvalidInputException("replicates", "must be two or more");
        var stage = design.Stages[0];
        var members = Enumerable.Range(0, stage.Strata).Select(_ => new List<int>()).ToArray();
        for (var unit = 0; unit < stage.Units; unit++) members[stage.StratumOf[unit]].Add(unit);
        var lonely = Array.FindIndex(members, units => units.Count == 1);
        if (lonely >= 0) throw new LonelyStratumException(stage.Labels[lonely]);
        var weights = new double[replicates][];
        for (var r = 0; r < replicates; r++)
        {
            var factors = new double[stage.Units];
            foreach (var units in members)
                for (var k = 1; k < units.Count; k++)
                {
                    var place = draw(units.Count);
                    if ((uint)place >= (uint)units.Count) throw new InvalidInputException("draw", FormattableString.Invariant($"gave {place} where a number from 0 up to {units.Count} was asked"));
                    factors[units[place]] += units.Count / (units.Count - 1.0);
                }
            weights[r] = design.Weights.ToArray();
            for (var i = 0; i < design.Units; i++) weights[r][i] *= factors[stage.UnitOf[i]];
        }
        return new ReplicateWeights(weights, 1.0 / (replicates - 1), Enumerable.Repeat(1.0, replicates).ToArray(), aroundEstimate);
    }

    // Strata as they first occur in the sample, and so the units within them.
    private static IEnumerable<int> ByStratum(StageUnits stage)
    {
        var members = new Dictionary<int, List<int>>();
        var order = new List<int>();
        for (var unit = 0; unit < stage.Units; unit++)
        {
            var h = stage.StratumOf[unit];
            if (!members.TryGetValue(h, out var units))
            {
                members.Add(h, units = []);
                order.Add(h);
            }
            units.Add(unit);
        }
        return order.SelectMany(h => members[h]);
    }

    private static double[] LeaveOut(SurveyDesign design, int unit, Func<int, bool> others, double factor)
    {
        var weights = design.Weights.ToArray();
        var unitOf = design.Stages[0].UnitOf;
        for (var i = 0; i < weights.Length; i++)
            if (unitOf[i] == unit) weights[i] = 0;
            else if (others(unitOf[i])) weights[i] *= factor;
        return weights;
    }

    internal void Check(int units)
    {
        if (Weights.Count < 2) throw new InvalidInputException("replicates", "must be two or more");
        Require.SameLength("scales", Scales.Count, "replicates", Weights.Count);
        Require.NotNegative("scales", Scales.ToArray());
        Require.NotNegative("scale", [Scale]);
        for (var r = 0; r < Weights.Count; r++)
        {
            var name = FormattableString.Invariant($"weights of replicate {r + 1}");
            Require.SameLength(name, Weights[r].Length, "weights", units);
            Require.Finite(name, Weights[r]);
        }
    }
}
