// The few cell styles of our workbooks, numbered in the order in which they stand in the style part.
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Xf = DocumentFormat.OpenXml.Spreadsheet.CellFormat;

namespace Keukentafel.Documents.Sheets;

internal static class SheetStyles
{
    public const uint Title = 1;
    public const uint Note = 2;
    public const uint Header = 3;
    public const uint HeaderOfNumbers = 4;
    private const uint FirstFormat = 5;

    private const uint PercentOneDecimalFormat = 164;
    private const uint DecimalFormat = 165;
    private const uint WholeFormat = 166;

    /// <summary>The style of a cell in a column of this format.</summary>
    public static uint Of(CellFormat format) => FirstFormat + (uint)format;

    public static Stylesheet Sheet() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = PercentOneDecimalFormat, FormatCode = "0.0%" },
            new NumberingFormat { NumberFormatId = DecimalFormat, FormatCode = "0.0000" },
            new NumberingFormat { NumberFormatId = WholeFormat, FormatCode = "#,##0" }) { Count = 3 },
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 14 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })) { Count = 3 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE3EAF2" }) { PatternType = PatternValues.Solid })) { Count = 3 },
        new Borders(
            new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
            new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(new Color { Rgb = "FF1B3A5C" }) { Style = BorderStyleValues.Medium }, new DiagonalBorder())) { Count = 2 },
        new CellStyleFormats(new Xf()) { Count = 1 },
        Formats());

    private static CellFormats Formats()
    {
        Xf[] formats =
        [
            new(),
            new() { FontId = 1, ApplyFont = true },
            Aligned(new(), HorizontalAlignmentValues.Left, wrap: false),
            Heading(HorizontalAlignmentValues.Left),
            Heading(HorizontalAlignmentValues.Right),
            Aligned(new(), HorizontalAlignmentValues.Left, wrap: false),
            Aligned(new(), HorizontalAlignmentValues.Left, wrap: true),
            Number(WholeFormat),
            Number(DecimalFormat),
            Number(9),
            Number(PercentOneDecimalFormat),
            Number(14),
        ];
        return new CellFormats(formats.Cast<OpenXmlElement>()) { Count = (uint)formats.Length };
    }

    private static Xf Heading(HorizontalAlignmentValues alignment) =>
        Aligned(new() { FontId = 2, FillId = 2, BorderId = 1, ApplyFont = true, ApplyFill = true, ApplyBorder = true }, alignment, wrap: true);

    private static Xf Number(uint format) =>
        Aligned(new() { NumberFormatId = format, ApplyNumberFormat = true }, HorizontalAlignmentValues.Right, wrap: false);

    private static Xf Aligned(Xf format, HorizontalAlignmentValues alignment, bool wrap)
    {
        format.Alignment = new Alignment { Horizontal = alignment, Vertical = VerticalAlignmentValues.Top, WrapText = wrap };
        format.ApplyAlignment = true;
        return format;
    }
}
