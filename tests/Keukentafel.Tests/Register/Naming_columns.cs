// What the program proposes for the columns of a file, and which mappings it refuses.
using Keukentafel.Register.Import;
using Xunit;

namespace Keukentafel.Tests.Register;

public sealed class Naming_columns
{
    [Fact]
    public void Columns_are_known_by_their_names_however_they_are_written()
    {
        var proposal = Propose("Client-ID;Voorletters;Tussenvoegsel;ACHTERNAAM;Straatnaam;Huisnr.;Huisletter;Post code;Woonplaats;E-mail;Tel.;Geb.datum;Niet benaderen;Voorziening;Wijk");
        Assert.Equal(
            [
                ColumnRole.ClientNumber, ColumnRole.Initials, ColumnRole.NamePrefix, ColumnRole.Surname, ColumnRole.Street, ColumnRole.HouseNumber, ColumnRole.HouseNumberAddition,
                ColumnRole.Postcode, ColumnRole.Town, ColumnRole.Email, ColumnRole.Phone, ColumnRole.BirthDate, ColumnRole.NoContact, ColumnRole.Attribute, ColumnRole.Attribute,
            ],
            proposal.Columns.Select(use => use.Role));
        Assert.Equal(["leeftijd", "voorziening", "wijk"], proposal.Attributes);
        Assert.Null(proposal.Check());
    }

    [Fact]
    public void A_column_with_a_strange_name_is_known_by_its_values()
    {
        var proposal = Propose("a;b;c;d;e", "1234 AB;x@zonnedam.example;06-12345678;2024-02-01;unieke tekst 1", "1234AC;y@zonnedam.example;0599 123456;1-3-2024;unieke tekst 2");
        Assert.Equal([ColumnRole.Postcode, ColumnRole.Email, ColumnRole.Phone, ColumnRole.AttributeQuarter, ColumnRole.Ignore], proposal.Columns.Select(use => use.Role));
    }

    [Fact]
    public void A_column_of_few_different_texts_is_something_to_count_by()
    {
        var proposal = Propose("client_id;team", [.. Enumerable.Range(0, 20).Select(i => $"C{i};team {i % 3}")]);
        Assert.Equal(ColumnRole.Attribute, proposal.Columns[1].Role);
    }

    [Fact]
    public void Ages_in_years_become_classes_and_classes_stay()
    {
        Assert.Equal(ColumnRole.Age, Propose("leeftijd", "83", "71").Columns[0].Role);
        Assert.Equal(ColumnRole.Attribute, Propose("leeftijd", "75-84", "65-74").Columns[0].Role);
        Assert.Equal(["leeftijd"], Propose("geboortedatum;leeftijd", "1-1-1950;75", "1-1-1940;85").Attributes);
    }

    [Theory]
    [InlineData(0, "0-17")]
    [InlineData(17, "0-17")]
    [InlineData(18, "18-64")]
    [InlineData(65, "65-74")]
    [InlineData(84, "75-84")]
    [InlineData(85, "85+")]
    public void Ages_fall_in_classes(int age, string expected) => Assert.Equal(expected, ClientValues.AgeClass(age));

    [Fact]
    public void A_birthday_counts_from_the_day_itself()
    {
        Assert.Equal("18-64", ClientValues.AgeClass(new DateOnly(1960, 3, 4), new DateOnly(2025, 3, 3)));
        Assert.Equal("65-74", ClientValues.AgeClass(new DateOnly(1960, 3, 3), new DateOnly(2025, 3, 3)));
    }

    [Theory]
    [InlineData("Kerkstraat 12", "Kerkstraat", "12")]
    [InlineData("Kerkstraat 12-3", "Kerkstraat", "12-3")]
    [InlineData("1e Jacob van Campenstraat 5 II", "1e Jacob van Campenstraat", "5 II")]
    [InlineData("Plein 1944 12", "Plein 1944", "12")]
    [InlineData("Laan 1940", "Laan", "1940")]
    [InlineData("Postbus", "Postbus", "")]
    public void A_street_with_its_number_is_taken_apart(string text, string street, string number) => Assert.Equal((street, number), ClientValues.StreetAndNumber(text));

    [Fact]
    public void Every_mistake_in_a_mapping_is_told_at_its_column()
    {
        var problem = new ColumnMapping(
        [
            new("a", ColumnRole.Street), new("b", ColumnRole.Street), new("c", ColumnRole.Attribute, ""), new("d", ColumnRole.Attribute, "kanaal"),
            new("e", ColumnRole.Attribute, "wijk"), new("f", ColumnRole.AttributeYear, "wijk"), new("g", ColumnRole.Attribute, new string('x', 61)),
        ]).Check()!;
        Assert.Equal(
            [
                ("register.geen-nummerkolom", null), ("register.rol-dubbel", "rol-1"), ("register.kenmerk-zonder-naam", "kenmerk-2"), ("register.kenmerk-naam-bezet", "kenmerk-3"),
                ("register.kenmerk-dubbel", "kenmerk-5"), ("register.kenmerk-naam-te-lang", "kenmerk-6"), ("register.geen-adreskolommen", "brieven"),
            ],
            problem.All.Select(one => (one.Code, one.Field)));
    }

    [Fact]
    public void A_mapping_comes_back_from_its_text()
    {
        var mapping = Propose("client_id;wijk;geboortedatum") with { LettersNeeded = false };
        var read = ColumnMapping.Read(mapping.Json());
        Assert.Equal(mapping.Columns, read.Columns);
        Assert.False(read.LettersNeeded);
    }

    private static ColumnMapping Propose(string header, params string[] rows)
    {
        var look = RegisterFile.Look(RegisterText.Stream(string.Join("\r\n", rows.Prepend(header)) + "\r\n"), "register.csv");
        return MappingProposal.For(look.Header, look.Samples);
    }
}
