// Proposes what each column is, from its name and from its values. Names decide where they are known; values decide where a name says nothing.
using Keukentafel.Foundation;

namespace Keukentafel.Register.Import;

public static class MappingProposal
{
    private const int AgreePercent = 80;

    /// <summary>Names as files carry them, without anything but letters and digits.</summary>
    private static readonly Dictionary<string, ColumnRole> Names = Table(
        (ColumnRole.ClientNumber, "clientid clientnummer clientnr client nummer nr id klantnummer klantnr klantid relatienummer relatienr personnummer persoonsnummer dossiernummer administratienummer uniekid respondentnummer"),
        (ColumnRole.Salutation, "aanhef aanspreekvorm titulatuur salutation"),
        (ColumnRole.Initials, "voorletters voorletter initialen initials"),
        (ColumnRole.FirstName, "voornaam voornamen roepnaam firstname"),
        (ColumnRole.NamePrefix, "tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels tussenvoeging prefix"),
        (ColumnRole.Surname, "achternaam familienaam geslachtsnaam surname lastname achternaamclient"),
        (ColumnRole.FullName, "naam clientnaam volledigenaam naamclient name"),
        (ColumnRole.Street, "straat straatnaam adresstraat street"),
        (ColumnRole.HouseNumber, "huisnummer huisnr hnr housenumber nummerhuis"),
        (ColumnRole.HouseNumberAddition, "toevoeging huisnummertoevoeging huisnrtoevoeging huisletter huisnummertoev toev"),
        (ColumnRole.StreetAndNumber, "adres straatenhuisnummer straathuisnummer adresregel adresregel1 address woonadres straatennummer"),
        (ColumnRole.Postcode, "postcode pc postalcode zip"),
        (ColumnRole.Town, "woonplaats plaats plaatsnaam stad town city"),
        (ColumnRole.PostcodeAndTown, "postcodewoonplaats postcodeenwoonplaats postcodeplaats postcodeenplaats adresregel2"),
        (ColumnRole.Email, "email mail mailadres emailadres eadres"),
        (ColumnRole.Phone, "telefoon telefoonnummer tel telnr mobiel telefoonmobiel mobielnummer phone gsm"),
        (ColumnRole.BirthDate, "geboortedatum geboren gebdatum gebdat dateofbirth birthdate"),
        (ColumnRole.NoContact, "nietbenaderen nietaanschrijven geencontact geenbrief blokkeren blokkade geheimadres geheim geenpost nietmailen optout nocontact"),
        (ColumnRole.MayContact, "magbenaderen magbenaderdworden benaderen toestemming aanschrijven optin"),
        (ColumnRole.DeceasedOn, "overlijdensdatum datumoverlijden overleden overledenop"));

    /// <summary>Names of columns that are counted by, so that nobody needs to look at their values.</summary>
    private static readonly HashSet<string> KnownAttributes = new(
        "voorziening voorzieningen soortvoorziening product productgroep categorie leeftijd leeftijdsklasse geslacht wijk buurt kern gebied dorp startdatum ingangsdatum begindatum datumbeschikking einddatum aanbieder indicatie pgb leveringsvorm burgerlijkestaat huishouden taal cohort"
            .Split(' '),
        StringComparer.Ordinal);

    /// <param name="samples">Per column the values of the first rows, empty ones left out.</param>
    public static ColumnMapping For(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> samples)
    {
        var taken = new HashSet<ColumnRole>();
        var uses = new List<ColumnUse>();
        for (var i = 0; i < header.Count; i++)
        {
            var role = RoleOf(header[i], samples[i]);
            if (!role.MayRepeat() && !taken.Add(role))
            {
                role = ColumnRole.Ignore;
            }

            uses.Add(new ColumnUse(header[i], role, role.GivesAttribute() ? AttributeName(header[i], role) : ""));
        }

        return new ColumnMapping(Named(uses));
    }

    private static ColumnRole RoleOf(string name, IReadOnlyList<string> values)
    {
        var plain = ClientIndexes.Plain(name);
        if (Names.TryGetValue(plain, out var known))
        {
            return known;
        }

        if (KnownAttributes.Contains(plain))
        {
            return AttributeRole(plain, values);
        }

        return values.Count == 0 ? ColumnRole.Ignore
            : Mostly(values, ClientValues.IsPostcode) ? ColumnRole.Postcode
            : Mostly(values, ClientValues.IsEmail) ? ColumnRole.Email
            : Mostly(values, ClientValues.IsPhone) ? ColumnRole.Phone
            : plain.Contains("geboorte", StringComparison.Ordinal) && Mostly(values, IsDate) ? ColumnRole.BirthDate
            : Mostly(values, IsDate) ? ColumnRole.AttributeQuarter
            : LooksCounted(values) ? ColumnRole.Attribute
            : ColumnRole.Ignore;
    }

    private static ColumnRole AttributeRole(string plain, IReadOnlyList<string> values) =>
        Mostly(values, IsDate) ? ColumnRole.AttributeQuarter
        : plain == "leeftijd" && Mostly(values, value => ClientValues.Age(value) is not null) ? ColumnRole.Age
        : ColumnRole.Attribute;

    private static bool IsDate(string value) => ClientValues.Day(value) is ReadDay.Known;

    // A column of few different texts is something that is counted by; one with a different text in every row is not.
    private static bool LooksCounted(IReadOnlyList<string> values) =>
        values.Count >= 10 && values.Distinct(StringComparer.Ordinal).Count() * 4 <= values.Count && !values.Any(Bsn.Passes);

    private static bool Mostly(IReadOnlyList<string> values, Func<string, bool> holds) =>
        values.Count > 0 && values.Count(holds) * 100 >= values.Count * AgreePercent;

    private static string AttributeName(string column, ColumnRole role) => role is ColumnRole.BirthDate or ColumnRole.Age ? "leeftijd" : ColumnMapping.NameOf(column);

    // Two columns may lead to one attribute name (geboortedatum and leeftijd): the later one is left out, so that the proposal is valid.
    private static List<ColumnUse> Named(List<ColumnUse> uses)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return uses.ConvertAll(use => use.Role.GivesAttribute() && !names.Add(use.Attribute) ? new ColumnUse(use.Column, ColumnRole.Ignore) : use);
    }

    private static Dictionary<string, ColumnRole> Table(params (ColumnRole Role, string Names)[] rows) =>
        rows.SelectMany(row => row.Names.Split(' ').Select(name => (name, row.Role))).ToDictionary(pair => pair.name, pair => pair.Role, StringComparer.Ordinal);
}
