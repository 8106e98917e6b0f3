// Who put which unit into which category: the table that every coefficient starts from.
namespace Keukentafel.Statistics.Agreement;

/// <summary>
/// A category per unit and rater. Categories have an order (for weighted kappa and the ordinal alpha) and may stand for numbers (interval, ratio).
/// </summary>
public sealed class Ratings
{
    private readonly int[][] codes;

    /// <param name="categories">Labels in order. One that nobody used may be listed: it widens the scale of weighted kappa, and nothing else.</param>
    /// <param name="codes">Per rater one code per unit: a position in <paramref name="categories"/>, or −1 for missing.</param>
    public Ratings(IReadOnlyList<string> categories, IReadOnlyList<int[]> codes)
    {
        Categories = [.. categories];
        if (codes.Count < 2) throw new InvalidInputException("raters", "needs two raters");
        for (var r = 0; r < codes.Count; r++)
        {
            var rater = FormattableString.Invariant($"rater {r}");
            Require.SameLength(rater, codes[r].Length, "rater 0", codes[0].Length);
            for (var i = 0; i < codes[r].Length; i++)
                if (codes[r][i] < -1 || codes[r][i] >= categories.Count) throw new InvalidInputException(rater, FormattableString.Invariant($"code {codes[r][i]} has no category"), i);
        }
        this.codes = codes.Select(rater => rater.AsSpan().ToArray()).ToArray();
    }

    /// <summary>Ratings that are numbers: the categories are the distinct ones, ascending. NaN is missing.</summary>
    /// <param name="ratings">Per rater one number per unit.</param>
    public static Ratings OfNumbers(IReadOnlyList<double[]> ratings)
    {
        for (var r = 0; r < ratings.Count; r++) Require.FiniteOrMissing(FormattableString.Invariant($"rater {r}"), ratings[r]);
        var values = ratings.SelectMany(rater => rater).Where(value => !double.IsNaN(value)).Distinct().Order().ToArray();
        var labels = values.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return new Ratings(labels, ratings.Select(rater => Array.ConvertAll(rater, value => double.IsNaN(value) ? -1 : Array.BinarySearch(values, value))).ToArray()) { Values = values };
    }

    public IReadOnlyList<string> Categories { get; }

    /// <summary>The number that each category stands for; null when the categories are no numbers.</summary>
    public IReadOnlyList<double>? Values { get; init; }

    public int Raters => codes.Length;

    public int Units => codes[0].Length;

    /// <summary>The code that a rater gave to a unit; −1 is missing.</summary>
    public int this[int rater, int unit] => codes[rater][unit];

    /// <summary>How many raters put the unit into each category.</summary>
    internal int Count(int unit, Span<int> counts)
    {
        counts.Clear();
        var total = 0;
        foreach (var rater in codes)
            if (rater[unit] >= 0)
            {
                counts[rater[unit]]++;
                total++;
            }
        return total;
    }
}
