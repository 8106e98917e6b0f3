// Why something with a study or a round is refused.
using Keukentafel.Foundation;

namespace Keukentafel.Studies;

public static class StudyProblems
{
    public static readonly ProblemKind NoSuchStudy = new("onderzoek.onbekend", "Dit onderzoek bestaat niet, of niet bij uw organisatie. Kies een onderzoek uit het overzicht.", ProblemSort.NotFound);
    public static readonly ProblemKind NoSuchRound = new("meting.onbekend", "Deze meting bestaat niet, of niet bij uw organisatie. Kies een meting op de pagina van het onderzoek.", ProblemSort.NotFound);
    public static readonly ProblemKind NameTaken = new("onderzoek.naam-bestaat", "Er is al een onderzoek met de naam “{0}”. Kies een andere naam, bijvoorbeeld met het jaar erin.", ProblemSort.Conflict);
    public static readonly ProblemKind RoundNameTaken = new("meting.naam-bestaat", "Dit onderzoek heeft al een meting met de naam “{0}”. Kies een andere naam.", ProblemSort.Conflict);
    public static readonly ProblemKind SecondBaseline = new("meting.tweede-nulmeting", "“{0}” is al de nulmeting van dit onderzoek; er kan er maar één zijn. Laat het vinkje bij deze meting weg.");
    public static readonly ProblemKind NoSuchInstrument = new("meting.vragenlijst-onbekend", "De vragenlijst “{0}” is er niet. Kies een vragenlijst uit de lijst.");
    public static readonly ProblemKind OtherLaw = new("meting.vragenlijst-andere-wet", "De vragenlijst “{0}” is niet voor een onderzoek onder deze wet. Kies een andere vragenlijst.");
    public static readonly ProblemKind YearOutOfRange = new("meting.jaar", "Het jaar {0} kan niet. Kies een jaar van {1} tot en met {2}.");
    public static readonly ProblemKind ClosesInThePast = new("meting.sluit-voorbij", "De laatste dag om mee te doen ({0:d MMMM yyyy}) is al voorbij. Kies een dag vanaf vandaag.");
    public static readonly ProblemKind ClosesTooLate = new("meting.sluit-te-laat", "De laatste dag om mee te doen ({0:d MMMM yyyy}) ligt meer dan een jaar na het meetjaar. Controleer het jaar en de dag.");
    public static readonly ProblemKind FixedAfterDraw = new("meting.ligt-vast", "Van “{0}” is de steekproef al getrokken. Het meetjaar, de vragenlijst en de nulmeting liggen daarmee vast; alleen de naam en de laatste dag kunnen nog anders.", ProblemSort.Conflict);
    public static readonly ProblemKind FrameIsFixed = new("meting.register-ligt-vast", "Van “{0}” is de steekproef al getrokken. Het register en wat u ervan gebruikt liggen daarmee vast. Maak voor andere keuzes een nieuwe meting.", ProblemSort.Conflict);
    public static readonly ProblemKind DrawnAlready = new("meting.al-getrokken", "Van “{0}” is de steekproef al getrokken. Maak voor een nieuwe steekproef een nieuwe meting.", ProblemSort.Conflict);
    public static readonly ProblemKind NoFrame = new("meting.geen-register", "Voor “{0}” is nog geen register gekozen. Kies eerst het register op de pagina van de meting.", ProblemSort.Conflict);
    public static readonly ProblemKind NotDrawn = new("meting.niet-getrokken", "Van “{0}” is nog geen steekproef getrokken. Trek die eerst.", ProblemSort.Conflict);
    public static readonly ProblemKind NothingTakenIn = new("meting.niets-ingelezen", "Voor “{0}” zijn geen antwoorden van elders ingelezen. Er is niets terug te nemen.", ProblemSort.Conflict);
    public static readonly ProblemKind ClosedAlready = new("meting.gesloten", "“{0}” is gesloten: er kunnen geen antwoorden meer bij komen.", ProblemSort.Conflict);
}
