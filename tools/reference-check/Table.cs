// A fixture's columns: base file and companion file side by side, numbers as doubles (missing is NaN), categories as text (missing is null).
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Keukentafel.Statistics;

namespace Keukentafel.Tools.ReferenceCheck;

internal sealed class Table
{
    private readonly Dictionary<string, string[]> cells = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?[]> texts = new(StringComparer.Ordinal);
    private readonly JsonElement variables;

    private Table(JsonElement variables) => this.variables = variables;

    public int Rows { get; private set; }

    public IReadOnlyCollection<string> Columns => cells.Keys;

    public static Table Read(string folder, string data, string? vars, JsonElement variables = default)
    {
        var table = new Table(variables);
        table.Add(Path.Combine(folder, data));
        if (vars is not null) table.Add(Path.Combine(folder, vars));
        return table;
    }

    public static Table Read(string path)
    {
        var table = new Table(default);
        table.Add(path);
        return table;
    }

    /// <summary>By what the file says of the column; where it says nothing, by whether every value is a number.</summary>
    public bool IsNumber(string column) => variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty(column, out var described)
        ? described.GetProperty("type").GetString() == "number"
        : cells[column].All(cell => IsMissing(cell) || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    public double[] Numbers(string column) =>
        numbers.TryGetValue(column, out var known) ? known : numbers[column] = Array.ConvertAll(cells[column], Number);

    public string?[] Texts(string column)
    {
        if (texts.TryGetValue(column, out var known)) return known;
        var isNumber = IsNumber(column);
        return texts[column] = Array.ConvertAll(cells[column], cell => IsMissing(cell) ? null : isNumber ? Text(Number(cell)) : cell);
    }

    /// <summary>The levels of a column in order: as listed, or its distinct numbers ascending, or its distinct texts by code point.</summary>
    public string[] Levels(string column)
    {
        if (IsNumber(column)) return Numbers(column).Where(value => !double.IsNaN(value)).Distinct().Order().Select(Text).ToArray();
        return variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty(column, out var described) && described.TryGetProperty("levels", out var levels) && levels.ValueKind == JsonValueKind.Array
            ? levels.EnumerateArray().Select(level => level.ToString()).ToArray()
            : Texts(column).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
    }

    /// <summary>The code of each row's level; −1 is missing.</summary>
    public int[] Codes(string column)
    {
        var place = Levels(column).Select((level, index) => (level, index)).ToDictionary(pair => pair.level, pair => pair.index, StringComparer.Ordinal);
        return Array.ConvertAll(Texts(column), text => text is null ? -1 : place[text]);
    }

    /// <summary>The column as categories; a missing value is not allowed.</summary>
    public Categories Categories(string column) => new(column, Levels(column), Codes(column));

    /// <summary>Several columns crossed, "a|b".</summary>
    public Categories Cross(IReadOnlyList<string> columns)
    {
        if (columns.Count == 1) return Categories(columns[0]);
        var values = columns.Select(Texts).ToArray();
        return Statistics.Categories.Of(string.Join('×', columns), Enumerable.Range(0, Rows).Select(i => string.Join('|', values.Select(column => column[i]))).ToArray());
    }

    /// <summary>A number as the key of a level.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A level as it stands in JSON: a text, or a number.</summary>
    public static string Text(JsonElement level) => level.ValueKind == JsonValueKind.Number ? Text(level.GetDouble()) : level.ToString();

    private static double Number(string cell) => IsMissing(cell) ? double.NaN : double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool IsMissing(string cell) => cell.Length == 0 || cell == "NA";

    private void Add(string path)
    {
        using var stream = File.OpenRead(path);
        using Stream unpacked = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var reader = new StreamReader(unpacked);
        var names = Split(reader.ReadLine() ?? throw new FormatException(path));
        var columns = names.Select(_ => new List<string>()).ToArray();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            var fields = Split(line);
            for (var j = 0; j < columns.Length; j++) columns[j].Add(fields[j]);
        }
        Rows = columns[0].Count;
        for (var j = 0; j < names.Length; j++) cells[names[j]] = [.. columns[j]];
    }

    private static string[] Split(string line)
    {
        if (!line.Contains('"')) return line.Split(',');
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
