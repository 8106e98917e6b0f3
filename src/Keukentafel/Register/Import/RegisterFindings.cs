// What can be wrong with a register file. No text quotes a value: findings are shown, stored and downloaded, and values are contact data.
using Keukentafel.Documents.Tabular;
using Keukentafel.Foundation;

namespace Keukentafel.Register.Import;

public static class RegisterFindings
{
    // The file as a whole.
    public static readonly FindingKind Empty = Error("register.leeg", "Het bestand is leeg.", "Kies het bestand met de kopregel en de cliënten.");
    public static readonly FindingKind NoRows = Error("register.geen-rijen", "Er staat alleen een kopregel in het bestand, geen cliënten.", "Kies het bestand waar de cliënten in staan.");
    public static readonly FindingKind NotATable = Error("register.geen-tabel", "Dit is geen CSV-bestand en geen Excel-werkmap.", "Bewaar het bestand als CSV of als Excel-werkmap (.xlsx) en lever dat aan.");
    public static readonly FindingKind PasswordProtected = Error("register.wachtwoord", "De werkmap gaat alleen met een wachtwoord open.", "Bewaar een kopie zonder wachtwoord en lever die aan.");
    public static readonly FindingKind Damaged = Error("register.beschadigd", "Het bestand is beschadigd of niet compleet.", "Open het in Excel, bewaar het opnieuw en lever dat aan.");
    public static readonly FindingKind TooLarge = Error("register.te-groot-uitgepakt", "De werkmap wordt uitgepakt te groot om te lezen.", "Bewaar alleen het blad met de cliënten, als CSV.");
    public static readonly FindingKind BrokenEncoding = Error("register.tekens", "Sommige letters in het bestand zijn onleesbaar.", "Bewaar het bestand opnieuw als CSV UTF-8.");
    public static readonly FindingKind NoHeader = Error("register.geen-kopregel", "De eerste rij lijkt gegevens van een cliënt te bevatten in plaats van kolomnamen.", "Zet boven de cliënten een rij met de namen van de kolommen.");
    public static readonly FindingKind UnnamedColumn = Error("register.kolom-zonder-naam", "Deze kolom heeft geen naam in de kopregel.", "Geef de kolom een naam of laat haar weg.");
    public static readonly FindingKind DuplicateColumn = Error("register.kolom-dubbel", "Deze kolomnaam komt twee keer voor.", "Geef elke kolom een eigen naam.");
    public static readonly FindingKind OtherSheets = Warning("register.andere-bladen", "De werkmap heeft meer bladen. Alleen het blad “{0}” wordt gelezen.", "Staan er ook cliënten op een ander blad, zet dan alles op één blad.");

    // A row as a row.
    public static readonly FindingKind TooFewFields = Error("register.te-weinig-velden", "Deze rij heeft minder velden dan de kopregel.", "Kijk of er een scheidingsteken mist.");
    public static readonly FindingKind TooManyFields = Error("register.te-veel-velden", "Deze rij heeft meer velden dan de kopregel.", "Kijk of er een scheidingsteken te veel staat, of zet de tekst waar het in voorkomt tussen aanhalingstekens.");
    public static readonly FindingKind BrokenQuote = Error("register.aanhalingsteken", "In deze rij staat een los aanhalingsteken.", "Schrijf een aanhalingsteken in een tekst dubbel, of laat het weg.");
    public static readonly FindingKind UnclosedQuote = Error("register.aanhalingsteken-open", "In deze rij begint een aanhalingsteken dat nergens sluit. Wat erna komt, is niet te lezen.", "Sluit het aanhalingsteken of laat het weg.");

    // The client.
    public static readonly FindingKind NumberMissing = Error("register.nummer-ontbreekt", "Het cliëntnummer ontbreekt.", "Geef elke cliënt een nummer dat alleen uw organisatie kent.");
    public static readonly FindingKind NumberTwice = Error("register.nummer-dubbel", "Dit cliëntnummer staat ook in rij {0}.", "Laat elke cliënt één keer in het bestand staan, ook wie meer voorzieningen heeft.");
    public static readonly FindingKind NumberChanged = Error("register.nummer-veranderd", "Excel heeft van dit cliëntnummer een datum of een afgerond getal gemaakt.", "Maak de kolom op als tekst en neem de nummers opnieuw over.");
    public static readonly FindingKind DateImpossible = Error("register.datum-onmogelijk", "Deze datum bestaat niet of is niet te lezen.", "Schrijf de datum zo: 31-12-1950, met vier cijfers voor het jaar.");
    public static readonly FindingKind DateInFuture = Error("register.datum-toekomst", "Deze datum ligt in de toekomst.", "Verbeter de datum, of laat haar leeg.");
    public static readonly FindingKind BirthTooLongAgo = Error("register.geboortedatum-te-oud", "Met deze geboortedatum zou de cliënt ouder zijn dan 120 jaar.", "Verbeter de datum, of laat haar leeg.");
    public static readonly FindingKind BirthYearOnly = Warning("register.geboortedag-onbekend", "Van de geboortedatum is alleen het jaar bekend; de leeftijdsklasse is niet te bepalen en wordt “onbekend”.", "Vul de datum aan als u haar weet.");
    public static readonly FindingKind AgeImpossible = Error("register.leeftijd-onmogelijk", "Dit is geen leeftijd in hele jaren van 0 tot en met 120.", "Verbeter de leeftijd, of laat haar leeg.");
    public static readonly FindingKind YesNoUnknown = Error("register.ja-nee", "Hier hoort ja of nee te staan.", "Schrijf ja of nee. Anders is niet zeker of deze cliënt een brief mag krijgen.");
    public static readonly FindingKind PostcodeShape = Warning("register.postcode", "Deze postcode heeft niet de vorm 1234 AB.", "Verbeter de postcode, anders komt de brief misschien niet aan.");
    public static readonly FindingKind AddressMissing = Warning("register.adres-onvolledig", "Het adres is niet volledig. De cliënt komt in het register, maar krijgt geen brief.", "Vul straat, huisnummer, postcode en woonplaats aan.");
    public static readonly FindingKind EmailShape = Warning("register.mailadres", "Dit is geen mailadres; het wordt niet overgenomen.", "Verbeter het mailadres.");
    public static readonly FindingKind TooLong = Error("register.te-lang", "Deze tekst is langer dan {0} tekens.", "Kort de tekst in.");
    public static readonly FindingKind BsnInText = Warning("register.bsn-in-tekst", "In deze tekst staat een getal dat een burgerservicenummer kan zijn. Het getal wordt weggelaten.", "Haal het nummer uit het bestand.");

    public static FindingKind Of(TabularFault fault) => fault switch
    {
        TabularFault.Empty => Empty,
        TabularFault.NotATable => NotATable,
        TabularFault.PasswordProtected => PasswordProtected,
        TabularFault.Damaged => Damaged,
        TabularFault.TooLarge => TooLarge,
        TabularFault.BrokenEncoding => BrokenEncoding,
        TabularFault.UnnamedColumn => UnnamedColumn,
        TabularFault.DuplicateColumn => DuplicateColumn,
        TabularFault.TooFewFields => TooFewFields,
        TabularFault.TooManyFields => TooManyFields,
        TabularFault.BrokenQuote => BrokenQuote,
        TabularFault.UnclosedQuote => UnclosedQuote,
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private static FindingKind Error(string code, string text, string remedy) => new(code, Severity.Error, text, remedy);

    private static FindingKind Warning(string code, string text, string remedy) => new(code, Severity.Warning, text, remedy);
}
