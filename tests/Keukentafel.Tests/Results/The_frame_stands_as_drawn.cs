// For whom a sample stands is settled when it is drawn: a flag that is set or lifted later changes nobody's weight.
using Keukentafel.Foundation;
using Keukentafel.Register;
using Keukentafel.Results;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.Fieldwork;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Results;

public abstract class The_frame_stands_as_drawn
{
    private readonly Installation installation;

    protected The_frame_stands_as_drawn(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task A_flag_that_changes_after_the_draw_changes_no_count()
    {
        var round = await SmallRound.With(installation, clients: 60, "vervoer", "begeleiding");
        var early = (await Clients(round)).Take(4).ToList();
        await Flag(round, early, noContact: true);
        await round.Change(services => services.GetRequiredService<DrawSample>().Handle(new SampleRequest(round.Round, new PlanChoices { Letters = 20, Least = 5 })));
        var before = await Frame(round);
        Assert.Equal(56, before.Sum(cell => cell.Count));

        var drawn = await round.Read(services => services.GetRequiredService<WhoStore>().Set<Keukentafel.Fieldwork.Case>().Select(one => one.ClientId).ToListAsync());
        var others = (await Clients(round)).Except(early).ToList();
        await Flag(round, [.. others.Except(drawn).Take(5), .. drawn.Take(3)], noContact: true);
        await Flag(round, early, noContact: false);

        Assert.Equal(before, await Frame(round));
    }

    private static async Task<List<(string Value, int Count)>> Frame(SmallRound round) => await round.Read(async services =>
    {
        var stored = await services.GetRequiredService<WhoStore>().Set<Round>().SingleAsync(one => one.Id == round.Round);
        return (await services.GetRequiredService<RoundData>().Of(stored)).Value.Frame.Select(cell => (cell.Values[0], cell.Clients)).ToList();
    });

    private static Task<List<ClientId>> Clients(SmallRound round) =>
        round.Read(services => services.GetRequiredService<WhoStore>().Set<Client>().Where(client => client.DeliveryId == round.Delivery).OrderBy(client => client.NumberIndex).Select(client => client.Id).ToListAsync());

    private static Task Flag(SmallRound round, List<ClientId> clients, bool noContact) => round.Change(async services =>
    {
        var some = await services.GetRequiredService<WhoStore>().Set<Client>().Where(client => clients.Contains(client.Id)).ToListAsync();
        some.ForEach(client => client.NoContact = noContact);
        return Done.It;
    });
}

public sealed class The_frame_stands_as_drawn_on_SQLite(SqliteInstallation installation) : The_frame_stands_as_drawn(installation), IClassFixture<SqliteInstallation>;

public sealed class The_frame_stands_as_drawn_on_PostgreSQL(PostgresInstallation installation) : The_frame_stands_as_drawn(installation), IClassFixture<PostgresInstallation>;
