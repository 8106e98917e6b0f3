// A second municipality on the same site, with one person who may do everything there: forms can be tried out without disturbing the town.
using Keukentafel.Access;
using Keukentafel.Access.Invitations;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Keukentafel.Browser.Tests;

internal sealed class Office
{
    public const string Home = "/bureau/GM9002";

    private static readonly Lock Door = new();
    private static Task<Office>? open;

    private readonly Chromium chromium;
    private readonly Town town;
    private IReadOnlyList<Cookie> session = [];

    private Office(Chromium chromium, Town town) => (this.chromium, this.town) = (chromium, town);

    /// <summary>The municipality as the program itself acts for it.</summary>
    public Caller Program { get; private set; } = Caller.Installation;

    private Pipeline Pipeline => town.Services.GetRequiredService<Pipeline>();

    /// <summary>The same for all tests; the first that asks opens it.</summary>
    public static Task<Office> Of(Chromium chromium, Town town)
    {
        lock (Door)
        {
            return open ??= new Office(chromium, town).Open();
        }
    }

    /// <summary>A page of the person who works here.</summary>
    public async Task<IPage> Enter(string address = Home)
    {
        var page = await chromium.NewPage(town.Address, cookies: session);
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>An invitation that is handed over by link: its address below the site's.</summary>
    public Task<string> Invite(string email, params Role[] roles) => Invite(Program, email, roles);

    /// <summary>An invitation of the town, for somebody from here.</summary>
    public async Task<string> InviteElsewhere(string email, params Role[] roles) => await Invite(await Codes.Program(town), email, roles);

    private async Task<string> Invite(Caller by, string email, Role[] roles)
    {
        var invited = await Pipeline.Change<WhoStore, Invited>(by, Right.Accounts, services => services.GetRequiredService<InvitePerson>().Handle(new Invite(email, roles, ByMail: false)));
        return new Uri(invited.Value.Address).AbsolutePath;
    }

    public async Task Change(Func<WhoStore, Task> change) => await Pipeline.Change<WhoStore, Done>(Program, right: null, async services =>
    {
        await change(services.GetRequiredService<WhoStore>());
        return Done.It;
    });

    private async Task<Office> Open()
    {
        var added = await Pipeline.Change<WhoStore, Organisation>(
            Caller.Installation, right: null, services => services.GetRequiredService<AddOrganisation>().Handle(new NewOrganisation("GM9002", "Waterrijk", OrganisationKind.Municipality)));
        Program = Caller.Program(added.Value.OrganisationId);
        var page = await chromium.NewPage(town.Address);
        await page.Visit(await Invite("alles@waterrijk.example", Role.Administrator, Role.Researcher, Role.Fieldwork));
        await page.IsRefused("Account maken");
        await page.GetByLabel("Uw naam").FillAsync("Anna Alles");
        await page.GetByLabel("Nieuw wachtwoord").FillAsync("negen blauwe giraffen");
        await page.GetByLabel("nog een keer").FillAsync("negen blauwe giraffen");
        await page.Press("Account maken");
        await page.GotoAsync(Home);
        await page.IsRefused("Instellen");
        var key = await page.Locator("#sleutel").InnerTextAsync();
        await page.GetByLabel("Code uit de app").FillAsync(town.CodeOf(key.Replace(" ", "", StringComparison.Ordinal)));
        await page.Press("Instellen");
        await page.GetByText("Ik heb ze bewaard, verder").Follow();
        session = await Town.Session(page);
        return this;
    }
}
