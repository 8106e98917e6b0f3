// Who is not to be written to stays so: over deliveries, in both directions, and after a delivery is taken back.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Keukentafel.Tests.Register.RegisterText;

namespace Keukentafel.Tests.Register;

public abstract class The_no_contact_list
{
    private readonly Installation installation;
    private readonly RegisterWorld world;

    protected The_no_contact_list(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
        world = new RegisterWorld(installation);
    }

    [Fact]
    public async Task Somebody_who_asked_not_to_be_written_to_is_not_in_the_frame_of_the_next_register()
    {
        var first = await world.Import(File(Row("C1"), Row("C2"), Row("C3")));
        await Stop(await Client(first, "C2"), NoContactReason.Unsafe);

        var next = await world.Import(File(Row("C2"), Row("C3"), Row("C4")));

        Assert.Equal(NoContactReason.Unsafe, (await Client(next, "C2")).NoContactReason);
        Assert.Equal(1, (await world.Delivery(next)).NoContact);
        Assert.Equal(["C3", "C4"], await Framed(next));
    }

    [Fact]
    public async Task A_flag_in_the_newest_register_stops_the_older_one()
    {
        var old = await world.Import(File(Row("C1"), Row("C2")));
        var next = await world.Import(File(Row("C1"), Row("C2"), Row("C3", noContact: "ja")));
        await Stop(await Client(next, "C1"), NoContactReason.Asked);
        Assert.Equal(["C2"], await Framed(old));
        Assert.Equal(1, (await world.Delivery(old)).NoContact);

        await world.Import(File(Row("C1"), Row("C2", noContact: "ja")));
        Assert.Empty(await Framed(old));
        Assert.Equal(2, (await world.Delivery(old)).NoContact);
    }

    [Fact]
    public async Task It_outlives_the_register_in_which_it_was_said()
    {
        var first = await world.Import(File(Row("C1"), Row("C2")));
        await Stop(await Client(first, "C1"), NoContactReason.Asked);
        Assert.True((await world.Undo(first)).Ok);
        await world.Work();

        Assert.Equal(["C2"], await Framed(await world.Import(File(Row("C1"), Row("C2")))));
    }

    [Fact]
    public async Task Who_may_be_written_to_again_is_so_everywhere()
    {
        var old = await world.Import(File(Row("C1"), Row("C2")));
        var next = await world.Import(File(Row("C1"), Row("C2")));
        await Stop(await Client(old, "C1"), NoContactReason.Asked);
        Assert.Equal(["C2"], await Framed(next));

        Assert.True((await world.Change(Right.ContactChange, async services => await services.GetRequiredService<ChangeClient>().AllowContact((await Client(next, "C1")).Id))).Ok);

        Assert.Equal(["C1", "C2"], await Framed(old));
        Assert.Equal(["C1", "C2"], await Framed(next));
        Assert.Equal(["C1", "C2"], await Framed(await world.Import(File(Row("C1"), Row("C2")))));
    }

    [Fact]
    public async Task A_better_address_does_not_bring_somebody_back()
    {
        var first = await world.Import(File(Row("C1"), Row("C2")));
        await Stop(await Client(first, "C1"), NoContactReason.Unsafe);
        var next = await world.Import(File(Row("C1", postcode: ""), Row("C2")));
        var client = await Client(next, "C1");
        Assert.Equal(NoContactReason.NoAddress, client.NoContactReason);

        Assert.True((await world.Change(Right.ContactChange, services => services.GetRequiredService<ChangeClient>()
            .CorrectAddress(client.Id, new NewAddress("Kerkstraat", "1", "9991 AB", "Zonnedam", "", "")))).Ok);

        Assert.Equal(NoContactReason.Unsafe, (await Client(next, "C1")).NoContactReason);
        Assert.Equal(["C2"], await Framed(next));
    }

    [Fact]
    public async Task Another_municipality_keeps_its_own_list()
    {
        var first = await world.Import(File(Row("C1"), Row("C2")));
        await Stop(await Client(first, "C1"), NoContactReason.Asked);

        var other = new RegisterWorld(installation);
        var theirs = await other.Import(File(Row("C1"), Row("C2")));
        Assert.Equal(0, (await other.Delivery(theirs)).NoContact);
    }

    [Fact]
    public async Task Its_numbers_are_sealed()
    {
        var first = await world.Import(File(Row("C1-geheim-nummer"), Row("C2")));
        await Stop(await Client(first, "C1-geheim-nummer"), NoContactReason.Asked);
        var before = await Entry();
        Assert.DoesNotContain("geheim", System.Text.Encoding.Latin1.GetString(before.Sealed), StringComparison.Ordinal);
        Assert.Equal((await Client(first, "C1-geheim-nummer")).NumberIndex, before.NumberIndex);
    }

    private Task<NoContactEntry> Entry() => world.Read(store => store.Set<NoContactEntry>().SingleAsync());

    private async Task Stop(Client client, NoContactReason reason) =>
        Assert.True((await world.Change(Right.ContactChange, services => services.GetRequiredService<ChangeClient>().StopContact(client.Id, reason))).Ok);

    private async Task<Client> Client(DeliveryId delivery, string number) => (await world.Clients(delivery)).Single(pair => pair.Details.ClientNumber == number).Client;

    private async Task<List<string>> Framed(DeliveryId delivery)
    {
        var numbers = (await world.Clients(delivery)).ToDictionary(pair => pair.Client.Id, pair => pair.Details.ClientNumber);
        return (await installation.Pipeline.Read<List<string>>(world.Caller, right: null, async services =>
        {
            var members = new List<string>();
            await foreach (var member in services.GetRequiredService<Frame>().Of(delivery, []))
            {
                members.Add(numbers[member.Client]);
            }

            return members;
        })).Value.Order(StringComparer.Ordinal).ToList();
    }
}

public sealed class The_no_contact_list_on_SQLite(SqliteInstallation installation) : The_no_contact_list(installation), IClassFixture<SqliteInstallation>;

public sealed class The_no_contact_list_on_PostgreSQL(PostgresInstallation installation) : The_no_contact_list(installation), IClassFixture<PostgresInstallation>;
