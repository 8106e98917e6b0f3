// Why a backup cannot be made or put back.
using Keukentafel.Foundation;

namespace Keukentafel.Store.Backup;

public static class BackupProblems
{
    public static readonly ProblemKind Exists = new("reservekopie.bestaat-al", "Het bestand {0} bestaat al. Kies een andere naam; een reservekopie overschrijft niets.");
    public static readonly ProblemKind NoStore = new("reservekopie.geen-opslag", "In de map {0} staat geen opslag van Keukentafel. Wijs met --data de map aan waarmee de site draait.");
    public static readonly ProblemKind NoKeys = new("reservekopie.geen-sleutels", "Het sleutelbestand {0} is er niet. Wijs het aan met --key-file; zonder die sleutels is een reservekopie niet te gebruiken.");
    public static readonly ProblemKind Damaged = new("reservekopie.beschadigd", "{0} is geen gave reservekopie van Keukentafel: {1}. Er is niets teruggezet; gebruik een andere kopie.");
    public static readonly ProblemKind SealBroken = new("reservekopie.zegel-past-niet", "Het zegel van {0} past niet: deze reservekopie is niet door uw installatie gemaakt, of is daarna veranderd. Er is niets teruggezet; gebruik een andere kopie.");
    public static readonly ProblemKind Newer = new("reservekopie.te-nieuw", "Deze reservekopie is gemaakt door versie {0} van het programma, die verder is dan deze. Gebruik die versie om haar terug te zetten.");
    public static readonly ProblemKind OtherDatabase = new("reservekopie.andere-database", "Deze reservekopie is gemaakt van {0} en kan niet worden teruggezet in {1}. Geef {2} op.");
    public static readonly ProblemKind OtherKeys = new("reservekopie.andere-sleutels", "De reservekopie is verzegeld met sleutel {0}, en die staat niet in {1}. Zet eerst het goede sleutelbestand terug.");
    public static readonly ProblemKind NotEmpty = new("reservekopie.niet-leeg", "Er staan al gegevens in {0}. Geef --replace op als die weg mogen.");
    public static readonly ProblemKind InUse = new("reservekopie.in-gebruik", "De opslag in {0} is in gebruik. Stop eerst de site en probeer het opnieuw.");
    public static readonly ProblemKind StoreDamaged = new("reservekopie.opslag-beschadigd", "De opslag in {0} is beschadigd ({1}). Er is geen reservekopie gemaakt. Zet met restore een eerdere reservekopie terug.");
}
