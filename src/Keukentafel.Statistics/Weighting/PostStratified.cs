// Post-stratification: within each cell all weights are scaled so that they sum to the known number in the population.
using Keukentafel.Statistics.Designs;

namespace Keukentafel.Statistics.Weighting;

public sealed class PostStratified : WeightedSample
{
    private readonly Categories cells;
    private readonly double[] baseTotals;

    private PostStratified(SurveyDesign design, double[] weights, Categories cells, double[] baseTotals) : base(design, weights) =>
        (this.cells, this.baseTotals) = (cells, baseTotals);

    /// <summary>
    /// w_i = d_i · N_p / Σ_{cell p} d. Source: Holt and Smith 1979; Särndal, Swensson and Wretman 1992, §7.6.
    /// Equivalent in R: <c>postStratify(design, ~cell, totals)</c>. Proved by <c>ReferenceTests</c> (D04, D06) to 1e-8.
    /// </summary>
    /// <param name="design">The design with d_i.</param>
    /// <param name="cells">The cell of each unit.</param>
    /// <param name="totals">N_p, one per category of <paramref name="cells"/>, zero or more.</param>
    /// <exception cref="EmptyCategoryException">A cell with N_p above zero has no unit, or only units of weight zero.</exception>
    public static PostStratified To(SurveyDesign design, Categories cells, ReadOnlySpan<double> totals)
    {
        Require.SameLength(cells.Name, cells.Units, "weights", design.Units);
        Require.SameLength("totals", totals.Length, cells.Name, cells.Count);
        Require.NotNegative("totals", totals);
        var sums = cells.Totals(design.Weights);
        for (var p = 0; p < sums.Length; p++)
            if (totals[p] > 0 && sums[p] == 0) throw new EmptyCategoryException(cells.Name, cells.Labels[p], totals[p]);
        var weights = new double[design.Units];
        for (var i = 0; i < weights.Length; i++)
        {
            var cell = cells.Codes[i];
            weights[i] = sums[cell] == 0 ? 0 : design.Weights[i] * (totals[cell] / sums[cell]);
        }
        return new PostStratified(design, weights, cells, sums);
    }

    internal override bool IsCalibrated => true;

    // e_i = z_i − Σ_p d z / Σ_p d: the mean with the weights from before the adjustment.
    internal override void TakeResiduals(Span<double> z)
    {
        var d = Design.Weights;
        var codes = cells.Codes;
        var means = new double[baseTotals.Length];
        for (var i = 0; i < z.Length; i++) means[codes[i]] += d[i] * z[i];
        for (var p = 0; p < means.Length; p++) means[p] = baseTotals[p] == 0 ? 0 : means[p] / baseTotals[p];
        for (var i = 0; i < z.Length; i++) z[i] -= means[codes[i]];
    }
}
