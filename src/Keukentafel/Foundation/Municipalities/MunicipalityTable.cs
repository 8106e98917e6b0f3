// The municipalities of every year that we know, from the embedded table of CBS (see ORIGIN.md beside it).
using System.Collections.Frozen;
using System.Globalization;
using Keukentafel.Documents.Tabular;

namespace Keukentafel.Foundation.Municipalities;

public static class MunicipalityTable
{
    private const int FirstInvented = 9001;
    private const int LastInvented = 9999;

    private static readonly Lazy<FrozenDictionary<(string Code, int Year), Municipality>> Rows = new(Load);

    public static int FirstYear => Rows.Value.Keys.Min(key => key.Year);

    public static int LastYear => Rows.Value.Keys.Max(key => key.Year);

    /// <summary>The municipality with this code in this year, or null: the code may be wrong, merged away, or not yet there.</summary>
    public static Municipality? Find(string code, int year) => Rows.Value.GetValueOrDefault((code, year));

    /// <summary>All municipalities of a year, by code.</summary>
    public static IReadOnlyList<Municipality> Of(int year) =>
        [.. Rows.Value.Values.Where(row => row.Year == year).OrderBy(row => row.Code, StringComparer.Ordinal)];

    /// <summary>The years in which a code existed, for a refusal that helps; empty when it never did.</summary>
    public static IReadOnlyList<int> YearsOf(string code) =>
        [.. Rows.Value.Keys.Where(key => key.Code == code).Select(key => key.Year).Order()];

    /// <summary>GM9001–GM9999: reserved for invented municipalities, of which every page says so.</summary>
    public static bool IsInvented(string code) =>
        code.Length == Municipality.CodeLength
        && code.StartsWith("GM", StringComparison.Ordinal)
        && int.TryParse(code.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= FirstInvented and <= LastInvented;

    private static FrozenDictionary<(string Code, int Year), Municipality> Load()
    {
        using var stream = typeof(MunicipalityTable).Assembly.GetManifestResourceStream("Keukentafel.Foundation.Municipalities.municipalities.csv")!;
        using var file = TabularFile.Open(stream, "municipalities.csv");
        return file.Records(error => throw new InvalidOperationException(error.ToString()))
            .Select(record => Read(record.Fields))
            .ToFrozenDictionary(row => (row.Code, row.Year));
    }

    private static Municipality Read(IReadOnlyList<string> fields) => new(
        Year: int.Parse(fields[0], CultureInfo.InvariantCulture),
        Code: fields[1],
        Name: fields[2],
        Province: fields[3],
        Inhabitants: Number(fields[4]),
        InhabitantsVerified: fields[5] == "true",
        SizeClass: (SizeClass?)Number(fields[6]),
        Urbanity: Number(fields[7]),
        UrbanityYear: Number(fields[8]));

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
