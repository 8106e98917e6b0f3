// Small areas: a direct estimate with a large sampling variance leans on a regression over all areas, as far as that regression is any good.
using Keukentafel.Statistics.Numerics;

namespace Keukentafel.Statistics.Areas;

public enum VarianceMethod
{
    /// <summary>Restricted maximum likelihood: allows for the estimated coefficients; the usual choice.</summary>
    RestrictedMaximumLikelihood,

    MaximumLikelihood,
}

/// <param name="Value">The EBLUP γy + (1 − γ)x'β.</param>
/// <param name="Synthetic">x'β.</param>
/// <param name="Gamma">γ = σ²/(σ² + ψ): the weight of the area's own estimate.</param>
/// <param name="MeanSquaredError">g1 + g2 + 2·g3; with maximum likelihood also its correction for the bias of σ².</param>
/// <param name="G1">γψ: would be left if β and σ² were known.</param>
/// <param name="G2">(1 − γ)²·x'(ΣXX'/(σ²+ψ))⁻¹x: that β is estimated.</param>
/// <param name="G3">(1 − γ)²·2/Σ(σ²+ψ)⁻²/(σ²+ψ): that σ² is estimated.</param>
public sealed record SmallAreaEstimate(double Value, double Synthetic, double Gamma, double MeanSquaredError, double G1, double G2, double G3);

/// <param name="BetweenVariance">σ², of the areas around the regression; exactly zero when the likelihood is highest there.</param>
/// <param name="Coefficients">β.</param>
/// <param name="StandardErrors">Of β, with σ² taken as known.</param>
/// <param name="Areas">One per area, in the order of the input.</param>
public sealed record FayHerriotFit(
    double BetweenVariance, IReadOnlyList<double> Coefficients, IReadOnlyList<double> StandardErrors, IReadOnlyList<SmallAreaEstimate> Areas);

public static class FayHerriot
{
    private const int Grid = 400;

    /// <summary>
    /// The area-level model y_d = x_d'β + u_d + e_d, u ~ (0, σ²), e_d ~ (0, ψ_d) with ψ_d known. σ² is where the likelihood over σ² ≥ 0 is highest
    /// (searched on a grid of 400 values, then the root of the score by bisection to the last digit), so that neither the start of an
    /// iteration nor its tolerance is part of the answer. At σ² = 0 every area gets its regression value (γ = 0).
    /// Source: Fay and Herriot 1979; Datta and Lahiri 2000; Rao and Molina 2015, ch. 6. Equivalent in R: <c>sae::mseFH(PRECISION = 1e-13)</c>.
    /// Proved by <c>ReferenceTests</c> (D34) to 1e-6 (as far as the reference goes) and <c>FayHerriotTests</c> with dense matrices to 1e-8.
    /// </summary>
    /// <param name="y">Direct estimates, one per area; all present.</param>
    /// <param name="x">Covariates, a column per coefficient with one value per area; a constant is a column of ones. Fewer columns than areas,
    /// none following from the others: refused otherwise, by position.</param>
    /// <param name="samplingVariances">ψ_d, above zero. A share of 0 or 1 has an estimated variance of zero: smooth the variances first.</param>
    public static FayHerriotFit Fit(
        ReadOnlySpan<double> y, IReadOnlyList<double[]> x, ReadOnlySpan<double> samplingVariances,
        VarianceMethod method = VarianceMethod.RestrictedMaximumLikelihood)
    {
        Require.Finite("y", y);
        Require.SameLength("samplingVariances", samplingVariances.Length, "y", y.Length);
        Require.Positive("samplingVariances", samplingVariances);
        if (x.Count == 0) throw new InvalidInputException("x", "needs a column; a constant is a column of ones");
        for (var j = 0; j < x.Count; j++)
        {
            Require.SameLength(FormattableString.Invariant($"x[{j}]"), x[j].Length, "y", y.Length);
            Require.Finite(FormattableString.Invariant($"x[{j}]"), x[j]);
        }
        if (y.Length <= x.Count) throw new InvalidInputException("x", "needs more areas than columns");
        var model = new Model(y.ToArray(), [.. x], samplingVariances.ToArray(), method == VarianceMethod.RestrictedMaximumLikelihood);
        var plain = new LeastSquares(x);
        for (var j = 0; j < x.Count; j++)
            if (plain.IsDropped(j)) throw new InvalidInputException("x", FormattableString.Invariant($"column {j} follows from the columns before it"));
        var (_, residuals) = plain.Fit(y);
        return Predict(model, Variance(model, residuals.Sum(e => e * e) / (y.Length - x.Count)), y);
    }

    // The largest σ² at which the score can still be zero follows from the residual variance of plain least squares; the grid spans all below.
    private static double Variance(Model model, double residual)
    {
        var (least, largest) = (model.SamplingVariances.Min(), model.SamplingVariances.Max());
        var top = (residual + Math.Sqrt(residual * residual + 4 * residual * largest)) / 2 * (1 + 1e-9);
        if (top == 0) return 0;
        var bottom = Math.Min(least, top) * 1e-6;
        var grid = new double[Grid + 1];
        for (var i = 1; i <= Grid; i++) grid[i] = bottom * Math.Pow(top / bottom, (i - 1) / (Grid - 1.0));
        var best = 0;
        var highest = double.NegativeInfinity;
        for (var i = 0; i < grid.Length; i++)
        {
            var likelihood = model.At(grid[i]).LogLikelihood;
            if (likelihood > highest) (best, highest) = (i, likelihood);
        }
        var rising = model.At(grid[best]).Score > 0;
        if (best == 0 && !rising) return 0;
        if (best == Grid && rising) return grid[best];
        var (low, high) = rising ? (grid[best], grid[best + 1]) : (grid[best - 1], grid[best]);
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) return low;
            if (model.At(middle).Score > 0) low = middle; else high = middle;
        }
    }

    private static FayHerriotFit Predict(Model model, double between, ReadOnlySpan<double> y)
    {
        var at = model.At(between);
        var covariance = at.Regression.InverseCrossProduct();
        var precision = 0.0;
        var bias = 0.0;
        for (var d = 0; d < y.Length; d++)
        {
            var total = between + model.SamplingVariances[d];
            precision += 1 / (total * total);
            if (!model.Restricted) bias += at.Regression.Leverage(d) / total;
        }
        var areas = new SmallAreaEstimate[y.Length];
        for (var d = 0; d < areas.Length; d++)
        {
            var sampling = model.SamplingVariances[d];
            var total = between + sampling;
            var (gamma, rest) = (between / total, sampling / total);
            var synthetic = y[d] - at.Residuals[d];
            var g1 = gamma * sampling;
            var g2 = rest * rest * at.Regression.Leverage(d) * total;
            var g3 = rest * rest * 2 / precision / total;
            var correction = model.Restricted ? 0 : rest * rest * bias / precision;
            areas[d] = new SmallAreaEstimate(gamma * y[d] + rest * synthetic, synthetic, gamma, g1 + g2 + 2 * g3 + correction, g1, g2, g3);
        }
        var errors = at.Coefficients.Select((_, j) => Math.Sqrt(covariance[j, j])).ToArray();
        return new FayHerriotFit(between, at.Coefficients, errors, areas);
    }

    private sealed record Model(double[] Y, double[][] X, double[] SamplingVariances, bool Restricted)
    {
        // Weighted least squares at a value of σ²: rows divided by √(σ² + ψ).
        public Point At(double between)
        {
            var roots = Array.ConvertAll(SamplingVariances, sampling => Math.Sqrt(between + sampling));
            var columns = Array.ConvertAll(X, column => Divide(column, roots));
            var regression = new LeastSquares(columns);
            for (var j = 0; j < X.Length; j++)
                if (regression.IsDropped(j)) throw new InvalidInputException("x", FormattableString.Invariant($"column {j} cannot be told from the columns before it with these sampling variances"));
            var (coefficients, scaled) = regression.Fit(Divide(Y, roots));
            var (determinant, squares, score) = (0.0, 0.0, 0.0);
            var residuals = new double[roots.Length];
            for (var d = 0; d < roots.Length; d++)
            {
                var total = roots[d] * roots[d];
                determinant += Math.Log(total);
                squares += scaled[d] * scaled[d];
                score += (scaled[d] * scaled[d] - 1 + (Restricted ? regression.Leverage(d) : 0)) / total;
                residuals[d] = scaled[d] * roots[d];
            }
            var likelihood = -0.5 * (determinant + squares + (Restricted ? regression.LogDeterminant : 0));
            return new Point(regression, coefficients, residuals, likelihood, score / 2);
        }

        private static double[] Divide(double[] values, double[] by) => values.Select((value, d) => value / by[d]).ToArray();
    }

    private sealed record Point(LeastSquares Regression, double[] Coefficients, double[] Residuals, double LogLikelihood, double Score);
}
