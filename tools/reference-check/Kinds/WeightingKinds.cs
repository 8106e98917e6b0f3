// Cases of weights and replicates.
using System.Text.Json;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class WeightingKinds
{
    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal)
    {
        ["weights_summary"] = Summary,
        ["kish_deff"] = check => check.Numbers(check.Expected, ("kish_deff", Kish(new DesignCase(check).Sample.Weights.ToArray()))),
        ["rake_iterations"] = RakeIterations,
        ["rake_vs_greg_se"] = RakeBesideRegression,
        ["replicate_scale"] = Scale,
        ["replicate_weight_sums"] = Sums,
    };

    // The sums are of all rows; the listed weights are those of the rows that are named.
    private static void Summary(Case check)
    {
        var weights = new DesignCase(check).Sample.Weights.ToArray();
        check.Numbers(
            check.Expected,
            ("n", weights.Length), ("sum_of_weights", weights.Sum()), ("sum_of_squared_weights", weights.Sum(w => w * w)),
            ("min_weight", weights.Min()), ("max_weight", weights.Max()), ("kish_deff", Kish(weights)));
        if (!check.Expected.TryGetProperty("weights", out var listed)) return;
        var rows = check.Statistic.GetProperty("rows").ValueKind == JsonValueKind.Array ? Case.Numbers(check.Statistic, "rows").Select(row => weights[(int)row]).ToArray() : weights;
        check.Compare.Numbers("weights", listed, rows);
    }

    // Over the weights above zero; a linear calibration may leave negative ones, which the library's design effect refuses.
    private static double Kish(double[] weights) => Dispersion.KishDesignEffect(Array.FindAll(weights, weight => weight > 0));

    private static void RakeIterations(Case check)
    {
        var of = new DesignCase(check);
        var margins = CalibrationSteps.Margins(check.Statistic, of.Table);
        foreach (var row in check.Expected.GetProperty("rows").EnumerateArray())
        {
            var weights = RakeAsInR.After(of.Sample.Weights, margins, (int)Case.Number(row, "iterations"));
            check.Numbers(
                row,
                ("sum_of_weights", weights.Sum()), ("sum_of_squared_weights", weights.Sum(w => w * w)),
                ("min_weight", weights.Min()), ("max_weight", weights.Max()), ("kish_deff", Kish(weights)));
        }
    }

    private static void RakeBesideRegression(Case check)
    {
        var names = check.Statistic.GetProperty("designs");
        var (rake, regression) = (check.Fixture.Designs[names.GetProperty("rake").GetString()!], check.Fixture.Designs[names.GetProperty("greg").GetString()!]);
        var column = check.Statistic.GetProperty("column").GetString()!;
        check.Numbers(
            check.Expected,
            ("se_total_rake_as_in_r", rake.Sample.Totals([rake.Table.Numbers(column)])[0].StandardError),
            ("se_total_raking", regression.Sample.Totals([regression.Table.Numbers(column)])[0].StandardError));
        var apart = Enumerable.Range(0, rake.Table.Rows).Max(i => Math.Abs(rake.Sample.Weights[i] / regression.Sample.Weights[i] - 1));
        Compare.That(apart < 1e-9, FormattableString.Invariant($"the weights differ by {apart}"));
    }

    private static void Scale(Case check)
    {
        var replicates = Replicates(check);
        check.Numbers(check.Expected, ("scale", replicates.Scale), ("mse", replicates.AroundEstimate ? 1 : 0), ("replicates", replicates.Weights.Count));
        check.Compare.Numbers("rscales", check.Expected.GetProperty("rscales_min_max"), [replicates.Scales.Min(), replicates.Scales.Max()]);
    }

    private static void Sums(Case check)
    {
        var replicates = Replicates(check);
        var first = (int)Case.Number(check.Statistic, "first");
        check.Compare.Numbers("sums", check.Expected.GetProperty("sums_of_first_replicates"), replicates.Weights.Take(first).Select(weights => weights.Sum()).ToArray());
        check.Compare.Numbers("rscales", check.Expected.GetProperty("rscales_of_first_replicates"), replicates.Scales.Take(first).ToArray());
    }

    private static Statistics.Replication.ReplicateWeights Replicates(Case check) =>
        new DesignCase(check).Sample is ReplicatedSample sample ? sample.Replicates : throw new UnsupportedException("replicates of a design without them");
}
