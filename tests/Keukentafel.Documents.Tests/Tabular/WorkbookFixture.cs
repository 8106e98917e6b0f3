// The smallest workbook that Excel would open, written by hand so that the reader is not tested with our own writer.
using System.IO.Compression;
using System.Text;

namespace Keukentafel.Documents.Tests.Tabular;

internal static class WorkbookFixture
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A cell with text.</summary>
    public static string Text(string reference, string text) => $"<c r=\"{reference}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    /// <summary>A cell with a number; style 1 shows it as a date, 2 as a moment.</summary>
    public static string Number(string reference, string value, int style = 0) => $"<c r=\"{reference}\" s=\"{style}\"><v>{value}</v></c>";

    public static byte[] Of(params (string Name, string Rows)[] sheets)
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, string content)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                writer.Write(content);
            }

            string Each(Func<int, string> part) => string.Concat(Enumerable.Range(1, sheets.Length).Select(part));
            Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{Each(i => $"<sheet name=\"{sheets[i - 1].Name}\" sheetId=\"{i}\" r:id=\"r{i}\"/>")}</sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{Each(i => $"<Relationship Id=\"r{i}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>")}<Relationship Id=\"rs\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
            Add("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"22\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
            for (var i = 1; i <= sheets.Length; i++)
            {
                Add($"xl/worksheets/sheet{i}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{sheets[i - 1].Rows}</sheetData></worksheet>");
            }
        }

        return memory.ToArray();
    }
}
