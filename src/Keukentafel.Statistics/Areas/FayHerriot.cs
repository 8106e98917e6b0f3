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

/// <param name="BetweenVariance">σ², of the areas around the regression; exactly zero when the likelihood has no maximum above it.</param>
/// <param name="Coefficients">β.</param>
/// <param name="StandardErrors">Of β, with σ² taken as known.</param>
/// <param name="Areas">One per area, in the order of the input.</param>
public sealed record FayHerriotFit(
    double BetweenVariance, IReadOnlyList<double> Coefficients, IReadOnlyList<double> StandardErrors, IReadOnlyList<SmallAreaEstimate> Areas);

public static class FayHerriot
{
    private const int Grid = 400;

    // Columns that differ in areas of little weight only; that they differ at all has been checked without weights.
    private const double Negligible = 1e-13;

    // A σ² below this part of the median sampling variance is zero.
    private const double Smallest = 1e-10;

    /// <summary>
    /// The area-level model y_d = x_d'β + u_d + e_d, u ~ (0, σ²), e_d ~ (0, ψ_d) with ψ_d known. σ² is the largest local maximum of the likelihood
    /// (found on a grid of 400 values, then as the root of the score by bisection to the last digit), so that neither the start of an
    /// iteration nor its tolerance is part of the answer; zero when the likelihood only falls. At σ² = 0 every area gets its regression value (γ = 0).
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

    // Above `top` the score is negative whatever the data: it follows from the residual variance of plain least squares. Downwards from there the
    // first change of sign is the largest maximum. An area with next to no sampling variance makes another, at zero, that is worth nothing.
    private static double Variance(Model model, double residual)
    {
        var sorted = model.SamplingVariances.Order().ToArray();
        var top = (residual + Math.Sqrt(residual * residual + 4 * residual * sorted[^1])) / 2 * (1 + 1e-9);
        var bottom = Math.Min(sorted[sorted.Length / 2], top) * Smallest;
        if (!(bottom > 0)) return 0;
        var high = top;
        for (var i = Grid - 1; i >= 0; i--)
        {
            var low = bottom * Math.Pow(top / bottom, (double)i / Grid);
            if (model.At(low).Score > 0) return Root(model, low, high);
            high = low;
        }
        return 0;
    }

    private static double Root(Model model, double low, double high)
    {
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
            var regression = new LeastSquares(columns, Array.ConvertAll(columns, column => Negligible * LeastSquares.Length(column)));
            for (var j = 0; j < X.Length; j++)
                if (regression.IsDropped(j)) throw new InvalidInputException("x", FormattableString.Invariant($"column {j} cannot be told from the columns before it with these sampling variances"));
            var (coefficients, scaled) = regression.Fit(Divide(Y, roots));
            var score = 0.0;
            var residuals = new double[roots.Length];
            for (var d = 0; d < roots.Length; d++)
            {
                var total = roots[d] * roots[d];
                score += (scaled[d] * scaled[d] - 1 + (Restricted ? regression.Leverage(d) : 0)) / total;
                residuals[d] = scaled[d] * roots[d];
            }
            return new Point(regression, coefficients, residuals, score / 2);
        }

        private static double[] Divide(double[] values, double[] by) => values.Select((value, d) => value / by[d]).ToArray();
    }

    private sealed record Point(LeastSquares Regression, double[] Coefficients, double[] Residuals, double Score);
}
