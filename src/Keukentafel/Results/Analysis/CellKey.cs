// One text for a combination of values, such that no two combinations share it whatever is in the values.
using System.Globalization;
using System.Text;

namespace Keukentafel.Results.Analysis;

internal static class CellKey
{
    public static string Of(IReadOnlyList<string> values)
    {
        var key = new StringBuilder();
        foreach (var value in values)
        {
            key.Append(CultureInfo.InvariantCulture, $"{value.Length}:{value}");
        }

        return key.ToString();
    }
}
