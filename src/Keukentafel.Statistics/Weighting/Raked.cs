// Raking as a calibration: the weights nearest to the design weights (by the raking distance) that meet all margins.
// The variance uses the regression on the margins, not the sweeps that some software uses.
using Keukentafel.Statistics.Designs;

namespace Keukentafel.Statistics.Weighting;

public sealed class Raked : WeightedSample
{
    // The steps go on until rounding stops them, some 1e-15 from every margin. What is then further off than this was never going to be met.
    private const double Unmet = 1e-9;

    // Margins that only a weight of zero can meet drive exp(x'λ) towards it: no solution of this form.
    private const double LeastRatio = 1e-9;
    private const int MostSteps = 100;

    private readonly MarginBasis basis;

    private Raked(SurveyDesign design, double[] weights, MarginBasis basis) : base(design, weights) => this.basis = basis;

    /// <summary>
    /// w_i = d_i·exp(x_i'λ) with Σ w x = the margins, by Newton's method on the dual λ ↦ Σ d·exp(x'λ) − λ'T (convex), halving a step
    /// that does not bring it down. Columns that follow from earlier ones are left out; that the margins they stand for are met is checked.
    /// Source: Deville, Särndal and Sautory 1993 (raking ratio as calibration); Deming and Stephan 1940 for the iterative form, which gives
    /// the same weights. Equivalent in R: <c>calibrate(design, …, calfun = "raking")</c>; not <c>rake()</c>, whose variance differs.
    /// Proved by <c>ReferenceTests</c> (D04, D06) to 1e-8 and by iterative proportional fitting as a second implementation to 1e-10.
    /// </summary>
    /// <param name="design">The design with d_i.</param>
    /// <param name="margins">One or more; their totals sum to the same number.</param>
    /// <exception cref="EmptyCategoryException">A category with a total has no respondent, or the reverse.</exception>
    /// <exception cref="MarginNotMetException">The margins contradict each other, or cannot all be met by these respondents.</exception>
    public static Raked To(SurveyDesign design, IReadOnlyList<Margin> margins)
    {
        Check(design, margins);
        var columns = new MarginBasis(margins, design);
        var weights = Solve(design, columns);
        var furthest = Furthest(margins, weights);
        if (!(furthest.Off <= Unmet) || Starves(design, weights)) throw furthest.Refusal;
        return new Raked(design, weights, columns);
    }

    internal override bool IsCalibrated => true;

    // e = z − x'B, B = (Σ d xx')⁻¹ Σ d x z
    internal override void TakeResiduals(Span<double> z)
    {
        var weighted = new double[z.Length];
        for (var i = 0; i < z.Length; i++) weighted[i] = Design.Weights[i] * z[i];
        var coefficients = basis.BaseFactor.Solve(basis.Sums(weighted));
        for (var i = 0; i < z.Length; i++) z[i] -= basis.Score(i, coefficients);
    }

    private static void Check(SurveyDesign design, IReadOnlyList<Margin> margins)
    {
        if (margins.Count == 0) throw new InvalidInputException("margins", "needs one or more");
        foreach (var (categories, totals) in margins)
        {
            Require.SameLength(categories.Name, categories.Units, "weights", design.Units);
            Require.SameLength("totals of " + categories.Name, totals.Count, categories.Name, categories.Count);
            Require.NotNegative("totals of " + categories.Name, totals.ToArray());
            var sums = categories.Totals(design.Weights);
            for (var k = 0; k < sums.Length; k++)
                if ((totals[k] > 0) != (sums[k] > 0)) throw new EmptyCategoryException(categories.Name, categories.Labels[k], totals[k]);
        }
    }

    private static double[] Solve(SurveyDesign design, MarginBasis basis)
    {
        var coefficients = new double[basis.Totals.Length];
        var weights = design.Weights.ToArray();
        var best = Gap(basis, weights);
        for (var step = 0; step < MostSteps && best.Relative > 0; step++)
        {
            var direction = basis.Factor(weights).Solve(best.Residuals);
            var improved = false;
            for (var length = 1.0; length > 1e-6 && !improved; length /= 2)
            {
                var trial = new double[coefficients.Length];
                for (var j = 0; j < trial.Length; j++) trial[j] = coefficients[j] + length * direction[j];
                var trialWeights = Weigh(design, basis, trial);
                var gap = Gap(basis, trialWeights);
                var descends = Dual(basis, trialWeights, trial) < Dual(basis, weights, coefficients);
                if (!(gap.Relative < best.Relative) && !(descends && best.Relative > Unmet)) continue;
                (coefficients, weights, best, improved) = (trial, trialWeights, gap, true);
            }
            if (!improved) break;
        }
        return weights;
    }

    private static double[] Weigh(SurveyDesign design, MarginBasis basis, ReadOnlySpan<double> coefficients)
    {
        var weights = design.Weights.ToArray();
        for (var i = 0; i < weights.Length; i++) weights[i] *= Math.Exp(basis.Score(i, coefficients));
        return weights;
    }

    // T − Σ w x with zeros for dropped columns, and the largest part of it relative to its total.
    private static (double[] Residuals, double Relative) Gap(MarginBasis basis, ReadOnlySpan<double> weights)
    {
        var residuals = basis.Sums(weights);
        var relative = 0.0;
        for (var j = 0; j < residuals.Length; j++)
        {
            residuals[j] = basis.BaseFactor.IsDropped(j) ? 0 : basis.Totals[j] - residuals[j];
            if (residuals[j] != 0) relative = Math.Max(relative, Math.Abs(residuals[j]) / basis.Totals[j]);
        }
        return (residuals, relative);
    }

    private static double Dual(MarginBasis basis, ReadOnlySpan<double> weights, ReadOnlySpan<double> coefficients)
    {
        var value = 0.0;
        foreach (var weight in weights) value += weight;
        for (var j = 0; j < coefficients.Length; j++) value -= coefficients[j] * basis.Totals[j];
        return value;
    }

    private static bool Starves(SurveyDesign design, ReadOnlySpan<double> weights)
    {
        for (var i = 0; i < weights.Length; i++)
            if (!(weights[i] >= LeastRatio * design.Weights[i])) return true;
        return false;
    }

    private static (double Off, MarginNotMetException Refusal) Furthest(IReadOnlyList<Margin> margins, ReadOnlySpan<double> weights)
    {
        var (worst, at, category, sum) = (-1.0, margins[0], 0, double.NaN);
        foreach (var margin in margins)
        {
            var reached = margin.Categories.Totals(weights);
            for (var k = 0; k < reached.Length; k++)
            {
                if (margin.Totals[k] == 0) continue;
                var off = Math.Abs(reached[k] - margin.Totals[k]) / margin.Totals[k];
                if (double.IsNaN(off)) off = double.PositiveInfinity;
                if (off > worst) (worst, at, category, sum) = (off, margin, k, reached[k]);
            }
        }
        return (worst, new MarginNotMetException(at.Categories.Name, at.Categories.Labels[category], at.Totals[category], sum));
    }
}
