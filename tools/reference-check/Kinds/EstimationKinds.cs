// Cases of estimates: means, totals, ratios, variances, by group, contrasts.
using System.Text.Json;
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Grouped;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class EstimationKinds
{
    private static readonly Interval Nothing = new(double.NaN, double.NaN);

    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal)
    {
        ["mean"] = Estimated,
        ["total"] = Estimated,
        ["proportion_levels"] = Estimated,
        ["total_levels"] = Estimated,
        ["ratio"] = Estimated,
        ["variance"] = Estimated,
        ["by"] = By,
        ["cv"] = Variation,
        ["confint_levels"] = Levels,
        ["contrast"] = Contrast,
        ["ratio_separate"] = SeparateRatios,
        ["ratio_separate_total"] = SeparateRatioTotal,
        ["degf"] = DegreesOfFreedomOfDomain,
        ["degf_domains"] = DegreesOfFreedom,
        ["table"] = Table,
        ["items_by_group"] = ItemsByGroup,
    };

    private static void Estimated(Case check)
    {
        var of = new DesignCase(check);
        var statistic = of.Statistic(check.Statistic, of.Domain(check.Statistic));
        var (values, errors, covariance) = Estimates(of, statistic, Size(check.Expected));
        Fields(of, check.Expected, values, errors, 0, 1);
        if (check.Expected.TryGetProperty("degf_of_design", out var degf)) check.Compare.Number("degf", degf, of.DegreesOfFreedom);
        if (check.Expected.TryGetProperty("deff", out var deff))
            check.Compare.Numbers("deff", deff, of.Sample.DesignEffects(statistic!, check.Statistic.GetProperty("deff").GetString() == "wr"));
        if (!check.Expected.TryGetProperty("vcov", out var wanted)) return;
        for (var j = 0; j < values.Length; j++)
            for (var k = 0; k < values.Length; k++)
            {
                var expected = wanted.ValueKind == JsonValueKind.Array ? wanted[j].ValueKind == JsonValueKind.Array ? wanted[j][k] : wanted[j] : wanted;
                check.Compare.Number($"vcov[{j},{k}]", expected, covariance[j, k], errors[j] * errors[k]);
            }
    }

    private static (double[] Values, double[] Errors, double[,] Covariance) Estimates(DesignCase of, IStatistic? statistic, int size)
    {
        if (statistic is null)
        {
            var nothing = Enumerable.Repeat(double.NaN, size).ToArray();
            var none = new double[size, size];
            for (var j = 0; j < size; j++)
                for (var k = 0; k < size; k++) none[j, k] = double.NaN;
            return (nothing, nothing, none);
        }
        var estimates = of.Sample.Estimate(statistic);
        return ([.. estimates.Values], Enumerable.Range(0, statistic.Count).Select(j => estimates[j].StandardError).ToArray(), estimates.Covariance);
    }

    // A case that must be refused has no estimates to count.
    private static int Size(JsonElement expected) => expected.TryGetProperty("estimate", out var estimate) && estimate.ValueKind == JsonValueKind.Array ? estimate.GetArrayLength() : 1;

    // Vectors of groups are column-major: all groups for the first column, then all for the next.
    private static void Fields(DesignCase of, JsonElement expected, double[] values, double[] errors, int group, int groups)
    {
        var student = of.DegreesOfFreedom > 0 ? StudentT.TwoSided(0.95, of.DegreesOfFreedom) : double.NaN;
        for (var j = 0; j < values.Length; j++)
        {
            var at = j * groups + group;
            of.Compare.Number($"estimate[{at}]", At(expected, "estimate", at), values[j]);
            of.Compare.StandardError($"se[{at}]", At(expected, "se", at), errors[j], values[j]);
            Limits("ci95_normal", at, values[j], errors[j], StudentT.TwoSided(0.95, double.PositiveInfinity));
            Limits("ci95_t", at, values[j], errors[j], student);
        }

        void Limits(string name, int at, double value, double error, double multiplier)
        {
            if (!expected.TryGetProperty(name, out var limits) || double.IsNaN(multiplier)) return;
            of.Compare.Limit(name, At(limits, "lower", at), value - multiplier * error, value, error);
            of.Compare.Limit(name, At(limits, "upper", at), value + multiplier * error, value, error);
        }
    }

    private static JsonElement At(JsonElement of, string name, int index) => of.GetProperty(name) is { ValueKind: JsonValueKind.Array } list ? list[index] : of.GetProperty(name);

    private static void By(Case check)
    {
        switch (check.Statistic.GetProperty("of").GetString())
        {
            case "quantile":
                QuantileKinds.By(check);
                return;
            case "ci_proportion":
                ProportionKinds.By(check);
                return;
        }
        var of = new DesignCase(check);
        var by = Case.Texts(check.Statistic, "by");
        var domain = of.Domain(check.Statistic);
        if (!check.Expected.TryGetProperty("groups", out var listed))
        {
            ByGroup(of, check.Statistic);
            return;
        }
        var groups = listed.EnumerateArray().ToArray();
        var size = Size(check.Expected) / groups.Length;
        for (var g = 0; g < groups.Length; g++)
        {
            var statistic = of.Statistic(check.Statistic, of.Within(domain, groups[g], by));
            var (values, errors, _) = Estimates(of, statistic, size);
            Fields(of, check.Expected, values, errors, g, groups.Length);
            if (check.Expected.TryGetProperty("deff", out _) && statistic is not null)
            {
                var effects = of.Sample.DesignEffects(statistic, check.Statistic.GetProperty("deff").GetString() == "wr");
                for (var j = 0; j < size; j++) check.Compare.Number("deff", At(check.Expected, "deff", j * groups.Length + g), effects[j]);
            }
        }
        if (check.Expected.TryGetProperty("degf_of_design", out var degf)) check.Compare.Number("degf", degf, of.DegreesOfFreedom);
    }

    private static void Variation(Case check)
    {
        var of = new DesignCase(check);
        var (values, errors, _) = OfInner(of, check.Statistic.GetProperty("of"));
        check.Compare.Numbers("cv", check.Expected.GetProperty("cv"), values.Zip(errors, (value, error) => error / value).ToArray());
    }

    private static (double[] Values, double[] Errors, double[,] Covariance) OfInner(DesignCase of, JsonElement inner)
    {
        var statistic = of.Statistic(inner, of.Domain(inner));
        return Estimates(of, statistic, statistic?.Count ?? Case.Texts(inner, "columns").Length);
    }

    private static void Levels(Case check)
    {
        var of = new DesignCase(check);
        var (values, errors, _) = OfInner(of, check.Statistic.GetProperty("of"));
        var estimate = new Estimate(values[0], errors[0], 1, of.DegreesOfFreedom);
        foreach (var row in check.Expected.GetProperty("rows").EnumerateArray())
        {
            var level = Case.Number(row, "level");
            var exists = !double.IsNaN(estimate.Value + estimate.StandardError);
            Both("ci_normal", exists ? estimate.NormalInterval(level) : Nothing);
            Both("ci_t", exists ? estimate.StudentInterval(level) : Nothing);

            void Both(string name, Interval got)
            {
                check.Compare.Limit(name, row.GetProperty(name)[0], got.Lower, estimate.Value, estimate.StandardError);
                check.Compare.Limit(name, row.GetProperty(name)[1], got.Upper, estimate.Value, estimate.StandardError);
            }
        }
    }

    private static void Contrast(Case check)
    {
        var of = new DesignCase(check);
        var inner = check.Statistic.GetProperty("of");
        var estimates = inner.GetProperty("kind").GetString() == "by" ? ByGroup(of, inner) : of.Sample.Estimate(of.Statistic(inner, of.Domain(inner)) ?? throw new UnsupportedException("contrast of missing values"));
        var got = Case.Text(check.Statistic, "function") == "log_ratio"
            ? check.Statistic.GetProperty("arguments") is var pair ? estimates.LogRatio(Place(pair[0], estimates, check), Place(pair[1], estimates, check)) : null!
            : estimates.Contrast(Case.Numbers(check.Statistic, "coefficients"));
        Fields(of, check.Expected, [got.Value], [got.StandardError], 0, 1);
        if (check.Expected.TryGetProperty("degf_of_design", out var degf)) check.Compare.Number("degf", degf, of.DegreesOfFreedom);
    }

    // The arguments of a function are named by column or group, or counted.
    private static int Place(JsonElement argument, Estimates estimates, Case check)
    {
        if (argument.ValueKind == JsonValueKind.Number) return argument.GetInt32();
        var inner = check.Statistic.GetProperty("of");
        var place = inner.TryGetProperty("columns", out _) ? Array.IndexOf(Case.Texts(inner, "columns"), argument.GetString()) : -1;
        return place >= 0 && place < estimates.Values.Count ? place : throw new UnsupportedException("argument " + argument);
    }

    private static Estimates ByGroup(DesignCase of, JsonElement inner)
    {
        var by = Case.Texts(inner, "by");
        var domain = of.Domain(inner);
        var levels = by.Select(of.Table.Levels).ToArray();
        var groups = new List<bool[]>();
        var counts = levels.Select(own => own.Length).ToArray();
        for (var g = 0; g < counts.Aggregate(1, (a, b) => a * b); g++)
        {
            var (inside, rest) = (domain, g);
            for (var b = 0; b < by.Length; b++)
            {
                var level = levels[b][rest % counts[b]];
                inside = DesignCase.And(inside, of.Table.Texts(by[b]), text => text == level);
                rest /= counts[b];
            }
            if (inside.Contains(true)) groups.Add(inside);
        }
        return of.Sample.Estimate(new MeanStatistic(of.Table.Numbers(Case.Texts(inner, "columns").Single()), [.. groups]));
    }

    private static void SeparateRatios(Case check)
    {
        var of = new DesignCase(check);
        foreach (var stratum in check.Expected.GetProperty("by_stratum").EnumerateObject())
        {
            var ratio = RatioIn(of, stratum.Name);
            check.Compare.Number(stratum.Name, stratum.Value.GetProperty("estimate"), ratio.Value);
            check.Compare.StandardError(stratum.Name + " se", stratum.Value.GetProperty("se"), ratio.StandardError, ratio.Value);
        }
    }

    private static void SeparateRatioTotal(Case check)
    {
        var of = new DesignCase(check);
        var (total, variance) = (0.0, 0.0);
        foreach (var stratum in check.Statistic.GetProperty("population_total").EnumerateObject())
        {
            var (ratio, known) = (RatioIn(of, stratum.Name), Compare.Value(stratum.Value));
            total += known * ratio.Value;
            variance += known * known * ratio.StandardError * ratio.StandardError;
        }
        check.Numbers(check.Expected, ("total", total), ("se", Math.Sqrt(variance)));
    }

    private static Estimate RatioIn(DesignCase of, string stratum)
    {
        var statistic = of.Check.Statistic;
        var (strata, codes) = (of.Sample.Design.Strata, of.Sample.Design.Strata.Codes.ToArray());
        var inside = DesignCase.And(of.Domain(statistic), codes, code => strata.Labels[code] == stratum);
        return of.Sample.Ratio(of.Table.Numbers(statistic.GetProperty("numerator").GetString()!), of.Table.Numbers(statistic.GetProperty("denominator").GetString()!), inside);
    }

    private static void DegreesOfFreedomOfDomain(Case check)
    {
        var of = new DesignCase(check);
        check.Compare.Number("degf", check.Expected.GetProperty("degf"), of.Sample.DegreesOfFreedomOf(of.Domain(check.Statistic)));
    }

    private static void DegreesOfFreedom(Case check)
    {
        var of = new DesignCase(check);
        foreach (var named in check.Statistic.GetProperty("domains").EnumerateArray())
        {
            var name = named.GetProperty("name").GetString()!;
            check.Compare.Number(name, check.Expected.GetProperty(name), of.Sample.DegreesOfFreedomOf(of.Domain(named)));
        }
    }

    private static void Table(Case check)
    {
        var of = new DesignCase(check);
        var columns = Case.Texts(check.Statistic, "columns");
        var domain = columns.Aggregate(of.Domain(check.Statistic), (inside, column) => DesignCase.And(inside, of.Table.Texts(column), text => text is not null));
        double Sum(bool[] inside) => Enumerable.Range(0, inside.Length).Sum(i => inside[i] ? of.Sample.Weights[i] : 0);
        var scale = check.Statistic.TryGetProperty("n_total", out var total) && total.ValueKind == JsonValueKind.Number ? total.GetDouble() / Sum(domain) : 1;
        foreach (var row in check.Expected.GetProperty("rows").EnumerateArray())
            check.Compare.Number("sum_of_weights", row.GetProperty("sum_of_weights"), scale * Sum(of.Within(domain, row, columns)));
    }

    private static void ItemsByGroup(Case check)
    {
        var of = new DesignCase(check);
        var columns = Case.Texts(check.Statistic, "columns").Select(of.Table.Numbers).ToArray();
        var groups = of.Table.Categories(check.Statistic.GetProperty("by").GetString()!);
        var place = groups.Labels.Select((label, g) => (label, g)).ToDictionary(pair => pair.label, pair => pair.g, StringComparer.Ordinal);
        var rows = ReferenceCheck.Table.Read(check.Fixture.PathOf(check.Expected.GetProperty("file").GetString()!));
        double[] Column(string name) => rows.Numbers(name);
        var (items, labels, n) = (Column("item"), rows.Texts("gm"), Column("n"));
        var table = of.Sample is LinearizedSample sample && GroupedSample.Supports(sample) ? new GroupedSample(sample, [groups]).Means(columns) : null;
        var (sumOfShares, sumOfErrors) = (0.0, 0.0);
        for (var row = 0; row < rows.Rows; row++)
        {
            var y = columns[(int)items[row] - 1];
            var inside = new bool[y.Length];
            var group = place[labels[row]!];
            for (var i = 0; i < inside.Length; i++) inside[i] = groups.Codes[i] == group && !double.IsNaN(y[i]);
            var estimate = table?[0, group, (int)items[row] - 1] ?? of.Sample.Mean(y, inside);
            var degf = of.Sample.DegreesOfFreedomOf(inside);
            Is("n", n[row], estimate.Count);
            if (n[row] == 0) continue;
            Is("degf", Column("degf")[row], degf);
            Is("p", Column("p")[row], estimate.Value);
            Is("se", Column("se")[row], estimate.StandardError);
            var exists = !double.IsNaN(estimate.StandardError);
            Interval("_z", exists ? estimate.NormalInterval(0.95) : Nothing);
            if (degf > 0) Interval("_t", exists ? (estimate with { DegreesOfFreedom = degf }).StudentInterval(0.95) : Nothing);
            sumOfShares += estimate.Value;
            sumOfErrors += estimate.StandardError;

            void Interval(string which, Interval interval)
            {
                Is("lo" + which, Column("lo" + which)[row], interval.Lower, estimate.Value);
                Is("hi" + which, Column("hi" + which)[row], interval.Upper, estimate.Value);
            }

            void Is(string what, double expected, double got, double scale = 0) =>
                check.Compare.Number($"{labels[row]} {items[row]} {what}", JsonSerializer.SerializeToElement(expected), got, scale);
        }
        check.Numbers(check.Expected, ("rows", rows.Rows), ("sum_of_p", sumOfShares), ("sum_of_se", sumOfErrors));
    }
}
