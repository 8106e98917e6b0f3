// An account for every role, made as people make theirs: invited, accepted, second factor set up where the role needs it.
using Keukentafel.Access;
using Keukentafel.Access.Invitations;
using Keukentafel.Access.OwnAccount;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;

namespace Keukentafel.Demo;

/// <param name="Key">What the authenticator app holds; null where the role needs none.</param>
public sealed record DemoAccount(string Role, string Email, string Password, string? Key);

internal sealed class DemoAccounts(IServiceProvider site, Caller program)
{
    private static readonly (Role Role, string Name)[] People =
    [
        (Role.Administrator, "Bea Beheer"),
        (Role.Researcher, "Olga Onderzoek"),
        (Role.Fieldwork, "Vera Veldwerk"),
        (Role.Interviewer, "Ivo Interview"),
        (Role.DataEntry, "Ine Invoer"),
        (Role.CouncilMember, "Raf Raad"),
        (Role.Reader, "Leo Lezer"),
    ];

    public async Task<IReadOnlyList<DemoAccount>> Make(Func<string> password)
    {
        var made = new List<DemoAccount>();
        foreach (var (role, name) in People)
        {
            made.Add(await Make(role, name, password()));
        }

        return made;
    }

    private async Task<DemoAccount> Make(Role role, string name, string password)
    {
        var email = $"{Roles.NameOf(role)}@zonnedam.example";
        var invited = await site.GetRequiredService<Pipeline>().Change<WhoStore, Invited>(
            program, Right.Accounts, services => services.GetRequiredService<InvitePerson>().Handle(new Invite(email, [role], ByMail: false)));
        var token = invited.Value.Address[(invited.Value.Address.LastIndexOf('/') + 1)..];
        await using var scope = site.CreateAsyncScope();
        var session = await scope.ServiceProvider.GetRequiredService<AcceptInvitation>().WithNewAccount(token, name, password);
        var me = program with { Account = session.Value.Account };
        if (!Roles.NeedSecondFactor(Roles.RightsOf(role)))
        {
            return new DemoAccount(Roles.NameOf(role), email, password, Key: null);
        }

        var key = await site.GetRequiredService<Pipeline>().Change<WhoStore, string>(me, right: null, async services =>
        {
            var setup = services.GetRequiredService<SecondFactorSetup>();
            var offer = await setup.Offer();
            var set = await setup.Confirm(offer.Ticket, AuthenticatorCodes.CodeAt(offer.Key, services.GetRequiredService<TimeProvider>().Now()));
            return set.Ok ? offer.Key : set.Problem;
        });
        return new DemoAccount(Roles.NameOf(role), email, password, key.Value);
    }
}
