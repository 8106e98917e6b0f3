// Cases of quantiles.
using System.Text.Json;
using Keukentafel.Statistics.Distributions;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Quantiles;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class QuantileKinds
{
    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal) { ["quantile"] = Quantiles };

    /// <summary>Per group, column-major over the columns (and the shares, where there are several).</summary>
    public static void By(Case check)
    {
        var of = new DesignCase(check);
        var by = Case.Texts(check.Statistic, "by");
        var domain = of.Domain(check.Statistic);
        var groups = check.Expected.GetProperty("groups").EnumerateArray().ToArray();
        var at = 0;
        foreach (var column in Case.Texts(check.Statistic, "columns"))
            foreach (var p in Case.Numbers(check.Statistic, "probs"))
                foreach (var group in groups)
                {
                    var got = Quantile(of, of.Table.Numbers(column), p, of.Within(domain, group, by));
                    check.Compare.Number($"quantile[{at}]", check.Expected.GetProperty("quantile")[at], got.Value);
                    check.Compare.Number($"se[{at}]", check.Expected.GetProperty("se")[at], got.StandardError);
                    at++;
                }
    }

    private static void Quantiles(Case check)
    {
        var of = new DesignCase(check);
        var domain = of.Domain(check.Statistic);
        foreach (var column in check.Expected.GetProperty("by_column").EnumerateObject())
        {
            var y = of.Table.Numbers(column.Name);
            var probs = Case.Numbers(column.Value, "probs");
            var got = probs.Select(p => Quantile(of, y, p, domain)).ToArray();
            Fields("quantile", estimate => estimate.Value);
            Fields("ci_lower", estimate => estimate.Interval.Lower);
            Fields("ci_upper", estimate => estimate.Interval.Upper);
            Fields("se", estimate => estimate.StandardError);

            void Fields(string name, Func<QuantileEstimate, double> value)
            {
                if (!column.Value.TryGetProperty(name, out var expected)) return;
                for (var i = 0; i < got.Length; i++)
                    check.Compare.Number($"{column.Name} {name}[{i}]", expected.ValueKind == JsonValueKind.Array ? expected[i] : expected, value(got[i]));
            }
        }
    }

    private static QuantileEstimate Quantile(DesignCase of, double[] y, double p, bool[] domain)
    {
        var statistic = of.Check.Statistic;
        var nothing = new QuantileEstimate(double.NaN, new Interval(double.NaN, double.NaN), double.NaN);
        if (!DesignCase.RemovesMissing(statistic) && DesignCase.IsMissing([y], domain)) return nothing;
        if (!Enumerable.Range(0, y.Length).Any(i => domain[i] && !double.IsNaN(y[i]) && of.Sample.Weights[i] > 0)) return nothing;
        var observed = DesignCase.And(domain, y, value => !double.IsNaN(value));
        var (rule, confidence) = (Rule(statistic.GetProperty("qrule").GetString()!), 1 - Case.Number(statistic, "alpha"));
        var own = of.Sample.DegreesOfFreedomOf(observed);
        double degrees = !statistic.TryGetProperty("df", out var df) || df.ToString() == "degf" ? own : df.ToString() == "inf" ? double.PositiveInfinity : df.GetDouble();
        switch (statistic.GetProperty("interval").GetString())
        {
            case "none":
                return nothing with { Value = of.Sample.Quantile(y, p, rule, domain) };
            case "score":
                return of.Sample.QuantileByScore(y, p, rule, confidence, domain, degrees);
            case var method:
                return of.Sample.Quantile(y, p, rule, (share, t) => ProportionKinds.Of(method!, confidence, share, t, of.RowsOf(observed), own), confidence, domain, degrees);
        }
    }

    private static QuantileRule Rule(string name) => name switch
    {
        "math" or "hf1" => QuantileRule.Inverse,
        "school" or "hf2" => QuantileRule.Averaged,
        "hf3" => QuantileRule.NearestEven,
        "hf4" => QuantileRule.LinearInWeight,
        "hf5" => QuantileRule.Midpoint,
        "hf6" => QuantileRule.Weibull,
        "hf7" => QuantileRule.Modal,
        "hf8" => QuantileRule.MedianUnbiased,
        "hf9" => QuantileRule.NormalUnbiased,
        "shahvaish" => QuantileRule.ShahVaish,
        _ => throw new UnsupportedException("quantile rule: " + name),
    };
}
