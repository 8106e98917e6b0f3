// Cases that compare areas: case-mix adjustment, direct standardisation, Fay–Herriot, funnel limits.
using System.Text.Json;
using Keukentafel.Statistics;
using Keukentafel.Statistics.Areas;
using Keukentafel.Statistics.Estimation;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class AreaKinds
{
    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal)
    {
        ["casemix_cahps"] = CaseMixed,
        ["direct_std"] = Standardised,
        ["fay_herriot"] = SmallAreas,
        ["funnel"] = Funnels,
    };

    private static void CaseMixed(Case check)
    {
        var (table, input, expected) = (check.InputTable, check.Input, check.Expected);
        var (unit, names) = (input.GetProperty("unit").GetString()!, Case.Texts(input, "adjusters"));
        var units = table.Texts(unit);
        var rows = Enumerable.Range(0, table.Rows).Where(i => units[i] is not null).ToArray();
        var areas = Categories.Of(unit, rows.Select(i => units[i]!).ToArray());
        double[] Of(string column) => rows.Select(i => table.Numbers(column)[i]).ToArray();
        double[]? populations = null;
        if (Case.Text(input, "population_column") is { } population)
        {
            populations = Enumerable.Repeat(double.NaN, areas.Count).ToArray();
            var sizes = Of(population);
            for (var i = 0; i < sizes.Length; i++)
                if (!double.IsNaN(sizes[i])) populations[areas.Codes[i]] = sizes[i];
        }
        var got = CaseMix.Adjust(Of(input.GetProperty("y").GetString()!), areas, names.Select(name => new Adjuster(name, Of(name))).ToArray(), populations);

        var labels = expected.TryGetProperty("coef_labels", out _) ? Case.Texts(expected, "coef_labels") : names;
        if (expected.TryGetProperty("coef", out var coefficients))
            check.Compare.Numbers("coef", coefficients, labels.Select(label => got.Coefficients[Array.IndexOf(names, label)]).ToArray());
        var found = Case.Texts(expected, "unit").Select(label => got.Areas.Single(area => area.Label == label)).ToArray();
        Compare.That(got.Areas.Count(area => area.Count > 0) == found.Count(area => area.Count > 0), "unit: not the areas with an answer");
        Lists(check, found, ("n", area => area.Count), ("raw", area => area.Raw), ("adjusted", area => area.Adjusted),
            ("adjusted_vs_grand_x", area => area.AdjustedAtGrandMean), ("var_adjusted", area => area.Variance), ("delta", area => area.Difference),
            ("var_delta", area => area.DifferenceVariance), ("t", area => area.T), ("p_value", area => area.PValue));
        check.Numbers(expected, ("F", got.F), ("df1", got.NumeratorDegreesOfFreedom));
    }

    private static void Standardised(Case check)
    {
        var (table, input) = (check.InputTable, check.Input);
        var unit = input.GetProperty("unit").GetString()!;
        var columns = Case.Texts(input, "cells");
        var reference = input.GetProperty("reference").EnumerateObject().ToArray();
        var place = reference.Select((level, index) => (level.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
        var units = table.Texts(unit);
        var known = Enumerable.Range(0, table.Rows).Where(i => units[i] is not null).ToArray();
        string Cell(int i) => string.Join('|', columns.Select(column => table.Texts(column)[i]));
        var areas = known.Select(i => units[i]!).Distinct(StringComparer.Ordinal).ToArray();
        var rows = known.Where(i => place.ContainsKey(Cell(i))).ToArray();
        var y = table.Numbers(input.GetProperty("y").GetString()!);
        var got = DirectStandardisation.Of(
            rows.Select(i => y[i]).ToArray(),
            new Categories(unit, areas, rows.Select(i => Array.IndexOf(areas, units[i])).ToArray()),
            new Categories("cells", reference.Select(level => level.Name).ToArray(), rows.Select(i => place[Cell(i)]).ToArray()),
            reference.Select(level => Compare.Value(level.Value)).ToArray());
        Lists(check, Case.Texts(check.Expected, "unit").Select(label => got.Single(area => area.Label == label)).ToArray(), ("value", area => area.Value), ("se", area => area.StandardError));
    }

    private static void SmallAreas(Case check)
    {
        var input = check.Input;
        double[] Column(JsonElement of) => of.ValueKind == JsonValueKind.String ? check.InputTable.Numbers(of.GetString()!) : Case.Items(of).Select(Compare.Value).ToArray();
        var y = Column(input.GetProperty("y"));
        var method = input.GetProperty("method").GetString() switch
        {
            "REML" => VarianceMethod.RestrictedMaximumLikelihood,
            "ML" => VarianceMethod.MaximumLikelihood,
            var other => throw new UnsupportedException("fay_herriot: " + other),
        };
        var x = Case.Items(input.GetProperty("x"))
            .Select(column => column.ValueKind == JsonValueKind.String && column.GetString() == "(constant)" ? Enumerable.Repeat(1.0, y.Length).ToArray() : Column(column)).ToArray();
        var got = FayHerriot.Fit(y, x, Column(input.GetProperty("sampling_variance")), method);
        check.Numbers(check.Expected, ("sigma2_u", got.BetweenVariance));
        if (check.Expected.TryGetProperty("beta", out var beta)) check.Compare.Numbers("beta", beta, got.Coefficients);
        if (check.Expected.TryGetProperty("se_beta", out var errors)) check.Compare.Numbers("se_beta", errors, got.StandardErrors);
        Lists(check, got.Areas, ("eblup", area => area.Value), ("gamma", area => area.Gamma), ("mse", area => area.MeanSquaredError),
            ("g1", area => area.G1), ("g2", area => area.G2), ("g3", area => area.G3));
    }

    private static void Funnels(Case check)
    {
        var (input, expected) = (check.Input, check.Expected);
        double? target = input.TryGetProperty("target", out var given) && given.ValueKind == JsonValueKind.Number ? given.GetDouble() : null;
        var winsorise = input.TryGetProperty("winsorise", out _) ? Case.Numbers(input, "winsorise") : [0.1, 0.9];
        var got = Funnel.Of(Case.Numbers(input, "x"), Case.Numbers(input, "n"), target, winsorise[0], winsorise[1]);
        check.Numbers(
            expected, ("p0", got.Target), ("phi_winsorised", got.Shares.Factor), ("tau2_additive", got.Shares.BetweenVariance),
            ("asin_phi", got.Arcsine.Factor), ("asin_tau2", got.Arcsine.BetweenVariance));
        if (expected.TryGetProperty("z_normal", out var z)) check.Compare.Numbers("z_normal", z, got.Shares.Z);
        if (expected.TryGetProperty("asin_z", out var arcsine)) check.Compare.Numbers("asin_z", arcsine, got.Arcsine.Z);
        foreach (var limit in input.GetProperty("limits").EnumerateObject())
        {
            var tail = limit.Value.GetDouble();
            Limits(check, "exact_" + limit.Name, got.Target, () => got.Exact(tail));
            Limits(check, "normal_" + limit.Name, got.Target, () => got.Normal(tail));
            Limits(check, "overdispersed_multiplicative_" + limit.Name, got.Target, () => got.Multiplicative(tail, narrow: true));
            Limits(check, "overdispersed_additive_" + limit.Name, got.Target, () => got.Additive(tail));
        }
    }

    private static void Limits(Case check, string name, double centre, Func<Interval[]> limits)
    {
        if (!check.Expected.TryGetProperty(name + "_lo", out var low)) return;
        foreach (var (limit, lower, upper) in limits().Zip(Case.Items(low), Case.Items(check.Expected.GetProperty(name + "_hi"))))
        {
            check.Compare.Limit(name + "_lo", lower, limit.Lower, centre, 0);
            check.Compare.Limit(name + "_hi", upper, limit.Upper, centre, 0);
        }
    }

    private static void Lists<T>(Case check, IReadOnlyList<T> got, params (string Name, Func<T, double> Of)[] fields)
    {
        foreach (var (name, of) in fields)
            if (check.Expected.TryGetProperty(name, out var expected)) check.Compare.Numbers(name, expected, got.Select(of).ToArray());
    }
}
