// How a report writes its numbers. One place, so that page, PDF and workbook say the same.
using System.Globalization;
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;

namespace Keukentafel.Reports;

public static class ReportText
{
    public const string TooFew = "te weinig antwoorden";
    public const string Indicative = "indicatief";

    public static string Count(int number) => number.ToString("N0", Dutch.Culture);

    public static string Count(double number) => number.ToString("N0", Dutch.Culture);

    public static string Percent(double fraction) => fraction.ToString("0%", Dutch.Culture);

    /// <summary>A rate with one decimal, or a dash where nobody can be divided by.</summary>
    public static string Rate(double? fraction) => fraction?.ToString("0.0%", Dutch.Culture) ?? "–";

    /// <summary>The share with its margin: 62% (57–66%).</summary>
    public static string Interval(ReportedShare.Shown share) =>
        string.Create(Dutch.Culture, $"{share.Positive:0%} ({share.Lower * 100:0}–{share.Upper:0%})");

    public static string Date(DateOnly day) => day.ToString("d MMMM yyyy", Dutch.Culture);

    /// <summary>Words in a row: a, b en c.</summary>
    public static string List(IReadOnlyList<string> words, string last = "en") => words.Count switch
    {
        0 => "",
        1 => words[0],
        _ => $"{string.Join(", ", words.Take(words.Count - 1))} {last} {words[^1]}",
    };

    /// <summary>What was odd in the data, one line for what is the same in many rows of a column.</summary>
    public static IReadOnlyList<string> Warnings(ReportOrigin origin) => origin.Warnings.IsDefaultOrEmpty
        ? []
        : origin.Warnings.GroupBy(warning => (warning.Code, warning.File, warning.Column, warning.Text)).Select(same => Warning([.. same])).ToList();

    private static string Warning(List<Finding> same)
    {
        var place = same.Count == 1 ? same[0].Place : (same[0] with { Row = null }).Place;
        var rows = same.Select(warning => warning.Row).OfType<int>().Select(row => row.ToString(CultureInfo.InvariantCulture)).Take(RowsNamed).ToList();
        var where = rows.Count == 0 ? "" : $"{(same.Count > rows.Count ? ", onder meer" : ",")} in rij {List(rows)}";
        var often = same.Count == 1 ? "" : $" Dit komt {Count(same.Count)} keer voor{where}.";
        return $"{(place.Length > 0 ? $"{place}: " : "")}{same[0].Text}{often}";
    }

    private const int RowsNamed = 5;

    /// <summary>What somebody answered who counts as positive: ‘Helemaal mee eens’ of ‘Mee eens’.</summary>
    public static string PositiveAnswers(Question question) =>
        List([.. question.Options.Where(option => option.Positive).Select(option => $"‘{option.Text}’")], "of");

    /// <summary>What must stand on every page, or null when the report is about real people.</summary>
    public static string? Mark(ReportSubject subject) => subject switch
    {
        { Invented: true } => "Verzonnen gemeente: alle personen en cijfers in dit rapport zijn bedacht.",
        { Demonstration: true } => "Demonstratie: de antwoorden in dit rapport zijn nagebootst, niet echt.",
        _ => null,
    };

    public static string Title(ReportSubject subject) =>
        string.Create(Dutch.Culture, $"Cliëntervaringsonderzoek {subject.Year}");

    public static string Municipality(ReportSubject subject) => $"Gemeente {subject.MunicipalityName}";

    /// <summary>What can become of an approached client, in the order of the response table.</summary>
    public static IReadOnlyList<(string Name, int Count)> Outcomes(ReportResponse response) =>
    [
        ("Volledig ingevuld (1.1)", response.Complete),
        ("Gedeeltelijk ingevuld (1.2)", response.Partial),
        ("Wilde niet of stopte (2.1)", response.Refusal),
        ("Niet bereikt of geen reactie (2.2)", response.NonContact),
        ("Kon niet, andere reden (2.3)", response.Other),
        ("Onbekend, ook onbestelbaar (3)", response.Unknown),
        ("Hoort niet bij het onderzoek (4)", response.Ineligible),
    ];

    public static IReadOnlyList<(string Name, string Meaning, double? Rate)> Rates(ReportRates rates) =>
    [
        ("RR1", "alleen volledig; alle onbekenden tellen als cliënt", rates.RR1),
        ("RR2", "volledig en gedeeltelijk; alle onbekenden tellen als cliënt", rates.RR2),
        ("RR3", "alleen volledig; een deel van de onbekenden telt als cliënt", rates.RR3),
        ("RR4", "volledig en gedeeltelijk; een deel van de onbekenden telt als cliënt", rates.RR4),
        ("RR5", "alleen volledig; onbekenden tellen niet mee", rates.RR5),
        ("RR6", "volledig en gedeeltelijk; onbekenden tellen niet mee", rates.RR6),
    ];
}
