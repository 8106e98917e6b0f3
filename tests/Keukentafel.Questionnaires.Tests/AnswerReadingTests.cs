// From the fields of a form to an answer.
using Xunit;

namespace Keukentafel.Questionnaires.Tests;

public class AnswerReadingTests
{
    private static AnswerReading Read(string code, params string[] posted) => Read(code, new Dictionary<string, string[]>(StringComparer.Ordinal) { [code] = posted });

    private static AnswerReading Read(string code, Dictionary<string, string[]> fields) =>
        AnswerReading.Of(Sample.All.Find(code)!, name => fields.TryGetValue(name, out var posted) ? posted : []);

    [Theory]
    [InlineData("STELLING", "9", "9")]
    [InlineData("JANEE", "2", "2")]
    [InlineData("EEN", "3", "3")]
    [InlineData("CIJFER", "10", "10")]
    [InlineData("CIJFER", "99", "99")]
    [InlineData("MAG", "1", "1")]
    [InlineData("UREN", "2,5", "2.5")]
    [InlineData("UREN", " 2.50 ", "2.5")]
    [InlineData("UREN", "٢٫٥", "2.5")]
    [InlineData("UREN", "0", "0")]
    [InlineData("UREN", "168", "168")]
    [InlineData("GEBOREN", "3-4-1942", "1942-04-03")]
    [InlineData("GEBOREN", "03/04/1942", "1942-04-03")]
    [InlineData("GEBOREN", "3 4 1942", "1942-04-03")]
    [InlineData("GEBOREN", "3 - 4 - 1942", "1942-04-03")]
    [InlineData("GEBOREN", "1942-04-03", "1942-04-03")]
    [InlineData("GEBOREN", "٣-٤-١٩٤٢", "1942-04-03")]
    [InlineData("KORT", "de Wijk\nbij het water", "de Wijk bij het water")]
    [InlineData("WAAROM", "een\r\ntwee\rdrie", "een\ntwee\ndrie")]
    public void An_answer_is_read(string code, string posted, string expected)
    {
        var value = Read(code, posted).Value;
        Assert.NotNull(value);
        Assert.Equal(expected, value.Canonical);
        Assert.Equal(value, AnswerValue.Parse(Sample.All.Find(code)!, value.Canonical));
    }

    [Theory]
    [InlineData("STELLING", "6", AnswerFault.UnknownOption)]
    [InlineData("STELLING", "-1", AnswerFault.UnknownOption)]
    [InlineData("STELLING", "eens", AnswerFault.UnknownOption)]
    [InlineData("STELLING", "99999999999999999999", AnswerFault.UnknownOption)]
    [InlineData("CIJFER", "0", AnswerFault.UnknownOption)]
    [InlineData("CIJFER", "11", AnswerFault.UnknownOption)]
    [InlineData("UREN", "veel", AnswerFault.NotANumber)]
    [InlineData("UREN", "1e3", AnswerFault.NotANumber)]
    [InlineData("UREN", "1.000.000", AnswerFault.NotANumber)]
    [InlineData("UREN", "169", AnswerFault.OutOfRange)]
    [InlineData("UREN", "-1", AnswerFault.OutOfRange)]
    [InlineData("UREN", "2,55", AnswerFault.TooManyDecimals)]
    [InlineData("GEBOREN", "31-2-1942", AnswerFault.NotADate)]
    [InlineData("GEBOREN", "gisteren", AnswerFault.NotADate)]
    [InlineData("GEBOREN", "1-1-1899", AnswerFault.DateOutOfRange)]
    [InlineData("GEBOREN", "1-1-2027", AnswerFault.DateOutOfRange)]
    public void A_wrong_answer_is_refused_with_what_is_wrong(string code, string posted, AnswerFault fault) => Assert.Equal((null, fault), (Read(code, posted).Value, Read(code, posted).Fault));

    [Theory]
    [InlineData("STELLING", "")]
    [InlineData("MEER", "")]
    [InlineData("UREN", "  ")]
    [InlineData("GEBOREN", "")]
    [InlineData("KORT", " \n ")]
    [InlineData("LEES", "1")]
    public void What_is_left_open_is_open(string code, string posted) => Assert.Equal(new AnswerReading(Value: null), Read(code, posted));

    [Fact]
    public void Two_answers_to_a_question_for_one_are_refused() => Assert.Equal(AnswerFault.UnknownOption, Read("STELLING", "1", "2").Fault);

    [Fact]
    public void Of_several_answers_the_order_and_doubles_do_not_matter() => Assert.Equal("1 3", Read("MEER", "3", "1", "3").Value!.Canonical);

    [Fact]
    public void None_of_these_stands_alone()
    {
        Assert.Equal("8", Read("MEER", "8").Value!.Canonical);
        Assert.Equal(AnswerFault.ExclusiveWithOthers, Read("MEER", "8", "1").Fault);
    }

    [Theory]
    [InlineData("3", "1", "3 1", null)]
    [InlineData("2", "", "2", null)]
    [InlineData("2", "2", null, AnswerFault.SamePlaceTwice)]
    [InlineData("", "2", null, AnswerFault.PlaceSkipped)]
    [InlineData("4", "", null, AnswerFault.UnknownOption)]
    public void A_ranking_is_read_place_by_place(string first, string second, string? expected, AnswerFault? fault)
    {
        var reading = Read("VOLGORDE", new Dictionary<string, string[]>(StringComparer.Ordinal) { ["VOLGORDE.1"] = [first], ["VOLGORDE.2"] = [second] });
        Assert.Equal((expected, fault), (reading.Value?.Canonical, reading.Fault));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\u202Eomgekeerd\u202C en \u200Bnul\u200Dbreed")]
    [InlineData("👩‍👩‍👧 👍🏽 🇳🇱")]
    [InlineData("'; drop table answers; --")]
    public void Hostile_words_stay_as_they_were(string text) => Assert.Equal(new AnswerValue.Words(text), Read("WAAROM", text).Value);

    [Fact]
    public void What_no_text_can_hold_is_replaced_and_marked() =>
        Assert.All(
            new[] { ("a\0b", "a\uFFFDb"), ("a\uD83Db", "a\uFFFDb"), ("\uDC00", "\uFFFD") },
            pair => Assert.Equal(new AnswerValue.Words(pair.Item2, Mended: true), Read("WAAROM", pair.Item1).Value));

    [Fact]
    public void What_is_too_long_is_refused_with_its_length()
    {
        Assert.NotNull(Read("WAAROM", new string('a', 4000)).Value);
        Assert.Equal(new AnswerReading(null, AnswerFault.TooLong, 100_000), Read("WAAROM", new string('a', 100_000)));
    }
}
