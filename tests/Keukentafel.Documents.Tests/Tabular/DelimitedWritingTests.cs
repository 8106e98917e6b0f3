using System.Text;
using Keukentafel.Documents.Tabular;
using Xunit;

namespace Keukentafel.Documents.Tests.Tabular;

public class DelimitedWritingTests
{
    private static string Write(DelimitedOptions? options, params string?[][] rows)
    {
        var memory = new MemoryStream();
        using (var writer = new DelimitedWriter(memory, options))
        {
            foreach (var row in rows)
            {
                writer.Write(row);
            }
        }

        return Encoding.UTF8.GetString(memory.ToArray());
    }

    [Fact]
    public void Quotes_stand_only_where_they_are_needed() =>
        Assert.Equal(
            "a,\"b,c\",\"d\"\"e\",\"f\ng\",\" h\",;\n,x\n",
            Write(null, ["a", "b,c", "d\"e", "f\ng", " h", ";"], [null, "x"]));

    [Fact]
    public void Formulas_are_guarded_and_numbers_are_not() =>
        Assert.Equal(
            "\uFEFF'=1+1;'+31 6;'-x;'@a;-5;+1.5;-1E-3;a=b\r\n",
            Write(DelimitedOptions.ForExcel, ["=1+1", "+31 6", "-x", "@a", "-5", "+1.5", "-1E-3", "a=b"]));

    [Fact]
    public void Without_the_guard_nothing_is_changed() => Assert.Equal("=1+1\n", Write(null, ["=1+1"]));

    [Fact]
    public void What_is_written_is_read_back_the_same()
    {
        string[] hostile = ["a;b", "\"", "\"\"", "één\r\ntwee", "\t", "'=x", "😀", " spatie ", "sep=;"];
        var header = Enumerable.Range(0, hostile.Length).Select(i => $"k{i}").ToArray();
        var reading = Reading.Of(Write(new DelimitedOptions(';'), header, hostile));
        Assert.Equal(hostile, reading.Records[0].Fields);
        Assert.Empty(reading.Errors);
    }
}
