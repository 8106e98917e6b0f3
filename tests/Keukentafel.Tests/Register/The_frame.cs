// What later rooms read of the register: contactable clients of an imported delivery, with a value for everybody and with combined classes.
using System.Text.Json;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Register;

public abstract class The_frame
{
    private readonly Installation installation;
    private readonly ISecrets secrets;
    private readonly Caller zonnedam;

    protected The_frame(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
        secrets = installation.Services.GetRequiredService<ISecrets>();
        zonnedam = Caller.Program(secrets.NewId<OrganisationId>());
    }

    [Fact]
    public async Task Clients_are_counted_by_the_variables_that_are_asked_for_and_a_missing_value_is_unknown()
    {
        var delivery = await Deliver(DeliveryStatus.Imported, combined: "{}", ("Oost", "85+", false), ("Oost", "75-84", false), ("Oost", "85+", false), ("West", null, false));
        var counts = await Counts(delivery, "wijk", "leeftijd");
        Assert.Equal(["Oost 75-84 1", "Oost 85+ 2", "West onbekend 1"], counts.Cells.Select(cell => $"{cell.Values[0]} {cell.Values[1]} {cell.Clients}"));
        Assert.Equal([("75-84", 1), ("85+", 2), ("onbekend", 1)], counts.MarginOf("leeftijd"));
        Assert.Equal(4, counts.Total);
        Assert.Equal([4], (await Counts(delivery)).Cells.Select(cell => cell.Clients));
    }

    [Fact]
    public async Task Whoever_may_not_be_contacted_is_not_in_it()
    {
        var delivery = await Deliver(DeliveryStatus.Imported, combined: "{}", ("Oost", "85+", true), ("West", "85+", false));
        Assert.Equal([("West", 1)], (await Counts(delivery, "wijk")).MarginOf("wijk"));
    }

    [Theory]
    [InlineData(DeliveryStatus.Importing)]
    [InlineData(DeliveryStatus.Undone)]
    public async Task Nobody_is_in_it_before_the_import_is_complete_or_after_it_is_taken_back(DeliveryStatus status)
    {
        var delivery = await Deliver(status, combined: "{}", ("Oost", "85+", false));
        Assert.Equal(0, (await Counts(delivery, "wijk")).Total);
    }

    [Fact]
    public async Task Combined_classes_count_as_one()
    {
        var delivery = await Deliver(DeliveryStatus.Imported, """{"leeftijd":{"85+":"75+","75-84":"75+"}}""", ("Oost", "85+", false), ("Oost", "75-84", false), ("Oost", "18-64", false));
        Assert.Equal([("18-64", 1), ("75+", 2)], (await Counts(delivery, "leeftijd")).MarginOf("leeftijd"));
    }

    [Fact]
    public void A_combined_class_can_be_combined_again()
    {
        var combined = CombinedClasses.Of(NewDelivery(DeliveryStatus.Imported, "{}")).With("wijk", ["Haven", "Noord"], "Noord en Haven").With("wijk", ["Noord en Haven", "Oost"], "Buitenom");
        Assert.Equal(["Buitenom", "Buitenom", "Buitenom", "Zuid"], new[] { "Haven", "Noord", "Oost", "Zuid" }.Select(value => combined.ClassOf("wijk", value)));
        Assert.Equal("Haven", combined.Without("wijk").ClassOf("wijk", "Haven"));
    }

    [Fact]
    public async Task Another_municipality_sees_nobody()
    {
        var delivery = await Deliver(DeliveryStatus.Imported, combined: "{}", ("Oost", "85+", false));
        var noorderhaven = Caller.Program(secrets.NewId<OrganisationId>());
        var counts = await installation.Pipeline.Read<FrameCounts>(noorderhaven, right: null, async services => await services.GetRequiredService<Frame>().Counts(delivery, ["wijk"]));
        Assert.Equal(0, counts.Value.Total);
    }

    private async Task<FrameCounts> Counts(DeliveryId delivery, params string[] variables) =>
        (await installation.Pipeline.Read<FrameCounts>(zonnedam, right: null, async services => await services.GetRequiredService<Frame>().Counts(delivery, variables))).Value;

    private async Task<DeliveryId> Deliver(DeliveryStatus status, string combined, params (string Wijk, string? Leeftijd, bool NoContact)[] clients)
    {
        var delivery = NewDelivery(status, combined);
        await installation.Pipeline.Change<WhoStore, Done>(zonnedam, right: null, services =>
        {
            var store = services.GetRequiredService<WhoStore>();
            store.Add(delivery);
            foreach (var (wijk, leeftijd, noContact) in clients)
            {
                var attributes = new Dictionary<string, string> { ["wijk"] = wijk };
                if (leeftijd is not null)
                {
                    attributes["leeftijd"] = leeftijd;
                }

                store.Add(new Client
                {
                    Id = secrets.NewId<ClientId>(),
                    OrganisationId = zonnedam.Here,
                    DeliveryId = delivery.Id,
                    NumberIndex = secrets.NewToken(),
                    Sealed = [],
                    Attributes = JsonSerializer.Serialize(attributes),
                    NoContact = noContact,
                });
            }

            return Task.FromResult<Result<Done>>(Done.It);
        });
        return delivery.Id;
    }

    private Delivery NewDelivery(DeliveryStatus status, string combined) => new()
    {
        Id = secrets.NewId<DeliveryId>(),
        OrganisationId = zonnedam.Here,
        FileName = "register.csv",
        CreatedAt = installation.Time.Now(),
        Status = status,
        Combined = combined,
    };
}

public sealed class The_frame_on_SQLite(SqliteInstallation installation) : The_frame(installation), IClassFixture<SqliteInstallation>;

public sealed class The_frame_on_PostgreSQL(PostgresInstallation installation) : The_frame(installation), IClassFixture<PostgresInstallation>;
