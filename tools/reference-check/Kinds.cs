// The closed list of kinds of statistic in the schema, each with the check that computes it.
namespace Keukentafel.Tools.ReferenceCheck;

internal static class Kinds
{
    public static IReadOnlyDictionary<string, Action<Case>> Known { get; } = new[]
    {
        AreaKinds.All,
        MonitoringKinds.All,
        AgreementKinds.All,
        MultiplicityKinds.All,
        SamplingKinds.All,
        FieldworkKinds.All,
        WeightingKinds.All,
        EstimationKinds.All,
        ProportionKinds.All,
        QuantileKinds.All,
        TestingKinds.All,
        RegressionKinds.All,
        DisclosureKinds.All,
    }.SelectMany(kinds => kinds).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}
