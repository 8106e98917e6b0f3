// One-way margins of the population, and the indicator variables that they stand for.
using Keukentafel.Statistics.Designs;

namespace Keukentafel.Statistics.Weighting;

/// <summary>The population total of each category of one variable.</summary>
/// <param name="Categories">The category of each unit of the sample.</param>
/// <param name="Totals">N_k, one per category, in the order of its labels; above zero where the category has units.</param>
public sealed record Margin(Categories Categories, IReadOnlyList<double> Totals);

/// <summary>
/// The design matrix X of a set of margins, never written out: all categories of the first margin, all but the first of the others
/// (these sum to the same constant), and of those only the columns that do not follow from earlier ones in this sample.
/// x'λ and X'DX are formed from the category codes.
/// </summary>
internal sealed class MarginBasis
{
    private readonly int[][] columnOf;
    private readonly IReadOnlyList<Margin> margins;

    public MarginBasis(IReadOnlyList<Margin> margins, SurveyDesign design)
    {
        this.margins = margins;
        columnOf = new int[margins.Count][];
        var totals = new List<double>();
        for (var m = 0; m < margins.Count; m++)
        {
            columnOf[m] = new int[margins[m].Categories.Count];
            for (var k = 0; k < columnOf[m].Length; k++)
            {
                columnOf[m][k] = m > 0 && k == 0 ? -1 : totals.Count;
                if (columnOf[m][k] >= 0) totals.Add(margins[m].Totals[k]);
            }
        }
        Totals = [.. totals];
        BaseFactor = Factor(design.Weights);
    }

    public double[] Totals { get; }

    /// <summary>X'DX with the weights of the design; its dependent columns are those that are left out everywhere.</summary>
    public SymmetricFactor BaseFactor { get; }

    public SymmetricFactor Factor(ReadOnlySpan<double> weights)
    {
        var matrix = new double[Totals.Length, Totals.Length];
        for (var i = 0; i < weights.Length; i++)
            for (var m = 0; m < columnOf.Length; m++)
            {
                var row = Column(m, i);
                if (row < 0) continue;
                for (var l = 0; l <= m; l++)
                {
                    var column = Column(l, i);
                    if (column >= 0) matrix[row, column] += weights[i];
                }
            }
        return new SymmetricFactor(matrix);
    }

    /// <summary>Σ values·x, one sum per column.</summary>
    public double[] Sums(ReadOnlySpan<double> values)
    {
        var sums = new double[Totals.Length];
        for (var i = 0; i < values.Length; i++)
            for (var m = 0; m < columnOf.Length; m++)
                if (Column(m, i) is >= 0 and var column) sums[column] += values[i];
        return sums;
    }

    /// <summary>x_i'λ.</summary>
    public double Score(int unit, ReadOnlySpan<double> coefficients)
    {
        var score = 0.0;
        for (var m = 0; m < columnOf.Length; m++)
            if (Column(m, unit) is >= 0 and var column) score += coefficients[column];
        return score;
    }

    private int Column(int margin, int unit) => columnOf[margin][margins[margin].Categories.Codes[unit]];
}
