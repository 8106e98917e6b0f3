using Xunit;

namespace Keukentafel.Questionnaires.Tests;

public class StandardInstrumentsTests
{
    private static Questionnaire Wmo => StandardInstruments.Find("ceo-wmo-standaard")!;

    [Fact]
    public void The_wmo_standard_has_ten_core_questions_in_the_official_order()
    {
        Assert.Equal(
            ["CEO01", "CEO02", "CEO03", "CEO04", "CEO05", "CEO06", "CEO07", "CEO08", "CEO09", "CEO10"],
            Wmo.Core.Select(question => question.Code));
        Assert.Equal(["Contact", "Kwaliteit van de ondersteuning", "Effect van de ondersteuning", "Tot slot"], Wmo.Blocks.Select(block => block.Title));
    }

    [Fact]
    public void Nine_are_statements_on_one_shared_scale_and_the_fifth_is_yes_or_no()
    {
        Assert.Equal(9, Wmo.Questions.OfType<Statement>().Count());
        Assert.Single(Wmo.Questions.OfType<Statement>().Select(statement => statement.Scale).Distinct());
        var awareness = Assert.IsType<YesNo>(Wmo.Find("ceo05"));
        Assert.Equal("Wist u dat u gebruik kon maken van een onafhankelijke cliëntondersteuner?", awareness.Text);
    }

    [Fact]
    public void One_and_two_are_positive_and_nine_is_outside_the_base()
    {
        var options = Wmo.Find("CEO01")!.Options;
        Assert.Equal([1, 2], options.Where(option => option.Positive).Select(option => option.Code));
        Assert.Equal([9], options.Where(option => !option.Substantive).Select(option => option.Code));
        Assert.Null(Wmo.Find("CEO01")!.FindOption(6));
    }

    [Fact]
    public void It_was_mandatory_from_2016_through_2020()
    {
        Assert.Equal([2016, 2017, 2018, 2019, 2020], Enumerable.Range(2014, 12).Where(Wmo.IsMandatoryIn));
    }

    [Fact]
    public void Eight_texts_were_read_in_a_source_and_two_and_all_scale_labels_are_assumed()
    {
        Assert.Equal(
            ["CEO09", "CEO10"],
            Wmo.Core.Where(question => question.Origin is TextOrigin.Assumed).Select(question => question.Code));
        Assert.All(Wmo.Core, question => Assert.NotEmpty(question.Origin switch
        {
            TextOrigin.Verbatim verbatim => verbatim.Sources,
            TextOrigin.Assumed assumed => assumed.Sources,
            _ => [],
        }));
        Assert.All(Wmo.Scales, scale => Assert.IsType<TextOrigin.Assumed>(scale.Origin));
    }

    [Fact]
    public void An_unknown_instrument_is_not_found() => Assert.Null(StandardInstruments.Find("ceo-wmo-1999"));

    [Fact]
    public void Every_instrument_is_listed_once() =>
        Assert.Equal(StandardInstruments.All.Length, StandardInstruments.All.DistinctBy(instrument => (instrument.Id, instrument.Version)).Count());

    [Fact]
    public void The_second_version_adds_an_open_question_and_who_answered_and_changes_nothing_else()
    {
        var first = StandardInstruments.Find("ceo-wmo-standaard", 1)!;
        Assert.Equal(first.Questions.Select(question => (question.Code, question.Text)), Wmo.Core.Select(question => (question.Code, question.Text)));
        Assert.Equal(["TOEL", "WIE", "WIEVOOR"], Wmo.Questions.Except(Wmo.Core).Select(question => question.Code));
        Assert.All(Wmo.Questions.Except(Wmo.Core), question => Assert.IsType<TextOrigin.Assumed>(question.Origin));
    }

    [Fact]
    public void The_wmo_standard_is_there_in_every_language() => Assert.Equal(Language.All, Wmo.Languages);

    /// <summary>Own words are marked as such: nothing that we wrote passes for a national text.</summary>
    [Fact]
    public void Only_the_ten_questions_claim_to_be_read_in_a_source() =>
        Assert.All(
            StandardInstruments.All.SelectMany(instrument => instrument.Questions).Where(question => question.Origin is TextOrigin.Verbatim),
            question => Assert.Contains(question.Code, Wmo.Core.Select(core => core.Code)));

    [Theory]
    [InlineData("ceo-wmo-uitgebreid")]
    [InlineData("breed-gesprek")]
    [InlineData("algemene-voorzieningen")]
    [InlineData("mantelzorg")]
    [InlineData("clientondersteuning")]
    [InlineData("mcjo-jongeren")]
    [InlineData("mcjo-ouders")]
    public void The_other_instruments_are_there_and_can_be_walked_to_the_end(string id)
    {
        var instrument = StandardInstruments.Find(id);
        Assert.NotNull(instrument);
        Assert.InRange(instrument.Questions.Count(), 10, 60);
        Assert.Equal(id == "mcjo-jongeren" ? Address.Familiar : Address.Formal, instrument.Address);
    }
}
