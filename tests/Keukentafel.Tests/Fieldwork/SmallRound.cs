// A round with a register of a few clients, put into the store without the rooms before it: for tests of sampling and fieldwork.
using System.Text.Json;
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Fieldwork;

public sealed class SmallRound
{
    private readonly Installation installation;

    private SmallRound(Installation installation) => this.installation = installation;

    public required OrganisationId Organisation { get; init; }
    public required StudyId Study { get; init; }
    public required RoundId Round { get; init; }
    public required DeliveryId Delivery { get; init; }

    public Caller Caller => Caller.Program(Organisation);

    /// <summary>A round whose register holds <paramref name="clients"/> clients, spread over the values of one stratum variable.</summary>
    public static Task<SmallRound> With(Installation installation, int clients, params string[] strata) =>
        With(installation, home: null, clients, strata);

    /// <summary>The same in an organisation that is there already.</summary>
    public static async Task<SmallRound> With(Installation installation, Organisation? home, int clients, params string[] strata)
    {
        var secrets = installation.Services.GetRequiredService<ISecrets>();
        var round = new SmallRound(installation)
        {
            Organisation = home?.OrganisationId ?? secrets.NewId<OrganisationId>(),
            Study = secrets.NewId<StudyId>(),
            Round = secrets.NewId<RoundId>(),
            Delivery = secrets.NewId<DeliveryId>(),
        };
        await round.Change(async services =>
        {
            var store = services.GetRequiredService<WhoStore>();
            var study = new Study { Id = round.Study, OrganisationId = round.Organisation, Name = "Wmo 2025", Law = Law.Wmo, CreatedAt = installation.Time.Now() };
            var sender = await store.Set<Organisation>().FirstOrDefaultAsync(organisation => organisation.OrganisationId == round.Organisation);
            if (sender is null)
            {
                sender = new Organisation
                {
                    OrganisationId = round.Organisation,
                    Code = "GM9" + Convert.ToHexString(secrets.Bytes(4)),
                    Name = "Zonnedam",
                    Kind = OrganisationKind.Municipality,
                };
                store.Add(sender);
            }

            (sender.Address, sender.Phone, sender.Email) = ("Postbus 12\n9990 AA Zonnedam", "(0599) 12 34 56", "onderzoek@zonnedam.example");
            store.Add(study);
            store.Add(new Delivery
            {
                Id = round.Delivery,
                OrganisationId = round.Organisation,
                FileName = "register.csv",
                CreatedAt = installation.Time.Now(),
                Status = DeliveryStatus.Imported,
                Attributes = ["voorziening"],
                Clients = clients,
                RowsRead = clients,
            });
            store.Add(new Round
            {
                Id = round.Round,
                OrganisationId = round.Organisation,
                StudyId = study.Id,
                Name = "Meting 2025",
                Year = 2025,
                InstrumentId = "ceo-wmo-standaard",
                InstrumentVersion = 1,
                ClosesOn = new DateOnly(2025, 4, 14),
                DeliveryId = round.Delivery.Value,
                FrameVariables = strata.Length > 0 ? ["voorziening"] : [],
                StratumVariables = strata.Length > 0 ? ["voorziening"] : [],
            });
            for (var i = 0; i < clients; i++)
            {
                store.Add(NewClient(services, round, i, strata.Length > 0 ? strata[i % strata.Length] : "vervoer"));
            }

            return Done.It;
        });
        return round;
    }

    private static Client NewClient(IServiceProvider services, SmallRound round, int number, string stratum)
    {
        var id = services.GetRequiredService<ISecrets>().NewId<ClientId>();
        var details = new ContactDetails
        {
            ClientNumber = $"C{number:000000}",
            Salutation = number % 2 == 0 ? "mevrouw" : "de heer",
            Name = $"A. Proefpersoon{number}",
            Street = "Kerkstraat",
            HouseNumber = $"{number + 1}",
            Postcode = "9991 AB",
            Town = "Zonnedam",
        };
        return new Client
        {
            Id = id,
            OrganisationId = round.Organisation,
            DeliveryId = round.Delivery,
            NumberIndex = services.GetRequiredService<ClientIndexes>().Number(round.Organisation, details.ClientNumber),
            Sealed = services.GetRequiredService<SealedContacts>().Seal(round.Organisation, id, details),
            Attributes = JsonSerializer.Serialize(stratum.Length == 0 ? [] : new Dictionary<string, string> { ["voorziening"] = stratum }),
        };
    }

    /// <summary>Makes a case of each client, with its code; gives the codes in the order of the cases.</summary>
    public async Task<IReadOnlyList<(CaseId Id, string Code)>> AddCases()
    {
        var made = new List<(CaseId, string)>();
        await Change(async services =>
        {
            var store = services.GetRequiredService<WhoStore>();
            var codes = services.GetRequiredService<AccessCodes>();
            foreach (var client in await store.Set<Client>().Where(client => client.DeliveryId == Delivery).OrderBy(client => client.Id).ToListAsync())
            {
                var @case = new Case { Id = services.GetRequiredService<ISecrets>().NewId<CaseId>(), OrganisationId = Organisation, RoundId = Round, ClientId = client.Id };
                var code = codes.Make(@case);
                store.Add(@case);
                store.Add(code);
                made.Add((@case.Id, codes.Open(code)!));
            }

            return Done.It;
        });
        return made;
    }

    public async Task<T> Change<T>(Func<IServiceProvider, Task<Result<T>>> act) =>
        (await installation.Pipeline.Change<WhoStore, T>(Caller, right: null, act)).Value;

    public Task Change(Func<IServiceProvider, Task<Result<Done>>> act) => Change<Done>(act);

    public Task<Result<T>> Try<T>(Func<IServiceProvider, Task<Result<T>>> act) =>
        installation.Pipeline.Change<WhoStore, T>(Caller, right: null, act);

    public async Task<T> Read<T>(Func<IServiceProvider, Task<T>> act) =>
        (await installation.Pipeline.Read<T>(Caller, right: null, async services => await act(services))).Value;

    public Task<Case> Case(CaseId id) => Read(services => services.GetRequiredService<WhoStore>().Set<Case>().SingleAsync(@case => @case.Id == id));
}
