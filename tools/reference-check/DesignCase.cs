// A case about a design: its sample under the rules of the case, its domain, its columns.
using System.Text.Json;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Tools.ReferenceCheck;

internal sealed class DesignCase
{
    private readonly BuiltDesign design;

    public DesignCase(Case check)
    {
        Check = check;
        design = check.Fixture.Designs[check.Element.GetProperty("design").GetString()!];
        Sample = check.Element.TryGetProperty("design_options", out var options) && options.ValueKind == JsonValueKind.Object
            ? design.Sample.With(Designs.Rules(options, design.Sample.Rules))
            : design.Sample;
    }

    public Case Check { get; }

    public WeightedSample Sample { get; }

    public Table Table => design.Table;

    public Compare Compare => Check.Compare;

    public JsonElement Expected => Check.Expected;

    public int DegreesOfFreedom => Sample.DegreesOfFreedomOf(design.Domain);

    /// <summary>The rows that the design keeps in a domain: all of them where weights were calibrated.</summary>
    public int RowsOf(bool[] domain) => design.KeepsAllRows ? Table.Rows : domain.Count(inside => inside);

    /// <summary>The domain of a statistic within the domain of the design.</summary>
    public bool[] Domain(JsonElement of)
    {
        var domain = design.Domain.Length > 0 ? design.Domain.ToArray() : Enumerable.Repeat(element: true, Table.Rows).ToArray();
        if (!of.TryGetProperty("domain", out var names) || names.ValueKind == JsonValueKind.Null) return domain;
        foreach (var name in names.ValueKind == JsonValueKind.Array ? Case.Texts(of, "domain") : [names.GetString()!]) domain = And(domain, Table.Numbers(name), value => value == 1);
        return domain;
    }

    public static bool[] And<T>(bool[] domain, T[] column, Func<T, bool> holds) => domain.Zip(column, (inside, value) => inside && holds(value)).ToArray();

    /// <summary>The rows of a domain in which a group of `by` columns has its values.</summary>
    public bool[] Within(bool[] domain, JsonElement group, IEnumerable<string> by)
    {
        foreach (var column in by)
        {
            var level = Table.Text(group.GetProperty(column));
            domain = And(domain, Table.Texts(column), text => text == level);
        }
        return domain;
    }

    /// <summary>0/1 columns, one per level; missing stays missing.</summary>
    public double[][] Indicators(string column, IEnumerable<string> levels)
    {
        var values = Table.Texts(column);
        return levels.Select(level => Array.ConvertAll(values, value => value is null ? double.NaN : value == level ? 1.0 : 0.0)).ToArray();
    }

    /// <summary>The statistic that a case or its `of` names, over a domain; null where na_rm is false and a value is missing.</summary>
    public IStatistic? Statistic(JsonElement of, bool[] domain)
    {
        var kind = KindOf(of);
        var columns = kind switch
        {
            "proportion_levels" or "total_levels" => Indicators(of.GetProperty("column").GetString()!, Case.Texts(of, "levels")),
            "ratio" => [Table.Numbers(of.GetProperty("numerator").GetString()!), Table.Numbers(of.GetProperty("denominator").GetString()!)],
            "variance" => [Table.Numbers(of.GetProperty("column").GetString()!)],
            _ => Case.Texts(of, "columns").Select(Table.Numbers).ToArray(),
        };
        if (!RemovesMissing(of) && IsMissing(columns, domain)) return null;
        return kind switch
        {
            "ratio" => new RatioStatistic(columns[0], columns[1], domain),
            "total" or "total_levels" => new TotalStatistic(columns, domain),
            "variance" => new VarianceStatistic(Sample.Weights, columns[0], domain),
            _ => new MeanStatistic(columns, domain),
        };
    }

    public static bool RemovesMissing(JsonElement of) => of.TryGetProperty("na_rm", out var flag) && flag.ValueKind == JsonValueKind.True;

    public static bool IsMissing(double[][] columns, bool[] domain) => columns.Any(column => column.Where((value, i) => domain[i] && double.IsNaN(value)).Any());

    private static string KindOf(JsonElement of) => of.GetProperty("kind").GetString() is "by" ? of.GetProperty("of").GetString()! : of.GetProperty("kind").GetString()!;
}
