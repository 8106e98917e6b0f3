// What a column of a register file can be. Closed: the reader matches on it exhaustively.
namespace Keukentafel.Register.Import;

public enum ColumnRole
{
    /// <summary>Not taken over.</summary>
    Ignore,

    ClientNumber,
    Salutation,
    Initials,
    FirstName,

    /// <summary>What stands before a surname: de, van der.</summary>
    NamePrefix,
    Surname,

    /// <summary>The whole name in one column.</summary>
    FullName,
    Street,
    HouseNumber,
    HouseNumberAddition,
    StreetAndNumber,
    Postcode,
    Town,
    PostcodeAndTown,
    Email,
    Phone,

    /// <summary>Becomes an age class; the day itself is not kept.</summary>
    BirthDate,

    /// <summary>Age in years; becomes an age class.</summary>
    Age,

    /// <summary>Yes: this client is not to be contacted.</summary>
    NoContact,

    /// <summary>No, or nothing: this client is not to be contacted.</summary>
    MayContact,

    /// <summary>A day of death: any value means that no letter goes out.</summary>
    DeceasedOn,

    /// <summary>A text by which clients may be counted and weighted.</summary>
    Attribute,

    /// <summary>A day of which only the quarter is kept.</summary>
    AttributeQuarter,

    /// <summary>A day of which only the year is kept.</summary>
    AttributeYear,
}

public static class ColumnRoles
{
    /// <summary>Roles in the order in which the form offers them.</summary>
    public static readonly IReadOnlyList<ColumnRole> All = Enum.GetValues<ColumnRole>();

    /// <summary>Whether the column gives an attribute of the client, under a name.</summary>
    public static bool GivesAttribute(this ColumnRole role) => role is ColumnRole.Attribute or ColumnRole.AttributeQuarter or ColumnRole.AttributeYear or ColumnRole.BirthDate or ColumnRole.Age;

    /// <summary>Whether more columns may have this role.</summary>
    public static bool MayRepeat(this ColumnRole role) => role is ColumnRole.Ignore or ColumnRole.Attribute or ColumnRole.AttributeQuarter or ColumnRole.AttributeYear or ColumnRole.NoContact or ColumnRole.DeceasedOn;

    public static string Title(this ColumnRole role) => role switch
    {
        ColumnRole.Ignore => "Niet overnemen",
        ColumnRole.ClientNumber => "Cliëntnummer",
        ColumnRole.Salutation => "Aanhef (mevrouw, de heer)",
        ColumnRole.Initials => "Voorletters",
        ColumnRole.FirstName => "Voornaam",
        ColumnRole.NamePrefix => "Tussenvoegsel",
        ColumnRole.Surname => "Achternaam",
        ColumnRole.FullName => "Hele naam",
        ColumnRole.Street => "Straat",
        ColumnRole.HouseNumber => "Huisnummer",
        ColumnRole.HouseNumberAddition => "Toevoeging bij huisnummer",
        ColumnRole.StreetAndNumber => "Straat en huisnummer samen",
        ColumnRole.Postcode => "Postcode",
        ColumnRole.Town => "Woonplaats",
        ColumnRole.PostcodeAndTown => "Postcode en woonplaats samen",
        ColumnRole.Email => "Mailadres",
        ColumnRole.Phone => "Telefoonnummer",
        ColumnRole.BirthDate => "Geboortedatum (alleen de leeftijdsklasse wordt bewaard)",
        ColumnRole.Age => "Leeftijd in jaren (wordt een leeftijdsklasse)",
        ColumnRole.NoContact => "Niet benaderen (ja = geen brief)",
        ColumnRole.MayContact => "Mag benaderd worden (nee of leeg = geen brief)",
        ColumnRole.DeceasedOn => "Overlijdensdatum (gevuld = geen brief)",
        ColumnRole.Attribute => "Kenmerk voor de uitkomsten",
        ColumnRole.AttributeQuarter => "Datum als kenmerk: alleen het kwartaal",
        ColumnRole.AttributeYear => "Datum als kenmerk: alleen het jaar",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
