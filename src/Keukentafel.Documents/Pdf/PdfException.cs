// Why there is no PDF. The application words it for people; the detail is for the log and holds no content.
namespace Keukentafel.Documents.Pdf;

public enum PdfFault
{
    /// <summary>No Chromium on this machine: install the package "chromium" or name the program in the settings.</summary>
    BrowserMissing,

    /// <summary>Chromium is there and does not start; the detail is its last line.</summary>
    BrowserDidNotStart,

    /// <summary>Chromium is older than 131, which cannot print page numbers and marks in the margin.</summary>
    BrowserTooOld,

    /// <summary>Chromium stopped while it was printing, twice.</summary>
    BrowserStopped,

    /// <summary>Chromium refused a command; the detail is its message.</summary>
    PrintingFailed,

    /// <summary>Printing took longer than allowed.</summary>
    TimedOut,
}

public sealed class PdfException(PdfFault fault, string detail, Exception? innerException = null)
    : Exception($"{fault}: {detail}", innerException)
{
    public PdfFault Fault { get; } = fault;

    public string Detail { get; } = detail;
}
