// Cases of intervals for a share.
using System.Text.Json;
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class ProportionKinds
{
    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal) { ["ci_proportion"] = Single };

    /// <summary>One interval per group, with the degrees of freedom of the group.</summary>
    public static void By(Case check)
    {
        var of = new DesignCase(check);
        var by = Case.Texts(check.Statistic, "by");
        var domain = of.Domain(check.Statistic);
        foreach (var row in check.Expected.GetProperty("rows").EnumerateArray())
        {
            var inside = of.Within(domain, row, by);
            Interval(of, row, inside, of.Sample.DegreesOfFreedomOf(inside));
            if (row.TryGetProperty("n_rows", out var rows)) check.Compare.Number("n_rows", rows, inside.Count(member => member));
            if (row.TryGetProperty("degf", out var degf)) check.Compare.Number("degf", degf, of.Sample.DegreesOfFreedomOf(inside));
        }
    }

    private static void Single(Case check)
    {
        var of = new DesignCase(check);
        var domain = of.Domain(check.Statistic);
        var df = check.Statistic.GetProperty("df");
        var degrees = df.ValueKind == JsonValueKind.Number ? df.GetDouble() : df.GetString() == "inf" ? double.PositiveInfinity : of.Sample.DegreesOfFreedomOf(domain);
        Interval(of, check.Expected, domain, degrees);
    }

    private static void Interval(DesignCase of, JsonElement expected, bool[] domain, double degreesOfFreedom)
    {
        var statistic = of.Check.Statistic;
        var y = of.Table.Numbers(statistic.GetProperty("column").GetString()!);
        var estimate = !DesignCase.RemovesMissing(statistic) && DesignCase.IsMissing([y], domain) ? new Estimate(double.NaN, double.NaN, 0, 0) : of.Sample.Mean(y, domain);
        of.Compare.Number("estimate", expected.GetProperty("estimate"), estimate.Value);
        if (expected.TryGetProperty("se", out var se)) of.Compare.StandardError("se", se, estimate.StandardError, estimate.Value);
        var level = Case.Number(statistic, "level");
        var t = StudentT.TwoSided(level, degreesOfFreedom);
        var interval = statistic.GetProperty("method").GetString() == "logit" && of.Sample is ReplicatedSample && estimate.Value is > 0 and < 1
            ? ProportionIntervals.LogitWith(estimate.Value, of.Sample.Estimate(new LogitStatistic(y, domain))[0].StandardError, t)
            : Of(statistic.GetProperty("method").GetString()!, level, estimate, t, of.RowsOf(domain), of.Sample.DegreesOfFreedomOf(domain));
        of.Compare.Limit("ci_lower", expected.GetProperty("ci_lower"), interval.Lower, estimate.Value, estimate.StandardError);
        of.Compare.Limit("ci_upper", expected.GetProperty("ci_upper"), interval.Upper, estimate.Value, estimate.StandardError);
    }

    /// <summary>The interval of a method; NaN where the schema has none: at 0 and 1, and without a spread. The library has its own rule there.</summary>
    public static Interval Of(string method, double level, Estimate estimate, double t, int rows, int degreesOfFreedom)
    {
        var (p, error) = (estimate.Value, estimate.StandardError);
        if (estimate.IsDefined && !double.IsNaN(error) && method == "mean") return ProportionIntervals.Wald(p, error, t);
        if (!estimate.IsDefined || p is <= 0 or >= 1 || !(error > 0)) return new Interval(double.NaN, double.NaN);
        return method switch
        {
            "logit" or "xlogit" => ProportionIntervals.Logit(p, error, t),
            "asin" => ProportionIntervals.Arcsine(p, error, t),
            "wilson" => ProportionIntervals.Wilson(p, error, t),
            "beta" => ProportionIntervals.KornGraubard(p, error, rows, degreesOfFreedom, level),
            "likelihood" => ProportionIntervals.Likelihood(p, error, estimate.Count, t),
            _ => throw new UnsupportedException("interval: " + method),
        };
    }

    private sealed class LogitStatistic(double[] y, bool[] domain) : IStatistic
    {
        private readonly MeanStatistic mean = new([y], domain);

        public int Count => 1;

        public ReadOnlySpan<bool> Observed => mean.Observed;

        public void Evaluate(ReadOnlySpan<double> weights, Span<double> values)
        {
            mean.Evaluate(weights, values);
            values[0] = Math.Log(values[0] / (1 - values[0]));
        }

        public void Linearise(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, int index, Span<double> z)
        {
            var share = new double[1];
            mean.Evaluate(weights, share);
            mean.Linearise(weights, share, 0, z);
            for (var i = 0; i < z.Length; i++) z[i] /= share[0] * (1 - share[0]);
        }
    }
}
