// Cases of fieldwork: outcome rates, R-indicators.
using System.Text.Json;
using Keukentafel.Statistics;
using Keukentafel.Statistics.Fieldwork;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class FieldworkKinds
{
    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal)
    {
        ["outcome_rates"] = Rates,
        ["r_indicator"] = Representativity,
    };

    private static void Rates(Case check)
    {
        var input = check.Input;
        if (input.TryGetProperty("rows", out _))
        {
            check.Rows((given, expected) => Compare(
                check,
                expected.GetProperty("rates"),
                Counts(name => Case.Number(given, name)).Rates(given.TryGetProperty("e_given", out var e) && e.ValueKind == JsonValueKind.Number ? e.GetDouble() : null)));
            return;
        }
        var cases = check.InputTable;
        var dispositions = cases.Texts(input.GetProperty("disposition").GetString()!);
        var weights = Case.Text(input, "weight") is { } weight ? cases.Numbers(weight) : Enumerable.Repeat(1.0, cases.Rows).ToArray();
        if (Case.Text(input, "by") is not { } by)
        {
            Group(check.Expected, Enumerable.Range(0, cases.Rows));
            return;
        }
        var groups = cases.Texts(by);
        foreach (var group in check.Expected.GetProperty("groups").EnumerateArray())
            Group(group, Enumerable.Range(0, cases.Rows).Where(i => groups[i] == Table.Text(group.GetProperty(by))));

        void Group(JsonElement expected, IEnumerable<int> rows)
        {
            var inside = rows.ToArray();
            double Of(string disposition) => inside.Where(i => dispositions[i] == disposition).Sum(i => weights[i]);
            foreach (var count in expected.GetProperty("counts").EnumerateObject()) check.Compare.Number(count.Name, count.Value, Of(count.Name));
            Compare(check, expected.GetProperty("rates"), Counts(Of).Rates());
        }
    }

    private static OutcomeCounts Counts(Func<string, double> of) => new(of("I"), of("P"), of("R"), of("NC"), of("O"), of("UH") + of("UO"), of("NE"));

    private static void Compare(Case check, JsonElement expected, OutcomeRates rates)
    {
        foreach (var rate in expected.EnumerateObject())
            check.Compare.Number(rate.Name, rate.Value, (double)typeof(OutcomeRates).GetProperty(rate.Name == "e" ? "E" : rate.Name)!.GetValue(rates)!);
    }

    private static void Representativity(Case check)
    {
        var (input, table) = (check.Input, check.InputTable);
        var terms = input.GetProperty("x").EnumerateArray().ToArray();
        var partial = Case.Texts(input, "partial_variables");
        var response = table.Numbers(input.GetProperty("response").GetString()!);
        var weights = Case.Text(input, "weights") is { } weight ? table.Numbers(weight) : Enumerable.Repeat(Case.Number(input, "weight_constant"), table.Rows).ToArray();
        var columns = terms.Select(term => Term(table, term)).ToArray();
        var strata = Case.Text(input, "strata");

        // A row with a missing value in anything that is used is outside.
        var coded = partial.Append(strata).OfType<string>().ToDictionary(name => name, table.Codes, StringComparer.Ordinal);
        var rows = Enumerable.Range(0, table.Rows)
            .Where(i => !double.IsNaN(response[i] + weights[i]) && columns.All(column => !double.IsNaN(column[i])) && coded.Values.All(codes => codes[i] >= 0))
            .ToArray();
        double[] Kept(double[] column) => Array.ConvertAll(rows, i => column[i]);
        Categories Category(string name) => new(name, table.Levels(name), Array.ConvertAll(rows, i => coded[name][i]));

        var indicator = new RIndicator(
            terms.Select(term => term.GetProperty("name").GetString()!).ToArray(),
            columns.Select(Kept).ToArray(),
            Array.ConvertAll(rows, i => response[i] != 0),
            Kept(weights),
            strata is null ? Categories.One("all", rows.Length) : Category(strata));
        check.Numbers(
            check.Expected,
            ("mean_propensity", indicator.Mean), ("R", OrNone(() => indicator.Value)), ("R_unadj", indicator.Unadjusted), ("se", OrNone(() => indicator.StandardError)),
            ("bias_factor", OrNone(() => indicator.BiasFactor)), ("CV", OrNone(() => indicator.Variation)), ("CV_unadj", indicator.VariationUnadjusted),
            ("max_abs_bias_std", OrNone(() => indicator.MaximalBias)), ("R_lower_bound_threshold", indicator.Threshold));
        foreach (var name in partial)
        {
            if (!check.Expected.TryGetProperty("partial", out var all) || !all.TryGetProperty(name, out var expected)) continue;
            var got = indicator.Partial(Category(name), partial.Where(other => other != name).Select(Category).ToArray());
            check.Numbers(
                expected,
                ("Pu", OrNone(() => got.UnconditionalAdjusted)), ("Pu_unadj", got.Unconditional), ("Pc", OrNone(() => got.ConditionalAdjusted)), ("Pc_unadj", got.Conditional));
            var order = Case.Texts(expected, "levels").Select(level => got.Labels.ToList().IndexOf(level)).ToArray();
            ReferenceCheck.Compare.That(!order.Contains(-1), name + ": another list of levels");
            check.Compare.Numbers("Pu_cat", expected.GetProperty("Pu_cat"), order.Select(k => got.UnconditionalByCategory[k]).ToArray());
            check.Compare.Numbers("Pc_cat", expected.GetProperty("Pc_cat"), order.Select(k => got.ConditionalByCategory[k]).ToArray());
        }
    }

    // The library refuses a variance from one unit; the reference says NA.
    private static double OrNone(Func<double> value)
    {
        try { return value(); }
        catch (LonelyStratumException) { return double.NaN; }
    }

    // A column of the model matrix: a product of numbers and of indicators of a level; empty: the constant.
    private static double[] Term(Table table, JsonElement term)
    {
        var column = Enumerable.Repeat(1.0, table.Rows).ToArray();
        foreach (var factor in term.GetProperty("product").EnumerateArray())
        {
            var name = factor.GetProperty("column").GetString()!;
            var texts = factor.TryGetProperty("level", out _) ? table.Texts(name) : null;
            for (var i = 0; i < column.Length; i++)
                column[i] *= texts is null ? table.Numbers(name)[i] : texts[i] is null ? double.NaN : texts[i] == Table.Text(factor.GetProperty("level")) ? 1 : 0;
        }
        return column;
    }
}
