// A workbook as a description: sheets with a title, explanatory lines, columns and rows. Rows may be lazy; they are
// written one by one.
namespace Keukentafel.Documents.Sheets;

/// <param name="Title">The document's title in its properties.</param>
/// <param name="Language">A language tag, such as nl-NL.</param>
/// <param name="Author">Who made it; empty for nobody.</param>
public sealed record WorkbookProperties(string Title, string Language, string Author = "");

/// <param name="Name">On the tab: cut to 31 characters, without the signs that Excel refuses, made unique.</param>
/// <param name="Title">In the first cell; empty for none.</param>
/// <param name="Notes">Lines under the title.</param>
/// <param name="Rows">
/// As many values as there are columns. A value is null, string, bool, int, long, double, decimal or DateOnly; a text
/// where the column has a number format (such as "too few answers") stays text.
/// </param>
public sealed record Sheet(
    string Name,
    string Title,
    IReadOnlyList<string> Notes,
    IReadOnlyList<SheetColumn> Columns,
    IEnumerable<IReadOnlyList<object?>> Rows);

/// <param name="Width">In characters.</param>
public sealed record SheetColumn(string Header, CellFormat Format = CellFormat.Text, double Width = 14);

public enum CellFormat
{
    Text,

    /// <summary>Text that runs on over more lines.</summary>
    LongText,

    /// <summary>1.234</summary>
    Whole,

    /// <summary>0,1234</summary>
    Decimal,

    /// <summary>62%: the value is a fraction.</summary>
    Percent,

    /// <summary>61,5%: the value is a fraction.</summary>
    PercentOneDecimal,

    /// <summary>The day as the reader's own settings write it.</summary>
    Date,
}
