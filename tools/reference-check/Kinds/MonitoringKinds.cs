// Cases of continuous measurement: control charts.
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Monitoring;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class MonitoringKinds
{
    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal)
    {
        ["spc"] = Chart,
    };

    private static void Chart(Case check)
    {
        var (input, expected) = (check.Input, check.Expected);
        var chart = ControlChart.Of(Case.Numbers(input, "x"), Case.Numbers(input, "n"), (int)Case.Number(input, "baseline_periods"));
        check.Numbers(expected, ("pbar", chart.Centre), ("laney_sigma_z", chart.LaneyFactor));
        Limits(check, "p", chart.Limits(), chart.Centre);
        Limits(check, "laney", chart.LaneyLimits(), chart.Centre);
        var average = Ewma.Of(chart.Shares, chart.Sigmas, chart.Centre, Case.Number(input, "ewma_lambda"), Case.Number(input, "ewma_L"));
        Values(check, "ewma", average.Values);
        Values(check, "ewma_se", average.StandardErrors);
        Limits(check, "ewma", average.Limits, chart.Centre);
        Periods(check, "periods_beyond_3_sigma_1based", RunRules.Beyond(chart.Z));
        Periods(check, "periods_run_of_8_1based", RunRules.OneSide(chart.Z));
        Periods(check, "periods_two_of_three_beyond_2_sigma_1based", RunRules.TwoOfThree(chart.Z));
        Periods(check, "periods_ewma_signal_1based", average.Signals);
    }

    private static void Limits(Case check, string name, IReadOnlyList<Interval> got, double centre)
    {
        foreach (var (side, of) in new (string, Func<Interval, double>)[] { ("_lcl", limit => limit.Lower), ("_ucl", limit => limit.Upper) })
            if (check.Expected.TryGetProperty(name + side, out var expected))
                foreach (var (limit, wanted) in got.Zip(Case.Items(expected))) check.Compare.Limit(name + side, wanted, of(limit), centre, 0);
    }

    private static void Values(Case check, string name, IReadOnlyList<double> got)
    {
        if (check.Expected.TryGetProperty(name, out var expected)) check.Compare.Numbers(name, expected, got);
    }

    private static void Periods(Case check, string name, IReadOnlyList<int> got)
    {
        if (!check.Expected.TryGetProperty(name, out var expected)) return;
        Compare.That(Case.Items(expected).Select(period => period.GetInt32()).SequenceEqual(got.Select(period => period + 1)), $"{name}: expected {expected}, got {string.Join(", ", got.Select(period => period + 1))}");
    }
}
