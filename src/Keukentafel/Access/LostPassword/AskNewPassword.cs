// Somebody lost the password and asks for a link by mail. The answer is the same whether the address has an account or not.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Mail;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access.LostPassword;

public sealed class AskNewPassword(
    AccountDirectory directory, Pipeline pipeline, GuessBrake brake, ISecrets secrets, TimeProvider time, Settings settings)
{
    private const int PerMailAddress = 3;
    private const int PerNetwork = 20;

    public async Task Handle(string email, string network, CancellationToken cancel = default)
    {
        var normal = AccountSeal.Normal(email);
        if (!brake.Takes("lost-network", network, PerNetwork) || !brake.Takes("lost-mail", normal, PerMailAddress) || await directory.ByEmail(normal, cancel) is not { MaySignIn: true } account)
        {
            return;
        }

        await pipeline.Change<WhoStore, Done>(
            new Caller { Account = account.Id, Organisation = account.OrganisationId },
            right: null,
            async services =>
            {
                var store = services.GetRequiredService<WhoStore>();
                var link = OneTimeLink.New(secrets);
                var until = time.Now() + PasswordLink.Validity;
                if (await store.Set<PasswordLink>().FirstOrDefaultAsync(row => row.AccountId == account.Id, cancel) is { } open)
                {
                    (open.TokenHash, open.ExpiresAt) = (link.Hash, until);
                }
                else
                {
                    store.Add(new PasswordLink { OrganisationId = account.OrganisationId, AccountId = account.Id, TokenHash = link.Hash, ExpiresAt = until });
                }

                await services.GetRequiredService<Outbox>().Put(
                    $"password/{link.Hash}",
                    Mail(services.GetRequiredService<AccountSeal>().Email(account), $"{settings.PublicAddress}/aanmelden/nieuw-wachtwoord/{link.Token}"));
                services.GetRequiredService<AuditTrail>().Note("account.password-lost", $"account:{account.Id}");
                return Done.It;
            },
            cancel);
    }

    private static MailMessage Mail(string to, string address) => new(
        to,
        "Een nieuw wachtwoord voor Keukentafel",
        $"""
        Goedendag,

        U hebt om een nieuw wachtwoord voor Keukentafel gevraagd. Kies het hier:
        {address}

        De koppeling werkt één keer, een uur lang. Geef haar aan niemand anders.
        Hebt u hier niet om gevraagd? Dan hoeft u niets te doen; uw oude wachtwoord blijft gelden.
        """);
}
