// What is known of the population: the total of a variable, or of each category of one.
using Keukentafel.Statistics.Numerics;

namespace Keukentafel.Statistics.Weighting;

/// <summary>A known total of the population. Closed set: <see cref="Margin"/>, <see cref="NumericAuxiliary"/>.</summary>
public abstract record Auxiliary
{
    private protected Auxiliary()
    {
    }

    /// <summary>The size of the population: the total of a variable that is 1 for every unit.</summary>
    public static Auxiliary Size(int units, double total) => new NumericAuxiliary("size", Enumerable.Repeat(1.0, units).ToArray(), total);
}

/// <summary>The population total of each category of one variable.</summary>
/// <param name="Categories">The category of each unit of the sample.</param>
/// <param name="Totals">N_k, one per category, in the order of its labels; zero or more.</param>
public sealed record Margin(Categories Categories, IReadOnlyList<double> Totals) : Auxiliary;

/// <summary>The population total of a number.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Values">x_i, one per unit, finite; any scale.</param>
/// <param name="Total">T_x.</param>
public sealed record NumericAuxiliary(string Name, IReadOnlyList<double> Values, double Total) : Auxiliary;

/// <summary>
/// The design matrix X of a set of auxiliaries, never written out where it is made of categories. Of margins all categories of the first,
/// all but the first category of the others (these sum to the same constant). x'λ and X'DX are formed from codes and numbers.
/// </summary>
internal sealed class AuxiliaryBasis
{
    private readonly Term[] terms;
    private readonly int rows;

    public AuxiliaryBasis(IReadOnlyList<Auxiliary> auxiliaries)
    {
        var (totals, list, margins) = (new List<double>(), new List<Term>(), 0);
        foreach (var auxiliary in auxiliaries)
        {
            switch (auxiliary)
            {
                case Margin margin:
                    var columnOf = new int[margin.Categories.Count];
                    for (var k = 0; k < columnOf.Length; k++)
                    {
                        columnOf[k] = margins > 0 && k == 0 ? -1 : totals.Count;
                        if (columnOf[k] >= 0) totals.Add(margin.Totals[k]);
                    }
                    margins++;
                    list.Add(new Term(margin.Categories, columnOf, null, -1));
                    break;
                case NumericAuxiliary number:
                    list.Add(new Term(null, [], [.. number.Values], totals.Count));
                    totals.Add(number.Total);
                    break;
            }
        }
        (terms, Totals) = ([.. list], [.. totals]);
        rows = auxiliaries[0] is Margin first ? first.Categories.Units : ((NumericAuxiliary)auxiliaries[0]).Values.Count;
    }

    public double[] Totals { get; }

    /// <summary>X'WX.</summary>
    public SymmetricFactor Factor(ReadOnlySpan<double> weights)
    {
        var matrix = new double[Totals.Length, Totals.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0) continue;
            for (var m = 0; m < terms.Length; m++)
            {
                var (row, value) = terms[m].At(i);
                if (row < 0) continue;
                value *= weights[i];
                for (var l = 0; l <= m; l++)
                {
                    var (column, other) = terms[l].At(i);
                    if (column >= 0) matrix[row, column] += value * other;
                }
            }
        }
        return new SymmetricFactor(matrix);
    }

    /// <summary>Σ values·x, one sum per column.</summary>
    public double[] Sums(ReadOnlySpan<double> values)
    {
        var sums = new double[Totals.Length];
        for (var i = 0; i < values.Length; i++)
            foreach (var term in terms)
                if (term.At(i) is (>= 0 and var column, var x)) sums[column] += values[i] * x;
        return sums;
    }

    /// <summary>x'λ of every row.</summary>
    public double[] Scores(ReadOnlySpan<double> coefficients)
    {
        var scores = new double[rows];
        for (var i = 0; i < scores.Length; i++) scores[i] = Score(i, coefficients);
        return scores;
    }

    /// <summary>x_i'λ.</summary>
    public double Score(int unit, ReadOnlySpan<double> coefficients)
    {
        var score = 0.0;
        foreach (var term in terms)
            if (term.At(unit) is (>= 0 and var column, var x)) score += coefficients[column] * x;
        return score;
    }

    private sealed class Term(Categories? categories, int[] columnOf, double[]? values, int own)
    {
        public (int Column, double X) At(int unit) => values is null ? (columnOf[categories!.Codes[unit]], 1) : (own, values[unit]);
    }
}
