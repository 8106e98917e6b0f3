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
        "De PDF kon niet worden gemaakt ({0}). Probeer het opnieuw; de andere bestanden zijn er niet door veranderd.",
        ProblemSort.Unavailable);

    public static Problem Of(PdfException exception) => exception.Fault switch
    {
        PdfFault.BrowserMissing => NoBrowser.Of(),
        PdfFault.BrowserTooOld => BrowserTooOld.Of(exception.Detail),
        _ => NoPdf.Of(exception.Message),
    };
}
