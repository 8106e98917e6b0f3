// The comparison that the schema prescribes: |got − expected| ≤ atol + rtol·scale.
using System.Globalization;
using System.Text.Json;

namespace Keukentafel.Statistics.Tests.Runner;

internal sealed class DifferenceException(string message) : Exception(message);

internal sealed class Compare(double rtol, double atol)
{
    public void Number(string what, JsonElement expected, double got, double scale = 0)
    {
        var value = Value(expected);
        if (double.IsNaN(value) ? double.IsNaN(got) : value.Equals(got)) return;
        if (!(Math.Abs(got - value) <= atol + rtol * Math.Max(Math.Abs(value), scale)))
            throw new DifferenceException(string.Create(CultureInfo.InvariantCulture, $"{what}: expected {value:R}, got {got:R}, relative difference {Math.Abs(got - value) / Math.Abs(value):E1}"));
    }

    /// <summary>A standard error of exactly zero is met by rounding.</summary>
    public void StandardError(string what, JsonElement expected, double got, double estimate)
    {
        if (Value(expected) == 0 && Math.Abs(got) <= 1e-10 * Math.Abs(estimate)) return;
        Number(what, expected, got);
    }

    public void Numbers(string what, JsonElement expected, IReadOnlyList<double> got)
    {
        if (expected.GetArrayLength() != got.Count) throw new DifferenceException($"{what}: expected {expected.GetArrayLength()} values, got {got.Count}");
        for (var i = 0; i < got.Count; i++) Number($"{what}[{i}]", expected[i], got[i]);
    }

    public static double Value(JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : element.GetString() switch
    {
        "NA" or "NaN" => double.NaN,
        "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        var other => throw new FormatException(other),
    };
}
