// The calibration steps of the schema as steps of the library.
using System.Text.Json;
using Keukentafel.Statistics;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class CalibrationSteps
{
    public static WeightingStep Of(JsonElement step, Table table)
    {
        switch (step.GetProperty("method").GetString())
        {
            case "poststratify":
                var cells = table.Cross(Case.Texts(step, "columns"));
                return new PostStratification(cells, Totals(cells, step));
            case "rake_as_in_r":
                return new RakeAsInR(Margins(step, table), (int)Case.Number(step, "maxit"), Case.Number(step, "epsilon"));
            case "trim":
                return new Trimming(Math.Max(0, Bound(step, "lower", 0)), Bound(step, "upper", double.PositiveInfinity), step.GetProperty("strict").ValueKind == JsonValueKind.True);
            case "linear" or "raking" or "logit" or "trunclin":
                return Calibrated(step, table);
            case var method:
                throw new UnsupportedException("calibration: " + method);
        }
    }

    /// <summary>The margins of a raking step.</summary>
    public static Margin[] Margins(JsonElement step, Table table) => step.GetProperty("margins").EnumerateArray().Select(margin =>
    {
        var categories = table.Cross(Case.Texts(margin, "columns"));
        return new Margin(categories, Totals(categories, margin));
    }).ToArray();

    private static Calibration Calibrated(JsonElement step, Table table)
    {
        var bounds = Given(step, "bounds") ? Case.Numbers(step, "bounds") : [double.NegativeInfinity, double.PositiveInfinity];
        var distance = step.GetProperty("method").GetString() switch
        {
            "linear" => Given(step, "bounds") ? Distance.TruncatedLinear(bounds[0], bounds[1]) : Distance.Linear,
            "raking" => Distance.Raking,
            "trunclin" => Distance.TruncatedLinear(bounds[0], bounds[1]),
            _ => Distance.Logit(bounds[0], bounds[1]),
        };
        var trim = Given(step, "trim") ? Case.Numbers(step, "trim") : null;
        var options = new CalibrationOptions(
            Case.Text(step, "variance_column") is { } column ? table.Numbers(column) : null,
            Case.Text(step, "bounds_on") == "weight",
            trim is null ? null : (trim[0], trim[1]));
        return new Calibration(distance, Given(step, "margins") ? Margins(step, table) : Auxiliaries(step, table), options);
    }

    private static Auxiliary[] Auxiliaries(JsonElement step, Table table) => step.GetProperty("auxiliaries").EnumerateArray().Select(auxiliary =>
    {
        var total = Case.Number(auxiliary, "total");
        if (Case.Text(auxiliary, "column") is not { } column) return Auxiliary.Size(table.Rows, total);
        if (!auxiliary.TryGetProperty("level", out var level) || level.ValueKind == JsonValueKind.Null) return new NumericAuxiliary(column, table.Numbers(column), total);
        var wanted = Table.Text(level);
        return new NumericAuxiliary(column + "=" + wanted, table.Texts(column).Select(text => text == wanted ? 1.0 : 0.0).ToArray(), total);
    }).ToArray();

    // A class of the sample without a total is refused; a total without a class too, unless the step is partial.
    private static double[] Totals(Categories categories, JsonElement of)
    {
        var known = of.GetProperty("totals").EnumerateArray().ToDictionary(
            total => string.Join('|', Case.Texts(total, "levels")),
            total => Case.Number(total, "total"),
            StringComparer.Ordinal);
        var partial = of.TryGetProperty("partial", out var flag) && flag.ValueKind == JsonValueKind.True;
        var present = categories.Totals(Enumerable.Repeat(1.0, categories.Units).ToArray());
        if (!partial && known.Keys.Except(categories.Labels).FirstOrDefault(key => known[key] > 0) is { } silent) throw new EmptyCategoryException(categories.Name, silent, known[silent]);
        return categories.Labels.Select((label, k) => known.TryGetValue(label, out var total) ? partial && present[k] == 0 ? 0 : total
            : present[k] == 0 ? 0 : throw new EmptyCategoryException(categories.Name, label, 0)).ToArray();
    }

    private static double Bound(JsonElement step, string name, double otherwise) => Given(step, name) ? Case.Number(step, name) : otherwise;

    private static bool Given(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
}
