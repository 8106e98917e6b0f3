// Why there is no report, for people.
using Keukentafel.Documents.Pdf;
using Keukentafel.Foundation;

namespace Keukentafel.Reports;

public static class ReportProblems
{
    public static readonly ProblemKind NoBrowser = new(
        "rapport.geen-chromium",
        "Voor de PDF is het programma Chromium nodig en dat staat niet op deze computer. Installeer het (Debian en Ubuntu: apt-get install chromium) en probeer het opnieuw.",
        ProblemSort.Unavailable);

    public static readonly ProblemKind BrowserTooOld = new(
        "rapport.chromium-te-oud",
        "Voor de PDF is Chromium 131 of nieuwer nodig. Op deze computer staat {0}. Werk het bij en probeer het opnieuw.",
        ProblemSort.Unavailable);

    public static readonly ProblemKind NoPdf = new(
        "rapport.pdf-mislukt",
        "De PDF kon niet worden gemaakt: {0}. Er is niets geschreven. Probeer het opnieuw. Blijft het misgaan, meld het dan bij de beheerder van deze computer.",
        ProblemSort.Unavailable);

    public static readonly ProblemKind FolderIsFile = new(
        "rapport.map-is-bestand",
        "{0} is een bestand. Geef met --out een map op.");

    public static readonly ProblemKind FileIsFolder = new(
        "rapport.bestand-is-map",
        "{0} is een map, en daar moet een bestand van het rapport komen. Geef met --out een andere map op, of haal deze weg.");

    public static readonly ProblemKind UnknownMunicipality = new("rapport.gemeente-onbekend",
        "Er is in {1} geen gemeente met code {0}. {2} Voor een verzonnen gemeente zijn GM9001 tot en met GM9999 gereserveerd.");

    public static readonly ProblemKind UnknownInstrument = new("rapport.vragenlijst-onbekend", "De vragenlijst {0} is er niet. Kies uit: {1}.");

    public static readonly ProblemKind UnreadableFile = new("rapport.bestand-onleesbaar", "Het bestand {0} is niet te lezen: {1} Controleer het pad.");

    public static readonly ProblemKind ClientAsVariable = new("rapport.kolom-niet-geschikt",
        "De kolom {0} wijst één cliënt aan; groepen van één kunnen niet in een rapport. Kies een kolom met klassen.");

    public static readonly ProblemKind WrongFiles = new("rapport.bestanden-fout", "Er is niets geschreven: de bestanden hebben {0:N0} fouten. Verbeter wat hierboven staat en probeer het opnieuw.");

    public static readonly ProblemKind WrongFile = new("rapport.bestanden-fout-een", "Er is niets geschreven: de bestanden hebben één fout. Verbeter wat hierboven staat en probeer het opnieuw.");

    public static Problem Of(PdfException exception) => exception.Fault switch
    {
        PdfFault.BrowserMissing => NoBrowser.Of(),
        PdfFault.BrowserTooOld => BrowserTooOld.Of(exception.Detail),
        _ => NoPdf.Of(Reason(exception)),
    };

    private static string Reason(PdfException exception) => exception.Fault switch
    {
        PdfFault.BrowserDidNotStart => exception.Detail.Length == 0 ? "Chromium start niet" : $"Chromium start niet ({exception.Detail})",
        PdfFault.BrowserStopped => "Chromium stopte tijdens het afdrukken",
        PdfFault.TimedOut => "het afdrukken duurde te lang",
        _ => $"Chromium weigerde de opdracht ({exception.Detail})",
    };
}
