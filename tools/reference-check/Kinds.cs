// The closed list of kinds of statistic in the schema, each with the check that computes it.
namespace Keukentafel.Tools.ReferenceCheck;

internal static class Kinds
{
    public static IReadOnlyDictionary<string, Action<Case>> Known { get; } = new[]
    {
        SamplingKinds.All,
        FieldworkKinds.All,
        DisclosureKinds.All,
    }.SelectMany(kinds => kinds).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}
