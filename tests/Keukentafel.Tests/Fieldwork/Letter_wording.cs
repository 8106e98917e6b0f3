// The text of a letter: what is filled in, and what is wrong with it before a thousand of them are printed.
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Studies;
using Xunit;

namespace Keukentafel.Tests.Fieldwork;

public sealed class Letter_wording
{
    private const string Enough = "{aanhef},\n\n{code}\n\nTot en met {sluitdatum}. Bel {telefoon}.";

    [Theory]
    [InlineData(LetterStep.Invitation)]
    [InlineData(LetterStep.Reminder)]
    public void The_letter_that_a_round_starts_with_can_be_printed_as_it_is(LetterStep step)
    {
        var text = Start(step);

        Assert.Empty(LetterWording.Check(text.Subject, text.Body));
        Assert.True(text.Body.Length <= LetterText.BodyMaxLength);
    }

    [Theory]
    [InlineData(LetterStep.Invitation)]
    [InlineData(LetterStep.Reminder)]
    public void It_tells_what_a_reader_needs_to_know(LetterStep step)
    {
        var body = Start(step).Body;
        foreach (var needed in new[] { "vertrouwelijk", "verandert niets aan de hulp", "{sluitdatum}", "{telefoon}", "Ik doe niet mee", "overleden of verhuisd", "mag u helpen" })
        {
            Assert.Contains(needed, body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(LetterStep.Invitation)]
    [InlineData(LetterStep.Reminder)]
    public void It_promises_no_more_than_the_program_does_no_further_letter_about_this_questionnaire(LetterStep step)
    {
        var body = Start(step).Body;
        Assert.Contains("U krijgt dan geen brief meer over deze vragenlijst.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("dit onderzoek", body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_placeholder_that_does_not_exist_is_a_finding_that_names_those_that_do()
    {
        var finding = Assert.Single(LetterWording.Check("Beste {naam}", Enough));

        Assert.Equal(("brief.onbekende-invulplek", "onderwerp"), (finding.Code, finding.Column));
        Assert.Contains("{naam}", finding.Text, StringComparison.Ordinal);
        Assert.Contains("{aanhef}", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_required_placeholder_that_is_missing_is_named() =>
        Assert.Equal(
            ["{sluitdatum}", "{telefoon}", "{code}"],
            LetterWording.Check("Onderwerp", "Beste mensen").Where(finding => finding.Code == "brief.mist-invulplek").Select(finding => finding.Text.Split(' ').First(word => word.StartsWith('{'))));

    [Theory]
    [InlineData("{aanhef}, uw code is {code}.\n\n{sluitdatum} {telefoon}")]
    [InlineData("{code}\n\n{code}\n\n{sluitdatum} {telefoon}")]
    public void The_code_stands_once_and_alone(string body) =>
        Assert.Contains(LetterWording.Check("Onderwerp", body), finding => finding.Code == "brief.code-niet-alleen");

    [Fact]
    public void A_loose_brace_is_a_finding() =>
        Assert.Contains(LetterWording.Check("Onderwerp", Enough + " { telefoon }"), finding => finding.Code == "brief.losse-accolade");

    [Fact]
    public void Anonymous_is_a_word_that_is_not_true_and_says_so()
    {
        var finding = Assert.Single(LetterWording.Check("Onderwerp", Enough + "\n\nUw antwoorden zijn Anoniem."));
        Assert.Equal(("brief.anoniem", false), (finding.Code, finding.IsError));
    }

    [Fact]
    public void A_placeholder_with_a_capital_gets_its_value_with_a_capital()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["gemeente"] = "gemeente Zonnedam" };
        Assert.Equal("Gemeente Zonnedam, de gemeente Zonnedam", LetterWording.Fill("{Gemeente}, de {gemeente}", values));
    }

    [Fact]
    public void Paragraphs_headings_items_and_the_code_are_told_apart() =>
        Assert.Collection(
            LetterWording.Blocks("# Kop\nEerste\nregel\r\n\r\n \n- een\n- twee\n\n{code}\n\nLaatste"),
            block => Assert.Equal("Kop", Assert.IsType<LetterBlock.Heading>(block).Text),
            block => Assert.Equal(["Eerste", "regel"], Assert.IsType<LetterBlock.Paragraph>(block).Lines),
            block => Assert.Equal(["een", "twee"], Assert.IsType<LetterBlock.Items>(block).Texts),
            block => Assert.IsType<LetterBlock.Code>(block),
            block => Assert.Equal(["Laatste"], Assert.IsType<LetterBlock.Paragraph>(block).Lines));

    [Theory]
    [InlineData("mevrouw", "Mevrouw J. de Vries", "Geachte mevrouw J. de Vries")]
    [InlineData("dhr.", "De heer J. de Vries", "Geachte heer J. de Vries")]
    [InlineData("", "J. de Vries", "Geachte J. de Vries")]
    [InlineData("familie", "familie J. de Vries", "Geachte familie J. de Vries")]
    public void The_address_and_the_salutation_follow_how_somebody_is_addressed(string salutation, string line, string greeting)
    {
        var letter = new PrintedLetter
        {
            Number = "1-001",
            Code = "AAAA-AAAA-AAAA",
            Link = "",
            To = new() { ClientNumber = "1", Salutation = salutation, Name = "J. de Vries", Street = "Dorpsstraat", HouseNumber = "12 A", Postcode = "9991AB", Town = "'s-Gravendam" },
        };

        Assert.Equal([line, "Dorpsstraat 12 A", "9991 AB  'S-GRAVENDAM"], letter.Address);
        Assert.Equal(greeting, letter.Salutation);
    }

    private static LetterText Start(LetterStep step)
    {
        var secrets = new SystemSecrets();
        return LetterTexts.Start(
            new Round
            {
                Id = secrets.NewId<RoundId>(),
                OrganisationId = secrets.NewId<OrganisationId>(),
                StudyId = secrets.NewId<StudyId>(),
                Name = "Meting",
                Year = 2025,
                InstrumentId = "ceo-wmo-standaard",
                InstrumentVersion = 1,
            },
            step);
    }
}
