// One side of a table: its categories and which of them are sums of others. A flat list with its total, a hierarchy of regions, periods
// with their year: the same thing.
namespace Keukentafel.Statistics.Disclosure;

/// <summary>The category <paramref name="Total"/> is the sum of the categories <paramref name="Parts"/> (positions).</summary>
public sealed record Sum(int Total, IReadOnlyList<int> Parts);

/// <summary>A variable that a table is crossed by.</summary>
public sealed class Dimension
{
    /// <param name="name">The variable. Tables that share cells must use the same name for it.</param>
    /// <param name="labels">One per category, totals included; all different.</param>
    /// <param name="sums">Which categories are sums of which. A category may be part of several (two ways to divide the same whole).</param>
    /// <param name="whole">The category that is everything, whose cells are those of the table without this variable; null when there is none.</param>
    /// <exception cref="InvalidInputException">A label twice, or a sum over a category that is not there, twice the same or its own total.</exception>
    public Dimension(string name, IReadOnlyList<string> labels, IReadOnlyList<Sum> sums, int? whole = null)
    {
        if (labels.Count == 0) throw new InvalidInputException(name, "has no categories");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var k = 0; k < labels.Count; k++)
            if (!seen.Add(labels[k])) throw new InvalidInputException(name, $"has the category '{labels[k]}' twice", k);
        for (var s = 0; s < sums.Count; s++)
        {
            var places = sums[s].Parts.Append(sums[s].Total).ToArray();
            if (sums[s].Parts.Count == 0 || places.Any(place => place < 0 || place >= labels.Count) || places.Distinct().Count() != places.Length)
                throw new InvalidInputException(name, "has a sum over a category that is not there, is named twice or is the sum itself", s);
        }
        if (whole is < 0 || whole >= labels.Count) throw new InvalidInputException(name, "has a whole that is not a category");
        (Name, Labels, Sums, Whole) = (name, labels, sums, whole);
    }

    public string Name { get; }
    public IReadOnlyList<string> Labels { get; }
    public IReadOnlyList<Sum> Sums { get; }
    public int? Whole { get; }
    public int Count => Labels.Count;

    /// <summary>A flat list with its total behind it.</summary>
    public static Dimension WithTotal(string name, params IReadOnlyList<string> parts) =>
        new(name, [.. parts, "Total"], [new Sum(parts.Count, [.. Enumerable.Range(0, parts.Count)])], parts.Count);

    /// <summary>A list that is not added up, as the items of a questionnaire.</summary>
    public static Dimension WithoutTotal(string name, params IReadOnlyList<string> labels) => new(name, labels, []);
}
