// A column of categories: a label per category and a code per unit. Strata, cells, margins and groups are all such columns.
namespace Keukentafel.Statistics;

/// <summary>
/// The category of each unit. <see cref="Codes"/> holds one code per unit (0 … number of labels − 1, same order as every other column);
/// a category without a unit may exist and counts. A missing value is a category of its own: the caller names it.
/// </summary>
public sealed class Categories
{
    private readonly int[] codes;
    private readonly string[] labels;

    public Categories(string name, IReadOnlyList<string> labels, ReadOnlySpan<int> codes)
    {
        Name = name;
        this.labels = [.. labels];
        this.codes = codes.ToArray();
        for (var i = 0; i < codes.Length; i++)
            if ((uint)codes[i] >= (uint)labels.Count)
                throw new InvalidInputException(name, FormattableString.Invariant($"code {codes[i]} has no label"), i);
    }

    /// <summary>The categories that occur in <paramref name="values"/> (one text per unit), in ordinal order.</summary>
    public static Categories Of(string name, IReadOnlyList<string> values)
    {
        var distinct = values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var code = distinct.Select((label, index) => (label, index)).ToDictionary(pair => pair.label, pair => pair.index, StringComparer.Ordinal);
        return new Categories(name, distinct, values.Select(value => code[value]).ToArray());
    }

    /// <summary>One category for all <paramref name="units"/> units: no strata, no groups.</summary>
    public static Categories One(string name, int units) => new(name, [name], new int[units]);

    public string Name { get; }
    public IReadOnlyList<string> Labels => labels;
    public ReadOnlySpan<int> Codes => codes;
    public int Units => codes.Length;
    public int Count => labels.Length;

    /// <summary>Σ of <paramref name="weights"/> (one per unit) in each category.</summary>
    public double[] Totals(ReadOnlySpan<double> weights)
    {
        Require.SameLength("weights", weights.Length, Name, codes.Length);
        var totals = new double[labels.Length];
        for (var i = 0; i < codes.Length; i++) totals[codes[i]] += weights[i];
        return totals;
    }
}
