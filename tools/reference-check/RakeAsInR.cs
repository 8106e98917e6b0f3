// Raking with the variance of R's rake(): ten sweeps of unweighted class means. The weights are those of the library's raking; the variance
// is R's own and only kept here, to check what R says.
using Keukentafel.Statistics;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Tools.ReferenceCheck;

/// <param name="margins">In the order in which they are met.</param>
/// <param name="maxCycles">Where R gives up with a warning and keeps the weights.</param>
/// <param name="epsilon">Largest change of a weighted margin; below 1: as a part of the sum of the weights.</param>
internal sealed class RakeAsInR(Margin[] margins, int maxCycles, double epsilon) : WeightingStep
{
    private const int Sweeps = 10;

    // Replicates are raked in as many cycles as the sample that came first, as R does.
    private int? cyclesOfSample;

    public override Adjustment Apply(ReadOnlySpan<double> weights)
    {
        foreach (var margin in margins)
        {
            var sums = margin.Categories.Totals(weights);
            for (var k = 0; k < sums.Length; k++)
                if (margin.Totals[k] > 0 && sums[k] == 0) throw new EmptyCategoryException(margin.Categories.Name, margin.Categories.Labels[k], margin.Totals[k]);
        }
        var (current, after) = (weights.ToArray(), new double[margins.Length][]);
        var enough = epsilon < 1 ? epsilon * current.Sum() : epsilon;
        var before = Sums(current);
        var cycles = 0;
        while (cycles < (cyclesOfSample ?? maxCycles))
        {
            Cycle(current, after);
            cycles++;
            var now = Sums(current);
            if (cyclesOfSample is null && now.Zip(before, (a, b) => Math.Abs(a - b)).Max() < enough) break;
            before = now;
        }
        cyclesOfSample ??= cycles;
        return new SweptResiduals(current, margins, after);
    }

    /// <summary>The weights after so many cycles, whether converged or not.</summary>
    public static double[] After(ReadOnlySpan<double> weights, Margin[] margins, int cycles)
    {
        var current = weights.ToArray();
        for (var cycle = 0; cycle < cycles; cycle++) Cycle(current, margins, new double[margins.Length][]);
        return current;
    }

    private void Cycle(double[] weights, double[][] after) => Cycle(weights, margins, after);

    private static void Cycle(double[] weights, Margin[] margins, double[][] after)
    {
        for (var m = 0; m < margins.Length; m++)
        {
            var (categories, totals) = margins[m];
            var sums = categories.Totals(weights);
            for (var i = 0; i < weights.Length; i++)
                if (weights[i] != 0) weights[i] *= totals[categories.Codes[i]] / sums[categories.Codes[i]];
            after[m] = weights.ToArray();
        }
    }

    private double[] Sums(double[] weights) => margins.SelectMany(margin => margin.Categories.Totals(weights)).ToArray();

    private sealed class SweptResiduals(double[] final, Margin[] margins, double[][] after) : Adjustment(final)
    {
        public override void TakeResiduals(Span<double> z)
        {
            var x = z.ToArray();
            for (var i = 0; i < x.Length; i++) x[i] *= Weights[i];
            for (var sweep = 0; sweep < Sweeps; sweep++)
                for (var m = 0; m < margins.Length; m++) Sweep(x, margins[m].Categories, after[m]);
            for (var i = 0; i < x.Length; i++) z[i] = Weights[i] == 0 ? 0 : x[i] / Weights[i];
        }

        private static void Sweep(double[] x, Categories categories, double[] weights)
        {
            var (sums, counts) = (new double[categories.Count], new int[categories.Count]);
            for (var i = 0; i < x.Length; i++)
            {
                counts[categories.Codes[i]]++;
                if (weights[i] != 0) sums[categories.Codes[i]] += x[i] / weights[i];
            }
            for (var i = 0; i < x.Length; i++) x[i] -= weights[i] * sums[categories.Codes[i]] / counts[categories.Codes[i]];
        }
    }
}
