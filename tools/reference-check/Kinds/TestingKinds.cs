// Cases of tests: means, tables.
using System.Text.Json;
using Keukentafel.Statistics;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Testing;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class TestingKinds
{
    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal)
    {
        ["ttest"] = Means,
        ["each_vs_rest"] = EachBesideTheRest,
        ["difference_independent"] = Independent,
        ["chisq"] = Tables,
    };

    private static void Means(Case check)
    {
        var of = new DesignCase(check);
        var statistic = check.Statistic;
        var (y, domain) = (of.Table.Numbers(statistic.GetProperty("column").GetString()!), of.Domain(statistic));
        TTest test;
        if (statistic.GetProperty("test").GetString() == "one_sample")
        {
            test = of.Sample.TestMean(y, Case.Number(statistic, "mu"), domain);
        }
        else
        {
            var (group, levels) = (of.Table.Texts(statistic.GetProperty("group").GetString()!), Case.Texts(statistic, "group_levels"));
            test = of.Sample.TestDifference(y, Array.ConvertAll(group, level => level == levels[1]), DesignCase.And(domain, group, level => level == levels[0] || level == levels[1]));
        }
        Fields(check, check.Expected, test);
    }

    private static void Fields(Case check, JsonElement expected, TTest test)
    {
        check.Numbers(expected, ("mean_minus_mu", test.Difference), ("difference", test.Difference), ("t", test.T), ("df", test.DegreesOfFreedom), ("p_value", test.PValue));
        var interval = test.Interval(0.95);
        if (expected.TryGetProperty("ci95_lower", out var lower)) check.Compare.Limit("ci95_lower", lower, interval.Lower, test.Difference, test.StandardError);
        if (expected.TryGetProperty("ci95_upper", out var upper)) check.Compare.Limit("ci95_upper", upper, interval.Upper, test.Difference, test.StandardError);
    }

    private static void EachBesideTheRest(Case check)
    {
        var of = new DesignCase(check);
        var by = check.Statistic.GetProperty("by").GetString()!;
        var (y, groups, domain) = (of.Table.Numbers(check.Statistic.GetProperty("column").GetString()!), of.Table.Texts(by), of.Domain(check.Statistic));
        domain = DesignCase.And(domain, groups, group => group is not null);
        foreach (var row in check.Expected.GetProperty("rows").EnumerateArray())
        {
            var own = Table.Text(row.GetProperty(by));
            Fields(check, row, of.Sample.TestDifference(y, Array.ConvertAll(groups, group => group == own), domain));
        }
    }

    private static void Independent(Case check)
    {
        var of = new DesignCase(check);
        var y = of.Table.Numbers(check.Statistic.GetProperty("column").GetString()!);
        var domains = Case.Texts(check.Statistic, "domains").Select(name => DesignCase.And(of.Domain(check.Statistic), of.Table.Numbers(name), value => value == 1)).ToArray();
        Estimate In(bool[] domain) => of.Sample.Mean(y, domain) with { DegreesOfFreedom = of.Sample.DegreesOfFreedomOf(domain) };
        var test = MeanTests.TestIndependent(In(domains[0]), In(domains[1]));
        check.Numbers(
            check.Expected,
            ("difference", test.Difference), ("se", test.StandardError), ("p_value_normal", test.NormalPValue), ("welch_df", test.DegreesOfFreedom), ("p_value_welch_t", test.PValue));
    }

    private static void Tables(Case check)
    {
        var of = new DesignCase(check);
        var domain = of.Domain(check.Statistic);
        var rows = domain;
        var variables = new[] { "rows", "columns" }.Select(which => check.Statistic.GetProperty(which).GetString()!).ToArray();
        foreach (var variable in variables) domain = DesignCase.And(domain, of.Table.Codes(variable), code => code >= 0);
        var (first, second) = (Coded(of, variables[0]), Coded(of, variables[1]));
        var test = IndependenceTest.Of(of.Sample, first, second, domain, of.Sample.DegreesOfFreedomOf(rows));

        // The schema counts rows with a missing value in n; the library does not.
        var pearson = test.Pearson * of.RowsOf(rows) / domain.Where((inside, i) => inside && of.Sample.Weights[i] != 0).Count();
        switch (check.Statistic.GetProperty("statistic").GetString())
        {
            case "F":
                Fields(check, test.SecondOrder());
                break;
            case "Wald":
                Fields(check, test.Wald());
                break;
            case "adjWald":
                Fields(check, test.AdjustedWald());
                break;
            case "Chisq":
                check.Numbers(check.Expected, ("X2_uncorrected", pearson), ("df", test.Interactions), ("p_value", test.FirstOrderPValue()));
                break;
            case "saddlepoint":
                check.Numbers(check.Expected, ("X2_uncorrected", pearson), ("p_value", test.SaddlepointPValue()));
                break;
            case var other:
                throw new UnsupportedException("chi-square: " + other);
        }
    }

    // A missing value stands in the first category, outside the domain.
    private static Categories Coded(DesignCase of, string column) => new(column, of.Table.Levels(column), Array.ConvertAll(of.Table.Codes(column), code => Math.Max(code, 0)));

    private static void Fields(Case check, FTest test) => check.Numbers(check.Expected, ("F", test.F), ("ndf", test.Numerator), ("ddf", test.Denominator), ("p_value", test.PValue));
}
