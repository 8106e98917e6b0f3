// What a row of a register file becomes, and every finding with a file that has it.
using System.IO.Compression;
using System.Text;
using Keukentafel.Documents.Tabular;
using Keukentafel.Foundation;
using Keukentafel.Register;
using Keukentafel.Register.Import;
using Xunit;
using static Keukentafel.Tests.Register.RegisterText;

namespace Keukentafel.Tests.Register;

public sealed class Reading_a_register_file
{
    [Fact]
    public void A_row_becomes_a_client_with_a_name_an_address_and_attributes()
    {
        var (clients, findings) = Read(File(Row("C1", email: "a@zonnedam.example", phone: "0599-123456")));
        Assert.Empty(findings);
        var (row, client) = Assert.Single(clients);
        Assert.Equal(2, row);
        Assert.Equal(
            new ContactDetails
            {
                ClientNumber = "C1",
                Name = "A. van der Zonneveld",
                Surname = "Zonneveld",
                Street = "Kerkstraat",
                HouseNumber = "12",
                Postcode = "1234 AB",
                Town = "Zonnedam",
                Email = "a@zonnedam.example",
                Phone = "0599-123456",
            },
            client.Details);
        Assert.Equal([("leeftijd", "65-74"), ("startdatum", "2024-K1"), ("voorziening", "vervoer"), ("wijk", "Oost")], client.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)));
        Assert.Null(client.NoContact);
    }

    [Fact]
    public void The_day_of_birth_is_not_kept()
    {
        var client = Read(File(Row("C1", birth: "14-08-1938"))).Clients[0].Client;
        var kept = System.Text.Json.JsonSerializer.Serialize(client.Details) + string.Join(',', client.Attributes.Values);
        Assert.DoesNotContain("1938", kept, StringComparison.Ordinal);
        Assert.Contains("85+", kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", NoContactReason.InFile)]
    [InlineData("X", NoContactReason.InFile)]
    [InlineData("nee", null)]
    [InlineData("", null)]
    public void No_contact_is_read_from_yes_and_no(string value, NoContactReason? reason) =>
        Assert.Equal(reason, Assert.Single(Read(File(Row("C1", noContact: value))).Clients).Client.NoContact);

    [Fact]
    public void Street_and_town_in_one_column_are_taken_apart()
    {
        var (clients, findings) = Read("client_id;naam;adres;postcode en woonplaats\r\nC1;\"Vries, J. de\";Plein 1944 12 A;1234 ab Zonnedam\r\n");
        Assert.Empty(findings);
        var details = clients[0].Client.Details;
        Assert.Equal(("J. de Vries", "Vries", "Plein 1944", "12 A", "1234 AB", "Zonnedam"), (details.Name, details.Surname, details.Street, details.HouseNumber, details.Postcode, details.Town));
    }

    [Fact]
    public void A_day_of_death_or_a_missing_permission_stops_letters()
    {
        var (clients, _) = Read("client_id;overlijdensdatum;mag benaderd worden\r\nC1;2025-01-01;ja\r\nC2;;nee\r\nC3;;\r\nC4;;ja\r\n", mapping: null);
        Assert.Equal([NoContactReason.Deceased, NoContactReason.InFile, NoContactReason.InFile, NoContactReason.NoAddress], clients.Select(pair => pair.Client.NoContact));
    }

    [Fact]
    public void A_missing_number_is_a_finding_with_its_row() => Only("register.nummer-ontbreekt", 3, "clientnummer", File(Row("C1"), Row("")));

    [Fact]
    public void A_duplicate_number_is_a_finding_with_both_rows()
    {
        var finding = Only("register.nummer-dubbel", 4, "clientnummer", File(Row("C1"), Row("C2"), Row("C1")));
        Assert.Contains("rij 2", finding.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,23E+08")]
    [InlineData("4E+12")]
    public void A_number_that_Excel_rounded_is_a_finding(string number) => Only("register.nummer-veranderd", 2, "clientnummer", File(Row(number)));

    [Theory]
    [InlineData("31-02-1950")]
    [InlineData("1950")]
    [InlineData("01-02-48")]
    public void An_impossible_date_is_a_finding(string birth) => Only("register.datum-onmogelijk", 2, "geboortedatum", File(Row("C1", birth: birth)));

    [Fact]
    public void A_birth_in_the_future_is_a_finding() => Only("register.datum-toekomst", 2, "geboortedatum", File(Row("C1", birth: "4-3-2025")));

    [Fact]
    public void A_start_in_the_future_is_a_finding() => Only("register.datum-toekomst", 3, "startdatum", File(Row("C1"), Row("C2", start: "2026-01-01")));

    [Fact]
    public void A_birth_more_than_120_years_ago_is_a_finding() => Only("register.geboortedatum-te-oud", 2, "geboortedatum", File(Row("C1", birth: "1-1-1900")));

    [Fact]
    public void Of_a_year_without_a_day_the_class_is_taken_when_it_is_certain_and_else_it_is_a_warning()
    {
        Assert.Equal("75-84", Read(File(Row("C1", birth: "00-00-1945"))).Clients[0].Client.Attributes["leeftijd"]);
        Assert.False(Only("register.geboortedag-onbekend", 2, "geboortedatum", File(Row("C1", birth: "00-00-1950"))).IsError);
    }

    [Fact]
    public void An_impossible_age_is_a_finding() =>
        Only("register.leeftijd-onmogelijk", 3, "leeftijd", "client_id;leeftijd\r\nC1;83\r\nC2;acht\r\nC3;64\r\nC4;65\r\nC5;20\r\nC6;30\r\n", letters: false);

    [Fact]
    public void An_unknown_yes_or_no_is_a_finding() => Only("register.ja-nee", 2, "niet benaderen", File(Row("C1", noContact: "misschien")));

    [Fact]
    public void A_postcode_of_another_shape_is_a_warning() => Assert.False(Only("register.postcode", 2, "postcode", File(Row("C1", postcode: "12AB"))).IsError);

    [Fact]
    public void A_missing_address_is_a_warning_and_such_a_client_gets_no_letter()
    {
        var text = File(Row("C1", street: ""));
        Assert.False(Only("register.adres-onvolledig", 2, column: null, text).IsError);
        Assert.Equal(NoContactReason.NoAddress, Read(text).Clients[0].Client.NoContact);
    }

    [Fact]
    public void Without_letters_an_address_is_not_missed()
    {
        var (clients, findings) = Read("client_id;wijk\r\nC1;Oost\r\n", new ColumnMapping([new("client_id", ColumnRole.ClientNumber), new("wijk", ColumnRole.Attribute, "wijk")], LettersNeeded: false));
        Assert.Empty(findings);
        Assert.Null(clients[0].Client.NoContact);
    }

    [Fact]
    public void Something_else_than_a_mail_address_is_a_warning_and_is_not_kept()
    {
        var text = File(Row("C1", email: "geen mail"));
        Assert.False(Only("register.mailadres", 2, "email", text).IsError);
        Assert.Equal("", Read(text).Clients[0].Client.Details.Email);
    }

    [Fact]
    public void A_text_that_is_too_long_is_a_finding() => Only("register.te-lang", 2, "achternaam", File(Row("C1", surname: new string('x', 101))));

    [Fact]
    public void A_number_like_a_bsn_in_a_text_is_a_warning_and_is_left_out()
    {
        var text = File(Row("C1", voorziening: "vervoer 123456782"));
        Assert.False(Only("register.bsn-in-tekst", 2, "voorziening", text).IsError);
        Assert.Equal("vervoer", Read(text).Clients[0].Client.Attributes["voorziening"]);
    }

    [Fact]
    public void A_row_with_too_few_fields_is_a_finding() => Only("register.te-weinig-velden", 2, "wijk", File(Row("C1")[..Row("C1").LastIndexOf(";Oost", StringComparison.Ordinal)], Row("C2")));

    [Fact]
    public void A_row_with_too_many_fields_is_a_finding_that_does_not_quote_them()
    {
        var finding = Only("register.te-veel-velden", 2, column: null, File(Row("C1") + ";mevrouw Zonneveld"));
        Assert.DoesNotContain("Zonneveld", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_loose_quote_is_a_finding() => Only("register.aanhalingsteken", 2, column: null, File(Row("C1", street: "\"Kerk\"straat"), Row("C2")));

    [Fact]
    public void A_column_without_a_name_and_a_column_name_twice_are_findings()
    {
        var (_, findings) = Read("client_id;;wijk;wijk\r\nC1;a;b;c\r\n", new ColumnMapping([new("client_id", ColumnRole.ClientNumber)], LettersNeeded: false));
        Assert.Equal([("register.kolom-zonder-naam", "B"), ("register.kolom-dubbel", "wijk")], findings.Select(finding => (finding.Code, finding.Column!)));
    }

    [Fact]
    public void Broken_letters_are_a_finding()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("client_id\r\nC"), 0xE9, (byte)'\r', (byte)'\n'];
        var findings = new List<Finding>();
        _ = RegisterFile.Clients(new MemoryStream(bytes), "register.csv", new ColumnMapping([new("client_id", ColumnRole.ClientNumber)], LettersNeeded: false), new DateOnly(2025, 3, 3), findings.Add).ToList();
        Assert.Equal("register.tekens", Assert.Single(findings).Code);
    }

    [Fact]
    public void Every_finding_of_a_file_is_listed_not_only_the_first()
    {
        var (_, findings) = Read(File(Row("", birth: "31-02-1950", noContact: "misschien"), Row("C1", postcode: "x"), Row("C1")));
        Assert.Equal(
            ["register.nummer-ontbreekt", "register.datum-onmogelijk", "register.ja-nee", "register.postcode", "register.nummer-dubbel"],
            findings.Select(finding => finding.Code));
    }

    [Fact]
    public void No_finding_quotes_a_value()
    {
        var (_, findings) = Read(File(
            Row("Geheim1", surname: "Geheim2" + new string('x', 100), street: "Geheim3 123456782", postcode: "Geheim4", email: "Geheim5", birth: "Geheim6", noContact: "Geheim7") + ";Geheim8",
            Row("Geheim1"),
            Row("C3", town: "")));
        Assert.Equal(9, findings.Count);
        Assert.All(findings, finding => Assert.DoesNotContain("Geheim", finding.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("", "register.leeg")]
    [InlineData("client_id;wijk\r\n", "register.geen-rijen")]
    [InlineData("<html><body>Geen register</body></html>", "register.geen-tabel")]
    [InlineData("C100200;Zonneveld;1234 AB\r\nC100201;Duinker;1234 AC\r\n", "register.geen-kopregel")]
    [InlineData("client_id;naam\r\nC1;\"open\r\nC2;x\r\n", "register.aanhalingsteken-open")]
    public void A_file_that_cannot_be_a_register_is_refused_at_the_first_look(string text, string code) =>
        Assert.Equal(code, Assert.Single(RegisterFile.Look(Stream(text), "register.csv").Fatal).Code);

    [Fact]
    public void A_damaged_workbook_a_zip_with_something_else_and_a_picture_are_refused()
    {
        Assert.Equal("register.beschadigd", Assert.Single(RegisterFile.Look(new MemoryStream([0x50, 0x4B, 0x03, 0x04, 1, 2, 3, 4, 5]), "register.xlsx").Fatal).Code);
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("foto.jpg");
        }

        zip.Position = 0;
        Assert.Equal("register.geen-tabel", Assert.Single(RegisterFile.Look(zip, "register.xlsx").Fatal).Code);
        Assert.Equal("register.geen-tabel", Assert.Single(RegisterFile.Look(new MemoryStream([0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13, 0, 0]), "register.csv").Fatal).Code);
    }

    [Fact]
    public void A_column_of_bsns_is_seen_at_the_first_look_whatever_its_name()
    {
        var look = RegisterFile.Look(Stream("client_id;kenmerk\r\nC1;123456782\r\nC2;111222333\r\nC3;\r\n"), "register.csv");
        Assert.Equal("kenmerk", look.BsnColumn);
        Assert.Null(RegisterFile.Look(Stream("client_id;kenmerk\r\nC1;123456789\r\nC2;111222334\r\n"), "register.csv").BsnColumn);
    }

    [Fact]
    public void Clients_on_another_sheet_are_pointed_out()
    {
        var file = Workbook.Of(["client_id"], ["C1"]);
        var findings = new List<Finding>();
        var two = Workbook.WithSheets(("Cliënten", [["client_id"], ["C1"]]), ("Meer", [["client_id"], ["C2"]]));
        var mapping = new ColumnMapping([new("client_id", ColumnRole.ClientNumber)], LettersNeeded: false);
        Assert.Single(RegisterFile.Clients(new MemoryStream(two), "register.xlsx", mapping, new DateOnly(2025, 3, 3), findings.Add).ToList());
        Assert.Equal("register.andere-bladen", Assert.Single(findings).Code);
        Assert.Contains("“Cliënten”", findings[0].Text, StringComparison.Ordinal);
        findings.Clear();
        Assert.Single(RegisterFile.Clients(new MemoryStream(file), "register.xlsx", mapping, new DateOnly(2025, 3, 3), findings.Add).ToList());
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData(TabularFault.PasswordProtected, "register.wachtwoord")]
    [InlineData(TabularFault.TooLarge, "register.te-groot-uitgepakt")]
    [InlineData(TabularFault.Damaged, "register.beschadigd")]
    public void A_fault_of_the_table_is_told_in_words_of_the_register(TabularFault fault, string code)
    {
        Assert.Equal(code, RegisterFindings.Of(fault).Code);
        Assert.All(Enum.GetValues<TabularFault>(), one => Assert.True(RegisterFindings.Of(one).Severity == Severity.Error));
    }

    private static Finding Only(string code, int row, string? column, string text, bool letters = true)
    {
        var look = RegisterFile.Look(Stream(text), "register.csv");
        Assert.Empty(look.Fatal);
        var finding = Assert.Single(Read(text, MappingProposal.For(look.Header, look.Samples) with { LettersNeeded = letters }).Findings);
        Assert.Equal((code, row, column), (finding.Code, finding.Row!.Value, finding.Column));
        Assert.NotEmpty(finding.Remedy);
        return finding;
    }
}
