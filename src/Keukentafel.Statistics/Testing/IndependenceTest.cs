// Whether two categorical variables are independent in the population: Pearson's statistic corrected for the design, and Wald's.
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Numerics;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Testing;

/// <summary>
/// The shares P of the cells of a two-way table with their design covariance V, and what Rao and Scott's corrections need:
/// Δ = (C'D⁻¹C/n)⁻¹(C'D⁻¹VD⁻¹C), D = diag P, C the interaction contrasts, orthogonal to constant and main effects.
/// Source: Rao and Scott 1981, 1984; Thomas and Rao 1987; Koch, Freeman and Freeman 1975. Equivalent in R: <c>svychisq(~a + b, design)</c>.
/// Proved by <c>ReferenceTests</c> (kind <c>chisq</c>) to 1e-8, the saddlepoint to 1e-4, and by <c>SecondImplementationTests</c> (two by two, Pearson's case).
/// </summary>
public sealed class IndependenceTest
{
    // The trace of Δ is a design effect per contrast; below this it is the rounding of none.
    private const double NoSpread = 1e-12;

    private readonly double[,] information;
    private readonly double[,] spread;
    private readonly double[,] delta;
    private readonly double[] departures;
    private readonly double[,] departureCovariance;
    private readonly int degreesOfFreedom;

    private IndependenceTest(double pearson, double[,] information, double[,] spread, double[] departures, double[,] departureCovariance, int degreesOfFreedom)
    {
        (Pearson, this.information, this.spread, this.departures, this.departureCovariance, this.degreesOfFreedom) =
            (pearson, information, spread, departures, departureCovariance, degreesOfFreedom);
        delta = Symmetric.Solve(information, spread);
    }

    /// <summary>X² = n·Σ (P_rc − P_r·P_·c)²/(P_r·P_·c), n the observed units: not to be compared with chi-square as it stands.</summary>
    public double Pearson { get; }

    /// <summary>(r−1)(c−1).</summary>
    public int Interactions => departures.Length;

    /// <summary>Rao and Scott, second order: F = X²/tr Δ on d₀ = (tr Δ)²/tr Δ² and d₀ν degrees of freedom. The one to use.</summary>
    public FTest SecondOrder()
    {
        var (first, second) = Traces();
        var d0 = first * first / second;
        return FTest.Of(Pearson / first, d0, d0 * degreesOfFreedom);
    }

    /// <summary>Rao and Scott, first order: the p-value of X² over the mean of Δ's diagonal, as chi-square of (r−1)(c−1).</summary>
    public double FirstOrderPValue() => ChiSquare.UpperTail(Pearson / (Traces().First / Interactions), Interactions);

    /// <summary>Wald: W = Y'V_Y⁻¹Y of Y_rc = N̂_rc − N̂_r·N̂_·c/N̂; F = W/q on q and ν.</summary>
    public FTest Wald() => FTest.Of(WaldStatistic / Interactions, Interactions, degreesOfFreedom);

    /// <summary>Wald, for few degrees of freedom: F = W(ν−q+1)/(qν) on q and ν−q+1.</summary>
    public FTest AdjustedWald()
    {
        var left = degreesOfFreedom - Interactions + 1;
        return FTest.Of(WaldStatistic * left / ((double)Interactions * degreesOfFreedom), Interactions, left);
    }

    /// <summary>The p-value of X² in the mixture Σ δ_j χ²₁ over χ²_k/k, k = d₀ν, by a saddlepoint. Source: Kuonen 1999; Lumley 2010.</summary>
    public double SaddlepointPValue()
    {
        var (first, second) = Traces();
        var k = first * first / second * degreesOfFreedom;
        return Saddlepoint.UpperTail(Symmetric.Eigenvalues(spread, information), Pearson, k);
    }

    /// <param name="sample">Design and weights.</param>
    /// <param name="rows">The category of each unit; categories without weight in the domain do not count.</param>
    /// <param name="columns">As rows.</param>
    /// <param name="domain">The units with both values; empty: all.</param>
    /// <param name="degreesOfFreedom">ν; null: of the domain.</param>
    /// <exception cref="NotEstimableException">Fewer than two rows or columns have respondents. The tests refuse a table without variance, as of a census.</exception>
    public static IndependenceTest Of(WeightedSample sample, Categories rows, Categories columns, ReadOnlySpan<bool> domain = default, int? degreesOfFreedom = null)
    {
        Require.SameLength(rows.Name, rows.Units, "weights", sample.Units);
        Require.SameLength(columns.Name, columns.Units, "weights", sample.Units);
        if (!domain.IsEmpty) Require.SameLength("domain", domain.Length, "weights", sample.Units);
        var (own, other) = (Present(sample, rows, domain), Present(sample, columns, domain));
        if (own.Length < 2) throw new NotEstimableException(rows.Name, "has fewer than two categories with respondents");
        if (other.Length < 2) throw new NotEstimableException(columns.Name, "has fewer than two categories with respondents");
        var cells = new double[own.Length * other.Length][];
        for (var c = 0; c < other.Length; c++)
            for (var r = 0; r < own.Length; r++)
                cells[c * own.Length + r] = Indicator(rows, own[r], columns, other[c]);
        var shares = sample.Means(cells, domain);
        var totals = sample.Totals(cells, domain);
        var contrasts = Contrasts(own.Length, other.Length);
        var (information, spread) = Forms(shares, contrasts);
        var (departures, covariance) = Departures(totals, own.Length, other.Length);
        return new IndependenceTest(PearsonOf(shares, own.Length, other.Length), information, spread, departures, covariance, degreesOfFreedom ?? sample.DegreesOfFreedomOf(domain));
    }

    private double WaldStatistic
    {
        get
        {
            _ = Traces();
            return Symmetric.Form(departureCovariance, departures);
        }
    }

    private (double First, double Second) Traces()
    {
        var (first, second) = (0.0, 0.0);
        for (var j = 0; j < Interactions; j++)
        {
            first += delta[j, j];
            for (var k = 0; k < Interactions; k++) second += delta[j, k] * delta[k, j];
        }
        if (!(first > NoSpread)) throw new NotEstimableException("table", "its cells have no variance");
        return (first, second);
    }

    private static int[] Present(WeightedSample sample, Categories categories, ReadOnlySpan<bool> domain)
    {
        var seen = new bool[categories.Count];
        for (var i = 0; i < categories.Units; i++)
            if ((domain.IsEmpty || domain[i]) && sample.Weights[i] != 0) seen[categories.Codes[i]] = true;
        return Enumerable.Range(0, seen.Length).Where(k => seen[k]).ToArray();
    }

    private static double[] Indicator(Categories rows, int row, Categories columns, int column)
    {
        var y = new double[rows.Units];
        for (var i = 0; i < y.Length; i++) y[i] = rows.Codes[i] == row && columns.Codes[i] == column ? 1 : 0;
        return y;
    }

    private static double PearsonOf(Estimates shares, int rows, int columns)
    {
        var (byRow, byColumn, sum) = (new double[rows], new double[columns], 0.0);
        for (var c = 0; c < columns; c++)
            for (var r = 0; r < rows; r++)
            {
                byRow[r] += shares.Values[c * rows + r];
                byColumn[c] += shares.Values[c * rows + r];
            }
        for (var c = 0; c < columns; c++)
            for (var r = 0; r < rows; r++)
            {
                var expected = byRow[r] * byColumn[c];
                sum += (shares.Values[c * rows + r] - expected) * (shares.Values[c * rows + r] - expected) / expected;
            }
        return shares.Count * sum;
    }

    // Row and column indicators multiplied, less what constant and main effects explain over the cells, unweighted: in a full table the double-centred product.
    private static double[][] Contrasts(int rows, int columns)
    {
        var contrasts = new List<double[]>();
        for (var c = 1; c < columns; c++)
            for (var r = 1; r < rows; r++)
            {
                var contrast = new double[rows * columns];
                for (var k = 0; k < columns; k++)
                    for (var j = 0; j < rows; j++)
                        contrast[k * rows + j] = ((j == r ? 1 : 0) - 1.0 / rows) * ((k == c ? 1 : 0) - 1.0 / columns);
                contrasts.Add(contrast);
            }
        return [.. contrasts];
    }

    // C'D⁻¹C/n and C'D⁻¹VD⁻¹C; a cell without weight has no part in either.
    private static (double[,] Information, double[,] Spread) Forms(Estimates shares, double[][] contrasts)
    {
        var (cells, size) = (shares.Values.Count, contrasts.Length);
        var scaled = contrasts.Select(contrast => contrast.Select((value, i) => shares.Values[i] == 0 ? 0 : value / shares.Values[i]).ToArray()).ToArray();
        var (information, spread) = (new double[size, size], new double[size, size]);
        for (var j = 0; j < size; j++)
            for (var k = 0; k < size; k++)
                for (var a = 0; a < cells; a++)
                {
                    information[j, k] += contrasts[j][a] * scaled[k][a] / shares.Count;
                    for (var b = 0; b < cells; b++) spread[j, k] += scaled[j][a] * shares.Covariance[a, b] * scaled[k][b];
                }
        return (information, spread);
    }

    private static (double[] Departures, double[,] Covariance) Departures(Estimates totals, int rows, int columns)
    {
        var (byRow, byColumn, all) = (new double[rows], new double[columns], 0.0);
        for (var c = 0; c < columns; c++)
            for (var r = 0; r < rows; r++)
            {
                byRow[r] += totals.Values[c * rows + r];
                byColumn[c] += totals.Values[c * rows + r];
                all += totals.Values[c * rows + r];
            }
        var (departures, gradients) = (new List<double>(), new List<double[]>());
        for (var c = 1; c < columns; c++)
            for (var r = 1; r < rows; r++)
            {
                departures.Add(totals.Values[c * rows + r] - byRow[r] * byColumn[c] / all);
                var gradient = new double[rows * columns];
                for (var k = 0; k < columns; k++)
                    for (var j = 0; j < rows; j++)
                        gradient[k * rows + j] = (j == r && k == c ? 1 : 0) - (j == r ? byColumn[c] : 0) / all - (k == c ? byRow[r] : 0) / all + byRow[r] * byColumn[c] / (all * all);
                gradients.Add(gradient);
            }
        var covariance = new double[departures.Count, departures.Count];
        for (var j = 0; j < departures.Count; j++)
            for (var k = 0; k < departures.Count; k++)
                for (var a = 0; a < rows * columns; a++)
                    for (var b = 0; b < rows * columns; b++) covariance[j, k] += gradients[j][a] * totals.Covariance[a, b] * gradients[k][b];
        return ([.. departures], covariance);
    }
}
