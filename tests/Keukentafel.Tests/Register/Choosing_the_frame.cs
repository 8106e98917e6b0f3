// Which register a round uses and what of it; classes that are too small and how they are combined; and what is refused, by its code.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Keukentafel.Tests.Register.RegisterText;

namespace Keukentafel.Tests.Register;

public abstract class Choosing_the_frame
{
    private readonly RegisterWorld world;

    protected Choosing_the_frame(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        world = new RegisterWorld(installation);
    }

    [Fact]
    public async Task What_is_used_of_the_register_is_what_comes_to_stand_beside_the_answers()
    {
        var (delivery, round) = await Ready();
        var chosen = await Choose(new(round, delivery) { Strata = ["voorziening"], Weighting = Weighting.Rake, WeighBy = ["leeftijd"], BreakDown = ["voorziening", "kanaal"], AlsoKept = ["startdatum"] });
        Assert.True(chosen.Ok);
        var kept = await world.Round(round);
        Assert.Equal(["voorziening", "leeftijd", "startdatum"], kept.FrameVariables);
        Assert.Equal(["voorziening"], kept.StratumVariables);
        Assert.Equal(["leeftijd"], kept.RakeBy);
        Assert.Empty(kept.PoststratifyBy);
        Assert.Equal(["voorziening", "kanaal"], kept.BreakDownBy);
        Assert.Contains("round.frame", await world.Acts());
    }

    [Fact]
    public async Task A_class_of_fewer_than_five_clients_is_refused_by_name_with_the_remedy()
    {
        var (delivery, round) = await Ready();
        var refused = await Choose(new(round, delivery) { BreakDown = ["wijk"], AlsoKept = ["aard"] });
        Assert.Equal(["register.klasse-te-klein", "register.kenmerk-onbekend"], refused.Problem.All.Select(problem => problem.Code));
        Assert.Contains("“Haven” zitten maar 4", refused.Problem.Text, StringComparison.Ordinal);
        Assert.Contains("Voeg de klasse samen", refused.Problem.Text, StringComparison.Ordinal);
        Assert.Null((await world.Round(round)).DeliveryId);
    }

    [Fact]
    public async Task Clients_who_may_not_be_contacted_do_not_fill_a_class()
    {
        var delivery = await world.Import(File(Enumerable.Range(0, 10).Select(i => Row($"C{i}", wijk: i < 5 ? "Haven" : "Oost", noContact: i == 0 ? "ja" : ""))));
        var (_, round) = await world.AddRound();
        Assert.Equal("register.klasse-te-klein", (await Choose(new(round, delivery) { BreakDown = ["wijk"] })).Problem.Code);
    }

    [Fact]
    public async Task Clients_without_a_value_are_a_class_like_any_other()
    {
        var delivery = await world.Import(File(Enumerable.Range(0, 10).Select(i => Row($"C{i}", wijk: i < 2 ? "" : "Oost"))));
        var (_, round) = await world.AddRound();
        var refused = await Choose(new(round, delivery) { BreakDown = ["wijk"] });
        Assert.Contains("“onbekend” zitten maar 2", refused.Problem.Text, StringComparison.Ordinal);
        Assert.True((await Combine(delivery, "wijk", "Oost of onbekend", "Oost", "onbekend")).Ok);
        Assert.True((await Choose(new(round, delivery) { BreakDown = ["wijk"] })).Ok);
    }

    [Fact]
    public async Task A_weighting_needs_something_to_weigh_by()
    {
        var (delivery, round) = await Ready();
        Assert.Equal("register.weging-zonder-kenmerk", (await Choose(new(round, delivery) { Weighting = Weighting.Poststratify })).Problem.Code);
    }

    [Fact]
    public async Task More_variables_than_sensible_are_refused()
    {
        var names = Enumerable.Range(1, 7).Select(i => $"kenmerk {i}").ToList();
        var delivery = await world.Import($"client_id;{string.Join(';', names)}\r\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"C{i};a;a;a;a;a;a;a\r\n")), lettersNeeded: false);
        var (_, round) = await world.AddRound();
        Assert.Equal("register.te-veel-gebruikt", (await Choose(new(round, delivery) { AlsoKept = names })).Problem.Code);
        Assert.True((await Choose(new(round, delivery) { AlsoKept = names[..ChooseFrame.MaxVariables] })).Ok);
    }

    [Fact]
    public async Task A_register_that_is_not_imported_cannot_be_used()
    {
        var preview = await world.TakeAndName(File(Row("C1")));
        var (_, round) = await world.AddRound();
        Assert.Equal("register.niet-ingelezen", (await Choose(new(round, preview))).Problem.Code);
        Assert.Equal("register.levering-onbekend", (await Choose(new(round, new DeliveryId(round.Value)))).Problem.Code);
    }

    [Fact]
    public async Task After_the_draw_nothing_of_it_changes()
    {
        var (delivery, round) = await Ready();
        await Choose(new(round, delivery));
        await world.Change<Done>(Right.Draw, async services =>
        {
            Assert.Null((await services.GetRequiredService<WhoStore>().Set<Round>().SingleAsync(row => row.Id == round)).Draw());
            return Done.It;
        });
        Assert.Equal("meting.register-ligt-vast", (await Choose(new(round, delivery) { BreakDown = ["voorziening"] })).Problem.Code);
        Assert.Equal("meting.register-ligt-vast", (await Combine(delivery, "wijk", "Alles", "Haven", "Oost")).Problem.Code);
        Assert.Equal("meting.register-ligt-vast", (await BringBack(delivery, "wijk")).Problem.Code);
    }

    [Fact]
    public async Task What_cannot_be_combined_is_refused()
    {
        var (delivery, _) = await Ready();
        Assert.Equal("register.te-weinig-klassen", (await Combine(delivery, "wijk", "Nieuw", "Haven", "Haven")).Problem.Code);
        Assert.Equal("register.klasse-onbekend", (await Combine(delivery, "wijk", "Nieuw", "Haven", "Noord")).Problem.Code);
        Assert.Equal("register.klasse-bestaat", (await Combine(delivery, "wijk", "West", "Haven", "Oost")).Problem.Code);
        Assert.Equal("register.kenmerk-onbekend", (await Combine(delivery, "aard", "Nieuw", "a", "b")).Problem.Code);
    }

    [Fact]
    public async Task Combined_classes_come_back_unless_a_round_uses_them()
    {
        var (delivery, round) = await Ready();
        Assert.True((await Combine(delivery, "wijk", "Oost", "Haven", "Oost")).Ok);
        Assert.True((await Choose(new(round, delivery) { BreakDown = ["wijk"] })).Ok);
        Assert.Equal("register.klassen-in-gebruik", (await BringBack(delivery, "wijk")).Problem.Code);
        await Choose(new(round, delivery));
        Assert.True((await BringBack(delivery, "wijk")).Ok);
        Assert.Equal("register.klasse-te-klein", (await Choose(new(round, delivery) { BreakDown = ["wijk"] })).Problem.Code);
    }

    [Fact]
    public async Task Another_municipality_combines_nothing_and_finds_no_client()
    {
        var (delivery, _) = await Ready();
        var client = (await world.Clients(delivery))[0].Client.Id;
        var noorderhaven = Caller.Program(new SystemSecrets().NewId<OrganisationId>());
        var combined = await world.As(noorderhaven).Change(Right.StudyChange, services => services.GetRequiredService<CombineClasses>().Handle(new(delivery, "wijk", ["Haven", "Oost"], "Samen")));
        Assert.Equal("register.levering-onbekend", combined.Problem.Code);
        var seen = await world.As(noorderhaven).See(Right.ContactSee, services => services.GetRequiredService<SeeClients>().One(client));
        Assert.Equal("register.client-onbekend", seen.Problem.Code);
        var stopped = await world.As(noorderhaven).Change(Right.ContactChange, services => services.GetRequiredService<ChangeClient>().StopContact(client, NoContactReason.Asked));
        Assert.Equal("register.client-onbekend", stopped.Problem.Code);
    }

    [Fact]
    public async Task Stopping_and_allowing_contact_keeps_the_count_of_the_delivery()
    {
        var (delivery, _) = await Ready();
        var client = (await world.Clients(delivery))[0].Client.Id;
        await world.Change(Right.ContactChange, services => services.GetRequiredService<ChangeClient>().StopContact(client, NoContactReason.Asked));
        await world.Change(Right.ContactChange, services => services.GetRequiredService<ChangeClient>().StopContact(client, NoContactReason.Deceased));
        Assert.Equal(1, (await world.Delivery(delivery)).NoContact);
        await world.Change(Right.ContactChange, services => services.GetRequiredService<ChangeClient>().AllowContact(client));
        Assert.Equal(0, (await world.Delivery(delivery)).NoContact);
    }

    /// <summary>Twenty-four clients, of whom four live in Haven, and a round that uses nothing yet.</summary>
    private async Task<(DeliveryId Delivery, RoundId Round)> Ready()
    {
        var delivery = await world.Import(File(Enumerable.Range(0, 24).Select(i => Row($"C{i:00}", wijk: i < 4 ? "Haven" : i < 14 ? "Oost" : "West"))));
        return (delivery, (await world.AddRound()).Round);
    }

    private Task<Result<Done>> Choose(ChosenFrame request) => world.Change(Right.StudyChange, services => services.GetRequiredService<ChooseFrame>().Handle(request));

    private Task<Result<Done>> Combine(DeliveryId delivery, string attribute, string name, params string[] classes) =>
        world.Change(Right.StudyChange, services => services.GetRequiredService<CombineClasses>().Handle(new(delivery, attribute, classes, name)));

    private Task<Result<Done>> BringBack(DeliveryId delivery, string attribute) =>
        world.Change(Right.StudyChange, services => services.GetRequiredService<CombineClasses>().Undo(delivery, attribute));
}

public sealed class Choosing_the_frame_on_SQLite(SqliteInstallation installation) : Choosing_the_frame(installation), IClassFixture<SqliteInstallation>;

public sealed class Choosing_the_frame_on_PostgreSQL(PostgresInstallation installation) : Choosing_the_frame(installation), IClassFixture<PostgresInstallation>;
