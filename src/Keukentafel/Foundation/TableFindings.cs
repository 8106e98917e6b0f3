// What can be wrong with a table that somebody sends, whatever is in it, in words. Every import says it the same way.
using Keukentafel.Documents.Tabular;

namespace Keukentafel.Foundation;

public static class TableFindings
{
    public static readonly FindingKind Empty = new("tabel.leeg", Severity.Error,
        "Het bestand is leeg.", "Sla het opnieuw op, met op de eerste regel de namen van de kolommen.");

    public static readonly FindingKind NotATable = new("tabel.geen-tabel", Severity.Error,
        "Dit is geen CSV-bestand en geen Excel-werkmap.", "Sla de tabel op als CSV of als Excel-werkmap (.xlsx).");

    public static readonly FindingKind PasswordProtected = new("tabel.wachtwoord", Severity.Error,
        "De werkmap is met een wachtwoord beveiligd.", "Sla een kopie zonder wachtwoord op.");

    public static readonly FindingKind Damaged = new("tabel.beschadigd", Severity.Error,
        "Het bestand is beschadigd.", "Open het in Excel en sla het opnieuw op.");

    public static readonly FindingKind TooLarge = new("tabel.te-groot", Severity.Error,
        "De werkmap is uitgepakt te groot.", "Sla de tabel op als CSV.");

    public static readonly FindingKind BrokenEncoding = new("tabel.tekens", Severity.Error,
        "Het bestand zegt dat het UTF-8 is, maar er staan tekens in die dat niet zijn.", "Sla het opnieuw op als ‘CSV UTF-8’.");

    public static readonly FindingKind UnnamedColumn = new("tabel.kolom-zonder-naam", Severity.Warning,
        "Deze kolom heeft geen naam en wordt niet gelezen.", "Geef de kolom een naam op de eerste regel, of haal haar weg.");

    public static readonly FindingKind DuplicateColumn = new("tabel.kolom-dubbel", Severity.Error,
        "De kolom {0} staat er twee keer in.", "Haal een van de twee weg, of geef haar een andere naam.");

    public static readonly FindingKind TooFewFields = new("tabel.rij-te-kort", Severity.Warning,
        "De rij houdt op vóór deze kolom; de rest is als leeg gelezen.", "Controleer of er in deze rij een scheidingsteken ontbreekt.");

    public static readonly FindingKind TooManyFields = new("tabel.rij-te-lang", Severity.Error,
        "De rij heeft meer velden dan er kolommen zijn.", "Zet een waarde met een scheidingsteken erin tussen aanhalingstekens (\"…\").");

    public static readonly FindingKind BrokenQuote = new("tabel.aanhalingsteken", Severity.Error,
        "In deze rij staat een aanhalingsteken op een plaats waar dat niet kan.", "Haal het weg, of schrijf het dubbel (\"\") in een veld tussen aanhalingstekens.");

    public static readonly FindingKind UnclosedQuote = new("tabel.aanhalingsteken-open", Severity.Error,
        "In deze rij begint een veld met een aanhalingsteken dat nergens eindigt; wat erna komt is niet te lezen.", "Haal het aanhalingsteken weg, of sluit het veld af met een tweede.");

    /// <summary>The fault as a finding. The value that caused it is never repeated: it may be anything.</summary>
    public static Finding Of(TabularError error, string file) => KindOf(error.Fault).At(file, error.Row, error.Column, error.Column);

    private static FindingKind KindOf(TabularFault fault) => fault switch
    {
        TabularFault.Empty => Empty,
        TabularFault.NotATable => NotATable,
        TabularFault.PasswordProtected => PasswordProtected,
        TabularFault.Damaged => Damaged,
        TabularFault.TooLarge => TooLarge,
        TabularFault.BrokenEncoding => BrokenEncoding,
        TabularFault.UnnamedColumn => UnnamedColumn,
        TabularFault.DuplicateColumn => DuplicateColumn,
        TabularFault.TooFewFields => TooFewFields,
        TabularFault.TooManyFields => TooManyFields,
        TabularFault.BrokenQuote => BrokenQuote,
        TabularFault.UnclosedQuote => UnclosedQuote,
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
