// Cases of agreement between raters.
using Keukentafel.Statistics.Agreement;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class AgreementKinds
{
    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal)
    {
        ["kappa"] = check => Coefficient(check, "kappa", Kappa.Cohen(Listed(check), Case.Text(check.Input, "weights") switch
        {
            null or "none" or "unweighted" => KappaWeights.None,
            "linear" => KappaWeights.Linear,
            "quadratic" => KappaWeights.Quadratic,
            var other => throw new UnsupportedException("kappa: " + other),
        })),
        ["fleiss"] = check => Coefficient(check, "kappa", Kappa.Fleiss(Listed(check))),
        ["krippendorff_alpha"] = check => Coefficient(check, "alpha", KrippendorffAlpha.Of(AsTheyAre(check), check.Input.GetProperty("level").GetString() switch
        {
            "nominal" => MeasurementLevel.Nominal,
            "ordinal" => MeasurementLevel.Ordinal,
            "interval" => MeasurementLevel.Interval,
            "ratio" => MeasurementLevel.Ratio,
            var other => throw new UnsupportedException("krippendorff_alpha: " + other),
        })),
    };

    private static void Coefficient(Case check, string name, AgreementCoefficient got) => check.Numbers(check.Expected, (name, got.Value), ("n", got.Units));

    // Categories as listed; a value that is not on the list is missing.
    private static Ratings Listed(Case check) =>
        check.Input.TryGetProperty("categories", out _) ? Coded(check, Case.Texts(check.Input, "categories")) : AsTheyAre(check);

    // Numbers as numbers; texts in the order of the file's levels, or of the list that the case gives.
    private static Ratings AsTheyAre(Case check)
    {
        var (table, raters) = (check.InputTable, Case.Texts(check.Input, "raters"));
        if (raters.All(table.IsNumber)) return Ratings.OfNumbers(raters.Select(table.Numbers).ToArray());
        if (check.Input.TryGetProperty("categories", out _)) return Coded(check, Case.Texts(check.Input, "categories"));
        var levels = raters.Select(table.Levels).ToArray();
        var first = levels[0].ToHashSet(StringComparer.Ordinal);
        var all = levels.SelectMany(level => level).Distinct(StringComparer.Ordinal);
        return Coded(check, levels.All(first.IsSupersetOf) ? levels[0] : [.. all.Order(StringComparer.Ordinal)]);
    }

    private static Ratings Coded(Case check, string[] categories)
    {
        var place = categories.Select((category, index) => (category, index)).ToDictionary(pair => pair.category, pair => pair.index, StringComparer.Ordinal);
        return new Ratings(categories, Case.Texts(check.Input, "raters")
            .Select(rater => Array.ConvertAll(check.InputTable.Texts(rater), text => text is not null && place.TryGetValue(text, out var code) ? code : -1)).ToArray());
    }
}
