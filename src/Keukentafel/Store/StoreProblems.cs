// Why the stores cannot be used as they are.
using Keukentafel.Foundation;

namespace Keukentafel.Store;

public static class StoreProblems
{
    public static readonly ProblemKind Unreachable = new(
        "opslag.onbereikbaar", "De database is niet te bereiken: {0} Controleer of de database draait en of adres, naam en wachtwoord kloppen.", ProblemSort.Unavailable);

    public static readonly ProblemKind OwnerRefused = new(
        "opslag.eigenaar-geweigerd", "De database laat dit niet toe: {0} Meld u aan als eigenaar van de database, met het recht om rollen te maken.", ProblemSort.Unavailable);

    public static readonly ProblemKind NotUpToDate = new(
        "opslag.niet-bijgewerkt", "De database past nog niet bij deze versie van het programma: {0}. Voer als eigenaar van de database uit: ./keukentafel migrate --database-owner \"Host=…\"", ProblemSort.Unavailable);

    public static readonly ProblemKind Newer = new(
        "opslag.te-nieuw", "De opslag is bijgewerkt door een nieuwere versie van het programma ({0}). Gebruik die versie, of zet een reservekopie terug.", ProblemSort.Unavailable);

    public static readonly ProblemKind ScriptChanged = new(
        "opslag.script-gewijzigd", "Stap {1} ({2}) van opslag {0} is gewijzigd nadat hij was uitgevoerd. Gebruik een ongewijzigde versie van het programma.", ProblemSort.Unavailable);

    public static readonly ProblemKind HalfRestored = new(
        "opslag.half-teruggezet", "In {0} is het terugzetten van een reservekopie afgebroken. Zet haar opnieuw terug met ./keukentafel restore.", ProblemSort.Unavailable);

    public static readonly ProblemKind NoKeys = new(
        "opslag.geen-sleutels", "Het sleutelbestand {0} is er niet, en zonder zijn sleutels is deze opslag niet te lezen. Wijs het sleutelbestand aan met --key-file (of KEUKENTAFEL_KEYS), of zet het terug.", ProblemSort.Unavailable);

    public static readonly ProblemKind OtherKeys = new(
        "opslag.andere-sleutels", "De opslag is verzegeld met een sleutel die niet in {0} staat. Wijs het goede sleutelbestand aan met --key-file (of KEUKENTAFEL_KEYS).", ProblemSort.Unavailable);

    public static readonly ProblemKind NotAKeyFile = new(
        "opslag.geen-sleutelbestand", "{0} is niet te lezen als sleutelbestand van Keukentafel. Wijs het goede aan met --key-file (of KEUKENTAFEL_KEYS), zet een kopie terug, of controleer de rechten erop.", ProblemSort.Unavailable);

    public static readonly ProblemKind RoleTooStrong = new(
        "opslag.rol-te-sterk", "De databaserol {0} mag te veel: {1}. Meld het programma aan met de rol die ./keukentafel migrate heeft gemaakt (keukentafel_app).", ProblemSort.Unavailable);

    public static readonly ProblemKind Unprotected = new(
        "opslag.onbeschermd", "Niet alle tabellen houden de gemeenten uit elkaar: {0}. Voer als eigenaar van de database uit: ./keukentafel migrate --database-owner \"Host=…\"", ProblemSort.Unavailable);
}
