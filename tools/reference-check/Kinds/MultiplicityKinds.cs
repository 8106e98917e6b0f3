// Cases of many tests at once: adjusted p-values.
using Keukentafel.Statistics.Testing;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class MultiplicityKinds
{
    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal)
    {
        ["p_adjust"] = check =>
        {
            var p = Case.Numbers(check.Input, "p");
            foreach (var method in check.Expected.EnumerateObject())
                check.Compare.Numbers(method.Name, method.Value, method.Name switch
                {
                    "bonferroni" => PAdjustment.Bonferroni(p),
                    "holm" => PAdjustment.Holm(p),
                    "hochberg" => PAdjustment.Hochberg(p),
                    "BH" => PAdjustment.BenjaminiHochberg(p),
                    "BY" => PAdjustment.BenjaminiYekutieli(p),
                    _ => throw new UnsupportedException("p_adjust: " + method.Name),
                });
        },
    };
}
