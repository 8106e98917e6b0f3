// A plan that cannot be drawn and a draw that is not there: told on the page, with what was typed, and nobody drawn.
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.Fieldwork;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Sampling;

public abstract class What_a_sample_refuses
{
    private readonly Installation installation;
    private readonly People people;

    protected What_a_sample_refuses(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        (this.installation, people) = (installation, new People(installation));
    }

    [Fact]
    public async Task Numbers_that_are_none_stay_in_their_fields_and_no_other_plan_is_offered_for_them()
    {
        using var anna = await people.Anna(Role.Researcher);
        var (_, address) = await Round();

        var page = await Refusal.Says(
            await anna.Get($"{address}?marge=veel&respons=0"),
            FormProblems.NotANumber.Of("Marge", PlanChoices.SmallestMargin, PlanChoices.LargestMargin).At("marge"), FormProblems.NotANumber.Of("Verwachte respons", 1, 100).At("respons"));

        Assert.Equal(["veel", "0"], page.QuerySelectorAll<IHtmlInputElement>("#veld-marge, #veld-respons").Select(input => input.Value));
        Assert.Null(page.QuerySelector("input[name=register]"));
    }

    [Fact]
    public async Task A_group_without_a_number_is_named_and_the_other_numbers_stay()
    {
        using var anna = await people.Anna(Role.Researcher);
        var (round, address) = await Round();
        var register = (await anna.Page(address)).QuerySelector<IHtmlInputElement>("input[name=register]")!.Value;
        var missing = SamplingProblems.NoNumber.Of("begeleiding").At("aantal-0");
        foreach (var answer in new[]
        {
            await anna.Get($"{address}?verdeling=eigen&aantal-0=&aantal-1=12"),
            await anna.Post(address, ("verdeling", "eigen"), ("aantal-0", ""), ("aantal-1", "12"), ("register", register)),
        })
        {
            var page = await Refusal.Says(answer, missing);
            Assert.Equal("12", page.QuerySelector<IHtmlInputElement>("#veld-aantal-1")!.Value);
        }

        Assert.Equal(0, await Cases(round));
    }

    [Fact]
    public async Task Too_few_letters_for_a_group_are_told_where_that_can_be_changed()
    {
        using var anna = await people.Anna(Role.Researcher);
        var (_, address) = await Round();
        var page = await Refusal.Says(
            await anna.Get($"{address}?brieven=2&minstens=0"),
            SamplingProblems.TooFewInStratum.Of("begeleiding", 30, 1).At("minstens"), SamplingProblems.TooFewInStratum.Of("vervoer", 30, 1).At("minstens"));
        Assert.Null(page.QuerySelector("input[name=register]"));
    }

    [Fact]
    public async Task A_draw_that_is_not_there_yet_is_not_looked_at_or_taken_back()
    {
        using var anna = await people.Anna(Role.Researcher);
        var (_, address) = await Round();
        await Refusal.Says(await anna.Get($"{address}/controle"), SamplingProblems.NotDrawn.Of());
        await Refusal.Says(await anna.Post($"{address}/ongedaan"), SamplingProblems.NotDrawn.Of());
    }

    [Fact]
    public async Task A_round_whose_participants_were_read_in_has_no_draw()
    {
        using var anna = await people.Anna(Role.Researcher);
        var (round, address) = await Round();
        await round.AddCases();
        await round.Change(async services =>
        {
            await Set<Round>(services).Where(one => one.Id == round.Round).ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, RoundStatus.Closed));
            return Done.It;
        });

        await Refusal.Says(await anna.Get(address), SamplingProblems.DrawnElsewhere.Of());
        await Refusal.Says(await anna.Get($"{address}/controle"), SamplingProblems.DrawnElsewhere.Of());
        await Refusal.Says(await anna.Post($"{address}/ongedaan"), SamplingProblems.DrawnElsewhere.Of());
        Assert.Equal(60, await Cases(round));
    }

    [Fact]
    public async Task A_draw_by_a_newer_method_is_not_repeated_by_guess()
    {
        using var anna = await people.Anna(Role.Researcher);
        var (round, address) = await Round();
        await round.Change(services => services.GetRequiredService<DrawSample>().Handle(new SampleRequest(round.Round, new PlanChoices { Letters = 30 })));
        await round.Change(async services =>
        {
            await Set<Draw>(services).Where(draw => draw.RoundId == round.Round).ExecuteUpdateAsync(set => set.SetProperty(draw => draw.Method, "srs-strata-9"));
            return Done.It;
        });

        await Refusal.Says(await anna.Get($"{address}/controle"), SamplingProblems.OtherMethod.Of("srs-strata-9"));
    }

    private static DbSet<T> Set<T>(IServiceProvider services) where T : class => services.GetRequiredService<WhoStore>().Set<T>();

    private static Task<int> Cases(SmallRound round) => round.Read(services => Set<Case>(services).CountAsync(one => one.RoundId == round.Round));

    /// <summary>Sixty clients in two groups of thirty, and the address of the sample.</summary>
    private async Task<(SmallRound Round, string Address)> Round()
    {
        var round = await SmallRound.With(installation, await people.OrganisationOf(People.Zonnedam), clients: 60, "vervoer", "begeleiding");
        return (round, $"/bureau/{People.Zonnedam}/onderzoeken/{round.Study}/{round.Round}/steekproef");
    }
}

public sealed class What_a_sample_refuses_on_SQLite(SqliteInstallation installation) : What_a_sample_refuses(installation), IClassFixture<SqliteInstallation>;

public sealed class What_a_sample_refuses_on_PostgreSQL(PostgresInstallation installation) : What_a_sample_refuses(installation), IClassFixture<PostgresInstallation>;
