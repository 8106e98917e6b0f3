// Small register files as text, and reading them without a store.
using System.Text;
using Keukentafel.Foundation;
using Keukentafel.Register.Import;

namespace Keukentafel.Tests.Register;

internal static class RegisterText
{
    public const string Header = "clientnummer;voorletters;tussenvoegsel;achternaam;straat;huisnummer;toevoeging;postcode;woonplaats;email;telefoon;geboortedatum;niet benaderen;voorziening;wijk;startdatum";

    /// <summary>One good row; named parts are replaced.</summary>
    public static string Row(
        string number, string surname = "Zonneveld", string street = "Kerkstraat", string houseNumber = "12", string postcode = "1234AB", string town = "Zonnedam",
        string email = "", string phone = "", string birth = "31-12-1950", string noContact = "", string voorziening = "vervoer", string wijk = "Oost", string start = "2024-02-01") =>
        $"{number};A.;van der;{surname};{street};{houseNumber};;{postcode};{town};{email};{phone};{birth};{noContact};{voorziening};{wijk};{start}";

    public static string File(params IEnumerable<string> rows) => string.Join("\r\n", rows.Prepend(Header)) + "\r\n";

    public static Stream Stream(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    public static (List<(int Row, ReadClient Client)> Clients, List<Finding> Findings) Read(string text, ColumnMapping? mapping = null)
    {
        var look = RegisterFile.Look(Stream(text), "register.csv");
        var findings = new List<Finding>();
        var clients = RegisterFile.Clients(Stream(text), "register.csv", mapping ?? MappingProposal.For(look.Header, look.Samples), new DateOnly(2025, 3, 3), findings.Add).ToList();
        return (clients, findings);
    }
}
