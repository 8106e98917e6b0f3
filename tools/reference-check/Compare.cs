// The comparison that the schema prescribes: |got − expected| ≤ atol + rtol·scale.
using System.Globalization;
using System.Text.Json;

namespace Keukentafel.Tools.ReferenceCheck;

/// <summary>A value that is not the expected one, told as: expected, got, relative difference.</summary>
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

    /// <summary>A limit near zero loses digits, so it is held to the size of what it belongs to.</summary>
    public void Limit(string what, JsonElement expected, double got, double estimate, double standardError) =>
        Number(what, expected, got, Math.Max(Finite(estimate), Finite(standardError)));

    /// <summary>A standard error of exactly zero is met by rounding.</summary>
    public void StandardError(string what, JsonElement expected, double got, double estimate)
    {
        if (Value(expected) == 0 && Math.Abs(got) <= 1e-10 * Math.Abs(estimate)) return;
        Number(what, expected, got);
    }

    public void Numbers(string what, JsonElement expected, IReadOnlyList<double> got)
    {
        if (expected.ValueKind != JsonValueKind.Array)
        {
            if (got.Count != 1) throw new DifferenceException(string.Create(CultureInfo.InvariantCulture, $"{what}: expected one value, got {got.Count}"));
            Number(what, expected, got[0]);
            return;
        }
        if (expected.GetArrayLength() != got.Count) throw new DifferenceException(string.Create(CultureInfo.InvariantCulture, $"{what}: expected {expected.GetArrayLength()} values, got {got.Count}"));
        for (var i = 0; i < got.Count; i++) Number(string.Create(CultureInfo.InvariantCulture, $"{what}[{i}]"), expected[i], got[i]);
    }

    public static void That(bool holds, string otherwise)
    {
        if (!holds) throw new DifferenceException(otherwise);
    }

    public static double Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.Null => double.NaN,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => element.GetString() switch
        {
            "NA" or "NaN" => double.NaN,
            "Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            var other => throw new FormatException(other),
        },
    };

    private static double Finite(double value) => double.IsFinite(value) ? Math.Abs(value) : 0;
}
