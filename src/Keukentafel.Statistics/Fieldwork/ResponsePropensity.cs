// The probability that somebody answers, given what the frame knows of everybody: a logistic regression, weighted by the design.
using Keukentafel.Statistics.Numerics;

namespace Keukentafel.Statistics.Fieldwork;

/// <summary>
/// ρ_i = 1/(1 + e^(−x_i'β)) with β the maximum of Σ d_i[r_i log ρ_i + (1−r_i) log(1−ρ_i)]. Newton's method (iteratively reweighted least squares),
/// halving a step that does not help, until the step no longer changes any ρ. Equivalent in R:
/// <c>glm(r ~ x, family = quasibinomial, weights = d/mean(d))</c> with a tight epsilon. Proved by <c>ReferenceTests</c> (D32, D51) to 1e-7 (where R stops), by
/// <c>RIndicatorTests</c>: a saturated model gives the response rates of its cells, and the equations of the maximum hold to 1e-10.
/// </summary>
public sealed class ResponsePropensity
{
    private const int MostSteps = 100;

    // Beyond this |x'β| a unit is certain to 1e-13: no finite coefficients are the best ones.
    private const double Certain = 30;

    private readonly double[] propensities;
    private readonly double[] coefficients;
    private readonly double[,] covariance;

    private ResponsePropensity(double[] propensities, double[] coefficients, double[,] covariance) =>
        (this.propensities, this.coefficients, this.covariance) = (propensities, coefficients, covariance);

    /// <summary>ρ_i, one per unit.</summary>
    public ReadOnlySpan<double> Propensities => propensities;

    /// <summary>β, one per column; 0 for a column that follows from earlier ones.</summary>
    public ReadOnlySpan<double> Coefficients => coefficients;

    /// <summary>Σ_β = (Σ v_i ρ_i(1−ρ_i) x_i x_i')⁻¹, v the weights scaled to mean 1; zero rows for columns that follow from earlier ones.</summary>
    public double this[int row, int column] => covariance[row, column];

    /// <summary>Fits the model.</summary>
    /// <param name="names">One name per column, for refusals.</param>
    /// <param name="columns">x: one array per column, one number per unit, all finite. A constant is a column of ones: it is not added.</param>
    /// <param name="responded">r, one per unit.</param>
    /// <param name="weights">d, one design weight per unit, zero or more, not all zero. Their scale does not matter for ρ and β.</param>
    /// <exception cref="SeparationException">Some units are certain to answer, or not to, by what the columns say: β is infinite.</exception>
    public static ResponsePropensity Fit(IReadOnlyList<string> names, IReadOnlyList<double[]> columns, ReadOnlySpan<bool> responded, ReadOnlySpan<double> weights)
    {
        Require.SameLength("names", names.Count, "columns", columns.Count);
        Require.SameLength("weights", weights.Length, "responded", responded.Length);
        Require.NotNegative("weights", weights);
        if (columns.Count == 0) throw new InvalidInputException("columns", "must hold at least one column");
        for (var j = 0; j < columns.Count; j++)
        {
            Require.SameLength(names[j], columns[j].Length, "responded", responded.Length);
            for (var i = 0; i < columns[j].Length; i++)
                if (!double.IsFinite(columns[j][i])) throw new InvalidInputException(names[j], "must be a finite number", i);
        }
        var (n, p) = (responded.Length, columns.Count);
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        if (!(total > 0)) throw new InvalidInputException("weights", "must not all be zero");

        // Unit by unit, a column each: one pass over memory per step.
        var x = new double[n * p];
        var scaled = new double[n];
        for (var i = 0; i < n; i++)
        {
            scaled[i] = weights[i] * (n / total);
            for (var j = 0; j < p; j++) x[i * p + j] = columns[j][i];
        }
        var (beta, rho) = (new double[p], new double[n]);
        Array.Fill(rho, 0.5);
        var (factor, gradient) = Step(x, p, responded, scaled, rho);
        var used = Enumerable.Range(0, p).Where(j => !factor.IsDropped(j)).ToArray();
        var (likelihood, moved) = (Likelihood(responded, scaled, rho), new double[n]);
        for (var step = 0; ; step++)
        {
            var change = factor.Solve(gradient);
            var (candidate, trial) = (new double[p], new double[n]);
            for (var scale = 1.0; ; scale /= 2)
            {
                for (var j = 0; j < p; j++) candidate[j] = beta[j] + scale * change[j];
                Predict(x, candidate, trial, moved);
                var reached = Likelihood(responded, scaled, trial);
                if (reached >= likelihood - 1e-12 * (1 + Math.Abs(likelihood)) || scale < 1e-6)
                {
                    likelihood = reached;
                    break;
                }
            }
            var largest = 0.0;
            for (var i = 0; i < n; i++)
            {
                if (scaled[i] == 0) continue;
                if (Math.Abs(moved[i]) > Certain) throw Separated(names, columns, change);
                largest = Math.Max(largest, Math.Abs(trial[i] - rho[i]) / (trial[i] * (1 - trial[i])));
            }
            (beta, rho) = (candidate, trial);
            (factor, gradient) = Step(x, p, responded, scaled, rho);
            if (used.Any(factor.IsDropped)) throw Separated(names, columns, change);
            if (largest <= 1e-11) break;
            if (step == MostSteps) throw Separated(names, columns, change);
        }

        var inverse = new double[p, p];
        foreach (var j in used)
        {
            var unit = new double[p];
            unit[j] = 1;
            var column = factor.Solve(unit);
            foreach (var k in used) inverse[k, j] = column[k];
        }
        return new ResponsePropensity(rho, beta, inverse);
    }

    private static void Predict(double[] x, double[] beta, double[] rho, double[] eta)
    {
        for (var i = 0; i < rho.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < beta.Length; j++) sum += x[i * beta.Length + j] * beta[j];
            eta[i] = sum;
            rho[i] = Logistic.Of(sum);
        }
    }

    private static double Likelihood(ReadOnlySpan<bool> responded, double[] weights, double[] rho)
    {
        var sum = 0.0;
        for (var i = 0; i < rho.Length; i++)
            if (weights[i] > 0) sum += weights[i] * Math.Log(responded[i] ? rho[i] : 1 - rho[i]);
        return sum;
    }

    private static (SymmetricFactor Information, double[] Gradient) Step(double[] x, int p, ReadOnlySpan<bool> responded, double[] weights, double[] rho)
    {
        var (information, gradient) = (new double[p, p], new double[p]);
        for (var i = 0; i < rho.Length; i++)
        {
            var row = x.AsSpan(i * p, p);
            var residual = weights[i] * ((responded[i] ? 1 : 0) - rho[i]);
            var spread = weights[i] * rho[i] * (1 - rho[i]);
            for (var j = 0; j < p; j++)
            {
                if (row[j] == 0) continue;
                gradient[j] += residual * row[j];
                var times = spread * row[j];
                for (var k = 0; k <= j; k++) information[j, k] += times * row[k];
            }
        }
        return (new SymmetricFactor(information), gradient);
    }

    // The column along which the coefficients still run away.
    private static SeparationException Separated(IReadOnlyList<string> names, IReadOnlyList<double[]> columns, double[] change) =>
        new(names[Enumerable.Range(0, change.Length).MaxBy(j => Math.Abs(change[j]) * columns[j].Max(Math.Abs))]);
}
