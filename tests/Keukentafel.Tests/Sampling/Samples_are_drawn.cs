// A draw makes cases of drawn clients, can be repeated from what was kept, and can be taken back until somebody was written to.
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Register;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.Fieldwork;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Sampling;

public abstract class Samples_are_drawn
{
    private static readonly PlanChoices Thirty = new() { Letters = 30, Least = 5 };
    private readonly Installation installation;

    protected Samples_are_drawn(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task Drawn_clients_become_cases_with_a_code_and_their_inclusion_probability()
    {
        var round = await SmallRound.With(installation, clients: 90, "vervoer", "huishoudelijke hulp", "vervoer");
        await Draw(round, Thirty);

        var cases = await Cases(round);
        var strata = await round.Read(services => Set<DrawnStratum>(services).OrderBy(stratum => stratum.Values).ToListAsync());
        Assert.Equal(30, cases.Count);
        Assert.Equal([("[\"huishoudelijke hulp\"]", 30, 10), ("[\"vervoer\"]", 60, 20)], strata.Select(stratum => (stratum.Values, stratum.Population, stratum.Sampled)));
        Assert.All(cases, one => Assert.Equal(1 / 3.0, one.InclusionProbability!.Value, 12));
        Assert.Equal(30, await round.Read(services => Set<AccessCode>(services).CountAsync(code => code.RoundId == round.Round)));
        Assert.Equal(RoundStatus.Drawn, await Status(round));
    }

    [Fact]
    public async Task Drawing_again_with_the_kept_seed_gives_the_same_sample()
    {
        var round = await SmallRound.With(installation, clients: 200, "vervoer", "begeleiding");
        await Draw(round, Thirty);

        var again = await Repeat(round);

        Assert.True(again.SameFrame);
        Assert.True(again.SameSample);
        // And what was kept is what became cases: drawn here by hand, from frame, sizes and seed alone.
        var draw = await round.Read(services => Set<Draw>(services).SingleAsync());
        var strata = (await round.Read(services => Set<DrawnStratum>(services).ToListAsync())).OrderBy(stratum => stratum.Values, StringComparer.Ordinal).ToList();
        var frame = (await round.Read(services => services.GetRequiredService<ReadFrame>().Handle(Set<Round>(services).Single()))).Value;
        var selected = DrawSample.Select(frame, strata.ConvertAll(stratum => stratum.Sampled).ToArray(), draw.Seed);
        Assert.Equal(
            selected.Select(unit => frame.Clients[unit].Value).Order(),
            (await Cases(round)).Select(one => one.ClientId.Value).Order());
    }

    [Fact]
    public async Task The_draw_can_still_be_repeated_after_the_register_has_changed()
    {
        var round = await SmallRound.With(installation, clients: 60);
        await Draw(round, Thirty);
        await round.Change(async services =>
        {
            var drawn = await Set<Case>(services).Select(one => one.ClientId).FirstAsync();
            await Set<Client>(services).Where(client => client.Id == drawn).ExecuteUpdateAsync(set => set.SetProperty(client => client.NoContact, true));
            return Done.It;
        });

        var again = await Repeat(round);

        Assert.True(again is { SameFrame: true, SameSample: true, NoContactSince: 1 });
    }

    [Fact]
    public async Task A_sample_that_was_tampered_with_is_told()
    {
        var round = await SmallRound.With(installation, clients: 60);
        await Draw(round, Thirty);
        await round.Change(async services =>
        {
            var frame = await Set<DrawnFrame>(services).SingleAsync();
            frame.Selected[0] ^= 1;
            var selected = frame.Selected;
            await Set<DrawnFrame>(services).ExecuteUpdateAsync(set => set.SetProperty(one => one.Selected, selected));
            return Done.It;
        });

        Assert.False((await Repeat(round)).SameSample);
    }

    [Fact]
    public async Task Who_is_not_to_be_contacted_is_never_drawn()
    {
        var round = await SmallRound.With(installation, clients: 40);
        await Silence(round, 10);
        await Draw(round, new PlanChoices { Letters = 40 });

        var silent = await round.Read(services => Set<Client>(services).Where(client => client.NoContact).Select(client => client.Id).ToListAsync());
        var cases = await Cases(round);
        Assert.Equal(30, cases.Count);
        Assert.Empty(cases.Select(one => one.ClientId).Intersect(silent));
    }

    [Fact]
    public async Task Two_draws_are_two_different_samples()
    {
        var round = await SmallRound.With(installation, clients: 100);
        await Draw(round, Thirty);
        var first = (await Cases(round)).Select(one => one.ClientId).ToHashSet();
        await Undo(round);
        await Draw(round, Thirty);

        Assert.False(first.SetEquals((await Cases(round)).Select(one => one.ClientId)));
    }

    [Fact]
    public async Task A_draw_that_is_taken_back_leaves_nothing_and_the_round_can_be_drawn_anew()
    {
        var round = await SmallRound.With(installation, clients: 60);
        await Draw(round, Thirty);
        var code = await round.Read(async services => services.GetRequiredService<AccessCodes>().Open(await Set<AccessCode>(services).FirstAsync()));
        await Undo(round);

        Assert.Empty(await Cases(round));
        Assert.Equal(RoundStatus.Planned, await Status(round));
        Assert.Null(await round.Read(services => services.GetRequiredService<AccessCodes>().Find(code)));
        Assert.Equal(0, await round.Read(services => Set<DrawnFrame>(services).CountAsync()));
        await Draw(round, Thirty);
        Assert.Equal(30, (await Cases(round)).Count);
    }

    [Fact]
    public async Task A_draw_is_not_taken_back_once_an_outcome_is_there()
    {
        var round = await SmallRound.With(installation, clients: 60);
        await Draw(round, Thirty);
        var one = (await Cases(round))[0].Id;
        await round.Change(services => services.GetRequiredService<Cases>().Settle(one, Outcome.Refused, new DateOnly(2025, 3, 4)));

        var refused = await round.Try(services => services.GetRequiredService<UndoDraw>().Handle(round.Round));

        Assert.Equal("veldwerk.al-verstuurd", refused.Problem.Code);
        Assert.Equal(30, (await Cases(round)).Count);
    }

    [Fact]
    public async Task Drawing_twice_is_refused_and_changes_nothing()
    {
        var round = await SmallRound.With(installation, clients: 60);
        await Draw(round, Thirty);

        Assert.Equal("steekproef.al-getrokken", await Refusal(round, Thirty));
        Assert.Equal(30, (await Cases(round)).Count);
    }

    [Fact]
    public async Task A_round_without_a_register_is_not_drawn()
    {
        var round = await SmallRound.With(installation, clients: 60);
        await round.Change(async services =>
        {
            await Set<Round>(services).ExecuteUpdateAsync(set => set.SetProperty(one => one.DeliveryId, (Guid?)null));
            return Done.It;
        });

        Assert.Equal("steekproef.geen-register", await Refusal(round, Thirty));
    }

    [Fact]
    public async Task A_register_that_was_undone_is_not_drawn_from()
    {
        var round = await SmallRound.With(installation, clients: 60);
        await round.Change(async services =>
        {
            await Set<Delivery>(services).ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, DeliveryStatus.Undone));
            return Done.It;
        });

        Assert.Equal("steekproef.register-niet-klaar", await Refusal(round, Thirty));
    }

    [Fact]
    public async Task A_stratum_that_gets_no_letter_is_refused()
    {
        var round = await SmallRound.With(installation, clients: 60, "vervoer", "begeleiding");
        Assert.Equal("steekproef.te-weinig-in-groep", await Refusal(round, new PlanChoices { Allocation = AllocationKind.Own, Own = [0, 20] }));
        Assert.Equal(RoundStatus.Planned, await Status(round));
    }

    [Fact]
    public async Task A_plan_of_an_older_register_is_not_drawn()
    {
        var round = await SmallRound.With(installation, clients: 60);
        var seen = (await round.Read(services => services.GetRequiredService<PlanSample>().Plan(round.Round, Thirty))).Value.FrameHash;
        await Silence(round, 1);

        var refused = await round.Try(services => services.GetRequiredService<DrawSample>().Handle(new SampleRequest(round.Round, Thirty, seen)));

        Assert.Equal("steekproef.register-veranderd", refused.Problem.Code);
    }

    [Fact]
    public async Task A_client_of_whom_the_stratum_is_not_known_is_in_a_stratum_of_its_own()
    {
        var round = await SmallRound.With(installation, clients: 60, "vervoer", "");
        await Draw(round, Thirty);

        var strata = await round.Read(services => Set<DrawnStratum>(services).Select(stratum => stratum.Values).ToListAsync());
        Assert.Equal(["[\"onbekend\"]", "[\"vervoer\"]"], strata.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_draw_stands_in_the_audit_with_its_numbers_and_seed()
    {
        var round = await SmallRound.With(installation, clients: 60);
        await Draw(round, Thirty);

        var draw = await round.Read(services => Set<Draw>(services).SingleAsync());
        var note = await round.Read(services => Set<AuditEntry>(services).SingleAsync(entry => entry.Act == "sampling.draw"));
        Assert.Contains("30 van 60", note.Detail, StringComparison.Ordinal);
        Assert.Contains($"zaad {draw.Seed}", note.Detail, StringComparison.Ordinal);
    }

    private static DbSet<T> Set<T>(IServiceProvider services) where T : class => services.GetRequiredService<WhoStore>().Set<T>();

    private static Task Draw(SmallRound round, PlanChoices choices) =>
        round.Change(services => services.GetRequiredService<DrawSample>().Handle(new SampleRequest(round.Round, choices)));

    private static Task Undo(SmallRound round) => round.Change(services => services.GetRequiredService<UndoDraw>().Handle(round.Round));

    private static async Task<string> Refusal(SmallRound round, PlanChoices choices) =>
        (await round.Try(services => services.GetRequiredService<DrawSample>().Handle(new SampleRequest(round.Round, choices)))).Problem.Code;

    private static async Task<RepeatedDraw> Repeat(SmallRound round) =>
        (await round.Read(services => services.GetRequiredService<RepeatDraw>().Handle(round.Round))).Value;

    private static Task<List<Case>> Cases(SmallRound round) =>
        round.Read(services => Set<Case>(services).Where(one => one.RoundId == round.Round).ToListAsync());

    private static Task<RoundStatus> Status(SmallRound round) => round.Read(services => Set<Round>(services).Select(one => one.Status).SingleAsync());

    private static Task Silence(SmallRound round, int clients) => round.Change(async services =>
    {
        var some = await Set<Client>(services).OrderBy(client => client.Id).Select(client => client.Id).Take(clients).ToListAsync();
        await Set<Client>(services).Where(client => some.Contains(client.Id)).ExecuteUpdateAsync(set => set.SetProperty(client => client.NoContact, true));
        return Done.It;
    });
}

public sealed class Samples_are_drawn_on_SQLite(SqliteInstallation installation) : Samples_are_drawn(installation), IClassFixture<SqliteInstallation>;

public sealed class Samples_are_drawn_on_PostgreSQL(PostgresInstallation installation) : Samples_are_drawn(installation), IClassFixture<PostgresInstallation>;
