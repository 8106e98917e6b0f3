// What is wrong with a table as a table, in words: from a file that has it, or from the fault itself where it takes a damaged workbook.
using System.Text;
using Keukentafel.Documents.Tabular;
using Keukentafel.Foundation;
using Xunit;

namespace Keukentafel.Tests.Results;

public sealed class TableFindingsTests
{
    [Theory]
    [InlineData("tabel.leeg", "", null)]
    [InlineData("tabel.geen-tabel", "<html><body>client_id;wijk</body></html>", null)]
    [InlineData("tabel.kolom-zonder-naam", "client_id;;wijk\nC1;x;Noord", 1)]
    [InlineData("tabel.kolom-dubbel", "client_id;wijk;wijk\nC1;Noord;Zuid", 1)]
    [InlineData("tabel.rij-te-kort", "client_id;wijk\nC1;Noord\nC2", 3)]
    [InlineData("tabel.rij-te-lang", "client_id;wijk\nC1;Noord;Zuid", 2)]
    [InlineData("tabel.aanhalingsteken", "client_id;wijk\nC1;Noord\nC2;\"No\"ord\"", 3)]
    [InlineData("tabel.aanhalingsteken-open", "client_id;wijk\nC1;Noord\nC2;\"Noord\nC3;Zuid", 3)]
    public void A_fault_is_told_with_its_row_and_what_to_do(string code, string text, int? row)
    {
        var finding = Assert.Single(FindingsOf(Encoding.UTF8.GetBytes(text)));
        Assert.Equal((code, "register.csv", row), (finding.Code, finding.File, finding.Row));
        Assert.NotEmpty(finding.Remedy);
    }

    [Fact]
    public void A_file_that_says_it_is_utf8_and_is_not_is_told()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.ASCII.GetBytes("client_id;wijk\nC1;Caf"), 0xE9];
        Assert.Equal("tabel.tekens", Assert.Single(FindingsOf(bytes)).Code);
    }

    [Fact]
    public void A_workbook_that_breaks_off_is_told()
    {
        byte[] bytes = [0x50, 0x4B, 0x03, 0x04, .. new byte[100]];
        Assert.Contains(FindingsOf(bytes), finding => finding.Code is "tabel.beschadigd" or "tabel.geen-tabel");
    }

    [Theory]
    [InlineData(TabularFault.PasswordProtected, "tabel.wachtwoord")]
    [InlineData(TabularFault.TooLarge, "tabel.te-groot")]
    [InlineData(TabularFault.Damaged, "tabel.beschadigd")]
    public void Faults_of_workbooks_have_their_own_words(TabularFault fault, string code) =>
        Assert.Equal(code, TableFindings.Of(new TabularError(fault), "register.xlsx").Code);

    [Fact]
    public void Every_fault_has_words() =>
        Assert.Equal(Enum.GetValues<TabularFault>().Length, Enum.GetValues<TabularFault>().Select(fault => TableFindings.Of(new TabularError(fault, 2, "wijk"), "a.csv").Code).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void The_value_that_caused_a_fault_is_not_repeated() =>
        Assert.DoesNotContain("geheim", TableFindings.Of(new TabularError(TabularFault.TooManyFields, 4, Value: "geheim"), "a.csv").ToString(), StringComparison.Ordinal);

    private static List<Finding> FindingsOf(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var file = TabularFile.Open(stream, "register.csv");
        var faults = file.Errors.ToList();
        _ = file.Records(faults.Add).Count();
        return faults.ConvertAll(fault => TableFindings.Of(fault, file.FileName));
    }
}
