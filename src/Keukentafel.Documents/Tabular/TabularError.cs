// What can be wrong with a table as a table. Codes keep their meaning for life; the application words them.
namespace Keukentafel.Documents.Tabular;

/// <summary>A fault with its row (header = 1) and column (its name, or its letters where it has none), as far as known.</summary>
public sealed record TabularError(TabularFault Fault, int? Row = null, string? Column = null, string? Value = null)
{
    /// <summary>Whether nothing more can be read from the file after this.</summary>
    public bool IsFatal => Fault is TabularFault.Empty or TabularFault.NotATable or TabularFault.PasswordProtected
        or TabularFault.Damaged or TabularFault.TooLarge or TabularFault.UnclosedQuote;
}

public enum TabularFault
{
    /// <summary>There is no header.</summary>
    Empty,

    /// <summary>Neither text with delimiters nor a workbook.</summary>
    NotATable,

    /// <summary>A workbook that opens with a password only.</summary>
    PasswordProtected,

    /// <summary>A workbook that breaks off or contradicts itself.</summary>
    Damaged,

    /// <summary>A workbook that unpacks to more than any real one.</summary>
    TooLarge,

    /// <summary>The file says it is UTF-8 and holds bytes that are not.</summary>
    BrokenEncoding,

    /// <summary>A column without a name between columns that have one.</summary>
    UnnamedColumn,

    /// <summary>Two columns with one name, upper and lower case aside.</summary>
    DuplicateColumn,

    /// <summary>The row stops before this column.</summary>
    TooFewFields,

    /// <summary>The row has content after the last column.</summary>
    TooManyFields,

    /// <summary>A quote within a field that is not doubled, or text after a closing quote.</summary>
    BrokenQuote,

    /// <summary>A quote that opens in this row and never closes; what follows cannot be read.</summary>
    UnclosedQuote,
}
