// The tables of the report as a workbook, with numbers as numbers. Every sheet says whose figures they are and, where
// they are made up, that they are.
using Keukentafel.Documents.Sheets;
using Keukentafel.Foundation;

namespace Keukentafel.Reports;

public static class ReportWorkbook
{
    private const string Language = "nl-NL";

    public static void Write(ReportContent content, Stream output) => WorkbookWriter.Write(
        output,
        new WorkbookProperties($"{ReportText.Title(content.Subject)} – {ReportText.Municipality(content.Subject)}", Language),
        Sheets(content));

    private static IEnumerable<Sheet> Sheets(ReportContent content)
    {
        yield return Outcomes(content);
        yield return Distribution(content);
        foreach (var variable in content.Questions.SelectMany(question => question.Breakdowns).Select(breakdown => breakdown.Variable).Distinct(StringComparer.Ordinal))
        {
            yield return Breakdown(content, variable);
        }

        yield return Response(content);
        yield return Strata(content);
        yield return Origin(content);
    }

    private static Sheet Outcomes(ReportContent content) => new(
        "Uitkomsten",
        "Deel positieve antwoorden per vraag",
        Notes(content, "Gewogen. De marge loopt van 'Onder' tot 'Boven'. n = aantal inhoudelijke antwoorden."),
        [new("Vraag", Width: 10), new("Tekst", CellFormat.LongText, 60), .. ShareColumns],
        content.Questions.Select(question => Row([question.Question.Code, question.Question.Text], question.Total)));

    private static Sheet Breakdown(ReportContent content, string variable) => new(
        $"Naar {variable}",
        $"Deel positieve antwoorden naar {variable}",
        Notes(content, "Gewogen. Verschillen tussen groepen zijn niet getoetst."),
        [new("Vraag", Width: 10), new("Tekst", CellFormat.LongText, 60), new(variable, Width: 26), .. ShareColumns],
        from question in content.Questions
        from breakdown in question.Breakdowns
        where breakdown.Variable == variable
        from @group in breakdown.Groups
        select Row([question.Question.Code, question.Question.Text, @group.Value], @group.Share));

    private static Sheet Distribution(ReportContent content) => new(
        "Verdeling",
        "Verdeling van de antwoorden per vraag",
        Notes(content, "Aantal is ongewogen, aandeel is gewogen. Geen mening, niet van toepassing en niet ingevuld tellen niet mee."),
        [new("Vraag", Width: 10), new("Tekst", CellFormat.LongText, 60), new("Code", CellFormat.Whole, 8), new("Antwoord", Width: 32), new("Positief", Width: 10), new("Aantal", CellFormat.Whole, 10), new("Aandeel", CellFormat.PercentOneDecimal, 10)],
        from question in content.Questions
        from row in question.Distribution
        select new object?[] { question.Question.Code, question.Question.Text, row.Option.Code, row.Option.Text, row.Option.Positive ? "ja" : "nee", row.Count, row.Share });

    private static Sheet Response(ReportContent content) => new(
        "Respons",
        "Wat er van de benaderde cliënten is geworden",
        Notes(content, "Bruto: deelnemers gedeeld door alle benaderden. Netto: zonder wie niet bij het onderzoek hoort. RR1–RR6: definities van AAPOR."),
        [new("Wat", Width: 44), new("Aantal", CellFormat.Whole, 12), new("Deel", CellFormat.PercentOneDecimal, 12)],
        [
            .. ReportText.Outcomes(content.Response).Select(one => new object?[] { one.Name, one.Count, content.Response.Sent == 0 ? null : (double)one.Count / content.Response.Sent }),
            ["Benaderd", content.Response.Sent, null],
            ["Bruto respons", null, content.Response.Rates.Gross],
            ["Netto respons", null, content.Response.Rates.Net],
            .. ReportText.Rates(content.Response.Rates).Select(one => new object?[] { $"{one.Name}: {one.Meaning}", null, one.Rate }),
            .. content.Response.Modes.Select(mode => new object?[] { $"Kanaal: {mode.Name}", mode.Count, content.Response.Usable == 0 ? null : (double)mode.Count / content.Response.Usable }),
        ]);

    private static Sheet Strata(ReportContent content) => new(
        "Weging",
        "Van register naar gewicht",
        Notes(content, "Gewicht: geschat aantal cliënten gedeeld door deelnemers, vóór poststratificatie of raking."),
        [.. content.Method.StratumVariables.Select(variable => new SheetColumn(variable, Width: 26)), new("In register", CellFormat.Whole), new("Benaderd", CellFormat.Whole), new("Hoort er niet bij", CellFormat.Whole, 18), new("Deelnemers", CellFormat.Whole), new("Geschat aantal cliënten", CellFormat.Decimal, 24), new("Gewicht", CellFormat.Decimal)],
        content.Response.Strata.Select(IReadOnlyList<object?> (stratum) =>
        [
            .. stratum.Values, stratum.Register, stratum.Approached, stratum.Ineligible, stratum.Usable, stratum.Eligible, stratum.Usable == 0 ? null : stratum.Eligible / stratum.Usable,
        ]));

    private static Sheet Origin(ReportContent content) => new(
        "Verantwoording",
        "Waar de cijfers vandaan komen",
        Notes(content),
        [new("Wat", Width: 36), new("Waarde", CellFormat.LongText, 90)],
        [
            ["Gemaakt op", ReportText.Date(content.Origin.MadeOn)],
            ["Programma", $"Keukentafel {content.Origin.ProgramVersion}"],
            ["Betrouwbaarheid van de marges", ReportText.Percent(content.Method.Confidence)],
            ["Vrijheidsgraden", ReportText.Count(content.Method.DegreesOfFreedom)],
            ["Weggelaten bij minder antwoorden dan", ReportText.Count(content.Method.Threshold)],
            .. content.Origin.Choices.Select(choice => new object?[] { choice.Name, choice.Value }),
            .. content.Origin.Inputs.Select(input => new object?[] { $"{input.Role}: {input.FileName}", $"{ReportText.Count(input.Rows)} rijen, SHA-256 {input.Sha256}" }),
            .. ReportText.Warnings(content.Origin).Select(warning => new object?[] { "Let op", warning }),
        ]);

    private static readonly SheetColumn[] ShareColumns =
    [
        new("n", CellFormat.Whole, 8),
        new("Positief", CellFormat.PercentOneDecimal, 22),
        new("Onder", CellFormat.PercentOneDecimal, 10),
        new("Boven", CellFormat.PercentOneDecimal, 10),
        new("Opmerking", Width: 14),
    ];

    private static object?[] Row(object?[] heads, ReportedShare share) => share switch
    {
        ReportedShare.Shown shown => [.. heads, shown.N, shown.Positive, shown.Lower, shown.Upper, shown.IsIndicative ? ReportText.Indicative : null],
        _ => [.. heads, null, ReportText.TooFew, null, null, null],
    };

    private static List<string> Notes(ReportContent content, params string[] more)
    {
        List<string> notes = [$"{ReportText.Municipality(content.Subject)}, meting {content.Subject.Year.ToString(Dutch.Culture)}"];
        if (ReportText.Mark(content.Subject) is { } mark)
        {
            notes.Insert(0, $"Let op: {mark}");
        }

        notes.AddRange(more);
        return notes;
    }
}
