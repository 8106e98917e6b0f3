// Cases.
namespace Keukentafel.Tools.ReferenceCheck;

internal static class QuantileKinds
{
    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal);

    public static void By(Case _) => throw new UnsupportedException("by: quantile");
}
