// What can be wrong in the three files of an analysis, beside what can be wrong with any table. Texts never repeat an answer, and a value only where it is needed to find the place.
using Keukentafel.Foundation;

namespace Keukentafel.Results.Files;

public static class FileFindings
{
    public static readonly FindingKind MissingColumn = new("bestand.kolom-ontbreekt", Severity.Error,
        "De kolom {0} ontbreekt.", "Voeg haar toe, of noem haar op de eerste regel precies zo: {0}.");

    public static readonly FindingKind NoHeader = new("bestand.geen-kolomnamen", Severity.Error,
        "De namen van de kolommen ontbreken: op deze regel staan al gegevens.", "Zet er een regel boven met de namen van de kolommen, waarvan {0} er een is.");

    public static readonly FindingKind NoRows = new("bestand.geen-rijen", Severity.Error,
        "Onder de kolomnamen staat niets.", "Kies het bestand met de gegevens.");

    public static readonly FindingKind NoClient = new("bestand.client-leeg", Severity.Error,
        "Het cliëntnummer is leeg.", "Vul het nummer in zoals het in het register staat.");

    public static readonly FindingKind DuplicateClient = new("bestand.client-dubbel", Severity.Error,
        "Deze cliënt staat ook in rij {0}.", "Laat één rij per cliënt staan.");

    public static readonly FindingKind UnknownClient = new("bestand.client-onbekend", Severity.Error,
        "Deze cliënt staat niet in het register.", "Verbeter het cliëntnummer, of voeg de cliënt aan het register toe.");

    public static readonly FindingKind NotApproached = new("bestand.client-niet-benaderd", Severity.Error,
        "Er is een antwoord van een cliënt die niet is benaderd.", "Voeg de cliënt met een uitkomst toe aan {0}, of haal het antwoord weg.");

    public static readonly FindingKind ForeignOutcome = new("bestand.uitkomst-onbekend", Severity.Error,
        "De uitkomst ‘{0}’ is geen AAPOR-code.", "Gebruik 1.1, 1.2, 2.1x, 2.2x, 2.3x, 3.x of 4.x.");

    public static readonly FindingKind NoOutcome = new("bestand.uitkomst-leeg", Severity.Error,
        "De uitkomst is leeg.", "Vul de AAPOR-code in: 1.1, 1.2, 2.1x, 2.2x, 2.3x, 3.x of 4.x.");

    public static readonly FindingKind DateOutcome = new("bestand.uitkomst-datum", Severity.Error,
        "De uitkomst ‘{0}’ is een datum: een rekenblad heeft de code veranderd.",
        "Lees het oorspronkelijke bestand opnieuw in met de kolom als tekst (in Excel: Gegevens, Uit tekst/CSV, kolomtype Tekst) en schrijf de code terug, zoals 2.11.");

    public static readonly FindingKind AnswerWithoutOutcome = new("bestand.antwoord-zonder-uitkomst", Severity.Error,
        "Er is een antwoord, maar de uitkomst van deze cliënt is {0}.", "Maak de uitkomst in {1} 1.1 (volledig) of 1.2 (gedeeltelijk), of haal het antwoord weg.");

    public static readonly FindingKind OutcomeWithoutAnswer = new("bestand.uitkomst-zonder-antwoord", Severity.Error,
        "De uitkomst is {0}, maar er is geen antwoord van deze cliënt.", "Voeg de antwoorden toe aan {1}, of verbeter de uitkomst.");

    public static readonly FindingKind ForeignMode = new("bestand.kanaal-onbekend", Severity.Error,
        "Het kanaal ‘{0}’ bestaat niet.", "Gebruik online, papier, telefoon of persoonlijk.");

    public static readonly FindingKind ForeignOption = new("bestand.antwoord-onbekend", Severity.Error,
        "Dit antwoord hoort niet bij de vraag.", "Gebruik een van de codes {0}, of laat het veld leeg als er geen antwoord is.");

    public static readonly FindingKind BsnColumn = new("bestand.bsn-kolom", Severity.Error,
        "Deze kolom bevat burgerservicenummers. Die mogen niet worden verwerkt; er is niets van bewaard.", "Haal de kolom weg, of vervang de nummers door een eigen nummer zonder betekenis.");

    public static readonly FindingKind AllBlank = new("bestand.alles-leeg", Severity.Warning,
        "De uitkomst is {0}, maar alle antwoorden zijn leeg.", "Controleer of dit klopt; de cliënt telt mee als respons.");

    public static readonly FindingKind MissingGroup = new("bestand.groep-leeg", Severity.Warning,
        "De waarde ontbreekt.", "Vul haar aan; tot dan hoort deze rij bij de groep ‘onbekend’.");

    public static readonly FindingKind ExtraColumn = new("bestand.kolom-over", Severity.Warning,
        "De kolom {0} hoort niet in dit bestand en wordt niet gebruikt.", "Haal haar weg, of controleer of zij anders had moeten heten.");

    public static readonly FindingKind BsnInText = new("bestand.bsn-in-tekst", Severity.Warning,
        "Hier staat een getal dat een burgerservicenummer kan zijn. Het is niet overgenomen.", "Haal het weg als het er een is.");
}
