// A fixture's columns: base file and companion file side by side, numbers as doubles (missing is NaN), categories as text (missing is null).
using System.Globalization;
using System.Text.Json;

namespace Keukentafel.Statistics.Tests.Runner;

internal sealed class Table
{
    private readonly Dictionary<string, string[]> cells = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?[]> texts = new(StringComparer.Ordinal);
    private readonly JsonElement variables;

    private Table(JsonElement variables) => this.variables = variables;

    public int Rows { get; private set; }

    public static Table Read(string folder, string data, string? vars, JsonElement variables)
    {
        var table = new Table(variables);
        table.Add(Path.Combine(folder, data));
        if (vars is not null) table.Add(Path.Combine(folder, vars));
        return table;
    }

    public bool IsNumber(string column) => variables.ValueKind == JsonValueKind.Object && variables.GetProperty(column).GetProperty("type").GetString() == "number";

    public double[] Numbers(string column) =>
        numbers.TryGetValue(column, out var known) ? known : numbers[column] = cells[column].Select(Number).ToArray();

    public string?[] Texts(string column)
    {
        if (texts.TryGetValue(column, out var known)) return known;
        var isNumber = IsNumber(column);
        return texts[column] = cells[column]
            .Select(cell => IsMissing(cell) ? null : isNumber ? Number(cell).ToString("R", CultureInfo.InvariantCulture) : cell).ToArray();
    }

    /// <summary>The column as categories: the listed levels, or the distinct numbers ascending.</summary>
    public Categories Categories(string column)
    {
        var values = Texts(column);
        var levels = IsNumber(column)
            ? Numbers(column).Where(value => !double.IsNaN(value)).Distinct().Order().Select(value => value.ToString("R", CultureInfo.InvariantCulture)).ToArray()
            : variables.GetProperty(column).GetProperty("levels").EnumerateArray().Select(level => level.GetString()!).ToArray();
        return new Categories(column, levels, values.Select(text => Array.IndexOf(levels, text)).ToArray());
    }

    /// <summary>Several columns crossed, "a|b".</summary>
    public Categories Cross(IReadOnlyList<string> columns) => columns.Count == 1
        ? Categories(columns[0])
        : Statistics.Categories.Of(string.Join('×', columns), Enumerable.Range(0, Rows).Select(i => string.Join('|', columns.Select(column => Texts(column)[i]))).ToArray());

    private static double Number(string cell) => IsMissing(cell) ? double.NaN : double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool IsMissing(string cell) => cell.Length == 0 || cell == "NA";

    private void Add(string path)
    {
        var lines = File.ReadAllLines(path).Where(line => line.Length > 0).Select(Split).ToArray();
        Rows = lines.Length - 1;
        for (var j = 0; j < lines[0].Length; j++) cells[lines[0][j]] = lines.Skip(1).Select(line => line[j]).ToArray();
    }

    private static string[] Split(string line)
    {
        var fields = new List<string>();
        var (field, quoted) = (new System.Text.StringBuilder(), false);
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(c);
        }
        fields.Add(field.ToString());
        return [.. fields];
    }
}
