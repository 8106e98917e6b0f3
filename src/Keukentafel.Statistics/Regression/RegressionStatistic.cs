// The coefficients of a regression as a function of the weights: iteratively reweighted least squares until rounding stops it.
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Numerics;

namespace Keukentafel.Statistics.Regression;

/// <summary>
/// β solves Σ w x (y − μ(x'β)) = 0; z_i = A⁻¹ x_i (y_i − μ_i), A = Σ w x x' μ'. Source: Binder 1983.
/// </summary>
internal sealed class RegressionStatistic : IStatistic
{
    private const int MostSteps = 100;
    private const double NothingLeft = 1e-14;

    private readonly double[] y;
    private readonly double[][] x;
    private readonly RegressionFamily family;
    private readonly bool[] observed;

    public RegressionStatistic(double[] y, IReadOnlyList<double[]> x, RegressionFamily family, ReadOnlySpan<bool> domain, ReadOnlySpan<double> weights)
    {
        observed = Observations.Of([y, .. x], domain, ["y", .. x.Select((_, j) => FormattableString.Invariant($"x{j + 1}"))]);
        for (var i = 0; i < weights.Length; i++)
            if (weights[i] < 0 && observed[i]) throw new InvalidInputException("weights", "must be zero or more in a regression", i);
        (this.y, this.family) = (y, family);
        this.x = [.. x];
        var factor = new LeastSquares(Scaled(Working(weights, null)));
        Kept = Enumerable.Range(0, x.Count).Where(j => !factor.IsDropped(j)).ToArray();
        this.x = Kept.Select(j => x[j]).ToArray();
        if (family != RegressionFamily.Logistic) return;
        for (var i = 0; i < y.Length; i++)
            if (observed[i] && !(y[i] >= 0 && y[i] <= 1)) throw new InvalidInputException("y", "must lie between 0 and 1 in a logistic regression", i);
    }

    /// <summary>The columns that do not follow from earlier ones in this sample.</summary>
    public IReadOnlyList<int> Kept { get; }

    public int Count => x.Length;

    public ReadOnlySpan<bool> Observed => observed;

    public void Evaluate(ReadOnlySpan<double> weights, Span<double> values)
    {
        var beta = new double[x.Length];
        var last = double.PositiveInfinity;
        for (var step = 0; step < MostSteps; step++)
        {
            var working = Working(weights, beta);
            var factor = Factor(working);
            if (Enumerable.Range(0, x.Length).Any(factor.IsDropped)) break;
            var change = factor.Fit(Residuals(weights, working, beta)).Coefficients;
            var (moved, size) = (0.0, 0.0);
            for (var j = 0; j < beta.Length; j++)
            {
                beta[j] += change[j];
                moved = Math.Max(moved, Math.Abs(change[j]));
                size = Math.Max(size, Math.Abs(beta[j]));
            }
            if (!double.IsFinite(moved)) break;

            // Newton's steps shrink until they are rounding; when they no longer do, that is all there is to gain.
            if (moved <= 1e-15 * size || (moved <= 1e-10 * size && moved >= last))
            {
                beta.CopyTo(values);
                return;
            }
            last = moved;
        }
        values.Fill(double.NaN);
    }

    public void Linearise(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, int index, Span<double> z)
    {
        var beta = values.ToArray();
        var inverse = Factor(Working(weights, beta)).InverseCrossProduct();
        for (var i = 0; i < z.Length; i++)
        {
            if (!observed[i]) continue;
            var along = 0.0;
            for (var j = 0; j < x.Length; j++) along += inverse[index, j] * x[j][i];
            z[i] = along * (y[i] - Mean(Score(beta, i)));
        }
    }

    // √(w·μ')·x, of which a column is only dropped when nothing is left of it: that it says something new was seen before.
    private LeastSquares Factor(double[] working)
    {
        var columns = Scaled(working);
        return new LeastSquares(columns, columns.Select(column => NothingLeft * LeastSquares.Length(column)).ToArray());
    }

    private double[][] Scaled(double[] working) => x.Select(column =>
    {
        var scaled = new double[column.Length];
        for (var i = 0; i < scaled.Length; i++)
            if (working[i] > 0) scaled[i] = Math.Sqrt(working[i]) * column[i];
        return scaled;
    }).ToArray();

    // w·μ', zero outside; without coefficients the weights themselves.
    private double[] Working(ReadOnlySpan<double> weights, double[]? beta)
    {
        var working = new double[weights.Length];
        for (var i = 0; i < working.Length; i++)
        {
            if (!observed[i]) continue;
            var mean = beta is null || family == RegressionFamily.Linear ? double.NaN : Mean(Score(beta, i));
            working[i] = double.IsNaN(mean) ? weights[i] : weights[i] * mean * (1 - mean);
        }
        return working;
    }

    private double[] Residuals(ReadOnlySpan<double> weights, double[] working, double[] beta)
    {
        var residuals = new double[working.Length];
        for (var i = 0; i < residuals.Length; i++)
            if (working[i] > 0) residuals[i] = weights[i] * (y[i] - Mean(Score(beta, i))) / Math.Sqrt(working[i]);
        return residuals;
    }

    private double Score(double[] beta, int unit)
    {
        var score = 0.0;
        for (var j = 0; j < beta.Length; j++) score += beta[j] * x[j][unit];
        return score;
    }

    private double Mean(double score) => family == RegressionFamily.Linear ? score : Logistic.Of(score);
}
