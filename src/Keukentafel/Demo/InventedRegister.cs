// A register of people who do not exist, as a municipality would deliver it: a CSV file. Postcodes end in SA, SD or SS, which are never given out.
using System.Globalization;
using System.Text;
using Keukentafel.Foundation;

namespace Keukentafel.Demo;

/// <summary>One invented client, with what decides how she answers. Only the file leaves this room; no other room sees this record.</summary>
internal sealed record InventedClient(
    string Number, string Salutation, string Name, string Street, int HouseNumber, string Postcode,
    string Provision, string AgeGroup, string Gender, string District, DateOnly Start, bool NoContact)
{
    /// <summary>How content this client is by nature: −2 … 2.</summary>
    public required double Temper { get; init; }
}

internal static class InventedRegister
{
    public const string Town = "Zonnedam";

    private static readonly (string Name, double Share)[] Provisions =
        [("huishoudelijke hulp", 0.45), ("begeleiding", 0.245), ("vervoer", 0.2), ("woonvoorziening", 0.105)];

    private static readonly (string Name, double Share)[] AgeGroups =
        [("18-64", 0.27), ("65-74", 0.2), ("75-84", 0.3), ("85+", 0.23)];

    private static readonly (string Name, double Share)[] Districts =
        [("Centrum", 0.29), ("Noord", 0.25), ("Oost", 0.21), ("Zuid", 0.2), ("Buitengebied", 0.045), ("Haven", 0.005)];

    private static readonly string[] Surnames =
    [
        "Aalders", "van Amerongen", "Baas", "Bakker", "van den Berg", "Blom", "de Boer", "Bos", "Bosman", "Brouwer", "de Bruin", "Claassen",
        "Dekker", "Dijkstra", "van Dijk", "van Doorn", "Driessen", "Evers", "Franken", "de Graaf", "Groen", "de Groot", "Haan", "Hendriks",
        "Hermans", "van der Heijden", "Hoekstra", "Huisman", "Jacobs", "Jansen", "de Jong", "Kok", "Koning", "Koster", "Kramer", "Kuiper",
        "van Leeuwen", "van der Linden", "Maas", "Martens", "van der Meer", "Meijer", "Mol", "Mulder", "Özdemir", "Peeters", "Peters",
        "Post", "Postma", "Prins", "Ramdin", "Roos", "Schouten", "Scholten", "Smit", "Smits", "Timmermans", "Tromp", "Veenstra", "Verbeek",
        "Verhoeven", "Vermeulen", "Visser", "Vos", "de Vries", "de Wit", "Wolters", "Yilmaz", "van der Zee", "Zijlstra",
    ];

    private static readonly string[] Streets =
    [
        "Appelgaard", "Beukenlaan", "Boterbloem", "Dijkpad", "Eikenhof", "Esdoornstraat", "Gruttoweg", "Havenkade", "Heideveld", "Hofstraat",
        "Iepenlaan", "Kerkpad", "Kievitstraat", "Klaverweide", "Korenbloem", "Lindelaan", "Marktplein", "Meidoornlaan", "Molenpad", "Oude Dijk",
        "Polderweg", "Populierenstraat", "Rietkraag", "Schoolstraat", "Sluisweg", "Tulpstraat", "Veldweg", "Vlietkade", "Wilgenpad", "Zonnedauw",
    ];

    public static List<InventedClient> Make(int count, IRandomness chance, DateOnly until)
    {
        var clients = new List<InventedClient>(count);
        for (var i = 0; i < count; i++)
        {
            var provision = Pick(Provisions, chance);
            var age = Pick(AgeGroups, chance);
            var gender = chance.NextDouble() < 0.645 ? "v" : "m";
            var district = Pick(Districts, chance);
            clients.Add(new InventedClient(
                Number: "Z" + (100_000 + i).ToString(CultureInfo.InvariantCulture),
                Salutation: gender == "v" ? "mevrouw" : "de heer",
                Name: $"{(char)('A' + chance.NextInt(26))}. {Surnames[chance.NextInt(Surnames.Length)]}",
                Street: Streets[chance.NextInt(Streets.Length)],
                HouseNumber: 1 + chance.NextInt(180),
                Postcode: $"{1000 + (Array.FindIndex(Districts, one => one.Name == district) * 10) + chance.NextInt(10)} {(chance.NextInt(3) switch { 0 => "SA", 1 => "SD", _ => "SS" })}",
                Provision: provision,
                AgeGroup: age,
                Gender: gender,
                District: district,
                Start: until.AddDays(-chance.NextInt(900)),
                NoContact: chance.NextDouble() < 0.012)
            {
                Temper = Normal(chance) + (provision == "begeleiding" ? -0.35 : provision == "huishoudelijke hulp" ? 0.2 : 0) + (age == "18-64" ? -0.25 : 0.05),
            });
        }

        return clients;
    }

    /// <summary>The file as a case system would export it: semicolons, a byte order mark, Dutch headers.</summary>
    public static byte[] File(IReadOnlyList<InventedClient> clients)
    {
        var text = new StringBuilder("cliëntnummer;aanhef;naam;straat;huisnummer;postcode;woonplaats;voorziening;leeftijd;geslacht;wijk;startdatum;geen contact\r\n");
        foreach (var client in clients)
        {
            text.Append(CultureInfo.InvariantCulture, $"{client.Number};{client.Salutation};{client.Name};{client.Street};{client.HouseNumber};{client.Postcode};{Town};")
                .Append(CultureInfo.InvariantCulture, $"{client.Provision};{client.AgeGroup};{client.Gender};{client.District};{client.Start:yyyy-MM-dd};{(client.NoContact ? "ja" : "nee")}\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    internal static double Normal(IRandomness chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());

    private static string Pick((string Name, double Share)[] options, IRandomness chance)
    {
        var rest = chance.NextDouble() * options.Sum(option => option.Share);
        foreach (var (name, share) in options)
        {
            rest -= share;
            if (rest < 0)
            {
                return name;
            }
        }

        return options[^1].Name;
    }
}
