// Shares with errors and intervals of all areas, classes and the country, on each road, beside a bare loop that only counts.
using System.Diagnostics;
using System.Globalization;
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Grouped;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Benchmarks;

internal static class NationalRun
{
    private const int Runs = 25;

    public static void Measure(NationalSet set)
    {
        var meaning = Enumerable.Range(0, 256).Select(code => code == 0 ? Answer.Missing : code >= 4 ? Answer.Positive : Answer.Negative).ToArray();
        var sample = SurveyDesign.Stratified(set.Strata, set.Populations).WithDesignWeights().With(new VarianceRules(LonelyStratum.Certainty));
        IReadOnlyList<Categories> classifications = [set.Area, set.Size, set.Country];
        var margins = new[] { set.Age, set.Facility, set.Province }.Select(categories => new Margin(categories, Totals(categories, set))).ToArray();

        double Grouped() => Last(StratifiedCounts.Of(set.Strata, set.Answers, meaning).Shares(set.Populations, set.StrataOf, LonelyStratum.Certainty));
        double General(LinearizedSample weighted) => Last(new GroupedSample(weighted, classifications).Means(set.Shares));
        var (bare, counted) = Best(() => BareLoop.Count(set), Grouped);
        var (_, general) = Best(() => BareLoop.Count(set), () => General(sample));
        var raked = (LinearizedSample)sample.RakedTo(margins);
        var (_, residuals) = Best(() => BareLoop.Count(set), () => General(raked));
        var (_, raking) = Best(() => BareLoop.Count(set), () => sample.RakedTo(margins).Weights[0], runs: 5);
        var (_, design) = Best(() => BareLoop.Count(set), () => SurveyDesign.Stratified(set.Strata, set.Populations).Weights[0]);

        Say($"rows {set.Strata.Units}, strata {set.Strata.Count}, areas {set.Area.Count}, items {NationalSet.Items}; best of {Runs}, milliseconds");
        Say($"bare loop (counts only)              {bare,9:F3}     1.0");
        Say($"grouped road, bytes                  {counted,9:F3} {counted / bare,7:F1}");
        Say($"general road, any weights            {general,9:F3} {general / bare,7:F1}");
        Say($"raked weights, residuals by cells    {residuals,9:F3} {residuals / bare,7:F1}");
        Say($"raking to three margins              {raking,9:F3} {raking / bare,7:F1}");
        Say($"design                               {design,9:F3} {design / bare,7:F1}");
        var table = StratifiedCounts.Of(set.Strata, set.Answers, meaning).Shares(set.Populations, set.StrataOf, LonelyStratum.Certainty);
        Say($"country, item 1: {table[2, 0, 0].Value:R} se {table[2, 0, 0].StandardError:R}; raked {new GroupedSample(raked, classifications).Means(set.Shares)[2, 0, 0]}");
        Say($"memory at most {Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576} MB");
    }

    private static double Last(DomainTable table) => table.LogitIntervals(0.95)[^1].Upper;

    private static double[] Totals(Categories categories, NationalSet set)
    {
        // The size of each category as the design estimates it, a little off, so that there is something to rake.
        var weights = SurveyDesign.Stratified(set.Strata, set.Populations).Weights;
        var totals = categories.Totals(weights);
        var factors = totals.Select((_, k) => 1 + 0.04 * Math.Sin(k)).ToArray();
        var scale = totals.Sum() / totals.Zip(factors, (total, factor) => total * factor).Sum();
        return totals.Zip(factors, (total, factor) => total * factor * scale).ToArray();
    }

    // In turn, so that a slow moment of the machine meets both.
    private static (double Bare, double Other) Best(Func<double> bare, Func<double> other, int runs = Runs)
    {
        var (least, best, sink) = (double.PositiveInfinity, double.PositiveInfinity, 0.0);
        for (var run = 0; run < runs + 5; run++)
        {
            least = Math.Min(least, Time(bare, ref sink));
            best = Math.Min(best, Time(other, ref sink));
        }
        GC.KeepAlive(sink);
        return (least, best);
    }

    private static double Time(Func<double> work, ref double sink)
    {
        var watch = Stopwatch.GetTimestamp();
        sink += work();
        return Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
