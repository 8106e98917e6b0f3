using System.Text;
using Keukentafel.Documents.Tabular;
using Xunit;

namespace Keukentafel.Documents.Tests.Tabular;

public class DelimitedReadingTests
{
    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    [InlineData('\t')]
    public void The_delimiter_is_found_in_the_header(char delimiter)
    {
        var reading = Reading.Of($"a{delimiter}b{delimiter}c\n1{delimiter}2{delimiter}3\n");
        Assert.Equal(new Dialect.Delimited("utf-8", false, delimiter), reading.Dialect);
        Assert.Equal(["a", "b", "c"], reading.Header);
        Assert.Equal(["1", "2", "3"], Assert.Single(reading.Records).Fields);
    }

    [Fact]
    public void Delimiters_within_quotes_do_not_count()
    {
        var reading = Reading.Of("\"naam, voornaam, titel\";plaats\n\"Vries, de\";\"Zonne;dam\"\n");
        Assert.Equal(["naam, voornaam, titel", "plaats"], reading.Header);
        Assert.Equal(["Vries, de", "Zonne;dam"], reading.Records[0].Fields);
    }

    [Theory]
    [InlineData("nummer;leeftijd, in jaren;wijk, buurt, of kern\n1;74;Noord\n2;81;Zuid\n", ';')]
    [InlineData("nummer;bedrag\n1;12,50\n2;13,75\n", ';')]
    [InlineData("a, b;c, d\n1, 2;3, 4\n", ';')]
    [InlineData("nummer,naam;voluit,wijk\n1,\"x;y\",Noord\n2,z,Zuid\n", ',')]
    [InlineData("een\ttwee, drie, vier\n1\t2\n", '\t')]
    public void The_delimiter_is_the_one_that_divides_the_rows_like_the_header(string text, char delimiter)
    {
        var reading = Reading.Of(text);
        Assert.Equal(delimiter, ((Dialect.Delimited)reading.Dialect).Delimiter);
        Assert.Empty(reading.Errors);
    }

    [Theory]
    [InlineData("\na;b\n1;2\n", 3)]
    [InlineData("\r\n\r\na;b\r\n1;2\r\n", 4)]
    [InlineData(";\n ; \na;b\n1;2\n", 4)]
    public void Blank_rows_above_the_header_are_passed_over_and_counted(string text, int row)
    {
        var reading = Reading.Of(text);
        Assert.Equal(["a", "b"], reading.Header);
        Assert.Equal(row, Assert.Single(reading.Records).Row);
        Assert.Empty(reading.Errors);
    }

    [Fact]
    public void A_header_that_cannot_be_read_is_not_replaced_by_the_first_client()
    {
        var reading = Reading.Of("a\"x\";b\nJansen;2\n");
        Assert.Equal([new TabularError(TabularFault.BrokenQuote, 1)], reading.Errors);
        Assert.Empty(reading.Header);
    }

    [Fact]
    public void The_hint_that_excel_writes_decides_and_is_no_row()
    {
        var reading = Reading.Of("sep=,\r\na;x,b\r\n1,2\r\n");
        Assert.Equal(["a;x", "b"], reading.Header);
        Assert.Equal(2, reading.Records[0].Row);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_name()
    {
        var reading = Reading.Of([0xEF, 0xBB, 0xBF, .. "cliënt;b\n1;2\n"u8], "proef.csv");
        Assert.Equal("cliënt", reading.Header[0]);
        Assert.Equal(new Dialect.Delimited("utf-8", true, ';'), reading.Dialect);
    }

    [Fact]
    public void A_file_that_is_no_utf8_is_windows_1252_however_late_that_shows()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = "naam;n\n" + string.Concat(Enumerable.Repeat("Jansen;1\n", 20_000)) + "Renée € 5;2\n";
        var reading = Reading.Of(text, Encoding.GetEncoding(1252));
        Assert.Equal("windows-1252", ((Dialect.Delimited)reading.Dialect).Encoding);
        Assert.Equal("Renée € 5", reading.Records[^1].Fields[0]);
    }

    [Fact]
    public void Letters_of_more_bytes_survive_the_edge_of_a_buffer()
    {
        var text = "naam;n\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => new string('é', 1 + (i % 7)) + ";1\n"));
        var reading = Reading.Of(text);
        Assert.Equal("utf-8", ((Dialect.Delimited)reading.Dialect).Encoding);
        Assert.All(reading.Records, record => Assert.Equal(string.Empty, record.Fields[0].Trim('é')));
    }

    [Fact]
    public void Unicode_text_as_excel_saves_it_is_read()
    {
        var reading = Reading.Of([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("naam\tn\r\nRenée\t1\r\n")], "proef.txt");
        Assert.Equal(["naam", "n"], reading.Header);
        Assert.Equal("Renée", reading.Records[0].Fields[0]);
    }

    [Fact]
    public void A_mark_that_promises_utf8_over_bytes_that_are_not_is_an_error() =>
        Assert.Equal(TabularFault.BrokenEncoding, Assert.Single(Reading.Of([0xEF, 0xBB, 0xBF, .. "a;b\n1;"u8, 0xE9, (byte)'\n'], "proef.csv").Errors).Fault);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Rows_are_counted_as_a_spreadsheet_shows_them(string newLine)
    {
        var reading = Reading.Of(string.Join(newLine, "a;b", "1;\"twee", "regels\"", "", "3;4", ""));
        Assert.Equal([2, 4], reading.Records.Select(record => record.Row));
        Assert.Equal($"twee{newLine}regels", reading.Records[0].Fields[1]);
        Assert.Empty(reading.Errors);
    }

    [Fact]
    public void Empty_lines_and_rows_of_delimiters_at_the_end_are_nothing()
    {
        var reading = Reading.Of("a;b\n1;2\n;\n ; \n\n\n");
        Assert.Single(reading.Records);
        Assert.Empty(reading.Errors);
    }

    [Fact]
    public void Header_names_are_trimmed_and_empty_ones_at_the_end_left_out()
    {
        var reading = Reading.Of(" a ;b;;\n1;2;;\n");
        Assert.Equal(["a", "b"], reading.Header);
        Assert.Equal(["1", "2"], reading.Records[0].Fields);
        Assert.Empty(reading.Errors);
    }

    [Fact]
    public void A_name_that_comes_twice_and_a_column_without_one_are_reported() =>
        Assert.Equal(
            [new TabularError(TabularFault.UnnamedColumn, 1, "B"), new TabularError(TabularFault.DuplicateColumn, 1, "Naam")],
            Reading.Of("naam;;Naam\n1;2;3\n").Errors);

    [Fact]
    public void Ragged_rows_are_reported_with_their_row_and_still_given()
    {
        var reading = Reading.Of("a;b;c\n1;2\n1;2;3;4\n1;2;3;;\n");
        Assert.Equal(
            [new TabularError(TabularFault.TooFewFields, 2, "c"), new TabularError(TabularFault.TooManyFields, 3, Value: "4")],
            reading.Errors);
        Assert.Equal(["1", "2", ""], reading.Records[0].Fields);
        Assert.Equal(["1", "2", "3"], reading.Records[1].Fields);
        Assert.Equal(["1", "2", "3"], reading.Records[2].Fields);
    }

    [Fact]
    public void A_broken_quote_is_reported_and_the_next_row_is_read()
    {
        var reading = Reading.Of("a;b\n\"x\"y;2\n3;4\n5\"6;7\n8;9\n");
        Assert.Equal(
            [new TabularError(TabularFault.BrokenQuote, 2), new TabularError(TabularFault.BrokenQuote, 4)],
            reading.Errors);
        Assert.Equal([3, 5], reading.Records.Select(record => record.Row));
    }

    [Fact]
    public void A_quote_that_never_closes_names_the_row_where_it_opens()
    {
        var reading = Reading.Of("a;b\n1;2\n\"x;2\n3;4\n");
        Assert.Equal([new TabularError(TabularFault.UnclosedQuote, 3)], reading.Errors);
        Assert.Single(reading.Records);
    }

    [Fact]
    public void A_quote_that_swallows_a_big_file_stops_in_time()
    {
        var reading = Reading.Of("a;b\n1;2\n\"x;2\n" + string.Concat(Enumerable.Repeat("3;4\n", 100_000)));
        Assert.Equal([new TabularError(TabularFault.UnclosedQuote, 3)], reading.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData(";;\n")]
    public void A_file_without_header_is_empty(string text) =>
        Assert.Contains(Reading.Of(text).Errors, error => error.Fault == TabularFault.Empty);

    [Theory]
    [InlineData("<html><table><tr><td>a</td></tr></table></html>")]
    [InlineData("a\0b\0c")]
    public void What_is_no_table_is_said_to_be_none(string text)
    {
        var reading = Reading.Of(text);
        Assert.Equal([new TabularError(TabularFault.NotATable)], reading.Errors);
        Assert.Empty(reading.Records);
    }

    [Fact]
    public void A_single_column_needs_no_delimiter()
    {
        var reading = Reading.Of("client_id\nC1\nC2\n");
        Assert.Equal(["C1", "C2"], reading.Records.Select(record => record.Fields[0]));
    }

    [Fact]
    public void The_records_are_given_once()
    {
        using var file = TabularFile.Open(new MemoryStream("a\n1\n"u8.ToArray()), "proef.csv");
        Assert.Single(file.Records(_ => { }));
        Assert.Throws<InvalidOperationException>(() => file.Records(_ => { }));
    }

    [Theory]
    [InlineData("2-jan", true)]
    [InlineData("02-jan-2025", true)]
    [InlineData("2-1-2025", true)]
    [InlineData("2/1/25", true)]
    [InlineData("2025-01-02", true)]
    [InlineData("2025-01-02 00:00:00", true)]
    [InlineData("jan-25", true)]
    [InlineData("2.1", false)]
    [InlineData("2,11", false)]
    [InlineData("75-84", false)]
    [InlineData("Oost", false)]
    public void A_date_is_recognised_however_a_spreadsheet_writes_it(string text, bool date) =>
        Assert.Equal(date, SpreadsheetDate.LooksLikeOne(text));
}
