// Making and changing studies and rounds, and what is refused.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Studies;

public abstract class Studies_and_rounds
{
    private static readonly RoundPlan Plan = new("Meting 2025", 2025, Baseline: true, new DateOnly(2025, 5, 31), "ceo-wmo-standaard");
    private readonly Installation installation;
    private readonly Caller zonnedam;

    protected Studies_and_rounds(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
        zonnedam = Caller.Program(installation.Services.GetRequiredService<ISecrets>().NewId<OrganisationId>());
    }

    [Fact]
    public async Task A_study_with_its_first_round_is_made_in_one_go_and_noted()
    {
        var (study, round) = await AddStudyWithRound();
        var view = await View(study);
        Assert.Equal("Wmo 2025", view.Study.Name);
        var made = Assert.Single(view.Rounds).Round;
        Assert.Equal(round, made.Id);
        Assert.Equal(("Meting 2025", 2025, true, RoundStatus.Planned), (made.Name, made.Year, made.Baseline, made.Status));
        Assert.Equal(2, made.InstrumentVersion);
        Assert.Equal(["round.add", "study.add"], await Acts());
    }

    [Fact]
    public async Task A_study_name_is_used_once()
    {
        await AddStudyWithRound();
        var again = await AddStudy("Wmo 2025");
        Assert.Equal(StudyProblems.NameTaken.Code, again.Problem.Code);
        Assert.Equal("naam", again.Problem.Field);
    }

    [Fact]
    public async Task Everything_wrong_with_a_round_is_told_at_once_each_at_its_field()
    {
        var (study, _) = await AddStudyWithRound();
        var refused = await Change(services => services.GetRequiredService<AddRound>().Handle(study, new("Meting 2025", 1999, Baseline: true, new DateOnly(2025, 3, 2), "bestaat-niet")));
        Assert.Equal(
            [("meting.naam-bestaat", "meting"), ("meting.jaar", "jaar"), ("meting.tweede-nulmeting", "nulmeting"), ("meting.sluit-voorbij", "sluit"), ("meting.vragenlijst-onbekend", "vragenlijst")],
            refused.Problem.All.Select(problem => (problem.Code, problem.Field!)));
        Assert.Single((await View(study)).Rounds);
    }

    [Fact]
    public async Task A_last_day_far_after_the_year_is_refused()
    {
        var (study, _) = await AddStudyWithRound();
        var refused = await Change(services => services.GetRequiredService<AddRound>().Handle(study, Plan with { Name = "Later", Baseline = false, ClosesOn = new DateOnly(2027, 1, 1) }));
        Assert.Equal(StudyProblems.ClosesTooLate.Code, refused.Problem.Code);
        Assert.Contains("1 januari 2027", refused.Problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Wmo_questionnaire_does_not_fit_a_study_of_the_youth_act()
    {
        var study = (await AddStudy("Jeugd 2025", Law.Jeugd)).Value;
        var refused = await Change(services => services.GetRequiredService<AddRound>().Handle(study, Plan));
        Assert.Equal(StudyProblems.OtherLaw.Code, refused.Problem.Code);
    }

    [Fact]
    public async Task A_round_that_is_drawn_keeps_its_year_but_may_get_a_later_day()
    {
        var (study, round) = await AddStudyWithRound();
        await Change(async services =>
        {
            var row = await services.GetRequiredService<WhoStore>().Set<Round>().FirstAsync(row => row.Id == round);
            Assert.Null(row.UseFrame(Guid.Parse("11111111-1111-4111-8111-111111111111"), FrameUse.Nothing));
            return row.Draw() is { } problem ? problem : (Result<Done>)Done.It;
        });

        var year = await Change(services => services.GetRequiredService<ChangeRound>().Handle(round, Plan with { Year = 2024 }));
        Assert.Equal(StudyProblems.FixedAfterDraw.Code, year.Problem.Code);
        var day = await Change(services => services.GetRequiredService<ChangeRound>().Handle(round, Plan with { ClosesOn = new DateOnly(2025, 6, 30) }));
        Assert.True(day.Ok);
        var changed = await installation.Pipeline.Read(zonnedam, Right.StudySee, services => services.GetRequiredService<SeeStudies>().Round(study, round));
        Assert.Equal(new DateOnly(2025, 6, 30), changed.Value.Round.ClosesOn);
    }

    [Fact]
    public async Task A_study_of_another_municipality_does_not_exist()
    {
        var (study, round) = await AddStudyWithRound();
        var noorderhaven = Caller.Program(installation.Services.GetRequiredService<ISecrets>().NewId<OrganisationId>());
        var seen = await installation.Pipeline.Read(noorderhaven, Right.StudySee, services => services.GetRequiredService<SeeStudies>().One(study));
        Assert.Equal(StudyProblems.NoSuchStudy.Code, seen.Problem.Code);
        var changed = await installation.Pipeline.Change<WhoStore, Done>(noorderhaven, Right.StudyChange, services => services.GetRequiredService<ChangeRound>().Handle(round, Plan));
        Assert.Equal(StudyProblems.NoSuchRound.Code, changed.Problem.Code);
    }

    [Fact]
    public async Task A_study_gets_another_name_and_purpose()
    {
        var (study, _) = await AddStudyWithRound();
        await Change(services => services.GetRequiredService<ChangeStudy>().Handle(new(study, "Wmo Zonnedam", "Weten hoe het gaat.")));
        var view = await View(study);
        Assert.Equal(("Wmo Zonnedam", "Weten hoe het gaat."), (view.Study.Name, view.Study.Purpose));
        Assert.Contains("study.change", await Acts());
    }

    private async Task<(StudyId Study, RoundId Round)> AddStudyWithRound()
    {
        var made = await Change<(StudyId, RoundId)>(async services =>
        {
            var study = await services.GetRequiredService<AddStudy>().Handle(new("Wmo 2025", "", Law.Wmo));
            var round = await services.GetRequiredService<AddRound>().Handle(study.Value, Plan);
            return (study.Value, round.Value);
        });
        return made.Value;
    }

    private Task<Result<StudyId>> AddStudy(string name, Law law = Law.Wmo) =>
        Change(services => services.GetRequiredService<AddStudy>().Handle(new(name, "", law)));

    private Task<Result<T>> Change<T>(Func<IServiceProvider, Task<Result<T>>> act) => installation.Pipeline.Change<WhoStore, T>(zonnedam, Right.StudyChange, act);

    private async Task<StudyView> View(StudyId study) =>
        (await installation.Pipeline.Read(zonnedam, Right.StudySee, services => services.GetRequiredService<SeeStudies>().One(study))).Value;

    private async Task<List<string>> Acts() =>
        (await installation.Pipeline.Read<List<string>>(zonnedam, Right.Audit, async services =>
            await services.GetRequiredService<WhoStore>().Set<AuditEntry>().OrderBy(entry => entry.Act).Select(entry => entry.Act).ToListAsync())).Value;
}

public sealed class Studies_and_rounds_on_SQLite(SqliteInstallation installation) : Studies_and_rounds(installation), IClassFixture<SqliteInstallation>;

public sealed class Studies_and_rounds_on_PostgreSQL(PostgresInstallation installation) : Studies_and_rounds(installation), IClassFixture<PostgresInstallation>;

public sealed class A_round_goes_its_road
{
    [Fact]
    public void No_draw_without_a_frame_no_opening_without_a_draw_no_new_frame_after_it()
    {
        var round = NewRound();
        Assert.Equal(StudyProblems.NoFrame.Code, round.Draw()!.Code);
        Assert.Equal(StudyProblems.NotDrawn.Code, round.Open(DateTime.UnixEpoch)!.Code);
        Assert.Null(round.UseFrame(Guid.Parse("11111111-1111-4111-8111-111111111111"), new FrameUse { Strata = ["voorziening"], BreakDown = ["wijk", "kanaal"], Rake = ["voorziening"] }));
        Assert.Equal(["voorziening", "wijk"], round.FrameVariables);
        Assert.Null(round.Draw());
        Assert.Equal(StudyProblems.FrameIsFixed.Code, round.LetGoOfFrame()!.Code);
        Assert.Equal(StudyProblems.DrawnAlready.Code, round.Draw()!.Code);
        Assert.Null(round.Open(DateTime.UnixEpoch));
        Assert.Null(round.Open(DateTime.UnixEpoch.AddDays(1)));
        Assert.Equal(DateTime.UnixEpoch, round.OpenedAt);
        Assert.Null(round.Close());
        Assert.Equal(StudyProblems.ClosedAlready.Code, round.Open(DateTime.UnixEpoch)!.Code);
    }

    private static Round NewRound() => new()
    {
        Id = default,
        OrganisationId = default,
        StudyId = default,
        Name = "Meting",
        Year = 2025,
        InstrumentId = "ceo-wmo-standaard",
        InstrumentVersion = 1,
    };
}
