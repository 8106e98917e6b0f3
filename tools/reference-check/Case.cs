// One reference case: what it asks, what it expects, and the data it is about.
using System.Text.Json;
using Keukentafel.Statistics;

namespace Keukentafel.Tools.ReferenceCheck;

internal sealed class Case(Fixture fixture, JsonElement element)
{
    public Fixture Fixture => fixture;

    public JsonElement Element => element;

    public JsonElement Statistic { get; } = element.GetProperty("statistic");

    public JsonElement Input => element.GetProperty("input");

    public JsonElement Expected { get; } = element.GetProperty("expected");

    public Compare Compare { get; } = new(element.GetProperty("rtol").GetDouble(), element.GetProperty("atol").GetDouble());

    /// <summary>The file that the input names, with its companion.</summary>
    public Table InputTable => fixture.Table(Input.GetProperty("data").GetString()!, Text(Input, "vars"));

    public void Check()
    {
        var kind = Statistic.GetProperty("kind").GetString()!;
        if (!Kinds.Known.TryGetValue(kind, out var check)) throw new UnsupportedException(kind);
        if (!(Expected.ValueKind == JsonValueKind.Object && Expected.TryGetProperty("error", out _)))
        {
            check(this);
            return;
        }
        try { check(this); }
        catch (StatisticsException) { return; }
        throw new DifferenceException("should have been refused");
    }

    /// <summary>The rows of the input beside those of the expected values.</summary>
    public void Rows(Action<JsonElement, JsonElement> check)
    {
        foreach (var (given, expected) in Input.GetProperty("rows").EnumerateArray().Zip(Expected.GetProperty("rows").EnumerateArray())) check(given, expected);
    }

    /// <summary>Compares every named field of the expected values.</summary>
    public void Numbers(JsonElement expected, params (string Name, double Got)[] got)
    {
        foreach (var (name, value) in got)
            if (expected.TryGetProperty(name, out var wanted)) Compare.Number(name, wanted, value);
    }

    public static double Number(JsonElement of, string name) => Compare.Value(of.GetProperty(name));

    /// <summary>A list; of one, it may stand without its brackets, and of none as null or {}.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind switch
    {
        JsonValueKind.Array => list.EnumerateArray(),
        JsonValueKind.Null or JsonValueKind.Object => [],
        _ => [list],
    };

    public static double[] Numbers(JsonElement of, string name) => Items(of.GetProperty(name)).Select(Compare.Value).ToArray();

    public static string[] Texts(JsonElement of, string name) => Items(of.GetProperty(name)).Select(Table.Text).ToArray();

    /// <summary>A text that may be absent or null.</summary>
    public static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
