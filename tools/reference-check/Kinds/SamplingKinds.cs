// Cases of sample design: sizes, margins, power, allocation, draws.
using System.Globalization;
using System.Text.Json;
using Keukentafel.Statistics.Sampling;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class SamplingKinds
{
    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal)
    {
        ["n_prop"] = check => check.Rows((given, expected) => SampleSizes(check, given, expected)),
        ["moe"] = check => check.Rows((given, expected) => check.Numbers(
            expected,
            ("moe", SampleSize.Margin(Case.Number(given, "p"), Case.Number(given, "n"), Case.Number(given, "N"), Case.Number(given, "conf"), Case.Number(given, "deff"))))),
        ["power_prop"] = check => check.Rows((given, expected) => check.Numbers(
            expected,
            ("n_per_group", SharePower.Respondents(Case.Number(given, "p1"), Case.Number(given, "p2"), Case.Number(given, "power"), Case.Number(given, "alpha"))))),
        ["power_t"] = check => check.Rows((given, expected) => check.Numbers(
            expected,
            ("n_per_group", MeanPower.Respondents(Case.Number(given, "delta"), Case.Number(given, "sd"), Case.Number(given, "power"), Case.Number(given, "alpha"))))),
        ["allocation"] = Allocations,
        ["inclusion_probabilities"] = check => check.Compare.Numbers("pik", check.Expected.GetProperty("pik"), Pps(check.Input)),
        ["systematic"] = check => check.Rows((given, expected) => Selected(
            check, expected, SystematicSample.Draw((int)Case.Number(given, "N"), (int)Case.Number(given, "n"), Case.Number(given, "u")))),
        ["systematic_pps"] = check => Selected(check, check.Expected, SystematicSample.Draw(Pps(check.Input), Case.Number(check.Input, "u"))),
    };

    private static void SampleSizes(Case check, JsonElement given, JsonElement expected)
    {
        var population = Case.Number(given, "N");
        var size = SampleSize.ForShare(Case.Number(given, "p"), Case.Number(given, "e"), population, Case.Number(given, "conf"), Case.Number(given, "deff"));
        check.Numbers(
            expected,
            ("n0", size.Unlimited), ("n", size.Exact), ("n_net", size.Respondents),
            ("n_gross", SampleSize.Invitations(size.Respondents, Case.Number(given, "rr"), population)));
    }

    private static double[] Pps(JsonElement input) => InclusionProbabilities.ProportionalToSize(Case.Numbers(input, "x"), Case.Number(input, "n"));

    private static void Selected(Case check, JsonElement expected, int[] sample) =>
        check.Compare.Numbers("selected_1based", expected.GetProperty("selected_1based"), Array.ConvertAll(sample, unit => unit + 1.0));

    // A rule is named <sizes>[_capped][_int]: what the numbers are proportional to, whether the bounds hold, whether they are made whole.
    private static void Allocations(Case check)
    {
        var input = check.Input;
        var (populations, n) = (Case.Numbers(input, "Nh"), Case.Number(input, "n"));
        var (lower, upper) = (Bounds(input, "lower_bound", populations, 0), Bounds(input, "upper_bound", populations, double.PositiveInfinity));
        foreach (var rule in check.Expected.EnumerateObject())
        {
            var got = rule.Name == "neyman_exact_int"
                ? Array.ConvertAll(Allocation.NeymanExact((int)n, populations, Case.Numbers(input, "Sh"), lower, upper), units => (double)units)
                : Divided(rule.Name.Split('_'));
            check.Compare.Numbers(rule.Name, rule.Value, got);
        }

        double[] Divided(string[] rule)
        {
            var capped = rule.Contains("capped", StringComparer.Ordinal);
            double[] Between(double[] sizes) => capped ? Bounded(n, sizes, populations, lower, upper) : Share(n, sizes);
            var exact = rule[0] switch
            {
                "proportional" => capped ? Between(populations) : Allocation.Proportional(n, populations),
                "neyman" => capped ? Allocation.Neyman(n, populations, Case.Numbers(input, "Sh"), lower, upper) : Allocation.Neyman(n, populations, Case.Numbers(input, "Sh")),
                "power" => capped ? Between(PowerSizes(input, populations, Exponent(rule[1]))) : Allocation.Power(n, populations, Variation(input), Exponent(rule[1])),
                "sqrt" => Between(Array.ConvertAll(populations, Math.Sqrt)),
                "equal" => Between(Array.ConvertAll(populations, size => size > 0 ? 1.0 : 0.0)),
                _ => throw new UnsupportedException("allocation: " + string.Join('_', rule)),
            };
            return rule[^1] == "int" ? Array.ConvertAll(Allocation.Round(exact), units => (double)units) : exact;
        }
    }

    private static double[] Share(double n, double[] sizes) => Allocation.Bounded(n, sizes, [0], [double.PositiveInfinity]);

    private static double[] Bounded(double n, double[] sizes, double[] populations, double[] lower, double[] upper) => Allocation.Bounded(
        n,
        sizes,
        populations.Select((size, h) => Math.Min(size, lower[lower.Length == 1 ? 0 : h])).ToArray(),
        populations.Select((size, h) => Math.Min(size, upper[upper.Length == 1 ? 0 : h])).ToArray());

    private static double[] PowerSizes(JsonElement input, double[] populations, double q) =>
        Variation(input).Select((variation, h) => Math.Pow(populations[h], q) * variation).ToArray();

    private static double[] Variation(JsonElement input) =>
        Case.Numbers(input, "Sh").Zip(Case.Numbers(input, "ph"), (deviation, share) => deviation / share).ToArray();

    // q0, q05, q1, q025: the digits after the first are decimals.
    private static double Exponent(string q) => double.Parse(q.Length == 2 ? q[1..] : q[1..2] + "." + q[2..], CultureInfo.InvariantCulture);

    // One number, a list, or the name of a list in the input ("Nh"); absent: no bound.
    private static double[] Bounds(JsonElement input, string name, double[] populations, double absent) =>
        !input.TryGetProperty(name, out var bound) || bound.ValueKind == JsonValueKind.Null ? [absent]
        : bound.ValueKind == JsonValueKind.Array ? bound.EnumerateArray().Select(Compare.Value).ToArray()
        : bound.ValueKind == JsonValueKind.String && bound.GetString() == "Nh" ? populations
        : bound.ValueKind == JsonValueKind.String && input.TryGetProperty(bound.GetString()!, out _) ? Case.Numbers(input, bound.GetString()!)
        : [Compare.Value(bound)];
}
