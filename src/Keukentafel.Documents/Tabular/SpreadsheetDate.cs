// A spreadsheet that opens 2.1 or 1-2 may keep it as a date and write "2-jan" into its CSV. This recognises such
// texts where no date was meant.
using System.Text.RegularExpressions;

namespace Keukentafel.Documents.Tabular;

public static partial class SpreadsheetDate
{
    /// <summary>Whether the text is a date as Dutch or English spreadsheets and databases write it.</summary>
    public static bool LooksLikeOne(string text) => Date().IsMatch(text);

    [GeneratedRegex(
        """
        ^\s*(
          \d{4}-\d{1,2}-\d{1,2}([T\ ]\d{1,2}:\d{2}(:\d{2})?)?
        | \d{1,2}(?<mark>[-/.])\d{1,2}\k<mark>(\d{4}|\d{2})(\ \d{1,2}:\d{2}(:\d{2})?)?
        | \d{1,2}[-/\ ](jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|sept|okt|oct|nov|dec)\.?([-/\ ](\d{4}|\d{2}))?
        | (jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|sept|okt|oct|nov|dec)\.?[-/\ ](\d{4}|\d{1,2})
        )\s*$
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();
}
