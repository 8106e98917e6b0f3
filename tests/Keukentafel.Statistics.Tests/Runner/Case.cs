// One reference case: the statistic it names, computed with the library and compared field by field.
using System.Text.Json;
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Fieldwork;
using Keukentafel.Statistics.Sampling;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Tests.Runner;

internal sealed class Case(Fixture fixture, JsonElement element)
{
    private readonly JsonElement statistic = element.GetProperty("statistic");
    private readonly JsonElement expected = element.GetProperty("expected");
    private readonly Compare compare = new(element.GetProperty("rtol").GetDouble(), element.GetProperty("atol").GetDouble());
    private Table table = null!;
    private WeightedSample sample = null!;
    private LonelyStratum lonely;

    public void Check()
    {
        var kind = statistic.GetProperty("kind").GetString()!;
        switch (kind)
        {
            case "n_prop": CheckRows(SampleSizes); return;
            case "moe": CheckRows(row => compare.Number("moe", row.Expected.GetProperty("moe"), SampleSize.Margin(Input(row, "p"), Input(row, "n"), Input(row, "N"), Input(row, "conf"), Input(row, "deff")))); return;
            case "allocation": CheckAllocation(); return;
            case "outcome_rates": CheckOutcomeRates(); return;
        }
        if (!element.TryGetProperty("design", out var design)) throw new UnsupportedException(kind);
        var name = design.GetString()!;
        var weightsOnly = kind is "weights_summary" or "kish_deff";
        if (fixture.IsRakedAsInR(name) && !weightsOnly) throw new UnsupportedException("variance as in R's rake()");
        Action check = kind switch
        {
            "mean" or "total" or "proportion_levels" or "total_levels" or "ratio" => () => CheckEstimates(statistic),
            "by" => CheckBy,
            "cv" => CheckVariation,
            "confint_levels" => CheckLevels,
            "ci_proportion" => CheckProportion,
            "degf" => () => compare.Number("degf", expected.GetProperty("degf"), sample.Design.DegreesOfFreedomOf(Domain(statistic))),
            "kish_deff" => () => compare.Number("kish_deff", expected.GetProperty("kish_deff"), Dispersion.KishDesignEffect(sample.Weights)),
            "weights_summary" => CheckWeights,
            _ => throw new UnsupportedException(kind),
        };
        if (statistic.TryGetProperty("deff", out var deff) && deff.GetString() != "none") throw new UnsupportedException("design effect of an estimate");
        (table, sample) = fixture.Design(name);
        lonely = Lonely(name);
        if (!(expected.ValueKind == JsonValueKind.Object && expected.TryGetProperty("error", out _)))
        {
            check();
            return;
        }
        try { check(); }
        catch (Exception exception) when (exception is StatisticsException) { return; }
        throw new DifferenceException("should have been refused");
    }

    private LonelyStratum Lonely(string design)
    {
        var rule = fixture.Lonely(design);
        if (element.TryGetProperty("design_options", out var options))
        {
            if (options.TryGetProperty("lonely", out var other)) rule = other.GetString()!;
            if (options.TryGetProperty("adjust_domain_lonely", out var domain) && domain.GetBoolean() && rule is "adjust" or "average")
                throw new UnsupportedException("lonely in a domain");
        }
        return rule switch
        {
            "fail" => LonelyStratum.Fail,
            "remove" or "certainty" => LonelyStratum.Certainty,
            "adjust" => LonelyStratum.Adjust,
            "average" => LonelyStratum.Average,
            _ => throw new UnsupportedException("lonely: " + rule),
        };
    }

    private void CheckEstimates(JsonElement of)
    {
        var estimates = Compute(of, Domain(of));
        Compare(expected, estimates, 0);
        compare.Number("degf", expected.GetProperty("degf_of_design"), sample.Design.DegreesOfFreedom);
        if (!expected.TryGetProperty("vcov", out var covariance)) return;
        for (var j = 0; j < estimates.Values.Count; j++)
            for (var k = 0; k < estimates.Values.Count; k++)
                compare.Number($"vcov[{j},{k}]", covariance[j][k], estimates.Covariance[j, k], Math.Sqrt(estimates.Covariance[j, j] * estimates.Covariance[k, k]));
    }

    private void CheckBy()
    {
        var of = statistic;
        if (statistic.GetProperty("of").GetString() is not ("mean" or "total" or "ratio" or "proportion_levels"))
            throw new UnsupportedException("by: " + statistic.GetProperty("of").GetString());
        var domain = Domain(statistic);
        var groups = expected.TryGetProperty("groups", out var listed) ? listed.EnumerateArray().ToArray() : [];
        if (groups.Length == 0) Compute(of, domain);
        for (var g = 0; g < groups.Length; g++)
        {
            var group = groups[g];
            var inside = domain.ToArray();
            foreach (var by in group.EnumerateObject())
            {
                var values = table.Texts(by.Name);
                var value = by.Value.ValueKind == JsonValueKind.Number ? by.Value.GetDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture) : by.Value.GetString();
                for (var i = 0; i < inside.Length; i++) inside[i] &= values[i] == value;
            }
            Compare(expected, Compute(of, inside), g, groups.Length);
        }
    }

    // Vectors of groups are column-major: all groups for the first column, then all for the next.
    private void Compare(JsonElement reference, Estimates estimates, int group, int groups = 1)
    {
        for (var j = 0; j < estimates.Values.Count; j++)
        {
            var at = j * groups + group;
            var estimate = estimates[j];
            compare.Number($"estimate[{at}]", reference.GetProperty("estimate")[at], estimate.Value);
            compare.StandardError($"se[{at}]", reference.GetProperty("se")[at], estimate.StandardError, estimate.Value);
            if (double.IsNaN(estimate.Value)) continue;
            Limits("ci95_normal", reference, at, estimate, estimate.NormalInterval(0.95));
            Limits("ci95_t", reference, at, estimate, estimate.StudentInterval(0.95));
        }
    }

    private void Limits(string name, JsonElement reference, int at, Estimate estimate, Interval interval)
    {
        if (!reference.TryGetProperty(name, out var limits)) return;
        var scale = Math.Max(Math.Abs(estimate.Value), estimate.StandardError);
        compare.Number(name, limits.GetProperty("lower")[at], interval.Lower, scale);
        compare.Number(name, limits.GetProperty("upper")[at], interval.Upper, scale);
    }

    private Estimates Compute(JsonElement of, bool[] domain)
    {
        var kind = of.GetProperty("kind").GetString()!;
        if (kind == "by") kind = of.GetProperty("of").GetString()!;
        var columns = kind switch
        {
            "proportion_levels" or "total_levels" => Indicators(of),
            "ratio" => [table.Numbers(of.GetProperty("numerator").GetString()!), table.Numbers(of.GetProperty("denominator").GetString()!)],
            _ => of.GetProperty("columns").EnumerateArray().Select(column => table.Numbers(column.GetString()!)).ToArray(),
        };
        if (!of.GetProperty("na_rm").GetBoolean() && columns.Any(column => column.Where((value, i) => domain[i] && double.IsNaN(value)).Any()))
            return Missing(kind == "ratio" ? 1 : columns.Length);
        switch (kind)
        {
            case "ratio":
                var ratio = sample.Ratio(columns[0], columns[1], domain, lonely);
                return new Estimates([ratio.Value], new[,] { { ratio.StandardError * ratio.StandardError } }, ratio.Count, ratio.DegreesOfFreedom);
            case "total" or "total_levels":
                return sample.Totals(columns, domain, lonely);
            default:
                return sample.Means(columns, domain, lonely);
        }
    }

    private double[][] Indicators(JsonElement of)
    {
        var values = table.Texts(of.GetProperty("column").GetString()!);
        return of.GetProperty("levels").EnumerateArray().Select(level => values.Select(value => value is null ? double.NaN : value == level.ToString() ? 1.0 : 0.0).ToArray()).ToArray();
    }

    private static Estimates Missing(int size)
    {
        var nothing = new double[size, size];
        for (var j = 0; j < size; j++)
            for (var k = 0; k < size; k++) nothing[j, k] = double.NaN;
        return new Estimates(Enumerable.Repeat(double.NaN, size).ToArray(), nothing, 0, 0);
    }

    private void CheckVariation()
    {
        var of = statistic.GetProperty("of");
        var estimates = Compute(of, Domain(of));
        compare.Numbers("cv", expected.GetProperty("cv"), Enumerable.Range(0, estimates.Values.Count).Select(j => estimates[j].StandardError / estimates[j].Value).ToArray());
    }

    private void CheckLevels()
    {
        var of = statistic.GetProperty("of");
        var estimate = Compute(of, Domain(of))[0];
        foreach (var row in expected.GetProperty("rows").EnumerateArray())
        {
            var level = row.GetProperty("level").GetDouble();
            var (normal, student) = (estimate.NormalInterval(level), estimate.StudentInterval(level));
            compare.Numbers("ci_normal", row.GetProperty("ci_normal"), [normal.Lower, normal.Upper]);
            compare.Numbers("ci_t", row.GetProperty("ci_t"), [student.Lower, student.Upper]);
        }
    }

    private void CheckProportion()
    {
        var method = statistic.GetProperty("method").GetString();
        if (method is not ("xlogit" or "mean")) throw new UnsupportedException("interval: " + method);
        if (statistic.GetProperty("df").ToString() != "degf") throw new UnsupportedException("interval with given degrees of freedom");
        var column = table.Numbers(statistic.GetProperty("column").GetString()!);
        var estimate = sample.Mean(column, Domain(statistic), lonely);
        var level = statistic.GetProperty("level").GetDouble();
        var interval = method == "mean"
            ? estimate.StudentInterval(level)
            : ProportionIntervals.Logit(estimate.Value, estimate.StandardError, StudentT.TwoSided(level, estimate.DegreesOfFreedom));
        compare.Number("estimate", expected.GetProperty("estimate"), estimate.Value);
        compare.StandardError("se", expected.GetProperty("se"), estimate.StandardError, estimate.Value);
        compare.Number("ci_lower", expected.GetProperty("ci_lower"), interval.Lower, estimate.Value);
        compare.Number("ci_upper", expected.GetProperty("ci_upper"), interval.Upper, estimate.Value);
    }

    private void CheckWeights()
    {
        var weights = sample.Weights.ToArray();
        if (statistic.GetProperty("rows").ValueKind == JsonValueKind.Array) weights = statistic.GetProperty("rows").EnumerateArray().Select(row => weights[row.GetInt32()]).ToArray();
        compare.Number("n", expected.GetProperty("n"), weights.Length);
        compare.Number("sum_of_weights", expected.GetProperty("sum_of_weights"), weights.Sum());
        compare.Number("sum_of_squared_weights", expected.GetProperty("sum_of_squared_weights"), weights.Sum(w => w * w));
        compare.Number("min_weight", expected.GetProperty("min_weight"), weights.Min());
        compare.Number("max_weight", expected.GetProperty("max_weight"), weights.Max());
        compare.Number("kish_deff", expected.GetProperty("kish_deff"), Dispersion.KishDesignEffect(weights));
        compare.Numbers("weights", expected.GetProperty("weights"), weights);
    }

    private bool[] Domain(JsonElement of)
    {
        var domain = Enumerable.Repeat(element: true, table.Rows).ToArray();
        if (!of.TryGetProperty("domain", out var names) || names.ValueKind == JsonValueKind.Null) return domain;
        foreach (var name in names.ValueKind == JsonValueKind.Array ? names.EnumerateArray().Select(n => n.GetString()!) : [names.GetString()!])
        {
            var column = table.Numbers(name);
            for (var i = 0; i < domain.Length; i++) domain[i] &= column[i] == 1;
        }
        return domain;
    }

    private void CheckRows(Action<(JsonElement Input, JsonElement Expected)> check)
    {
        foreach (var row in element.GetProperty("input").GetProperty("rows").EnumerateArray().Zip(expected.GetProperty("rows").EnumerateArray())) check(row);
    }

    private static double Input((JsonElement Input, JsonElement Expected) row, string name) => Runner.Compare.Value(row.Input.GetProperty(name));

    private void SampleSizes((JsonElement Input, JsonElement Expected) row)
    {
        var size = SampleSize.ForShare(Input(row, "p"), Input(row, "e"), Input(row, "N"), Input(row, "conf"), Input(row, "deff"));
        compare.Number("n0", row.Expected.GetProperty("n0"), size.Unlimited);
        compare.Number("n", row.Expected.GetProperty("n"), size.Exact);
        compare.Number("n_net", row.Expected.GetProperty("n_net"), size.Respondents);
        compare.Number("n_gross", row.Expected.GetProperty("n_gross"), SampleSize.Invitations(size.Respondents, Input(row, "rr"), Input(row, "N")));
    }

    private void CheckAllocation()
    {
        var input = element.GetProperty("input");
        double[] Column(string name) => input.GetProperty(name).EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var (populations, shares, deviations, n) = (Column("Nh"), Column("ph"), Column("Sh"), input.GetProperty("n").GetDouble());
        if (input.GetProperty("upper_bound").ToString() != "Nh") throw new UnsupportedException("allocation with other upper bounds");
        var least = input.GetProperty("lower_bound").GetDouble();
        var variation = deviations.Zip(shares, (deviation, share) => deviation / share).ToArray();
        var roots = populations.Select(Math.Sqrt).ToArray();
        foreach (var rule in expected.EnumerateObject())
        {
            var got = rule.Name switch
            {
                "proportional" => Allocation.Proportional(n, populations),
                "proportional_int" => Whole(Allocation.Proportional(n, populations)),
                "neyman" => Allocation.Neyman(n, populations, deviations),
                "neyman_capped" => Allocation.Neyman(n, populations, deviations, least),
                "neyman_exact_int" => Allocation.NeymanExact((int)n, populations, deviations, (int)least).Select(units => (double)units).ToArray(),
                "power_q0" => Allocation.Power(n, populations, variation, 0),
                "power_q05" => Allocation.Power(n, populations, variation, 0.5),
                "power_q1" => Allocation.Power(n, populations, variation, 1),
                "sqrt_alloc_int" => Whole(Allocation.Bounded(n, roots, new double[roots.Length], populations)),
                "equal_capped" => Allocation.Equal(n, populations),
                _ => throw new UnsupportedException("allocation: " + rule.Name),
            };
            compare.Numbers(rule.Name, rule.Value, got);
        }
    }

    private static double[] Whole(double[] exact) => Allocation.Round(exact).Select(units => (double)units).ToArray();

    private void CheckOutcomeRates()
    {
        var input = element.GetProperty("input");
        if (input.TryGetProperty("rows", out _))
        {
            CheckRows(row => CheckRates(row.Expected.GetProperty("rates"),
                Counts(name => row.Input.GetProperty(name).GetDouble()).Rates(row.Input.TryGetProperty("e_given", out var e) ? e.GetDouble() : null)));
            return;
        }
        var cases = fixture.Table(input.GetProperty("data").GetString()!, vars: null);
        var dispositions = cases.Texts(input.GetProperty("disposition").GetString()!);
        var weights = input.GetProperty("weight").GetString() is { } weight ? cases.Numbers(weight) : Enumerable.Repeat(1.0, cases.Rows).ToArray();
        if (input.GetProperty("by").GetString() is not { } by)
        {
            CheckGroup(expected, Enumerable.Range(0, cases.Rows));
            return;
        }
        var groups = cases.Texts(by);
        foreach (var group in expected.GetProperty("groups").EnumerateArray())
            CheckGroup(group, Enumerable.Range(0, cases.Rows).Where(i => groups[i] == group.GetProperty(by).ToString()));

        void CheckGroup(JsonElement reference, IEnumerable<int> rows)
        {
            var inside = rows.ToArray();
            double Of(string disposition) => inside.Where(i => dispositions[i] == disposition).Sum(i => weights[i]);
            foreach (var count in reference.GetProperty("counts").EnumerateObject()) compare.Number(count.Name, count.Value, Of(count.Name));
            CheckRates(reference.GetProperty("rates"), Counts(Of).Rates());
        }
    }

    private static OutcomeCounts Counts(Func<string, double> of) => new(of("I"), of("P"), of("R"), of("NC"), of("O"), of("UH") + of("UO"), of("NE"));

    private void CheckRates(JsonElement reference, OutcomeRates rates)
    {
        foreach (var rate in reference.EnumerateObject())
            compare.Number(rate.Name, rate.Value, (double)typeof(OutcomeRates).GetProperty(rate.Name == "e" ? "E" : rate.Name)!.GetValue(rates)!);
    }
}
