// Memory is counted over the whole process, so these tests run when no other does.
using System.Globalization;
using System.Text;
using Keukentafel.Documents.Tabular;
using Xunit;
using static Keukentafel.Documents.Tests.Tabular.WorkbookFixture;

namespace Keukentafel.Documents.Tests.Tabular;

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;

[Collection(nameof(Alone))]
public class MemoryTests
{
    [Fact]
    public void A_hundred_thousand_rows_of_text_take_no_more_memory_than_ten_thousand()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var output = File.Create(path))
            using (var writer = new DelimitedWriter(output))
            {
                for (var i = 0; i <= 100_000; i++)
                {
                    writer.Write(i == 0 ? ["id", "naam", "plaats"] : [$"C{i}", "De Vries-Jansen, A.", "Zonnedam\n(oost)"]);
                }
            }

            using var stream = File.OpenRead(path);
            using var file = TabularFile.Open(stream, "groot.csv");
            long early = 0;
            var last = 0;
            foreach (var record in file.Records(error => Assert.Fail(error.ToString())))
            {
                last = record.Row;
                early = last == 10_000 ? GC.GetTotalMemory(forceFullCollection: true) : early;
            }

            Assert.Equal(100_001, last);
            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - early, long.MinValue, 4_000_000);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_hundred_thousand_rows_of_a_workbook_take_no_more_memory_than_ten_thousand()
    {
        var rows = new StringBuilder($"<row r=\"1\">{Text("A1", "client_id")}{Text("B1", "outcome")}</row>");
        for (var i = 2; i <= 100_001; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{i}\">{Text($"A{i}", $"C{i}")}{Number($"B{i}", "1.1")}</row>");
        }

        using var file = TabularFile.Open(new MemoryStream(WorkbookFixture.Of(("Blad1", rows.ToString()))), "groot.xlsx");
        rows.Clear();
        long early = 0;
        var last = 0;
        foreach (var record in file.Records(error => Assert.Fail(error.ToString())))
        {
            last = record.Row;
            early = last == 10_000 ? GC.GetTotalMemory(forceFullCollection: true) : early;
        }

        Assert.Equal(100_001, last);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - early, long.MinValue, 4_000_000);
    }
}
