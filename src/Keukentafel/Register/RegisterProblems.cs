// Why something with the register is refused.
using Keukentafel.Foundation;

namespace Keukentafel.Register;

public static class RegisterProblems
{
    public static readonly ProblemKind NoFile = new("register.geen-bestand", "Er is geen bestand gekozen. Kies het bestand met cliënten op uw computer en verstuur het formulier opnieuw.");
    public static readonly ProblemKind FileTooLarge = new("register.bestand-te-groot", "Het bestand is groter dan {0} MB. Laat kolommen weg die niet nodig zijn, of bewaar het als CSV.");
    public static readonly ProblemKind UnusableFile = new("register.bestand-onbruikbaar", "Het bestand “{0}” kan niet worden ingelezen: {1} Er is niets bewaard.");
    public static readonly ProblemKind BsnColumn = new("register.bsn-kolom", "In het bestand “{0}” staat in kolom “{1}” het burgerservicenummer. Dat mag niet in dit systeem komen. Het hele bestand is geweigerd en niets ervan is bewaard. Laat de kolom weg en lever een nummer aan dat alleen uw organisatie kent.");
    public static readonly ProblemKind NoSuchDelivery = new("register.levering-onbekend", "Dit register bestaat niet, of niet bij uw organisatie. Kies een register uit de lijst.", ProblemSort.NotFound);
    public static readonly ProblemKind NoSuchClient = new("register.client-onbekend", "Deze cliënt bestaat niet, of niet bij uw organisatie. Zoek de cliënt opnieuw op.", ProblemSort.NotFound);
    public static readonly ProblemKind NotInPreview = new("register.al-ingelezen", "“{0}” is al ingelezen of teruggenomen. De kolommen kunnen niet meer anders. Lever het bestand opnieuw aan als er iets niet klopt.", ProblemSort.Conflict);
    public static readonly ProblemKind NotChecked = new("register.niet-gecontroleerd", "“{0}” is nog niet gecontroleerd. Wacht tot de controle klaar is en probeer het opnieuw.", ProblemSort.Conflict);
    public static readonly ProblemKind StillWrong = new("register.nog-fouten", "In “{0}” staan nog {1} fouten. Verbeter het bestand en lever het opnieuw aan; zolang er fouten in staan, wordt er niets ingelezen.", ProblemSort.Conflict);
    public static readonly ProblemKind NotImported = new("register.niet-ingelezen", "“{0}” is niet of niet helemaal ingelezen en kan daarom niet worden gebruikt. Lees het eerst in.", ProblemSort.Conflict);
    public static readonly ProblemKind InUse = new("register.in-gebruik", "“{0}” kan niet worden teruggenomen: uit dit register is de steekproef getrokken van {1}. De cliënten horen bij die steekproef.", ProblemSort.Conflict);
    public static readonly ProblemKind NothingStuck = new("register.niets-vast", "Aan “{0}” is niets vastgelopen. Ververs de pagina om te zien hoe het staat.", ProblemSort.Conflict);
    public static readonly ProblemKind UndoneAlready = new("register.al-teruggenomen", "“{0}” is al teruggenomen.", ProblemSort.Conflict);

    public static readonly ProblemKind NoNumberColumn = new("register.geen-nummerkolom", "Geen enkele kolom is aangewezen als cliëntnummer. Kies bij één kolom “Cliëntnummer”.");
    public static readonly ProblemKind RoleTwice = new("register.rol-dubbel", "“{0}” is gekozen bij kolom “{1}” en bij kolom “{2}”. Kies het bij één van de twee.");
    public static readonly ProblemKind NoAddressColumns = new("register.geen-adreskolommen", "Voor brieven zijn straat, huisnummer, postcode en woonplaats nodig. Wijs die kolommen aan, of haal het vinkje bij brieven weg.");
    public static readonly ProblemKind TooManyColumns = new("register.te-veel-kolommen", "Het bestand heeft meer dan {0} kolommen. Laat weg wat niet nodig is.");
    public static readonly ProblemKind TooManyAttributes = new("register.te-veel-kenmerken", "Er zijn {1} kenmerken gekozen; dat mogen er hoogstens {0} zijn. Neem alleen over wat u voor het onderzoek gebruikt.");
    public static readonly ProblemKind AttributeWithoutName = new("register.kenmerk-zonder-naam", "Het kenmerk van kolom “{0}” heeft geen naam. Vul de naam in waaronder het in de uitkomsten komt.");
    public static readonly ProblemKind AttributeNameTooLong = new("register.kenmerk-naam-te-lang", "De naam van het kenmerk van kolom “{0}” is langer dan {1} tekens. Kies een kortere naam.");
    public static readonly ProblemKind AttributeNameReserved = new("register.kenmerk-naam-bezet", "De naam “{0}” heeft al een andere betekenis. Kies een andere naam voor dit kenmerk.");
    public static readonly ProblemKind AttributeTwice = new("register.kenmerk-dubbel", "Het kenmerk “{0}” komt van kolom “{1}” en van kolom “{2}”. Geef een van de twee een andere naam.");

    public static readonly ProblemKind UnknownVariable = new("register.kenmerk-onbekend", "Het kenmerk “{0}” is er niet in dit register. Kies uit de kenmerken die het register heeft.");
    public static readonly ProblemKind ClassTooSmall = new("register.klasse-te-klein", "Kenmerk “{0}”: in de klasse “{1}” zitten maar {2} cliënten. Naast antwoorden mogen alleen klassen van {3} cliënten of meer staan, anders is te zien wie iets zei. Voeg de klasse samen met een andere.");
    public static readonly ProblemKind TooManyVariables = new("register.te-veel-gebruikt", "U hebt {1} kenmerken gekozen; dat mogen er hoogstens {0} zijn. Met meer kenmerken naast elkaar is aan een rij te zien om wie het gaat. Kies wat u echt nodig hebt.");
    public static readonly ProblemKind NothingToWeigh = new("register.weging-zonder-kenmerk", "U hebt een weging gekozen, maar geen kenmerk om naar te wegen. Kies een kenmerk, of kies “niet wegen”.");

    public static readonly ProblemKind TooFewToCombine = new("register.te-weinig-klassen", "Kies minstens twee klassen van “{0}” om samen te voegen.");
    public static readonly ProblemKind UnknownClass = new("register.klasse-onbekend", "De klasse “{1}” is er niet bij “{0}”. Kies uit de klassen in de lijst.");
    public static readonly ProblemKind ClassNameTaken = new("register.klasse-bestaat", "Er is al een klasse “{1}” bij “{0}” die u niet hebt aangevinkt. Kies een andere naam, of vink haar ook aan.");

    public static readonly ProblemKind ClassesInUse = new("register.klassen-in-gebruik", "De klassen van “{0}” worden gebruikt door {1}. Kies daar eerst dit kenmerk niet meer.", ProblemSort.Conflict);

    public static readonly ProblemKind NothingToSearch = new("register.niets-gezocht", "Vul in waarop u zoekt: een cliëntnummer, een achternaam, of een postcode met huisnummer.");
    public static readonly ProblemKind PostcodeWithoutNumber = new("register.postcode-zonder-nummer", "Zoeken op adres gaat met de postcode en het huisnummer samen. Vul ze allebei in.");
    public static readonly ProblemKind NotAPostcode = new("register.geen-postcode", "“{0}” is geen postcode. Schrijf vier cijfers en twee letters, bijvoorbeeld 1234 AB.");
    public static readonly ProblemKind NotAnEmail = new("register.geen-mailadres", "Dit is geen mailadres. Controleer of er een @ in staat en of er geen spatie in zit.");
}
