// Every refusal of this room.
using Keukentafel.Foundation;

namespace Keukentafel.Access;

public static class AccessProblems
{
    // One text for every reason, so that nobody learns from it whether an account exists or is locked.
    public static readonly ProblemKind SignInFailed = new("aanmelden.mislukt", "Aanmelden is niet gelukt. Het mailadres of het wachtwoord klopt niet, of er is te vaak achter elkaar geprobeerd. Controleer beide, of probeer het over een kwartier opnieuw. Weet u het wachtwoord niet meer, vraag dan een nieuw aan.");
    public static readonly ProblemKind CodeFailed = new("aanmelden.code-mislukt", "Deze code klopt niet, is al gebruikt of is verlopen. Kijk in uw app wat de code nu is en vul die in. Na vijf keer moet u een kwartier wachten.");
    public static readonly ProblemKind RecoveryCodeFailed = new("aanmelden.herstelcode-mislukt", "Deze herstelcode klopt niet of is al gebruikt. Controleer de letters en cijfers, of neem een andere code van uw lijst.");
    public static readonly ProblemKind TooManyGuesses = new("aanmelden.te-vaak", "Er is te vaak achter elkaar een verkeerd wachtwoord of een verkeerde code gegeven. Wacht een kwartier en probeer het dan opnieuw.", ProblemSort.TooMany);
    public static readonly ProblemKind SignInAgain = new("aanmelden.opnieuw", "Het aanmelden duurde te lang of is ergens anders gestopt. Meld u opnieuw aan.", ProblemSort.Conflict);

    public static readonly ProblemKind NotAnEmail = new("account.geen-mailadres", "{0}: dit is geen mailadres. Schrijf het zo: naam@voorbeeld.nl.");
    public static readonly ProblemKind PasswordTooShort = new("wachtwoord.te-kort", "Het wachtwoord heeft {0} tekens; er zijn er minstens {1} nodig. Een zin van een paar woorden is makkelijk te onthouden.");
    public static readonly ProblemKind PasswordTooLong = new("wachtwoord.te-lang", "Het wachtwoord heeft {0} tekens; er mogen er hoogstens {1} in. Maak het korter.");
    public static readonly ProblemKind PasswordTooSimple = new("wachtwoord.te-eenvoudig", "Dit wachtwoord is te makkelijk te raden: steeds dezelfde tekens, of een rijtje van het toetsenbord. Neem een paar woorden die niet bij elkaar horen.");
    public static readonly ProblemKind PasswordTooCommon = new("wachtwoord.te-gewoon", "Dit wachtwoord bestaat bijna helemaal uit een veelgebruikt woord, uw naam of uw mailadres. Neem een paar andere woorden die niet bij elkaar horen.");
    public static readonly ProblemKind PasswordsDiffer = new("wachtwoord.ongelijk", "De twee wachtwoorden zijn niet gelijk. Vul twee keer hetzelfde in.");
    public static readonly ProblemKind OldPasswordWrong = new("wachtwoord.oud-klopt-niet", "Uw huidige wachtwoord klopt niet. Vul het wachtwoord in waarmee u zich nu aanmeldt.");

    public static readonly ProblemKind NoRole = new("account.geen-rol", "Kies minstens één rol.");
    public static readonly ProblemKind AlreadyMember = new("account.al-lid", "{0} heeft met dit mailadres al een rol bij uw organisatie. Wijzig de rollen in de lijst met accounts.");
    public static readonly ProblemKind InvitationGone = new("uitnodiging.vervallen", "Deze uitnodiging is verlopen, ingetrokken of al gebruikt. Vraag de beheerder van uw organisatie om een nieuwe. Hebt u al een account, meld u dan aan.", ProblemSort.NotFound);
    public static readonly ProblemKind InvitationOfSomebodyElse = new("uitnodiging.ander-account", "Deze uitnodiging is voor een ander mailadres dan dat waarmee u bent aangemeld. Meld u af, en meld u aan met het mailadres waarop u de uitnodiging kreeg.", ProblemSort.Forbidden);
    public static readonly ProblemKind PasswordLinkGone = new("wachtwoord.koppeling-vervallen", "Deze koppeling is verlopen of al gebruikt. Vraag een nieuwe aan.", ProblemSort.NotFound);
    public static readonly ProblemKind LastAdministrator = new("account.laatste-beheerder", "{0} is de enige beheerder van uw organisatie. Maak eerst iemand anders beheerder.", ProblemSort.Conflict);
    public static readonly ProblemKind LastAdministratorElsewhere = new("account.laatste-beheerder-elders", "{0} is ook de enige beheerder van {1}. Laat daar eerst iemand anders beheerder maken.", ProblemSort.Conflict);
    public static readonly ProblemKind OtherHome = new("account.van-andere-organisatie", "Het account van {0} is van een andere organisatie. Alleen een beheerder daarvan kan dit doen. U kunt wel de rollen bij uw eigen organisatie wijzigen of intrekken.", ProblemSort.Conflict);
    public static readonly ProblemKind SetupExpired = new("tweede-stap.verlopen", "Dit formulier was te oud of niet van u. Scan de nieuwe QR-code hieronder.");
    public static readonly ProblemKind SetupCodeWrong = new("tweede-stap.code-klopt-niet", "Deze code klopt niet. Kijk of de tijd op uw telefoon goed staat, en vul de code in die de app nu laat zien.");
}
