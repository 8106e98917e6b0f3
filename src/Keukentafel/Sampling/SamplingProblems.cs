// Why a sample is not drawn, or not taken back.
using Keukentafel.Foundation;
using Keukentafel.Studies;

namespace Keukentafel.Sampling;

public static class SamplingProblems
{
    public static readonly ProblemKind NoDelivery = new("steekproef.geen-register", "Voor deze meting is nog geen register gekozen. Lees eerst een register in en kies het bij de meting.", ProblemSort.Conflict);
    public static readonly ProblemKind DeliveryNotReady = new("steekproef.register-niet-klaar", "Het register van deze meting is nog niet (of niet meer) ingelezen. Wacht tot het inlezen klaar is, of kies een ander register.", ProblemSort.Conflict);
    public static readonly ProblemKind EmptyFrame = new("steekproef.leeg-register", "In het register staat niemand die benaderd mag worden. Controleer het register en de lijst van mensen die geen bericht willen.", ProblemSort.Conflict);
    public static readonly ProblemKind AlreadyDrawn = new("steekproef.al-getrokken", "De steekproef van deze meting is al getrokken. Maak die eerst ongedaan als u opnieuw wilt trekken.", ProblemSort.Conflict);
    public static readonly ProblemKind NotDrawn = new("steekproef.niet-getrokken", "Er is nog geen steekproef getrokken voor deze meting. Trek die eerst, op de pagina Steekproef van de meting.", ProblemSort.NotFound);
    public static readonly ProblemKind FrameChanged = new("steekproef.register-veranderd", "Het register is veranderd sinds u dit plan zag. Bekijk het plan hieronder opnieuw en trek dan de steekproef.", ProblemSort.Conflict);
    public static readonly ProblemKind MoreThanThereAre = new("steekproef.te-veel-gevraagd", "{0}: u vraagt {2:N0} brieven, maar deze groep heeft {1:N0} cliënten. Vul hoogstens {1:N0} in.");
    public static readonly ProblemKind NoNumber = new("steekproef.geen-aantal", "{0}: vul in hoeveel brieven deze groep krijgt.");
    public static readonly ProblemKind TooFewInStratum = new("steekproef.te-weinig-in-groep", "{0}: deze groep heeft {1:N0} cliënten en krijgt {2:N0} brieven. Daar is geen uitkomst mee te berekenen. Geef de groep ten minste 2 brieven, of voeg groepen samen.");
    public static readonly ProblemKind OtherMethod = new("steekproef.andere-methode", "Deze steekproef is getrokken met methode {0}. Deze versie van het programma kent die niet. Werk het programma bij om de trekking te herhalen.", ProblemSort.Conflict);
    public static readonly ProblemKind DrawnElsewhere = new("steekproef.niet-van-hier", "De deelnemers van deze meting zijn ingelezen en niet hier getrokken. Er is dus geen trekking om te bekijken of ongedaan te maken. Wilt u zelf trekken, neem dan eerst de ingelezen antwoorden terug.", ProblemSort.Conflict);

    /// <summary>Why a round has no draw to look at or take back.</summary>
    internal static Problem NoDrawOf(Round round) => round.Status == RoundStatus.Planned ? NotDrawn.Of() : DrawnElsewhere.Of();
}
