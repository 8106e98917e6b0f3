// Why a respondent's page says no, in words for somebody who got a letter.
using Keukentafel.Foundation;

namespace Keukentafel.Answering;

public static class AnsweringProblems
{
    public static readonly ProblemKind OtherQuestion = new("antwoord.andere-vraag", "Er kwam een antwoord binnen op een vraag die niet op deze bladzijde staat. Kies hieronder uw antwoord en ga dan verder.");
    public static readonly ProblemKind UnknownStep = new("antwoord.onbekende-stap", "Wij begrijpen niet wat u wilt doen. Gebruik de knoppen hieronder.");
    public static readonly ProblemKind ForeignForm = new("antwoord.vreemd-formulier", "Wij weten niet zeker of dit formulier van u komt. Daarom is dit laatste antwoord niet bewaard; wat u eerder invulde wel. Ga hieronder verder.");
    public static readonly ProblemKind NotKept = new("antwoord.niet-bewaard", "Het lukt ons nu niet om uw antwoord te bewaren. Wat u eerder invulde, is bewaard. Wacht even en probeer het dan hieronder nog een keer.", ProblemSort.Unavailable);
    public static readonly ProblemKind TooMuch = new("antwoord.te-veel", "Wat u instuurde is te groot om te bewaren. Wat u eerder invulde, is bewaard. Maak uw tekst korter en probeer het nog een keer.");
    public static readonly ProblemKind NoCode = new("code.leeg", "U hebt nog geen code ingevuld. De code staat in uw brief, bij het adres van deze website.");
    public static readonly ProblemKind WrongLength = new("code.lengte", "Een code heeft {0} letters en cijfers; u hebt er meer of minder ingevuld. Kijk in uw brief en probeer het nog eens.");
    public static readonly ProblemKind WrongSign = new("code.teken", "In deze code staat een teken dat niet in codes voorkomt. Codes hebben alleen deze letters en cijfers: {0}. Kijk in uw brief en probeer het nog eens.");
    public static readonly ProblemKind Mistyped = new("code.typefout", "Deze code klopt niet. Waarschijnlijk is er een letter of cijfer anders dan in uw brief. Probeer het nog eens.");
    public static readonly ProblemKind UnknownCode = new("code.onbekend", "Deze code kennen wij niet. Kijk of de code precies zo in uw brief staat. Staat er een telefoonnummer in de brief? Bel dan gerust.", ProblemSort.NotFound);
    public static readonly ProblemKind TooManyCodes = new("code.te-vaak", "Er zijn vanaf uw internetverbinding te veel verkeerde codes ingevuld. Met de juiste code kunt u gewoon verder. Lukt dat niet meteen? Probeer het over een minuut opnieuw, of bel het telefoonnummer in uw brief.", ProblemSort.TooMany);
}
