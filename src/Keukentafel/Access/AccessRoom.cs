// The first room: organisations, accounts, roles, sign-in, audit. It fills the pipeline's slot that finds out who calls.
using Keukentafel.Access.AuditLog;
using Keukentafel.Access.Invitations;
using Keukentafel.Access.LostPassword;
using Keukentafel.Access.OrganisationDetails;
using Keukentafel.Access.OwnAccount;
using Keukentafel.Access.SigningIn;
using Keukentafel.Access.Team;
using Keukentafel.Access.Workplaces;
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;

namespace Keukentafel.Access;

public sealed class AccessRoom : Room
{
    private const int Number = 90;

    public override void Services(IServiceCollection services, Settings settings)
    {
        Session.Add(services);
        Accounts.Add(services);
        services.AddSingleton<IdentifyCaller>(Doorkeeper.Identify);
        services.AddSingleton<AccountSeal>();
        services.AddSingleton(provider => provider.GetRequiredService<AccountSeal>().DeclareEmail());
        services.AddSingleton(provider => provider.GetRequiredService<AccountSeal>().DeclareSecondFactor());
        services.AddSingleton(provider => provider.GetRequiredService<InvitationSeal>().Declare(provider.GetRequiredService<AccountSeal>()));
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton(provider => new GuessBrake(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<InvitationSeal>();
        services.AddScoped<SignIn>();
        services.AddScoped<SignOut>();
        services.AddScoped<AskNewPassword>();
        services.AddScoped<SetNewPassword>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<SecondFactorSetup>();
        services.AddScoped<AddOrganisation>();
        services.AddScoped<InvitePerson>();
        services.AddScoped<WithdrawInvitation>();
        services.AddScoped<AcceptInvitation>();
        services.AddScoped<SeeTeam>();
        services.AddScoped<LastAdministrator>();
        services.AddScoped<ChangeRoles>();
        services.AddScoped<BlockAccount>();
        services.AddScoped<ResetSecondFactor>();
        services.AddScoped<RemovePerson>();
        services.AddScoped<SeeAuditLog>();
        services.AddSingleton(new NavItem("Accounts", "/accounts", Right.Accounts, Number));
        services.AddSingleton(new NavItem("Gegevens", "/gegevens", Right.Accounts, Number + 1));
        services.AddSingleton(new NavItem("Logboek", "/logboek", Right.Audit, Number + 2));
        Name(services, AccessActs.All);
    }

    public override void Routes(RoomRoutes routes)
    {
        routes.Get("/aanmelden", Audience.Anyone, SignInPages.Show);
        routes.Post<WhoStore>("/aanmelden", Audience.Anyone, SignInPages.Password);
        routes.Get("/aanmelden/code", Audience.Anyone, SignInPages.ShowCode);
        routes.Post<WhoStore>("/aanmelden/code", Audience.Anyone, SignInPages.Code);
        routes.Get("/aanmelden/herstelcode", Audience.Anyone, SignInPages.ShowRecoveryCode);
        routes.Post<WhoStore>("/aanmelden/herstelcode", Audience.Anyone, SignInPages.RecoveryCode);
        routes.Get("/aanmelden/wachtwoord-vergeten", Audience.Anyone, LostPasswordPages.Ask);
        routes.Post<WhoStore>("/aanmelden/wachtwoord-vergeten", Audience.Anyone, LostPasswordPages.Asked);
        routes.Get("/aanmelden/nieuw-wachtwoord/{token}", Audience.Anyone, LostPasswordPages.Show);
        routes.Post<WhoStore>("/aanmelden/nieuw-wachtwoord/{token}", Audience.Anyone, LostPasswordPages.Set);
        routes.Get("/uitnodiging/{token}", Audience.Anyone, InvitationPages.Show);
        routes.Post<WhoStore>("/uitnodiging/{token}", Audience.Anyone, InvitationPages.Accept);
        routes.Post<WhoStore>("/afmelden", Audience.SignedIn, SignInPages.SignOut);

        routes.Get("/bureau", Audience.SignedIn, WorkplacePages.Choose);
        routes.Get("/bureau/mijn-account", Audience.SignedIn, OwnAccountPages.Show);
        routes.Post<WhoStore>("/bureau/mijn-account/naam", Audience.SignedIn, OwnAccountPages.Rename);
        routes.Post<WhoStore>("/bureau/mijn-account/wachtwoord", Audience.SignedIn, OwnAccountPages.Password);
        routes.Post<WhoStore>("/bureau/mijn-account/herstelcodes", Audience.SignedIn, OwnAccountPages.RecoveryCodes);
        routes.Post<WhoStore>("/bureau/mijn-account/overal-afmelden", Audience.SignedIn, OwnAccountPages.SignOutEverywhere);
        routes.Get("/bureau/tweede-stap", Audience.SignedIn, OwnAccountPages.ShowSecondFactor);
        routes.Post<WhoStore>("/bureau/tweede-stap", Audience.SignedIn, OwnAccountPages.SetSecondFactor);

        routes.Page("/accounts", Right.Accounts, TeamPages.Show);
        routes.Act<WhoStore>("/accounts/uitnodigingen", Right.Accounts, TeamPages.Invite);
        routes.Act<WhoStore>("/accounts/uitnodigingen/{invitation:guid}/intrekken", Right.Accounts, TeamPages.Withdraw);
        routes.Page("/accounts/{account:guid}", Right.Accounts, TeamPages.ShowOne);
        routes.Act<WhoStore>("/accounts/{account:guid}/rollen", Right.Accounts, TeamPages.Roles);
        routes.Act<WhoStore>("/accounts/{account:guid}/blokkeren", Right.Accounts, TeamPages.Block);
        routes.Act<WhoStore>("/accounts/{account:guid}/vrijgeven", Right.Accounts, TeamPages.Release);
        routes.Act<WhoStore>("/accounts/{account:guid}/tweede-stap-wissen", Right.Accounts, TeamPages.Reset);
        routes.Act<WhoStore>("/accounts/{account:guid}/verwijderen", Right.Accounts, TeamPages.Remove);
        routes.Page("/gegevens", Right.Accounts, DetailsPages.Show);
        routes.Act<WhoStore>("/gegevens", Right.Accounts, DetailsPages.Change);
        routes.Page("/gegevens/logo", Right.Accounts, DetailsPages.Logo);
        routes.Page("/logboek", Right.Audit, AuditLogPages.Show);
    }
}
