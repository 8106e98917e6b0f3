// A folder with an open round of the Wmo standard questionnaire and as many codes as are needed.
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.Extensions.DependencyInjection;

namespace Keukentafel.Benchmarks;

/// <param name="Codes">One for each case, as a letter would print it.</param>
internal sealed record OpenRound(OrganisationId Organisation, IReadOnlyList<string> Codes)
{
    public static async Task<OpenRound> Make(string folder, int cases)
    {
        _ = Migrator.MigrateSqlite(folder, TimeProvider.System).Value;
        var collection = new ServiceCollection();
        collection.AddLogging();
        Site.Services(collection, new Settings { DataFolder = folder });
        await using var services = collection.BuildServiceProvider();
        var organisation = services.GetRequiredService<ISecrets>().NewId<OrganisationId>();
        var made = await services.GetRequiredService<Pipeline>().Change<WhoStore, List<string>>(Caller.Program(organisation), right: null, scope =>
            Task.FromResult<Result<List<string>>>(Fill(scope, organisation, cases)));
        return new OpenRound(organisation, made.Value);
    }

    private static List<string> Fill(IServiceProvider services, OrganisationId organisation, int cases)
    {
        var (store, secrets, codes) = (services.GetRequiredService<WhoStore>(), services.GetRequiredService<ISecrets>(), services.GetRequiredService<AccessCodes>());
        var now = services.GetRequiredService<TimeProvider>().Now();
        var (study, round, delivery) = (secrets.NewId<StudyId>(), secrets.NewId<RoundId>(), secrets.NewId<DeliveryId>());
        store.Add(new Organisation { OrganisationId = organisation, Code = "GM9001", Name = "Zonnedam", Kind = OrganisationKind.Municipality, Phone = "(0599) 12 34 56" });
        store.Add(new Study { Id = study, OrganisationId = organisation, Name = "Wmo", Law = Law.Wmo, CreatedAt = now });
        store.Add(new Delivery { Id = delivery, OrganisationId = organisation, FileName = "register.csv", CreatedAt = now, Attributes = ["voorziening"] });
        store.Add(new Round
        {
            Id = round, OrganisationId = organisation, StudyId = study, Name = "Meting", Year = 2025, InstrumentId = "ceo-wmo-standaard", InstrumentVersion = 1,
            DeliveryId = delivery.Value, FrameVariables = ["voorziening"], Status = RoundStatus.Open,
        });
        var list = new List<string>(cases);
        for (var i = 0; i < cases; i++)
        {
            var client = new Client
            {
                Id = secrets.NewId<ClientId>(), OrganisationId = organisation, DeliveryId = delivery, NumberIndex = secrets.NewToken(), Sealed = secrets.Bytes(64),
                Attributes = """{"voorziening":"vervoer"}""",
            };
            var @case = new Case { Id = secrets.NewId<CaseId>(), OrganisationId = organisation, RoundId = round, ClientId = client.Id };
            var code = codes.Make(@case);
            store.AddRange(client, @case, code);
            list.Add(codes.Open(code)!);
        }

        return list;
    }
}
