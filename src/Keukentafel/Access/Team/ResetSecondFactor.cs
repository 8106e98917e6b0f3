// An administrator of the home organisation helps somebody who lost both phone and recovery codes: at the next sign-in a new app is set up.
// The person is told by mail, so that nobody's second factor goes unnoticed.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Mail;

namespace Keukentafel.Access.Team;

public sealed class ResetSecondFactor(Accounts accounts, SeeTeam team, Outbox outbox, AuditTrail audit)
{
    public async Task<Result<Done>> Handle(AccountId id, CancellationToken cancel = default)
    {
        var found = await team.One(id, cancel);
        if (!found.Ok)
        {
            return found.Problem;
        }

        if (!found.Value.OwnAccount || found.Value.Closed)
        {
            return AccessProblems.OtherHome.Of(found.Value.Name);
        }

        var account = (await accounts.FindById(id))!;
        await accounts.ForgetSecondFactor(account);
        await outbox.Put($"factor-reset/{account.SecurityStamp}", new MailMessage(
            found.Value.Email,
            "Uw tweede stap bij Keukentafel is gewist",
            """
            Goedendag,

            Een beheerder van uw organisatie heeft uw tweede stap bij het aanmelden gewist. De code uit uw
            app werkt niet meer; bij de volgende keer aanmelden stelt u een nieuwe app in.

            Hebt u hier niet om gevraagd? Neem dan meteen contact op met de beheerder van uw organisatie.
            """));
        audit.Note("account.second-factor-reset", $"account:{id}");
        return Done.It;
    }
}
