// What this room writes into the audit, in the words of its reader.
using Keukentafel.Foundation.Audit;

namespace Keukentafel.Access;

internal static class AccessActs
{
    public static readonly IReadOnlyList<AuditAct> All =
    [
        new("account.sign-in", "Aangemeld"),
        new("account.wrong-password", "Aanmelden mislukt: verkeerd wachtwoord"),
        new("account.wrong-code", "Aanmelden mislukt: verkeerde code"),
        new("invitation.add", "Uitnodiging gemaakt"),
        new("invitation.withdraw", "Uitnodiging ingetrokken"),
        new("invitation.accept", "Uitnodiging aanvaard"),
        new("account.password-lost", "Nieuw wachtwoord aangevraagd"),
        new("account.password-renew", "Nieuw wachtwoord gekozen na een mail"),
        new("account.password-change", "Wachtwoord gewijzigd"),
        new("account.rename", "Naam gewijzigd"),
        new("account.sign-out-everywhere", "Overal afgemeld"),
        new("account.second-factor-set", "Tweede stap ingesteld"),
        new("account.second-factor-change", "Tweede stap opnieuw ingesteld"),
        new("account.second-factor-reset", "Tweede stap gewist door een beheerder"),
        new("account.recovery-codes", "Herstelcodes vernieuwd"),
        new("account.roles", "Rollen gewijzigd"),
        new("account.leave", "Rollen ingetrokken"),
        new("account.block", "Account geblokkeerd"),
        new("account.release", "Account vrijgegeven"),
        new("account.close", "Account gesloten"),
        new("keys.replace", "Sleutels vervangen"),
        new("organisation.add", "Organisatie gemaakt"),
        new("organisation.change", "Gegevens van de organisatie gewijzigd"),
    ];
}
