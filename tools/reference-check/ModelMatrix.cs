// The columns of a model matrix: products of numbers and indicators; an empty product is the constant.
using System.Text.Json;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class ModelMatrix
{
    public static double[][] Of(Table table, JsonElement columns) => columns.EnumerateArray().Select(column =>
    {
        var product = Enumerable.Repeat(1.0, table.Rows).ToArray();
        foreach (var factor in column.GetProperty("product").EnumerateArray())
        {
            var values = Factor(table, factor);
            for (var i = 0; i < product.Length; i++) product[i] *= values[i];
        }
        return product;
    }).ToArray();

    private static double[] Factor(Table table, JsonElement factor)
    {
        var name = factor.GetProperty("column").GetString()!;
        if (!factor.TryGetProperty("level", out var level) || level.ValueKind == JsonValueKind.Null) return table.Numbers(name);
        var wanted = Table.Text(level);
        return Array.ConvertAll(table.Texts(name), text => text is null ? double.NaN : text == wanted ? 1.0 : 0.0);
    }
}
