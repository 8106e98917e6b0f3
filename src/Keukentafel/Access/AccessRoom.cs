// The first room: organisations, accounts, roles, sign-in, audit. It fills the pipeline's slot that finds out who calls.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;

namespace Keukentafel.Access;

public sealed class AccessRoom : Room
{
    public override void Services(IServiceCollection services, Settings settings)
    {
        Session.Add(services);
        Accounts.Add(services);
        services.AddSingleton<IdentifyCaller>(Doorkeeper.Identify);
        services.AddSingleton<AccountSeal>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<GuessBrake>();
        services.AddScoped<SignIn>();
    }

    public override void Routes(RoomRoutes routes)
    {
        routes.Get("/aanmelden", Audience.Anyone, SignInPages.Show);
        routes.Post<WhoStore>("/aanmelden", Audience.Anyone, SignInPages.Password);
        routes.Get("/aanmelden/code", Audience.Anyone, SignInPages.ShowCode);
        routes.Post<WhoStore>("/aanmelden/code", Audience.Anyone, SignInPages.Code);
        routes.Get("/aanmelden/herstelcode", Audience.Anyone, SignInPages.ShowRecoveryCode);
        routes.Post<WhoStore>("/aanmelden/herstelcode", Audience.Anyone, SignInPages.RecoveryCode);
        routes.Post<WhoStore>("/afmelden", Audience.SignedIn, SignInPages.SignOut);

        routes.Get("/bureau", Audience.SignedIn, WorkplacePages.Choose);
    }
}
