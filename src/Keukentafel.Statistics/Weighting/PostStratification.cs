// Post-stratification: within each cell all weights are scaled so that they sum to the known number in the population.
namespace Keukentafel.Statistics.Weighting;

/// <summary>
/// w_i = d_i · N_p / Σ_{cell p} d. The variance uses e_i = z_i − Σ_p d z / Σ_p d. Source: Holt and Smith 1979; Särndal, Swensson and
/// Wretman 1992, §7.6. Equivalent in R: <c>postStratify(design, ~cell, totals)</c>. Proved by <c>ReferenceTests</c> to 1e-8.
/// </summary>
public sealed class PostStratification : WeightingStep
{
    private readonly Categories cells;
    private readonly double[] totals;

    /// <param name="cells">The cell of each unit.</param>
    /// <param name="totals">N_p, one per category of <paramref name="cells"/>, zero or more.</param>
    public PostStratification(Categories cells, ReadOnlySpan<double> totals)
    {
        Require.PerCategory("totals", cells, totals);
        (this.cells, this.totals) = (cells, totals.ToArray());
    }

    /// <exception cref="EmptyCategoryException">A cell with N_p above zero has no unit, or only units of weight zero.</exception>
    public override Adjustment Apply(ReadOnlySpan<double> weights)
    {
        Require.SameLength(cells.Name, cells.Units, "weights", weights.Length);
        Require.Finite("weights", weights);
        var sums = cells.Totals(weights);
        for (var p = 0; p < sums.Length; p++)
            if (totals[p] > 0 && sums[p] == 0) throw new EmptyCategoryException(cells.Name, cells.Labels[p], totals[p]);
        var after = new double[weights.Length];
        for (var i = 0; i < after.Length; i++)
        {
            var cell = cells.Codes[i];
            after[i] = sums[cell] == 0 ? 0 : weights[i] * (totals[cell] / sums[cell]);
        }
        return new CellResiduals(after, cells, weights.ToArray(), sums);
    }

    private sealed class CellResiduals(double[] after, Categories cells, double[] before, double[] sums) : Adjustment(after)
    {
        internal override IReadOnlyList<Categories> Margins { get; } = [cells];

        // e_i = z_i − Σ_p d z / Σ_p d: the mean with the weights from before the adjustment.
        public override void TakeResiduals(Span<double> z)
        {
            var codes = cells.Codes;
            var means = new double[sums.Length];
            for (var i = 0; i < z.Length; i++) means[codes[i]] += before[i] * z[i];
            for (var p = 0; p < means.Length; p++) means[p] = sums[p] == 0 ? 0 : means[p] / sums[p];
            for (var i = 0; i < z.Length; i++) z[i] -= means[codes[i]];
        }
    }
}
