// Why fieldwork says no.
using Keukentafel.Foundation;

namespace Keukentafel.Fieldwork;

public static class FieldworkProblems
{
    public static readonly ProblemKind NoSuchCase = new("veldwerk.geen-deelnemer", "Deze deelnemer staat niet (meer) in de meting.", ProblemSort.NotFound);
    public static readonly ProblemKind AlreadyWritten = new("veldwerk.al-verstuurd", "Er zijn al brieven verstuurd of uitkomsten genoteerd. De steekproef kan daarom niet meer ongedaan worden gemaakt.", ProblemSort.Conflict);
    public static readonly ProblemKind AlreadyAnswered = new("veldwerk.al-ingevuld", "De vragenlijst is al ingevuld. Afmelden is niet meer nodig: u krijgt over deze vragenlijst geen brief meer.", ProblemSort.Conflict);

    public static readonly ProblemKind TextNotPrintable = new("brief.tekst-klopt-niet", "{0} {1}");
    public static readonly ProblemKind NoClosingDay = new("brief.geen-sluitdatum", "De meting heeft nog geen laatste dag om mee te doen. Vul die eerst in bij de meting: de brief noemt hem.", ProblemSort.Conflict);
    public static readonly ProblemKind ClosingDayPassed = new("brief.sluitdatum-voorbij", "De laatste dag om mee te doen ({0:d MMMM yyyy}) is al voorbij. Kies bij de meting een latere dag.", ProblemSort.Conflict);
    public static readonly ProblemKind DateOutOfRange = new("brief.datum", "De datum op de brief moet liggen tussen vandaag en de laatste dag om mee te doen ({0:d MMMM yyyy}).");
    public static readonly ProblemKind NoSender = new("brief.geen-afzender", "De brief noemt een telefoonnummer en een retouradres, en die van uw organisatie zijn nog leeg. Vraag de beheerder om ze in te vullen bij de gegevens van de organisatie.", ProblemSort.Conflict);
    public static readonly ProblemKind NoEmail = new("brief.geen-mailadres", "De tekst noemt {{email}}, en het mailadres van uw organisatie is leeg. Haal {{email}} uit de tekst, of vraag de beheerder om het mailadres in te vullen.", ProblemSort.Conflict);
    public static readonly ProblemKind NobodyToWrite = new("brief.niemand", "Er is niemand die deze brief nog moet krijgen.", ProblemSort.Conflict);
    public static readonly ProblemKind NobodyWrittenYet = new("brief.eerst-uitnodigen", "Een herinnering gaat naar wie al een brief heeft. Verstuur eerst de brieven.", ProblemSort.Conflict);
    public static readonly ProblemKind NoSuchBatch = new("brief.geen-partij", "Deze partij brieven bestaat niet (meer). Kies een partij op de pagina Brieven en respons.", ProblemSort.NotFound);
    public static readonly ProblemKind NotMade = new("brief.niet-gemaakt", "Partij {0} is nog niet gemaakt. Wacht tot dat klaar is. Lukt het niet, maak de partij dan opnieuw of verwijder haar.", ProblemSort.Conflict);
    public static readonly ProblemKind ReleasedAlready = new("brief.al-vrijgegeven", "Partij {0} is al vrijgegeven. Daar verandert niets meer aan.", ProblemSort.Conflict);
    public static readonly ProblemKind MakeAgain = new("brief.maak-opnieuw", "In partij {0} zit een brief aan iemand die geen bericht mag krijgen: {1}. Maak de partij opnieuw; die brief valt er dan uit.", ProblemSort.Conflict);
    public static readonly ProblemKind TakeOut = new("brief.haal-eruit", "In partij {0} zitten brieven die niet meer weg mogen: {1}. Haal ze uit de stapel en zet een vinkje dat u dat hebt gedaan, of maak de partij opnieuw.", ProblemSort.Conflict);
    public static readonly ProblemKind OtherClosingDay = new("brief.andere-sluitdatum", "De brieven van partij {0} noemen {1:d MMMM yyyy} als laatste dag om mee te doen, maar de meting heeft nu een andere laatste dag. Maak de partij opnieuw.", ProblemSort.Conflict);
    public static readonly ProblemKind OldFiles = new("brief.oude-bestanden", "De bestanden van partij {0} ontbreken, of zijn ouder dan de laatste wijziging van de partij. Maak de partij opnieuw en vernietig wat u al geprint had.", ProblemSort.Conflict);
    public static readonly ProblemKind WithdrawnInFile = new("brief.pdf-niet-meer", "De pdf van partij {0} kunt u niet meer ophalen. Er zitten brieven in aan mensen die intussen hebben geantwoord, zich hebben afgemeld of geen bericht mogen krijgen: {1} van de {2}. Haal het adressenbestand op: daar staan zij niet in.", ProblemSort.Conflict);
    public static readonly ProblemKind NoFile = new("brief.geen-bestand", "Van partij {0} is dit bestand er niet (meer). Maak de partij opnieuw, of gebruik het adressenbestand.", ProblemSort.NotFound);
    public static readonly ProblemKind NoSuchLetter = new("brief.geen-brief", "Brief {0} bestaat niet in deze meting. Kijk op de brief welk nummer er rechtsboven staat, bijvoorbeeld 3-014.", ProblemSort.NotFound);
    public static readonly ProblemKind NotToBeWritten = new("brief.mag-niet-meer", "Brief {0} wordt niet opnieuw gemaakt: deze deelnemer mag of wil geen brief meer krijgen.", ProblemSort.Conflict);
    public static readonly ProblemKind CodeErased = new("brief.code-gewist", "De codes van deze meting zijn gewist omdat de meting gesloten is. Er kan geen brief meer gemaakt worden.", ProblemSort.Conflict);
    public static readonly ProblemKind NoPrinter = new("brief.geen-pdf", "De pdf kan hier niet gemaakt worden: het programma Chromium ontbreekt of werkt niet. Vraag de beheerder van de server om het te installeren, of kies bij het maken van de brieven voor het adressenbestand.", ProblemSort.Unavailable);

    public static readonly ProblemKind TooManyLines = new("veldwerk.te-veel-regels", "U hebt {0:N0} briefnummers of codes ingevuld; het kunnen er {1:N0} tegelijk zijn. Noteer ze in delen.");
    public static readonly ProblemKind NotALetter = new("veldwerk.geen-brief-of-code", "Regel {0}: “{1}” is geen briefnummer en geen code. Een briefnummer ziet eruit als 3-014, een code als HJKM-4567-NPRT.");
    public static readonly ProblemKind WrongCode = new("veldwerk.code-klopt-niet", "Regel {0}: in deze code zit een typefout. Vergelijk haar nog eens met de brief.");
    public static readonly ProblemKind NotInRound = new("veldwerk.niet-in-meting", "Regel {0}: er is in deze meting geen brief met dit nummer of deze code.");
    public static readonly ProblemKind HasAnswered = new("veldwerk.heeft-geantwoord", "Regel {0}: deze deelnemer heeft de vragenlijst al ingevuld. Er hoeft niets genoteerd te worden; haal de regel weg.");
    public static readonly ProblemKind LettersUnsent = new("veldwerk.onverzonden-brieven", "Er liggen nog brieven klaar die niet vrijgegeven zijn (partij {0}). Geef ze vrij of verwijder de partij, en sluit daarna de meting.", ProblemSort.Conflict);

    /// <summary>What is wrong with a letter's text, as refusals of the form fields; null when nothing is.</summary>
    internal static Problem? Of(IEnumerable<Finding> findings) => Problem.Of(findings
        .Where(finding => finding.IsError)
        .Select(finding => TextNotPrintable.Of(finding.Text, finding.Remedy).At(finding.Column ?? "tekst"))
        .ToList());
}
