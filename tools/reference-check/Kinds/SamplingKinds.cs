// Cases of sample design: sizes, margins, allocation.
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
        ["allocation"] = Allocations,
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

    private static void Allocations(Case check)
    {
        var input = check.Input;
        var (populations, shares, deviations, n) = (Case.Numbers(input, "Nh"), Case.Numbers(input, "ph"), Case.Numbers(input, "Sh"), Case.Number(input, "n"));
        if (input.GetProperty("upper_bound").ToString() != "Nh") throw new UnsupportedException("allocation with other upper bounds");
        var least = Case.Number(input, "lower_bound");
        var variation = deviations.Zip(shares, (deviation, share) => deviation / share).ToArray();
        var roots = populations.Select(Math.Sqrt).ToArray();
        foreach (var rule in check.Expected.EnumerateObject())
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
            check.Compare.Numbers(rule.Name, rule.Value, got);
        }
    }

    private static double[] Whole(double[] exact) => Allocation.Round(exact).Select(units => (double)units).ToArray();
}
