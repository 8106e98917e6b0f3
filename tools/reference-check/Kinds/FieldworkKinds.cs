// Cases of fieldwork: outcome rates.
using System.Text.Json;
using Keukentafel.Statistics.Fieldwork;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class FieldworkKinds
{
    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal)
    {
        ["outcome_rates"] = Rates,
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
}
