// How much the response differs between groups: 1 when everybody is equally likely to answer, lower when the response leans to some.
// It says how representative a response is, with respect to the variables of the frame that the model holds, and no others.
namespace Keukentafel.Statistics.Fieldwork;

/// <summary>
/// The R-indicator of a sample, with N = Σd: ρ̄ = Σdρ/N, S² = Σd(ρ−ρ̄)²/(N−1), R = 1 − 2S. Because the ρ are estimated S² is too large by
/// B = [Σ d_i z_i'Σ_β z_i − V(Σdρ)/N]/N, z_i = ρ_i(1−ρ_i)x_i; adjusted R = 1 − 2√(S² − B). V is the variance of a total under stratified simple random
/// sampling, Σ_h N_h²(1−n_h/N_h)s_h²/n_h with N_h = Σ_h d.
/// Source: Schouten, Cobben and Bethlehem 2009; Shlomo, Skinner and Schouten 2012; De Heij, Schouten and Shlomo 2015 (RISQ manual 2.1).
/// Equivalent in R: RISQ 2.1, <c>getRIndicator</c>. Proved by <c>ReferenceTests</c> (D32, D51) to 1e-7.
/// </summary>
public sealed class RIndicator
{
    private readonly double[] weights;
    private readonly double[] propensities;

    // What chance does to S² and R. It needs a variance within every stratum, which the rest does not: so it is computed, or refused, when it is asked for.
    private readonly Lazy<(double BiasFactor, double StandardError)> chance;

    /// <param name="names">One name per column, for refusals.</param>
    /// <param name="columns">x: one array per column with a number for every unit of the sample, respondents and others; with a column of ones.</param>
    /// <param name="responded">Whether each unit answered.</param>
    /// <param name="weights">d, one design weight per unit, zero or more.</param>
    /// <param name="strata">The stratum of each unit; <see cref="Categories.One"/> for none.</param>
    /// <exception cref="SeparationException">The model predicts some units with certainty.</exception>
    public RIndicator(IReadOnlyList<string> names, IReadOnlyList<double[]> columns, ReadOnlySpan<bool> responded, ReadOnlySpan<double> weights, Categories strata)
    {
        Require.SameLength(strata.Name, strata.Units, "responded", responded.Length);
        Model = ResponsePropensity.Fit(names, columns, responded, weights);
        this.weights = weights.ToArray();
        propensities = Model.Propensities.ToArray();
        Population = this.weights.Sum();
        if (!(Population > 1)) throw new InvalidInputException("weights", "must count a population of more than one");
        Mean = WeightedMean(propensities);
        var squares = propensities.Select(rho => (rho - Mean) * (rho - Mean)).ToArray();
        var spread = WeightedMean(squares);
        Variance = spread * Population / (Population - 1);

        chance = new Lazy<(double, double)>(() => Chance(columns, strata, squares, spread));
    }

    /// <summary>The fitted response propensities.</summary>
    public ResponsePropensity Model { get; }

    /// <summary>N = Σd.</summary>
    public double Population { get; }

    /// <summary>ρ̄, the weighted mean propensity; with a constant in the model the weighted response rate.</summary>
    public double Mean { get; }

    /// <summary>S², the variance of the propensities, not adjusted.</summary>
    public double Variance { get; }

    /// <summary>1 − B/S². Negative when chance alone explains more than is seen: adjusted values are then undefined (NaN). NaN when S² = 0.</summary>
    /// <exception cref="LonelyStratumException">A stratum has one unit of several: V cannot be estimated. The same for all adjusted values.</exception>
    public double BiasFactor => chance.Value.BiasFactor;

    /// <summary>√(S² − B).</summary>
    public double Deviation => Math.Sqrt(Variance * BiasFactor);

    /// <summary>R, adjusted for bias.</summary>
    public double Value => 1 - 2 * Deviation;

    /// <summary>R as it comes out, not adjusted.</summary>
    public double Unadjusted => 1 - 2 * Math.Sqrt(Variance);

    /// <summary>
    /// √Var(R), Var(R) = [4A'Σ_βA + 2tr(CΣ_βCΣ_β) + V(Σd(ρ−ρ̄)²)/N²]/S², with A = cov(z,ρ), C = cov(z,z) and S² all weighted with divisor N.
    /// Undefined (NaN) when S² = 0.
    /// </summary>
    /// <exception cref="LonelyStratumException">A stratum has one unit of several.</exception>
    public double StandardError => chance.Value.StandardError;

    /// <summary>The coefficient of variation of the propensities, adjusted: √(S² − B)/ρ̄.</summary>
    public double Variation => Deviation / Mean;

    /// <summary>S/ρ̄, not adjusted.</summary>
    public double VariationUnadjusted => Math.Sqrt(Variance) / Mean;

    /// <summary>The bias of an unweighted mean of respondents is at most this many standard deviations of the variable: √(S² − B)/ρ̄.</summary>
    public double MaximalBias => Variation;

    /// <summary>The lowest R that a response of ρ̄ can have: 1 − 2√(ρ̄(1−ρ̄)).</summary>
    public double Threshold => 1 - 2 * Math.Sqrt(Mean * (1 - Mean));

    /// <summary>
    /// What one variable has to do with it. Unconditional: how far the mean propensities ρ̄_k of its categories lie apart, √(Σ N_k(ρ̄_k−ρ̄)²/N). Conditional:
    /// how far propensities lie apart within groups that are equal in the other variables, √(Σd(ρ−ρ̄_cell)²/N).
    /// Source: Schouten, Shlomo and Skinner 2011. Proved by <c>ReferenceTests</c> (D32, D51) to 1e-7.
    /// </summary>
    /// <param name="variable">The category of each unit.</param>
    /// <param name="others">The other variables; their crossing makes the groups. None: everybody is one group.</param>
    public PartialIndicator Partial(Categories variable, params IReadOnlyList<Categories> others)
    {
        Require.SameLength(variable.Name, variable.Units, "responded", weights.Length);
        foreach (var other in others) Require.SameLength(other.Name, other.Units, "responded", weights.Length);
        var cells = new int[weights.Length];
        foreach (var other in others)
        {
            var known = new Dictionary<(int, int), int>();
            for (var i = 0; i < cells.Length; i++)
            {
                var key = (cells[i], other.Codes[i]);
                if (!known.TryGetValue(key, out var cell)) known[key] = cell = known.Count;
                cells[i] = cell;
            }
        }
        var means = Means(variable.Codes, variable.Count, out var sizes);
        var cellMeans = Means(cells, cells.Length, out _);
        var (unconditional, conditional) = (new double[variable.Count], new double[variable.Count]);
        for (var i = 0; i < cells.Length; i++)
        {
            var away = propensities[i] - cellMeans[cells[i]];
            conditional[variable.Codes[i]] += weights[i] * away * away / Population;
        }
        var (between, within) = (0.0, conditional.Sum());
        for (var k = 0; k < means.Length; k++)
        {
            conditional[k] = Math.Sqrt(conditional[k]);
            if (sizes[k] == 0) continue;
            var away = means[k] - Mean;
            between += sizes[k] * away * away / Population;
            unconditional[k] = Math.Sign(away) * Math.Sqrt(sizes[k] * away * away / Population);
        }
        return new PartialIndicator(variable.Name, variable.Labels, Math.Sqrt(between), Math.Sqrt(within), unconditional, conditional, this);
    }

    private (double BiasFactor, double StandardError) Chance(IReadOnlyList<double[]> columns, Categories strata, double[] squares, double spread)
    {
        var p = columns.Count;
        var z = new double[p][];
        for (var j = 0; j < p; j++)
        {
            z[j] = new double[propensities.Length];
            for (var i = 0; i < z[j].Length; i++) z[j][i] = propensities[i] * (1 - propensities[i]) * columns[j][i];
        }
        var average = Array.ConvertAll(z, WeightedMean);
        var (raw, centred, along) = (new double[p, p], new double[p, p], new double[p]);
        for (var i = 0; i < propensities.Length; i++)
            for (var j = 0; j < p; j++)
            {
                if (z[j][i] != 0)
                    for (var k = 0; k <= j; k++) raw[j, k] += weights[i] * z[j][i] * z[k][i];
                along[j] += weights[i] * (z[j][i] - average[j]) * (propensities[i] - Mean) / Population;
                for (var k = 0; k <= j; k++) centred[j, k] += weights[i] * (z[j][i] - average[j]) * (z[k][i] - average[k]) / Population;
            }
        var bias = (Trace(Times(raw)) - TotalVariance(strata, propensities) / Population) / Population;
        var quadratic = 0.0;
        for (var j = 0; j < p; j++)
            for (var k = 0; k < p; k++) quadratic += along[j] * Model[j, k] * along[k];
        var variance = (4 * quadratic + 2 * TraceOfSquare(Times(centred)) + TotalVariance(strata, squares) / (Population * Population)) / spread;
        return (1 - bias / Variance, Math.Sqrt(variance));
    }

    private double WeightedMean(double[] values)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++) sum += weights[i] * values[i];
        return sum / Population;
    }

    private double[] Means(ReadOnlySpan<int> codes, int count, out double[] sizes)
    {
        var means = new double[count];
        sizes = new double[count];
        for (var i = 0; i < codes.Length; i++)
        {
            sizes[codes[i]] += weights[i];
            means[codes[i]] += weights[i] * propensities[i];
        }
        for (var k = 0; k < count; k++) means[k] = sizes[k] == 0 ? 0 : means[k] / sizes[k];
        return means;
    }

    // Σ_h N_h²(1−n_h/N_h)s_h²/n_h
    private double TotalVariance(Categories strata, double[] values)
    {
        var (units, size, sum, squares) = (new int[strata.Count], new double[strata.Count], new double[strata.Count], new double[strata.Count]);
        for (var i = 0; i < values.Length; i++)
        {
            var h = strata.Codes[i];
            units[h]++;
            size[h] += weights[i];
            sum[h] += values[i];
        }
        for (var i = 0; i < values.Length; i++)
        {
            var h = strata.Codes[i];
            squares[h] += Math.Pow(values[i] - sum[h] / units[h], 2);
        }
        var variance = 0.0;
        for (var h = 0; h < units.Length; h++)
        {
            if (units[h] == 0 || Math.Abs(size[h] - units[h]) <= 1e-9 * size[h]) continue;
            if (size[h] < units[h]) throw new SampleExceedsPopulationException(strata.Labels[h], units[h], size[h]);
            if (units[h] == 1) throw new LonelyStratumException(strata.Labels[h]);
            variance += size[h] * (size[h] - units[h]) * squares[h] / (units[h] * (units[h] - 1.0));
        }
        return variance;
    }

    // A matrix of which the lower triangle is filled, times Σ_β.
    private double[,] Times(double[,] lower)
    {
        var p = lower.GetLength(0);
        var product = new double[p, p];
        for (var i = 0; i < p; i++)
            for (var j = 0; j < p; j++)
                for (var k = 0; k < p; k++) product[i, j] += (k <= i ? lower[i, k] : lower[k, i]) * Model[k, j];
        return product;
    }

    private static double Trace(double[,] matrix)
    {
        var sum = 0.0;
        for (var i = 0; i < matrix.GetLength(0); i++) sum += matrix[i, i];
        return sum;
    }

    private static double TraceOfSquare(double[,] matrix)
    {
        var sum = 0.0;
        for (var i = 0; i < matrix.GetLength(0); i++)
            for (var j = 0; j < matrix.GetLength(0); j++) sum += matrix[i, j] * matrix[j, i];
        return sum;
    }
}

/// <summary>The partial R-indicators of one variable, on the scale of the propensities' standard deviation: 0 is no contribution, at most ½.</summary>
/// <param name="Variable">Its name.</param>
/// <param name="Labels">Its categories.</param>
/// <param name="Unconditional">Pu, not adjusted for bias.</param>
/// <param name="Conditional">Pc, not adjusted.</param>
/// <param name="UnconditionalByCategory">Per category, not adjusted; negative when it answers less than the mean; 0 without units.</param>
/// <param name="ConditionalByCategory">Per category, not adjusted; 0 without units.</param>
/// <param name="Whole">The indicator that this is part of.</param>
public sealed record PartialIndicator(
    string Variable,
    IReadOnlyList<string> Labels,
    double Unconditional,
    double Conditional,
    IReadOnlyList<double> UnconditionalByCategory,
    IReadOnlyList<double> ConditionalByCategory,
    RIndicator Whole)
{
    /// <summary>Pu·√(1 − B/S²); NaN when the factor is negative.</summary>
    public double UnconditionalAdjusted => Unconditional * Math.Sqrt(Whole.BiasFactor);

    /// <summary>Pc·√(1 − B/S²); NaN when the factor is negative.</summary>
    public double ConditionalAdjusted => Conditional * Math.Sqrt(Whole.BiasFactor);

    public IReadOnlyList<double> UnconditionalByCategoryAdjusted => [.. UnconditionalByCategory.Select(value => value * Math.Sqrt(Whole.BiasFactor))];

    public IReadOnlyList<double> ConditionalByCategoryAdjusted => [.. ConditionalByCategory.Select(value => value * Math.Sqrt(Whole.BiasFactor))];
}
