// The files of the report command, read into the site, give the same results to the last byte; and bad files store nothing.
using System.Text;
using Keukentafel.Answering;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Questionnaires;
using Keukentafel.Register;
using Keukentafel.Register.Import;
using Keukentafel.Reports;
using Keukentafel.Results;
using Keukentafel.Results.Analysis;
using Keukentafel.Results.Files;
using Keukentafel.Results.Import;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Results;

public abstract class A_round_held_elsewhere
{
    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "Reference", "zonnedam");
    private static readonly string[] Attributes = ["voorziening", "leeftijd", "geslacht", "wijk"];
    private readonly Installation installation;
    private readonly Caller caller;

    protected A_round_held_elsewhere(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
        caller = Caller.Program(installation.Services.GetRequiredService<ISecrets>().NewId<OrganisationId>());
    }

    [Fact]
    public async Task It_gives_the_same_uitkomsten_as_the_command_line_byte_by_byte()
    {
        var delivery = await ImportRegister();
        foreach (var weighting in Enum.GetValues<Weighting>())
        {
            var round = await NewRound(delivery, weighting);
            var taken = await Take(round, File.ReadAllBytes(Path.Combine(Files, "cases.csv")), File.ReadAllBytes(Path.Combine(Files, "responses.csv")));
            Assert.DoesNotContain(taken.Findings, finding => finding.IsError);
            await RunJobs();

            var fromSite = await Pipelines(async services =>
            {
                var stored = await services.GetRequiredService<WhoStore>().Set<Round>().FirstAsync(one => one.Id == round);
                Assert.Equal(RoundStatus.Closed, stored.Status);
                var data = await services.GetRequiredService<RoundData>().Of(stored);
                return Table(SurveyAnalysis.Run(data.Value, RoundData.ChoicesOf(stored)).Value);
            });
            Assert.Equal(Headless(weighting), fromSite);
        }
    }

    [Fact]
    public async Task Files_with_a_fault_store_nothing_and_tell_every_fault()
    {
        var round = await NewRound(await ImportRegister(), Weighting.None);
        var cases = Encoding.UTF8.GetBytes("client_id;outcome\r\nC358784;1.1\r\nBESTAATNIET;2.20\r\nC893789;9.9\r\n");
        var responses = Encoding.UTF8.GetBytes("client_id;kanaal;CEO01;CEO02;CEO03;CEO04;CEO05;CEO06;CEO07;CEO08;CEO09;CEO10\r\nC358784;postduif;7;1;1;1;1;1;1;1;1;1\r\n");

        var taken = await Take(round, cases, responses);

        Assert.Null(taken.Job);
        Assert.Equal(4, taken.Findings.Count(finding => finding.IsError));
        Assert.All(taken.Findings, finding => Assert.NotNull(finding.Row));
        var kept = await Pipelines(async services => await services.GetRequiredService<WhoStore>().Set<Case>().CountAsync(one => one.RoundId == round));
        Assert.Equal(0, kept);
    }

    [Fact]
    public async Task A_round_that_was_drawn_takes_no_answers_from_elsewhere()
    {
        var round = await NewRound(await ImportRegister(), Weighting.None);
        await Take(round, File.ReadAllBytes(Path.Combine(Files, "cases.csv")), File.ReadAllBytes(Path.Combine(Files, "responses.csv")));
        await RunJobs();

        var again = await installation.Pipeline.Change<WhoStore, TakenAnswers>(caller, Right.Enter, services => TakeWith(
            services, round, File.ReadAllBytes(Path.Combine(Files, "cases.csv")), File.ReadAllBytes(Path.Combine(Files, "responses.csv"))));

        Assert.False(again.Ok);
        Assert.Equal(StudyProblems.DrawnAlready.Code, again.Problem.Code);
    }

    [Fact]
    public async Task Answers_that_are_taken_back_leave_nothing_and_other_files_can_be_read_in()
    {
        var round = await NewRound(await ImportRegister(), Weighting.None);
        Task<TakenAnswers> ReadIn() => Take(round, File.ReadAllBytes(Path.Combine(Files, "cases.csv")), File.ReadAllBytes(Path.Combine(Files, "responses.csv")));
        await ReadIn();
        await RunJobs();
        await Do(services => services.GetRequiredService<AskForReport>().Handle(round));
        await RunJobs();
        var before = await Left(round);
        Assert.True(before is { Cases: > 0, Responses: > 0, Answers: > 0, Status: RoundStatus.Closed });

        await Do(services => services.GetRequiredService<UndoAnswers>().Handle(round));
        await RunJobs();
        Assert.Equal(new Kept(0, 0, 0, 0, RoundStatus.Planned), await Left(round));

        await ReadIn();
        await RunJobs();
        Assert.Equal(before with { Reports = 0 }, await Left(round));
    }

    [Fact]
    public async Task Only_answers_from_elsewhere_can_be_taken_back()
    {
        var round = await NewRound(await ImportRegister(), Weighting.None);
        await Do(services => services.GetRequiredService<Keukentafel.Sampling.DrawSample>().Handle(
            new Keukentafel.Sampling.SampleRequest(round, new Keukentafel.Sampling.PlanChoices { Letters = 100 })));
        var drawn = await installation.Pipeline.Change<WhoStore, JobId>(caller, Right.Enter, services => services.GetRequiredService<UndoAnswers>().Handle(round));
        Assert.Equal(StudyProblems.NothingTakenIn.Code, drawn.Problem.Code);
        await Do(services => services.GetRequiredService<CloseRound>().Handle(round));
        var closed = await installation.Pipeline.Change<WhoStore, JobId>(caller, Right.Enter, services => services.GetRequiredService<UndoAnswers>().Handle(round));
        Assert.Equal(StudyProblems.NothingTakenIn.Code, closed.Problem.Code);
    }

    private sealed record Kept(int Cases, int Responses, int Answers, int Reports, RoundStatus Status);

    private Task<Kept> Left(RoundId round) => Pipelines(async services =>
    {
        var (who, what) = (services.GetRequiredService<WhoStore>(), services.GetRequiredService<WhatStore>());
        var responses = what.Set<Keukentafel.Answering.Response>().Where(response => response.RoundId == round);
        return new Kept(
            await who.Set<Case>().CountAsync(one => one.RoundId == round),
            await responses.CountAsync(),
            await responses.Join(what.Set<Keukentafel.Answering.Answer>(), response => response.Id, answer => answer.ResponseId, (_, answer) => answer).CountAsync(),
            await what.Set<ReportFile>().CountAsync(file => file.RoundId == round),
            (await who.Set<Round>().FirstAsync(one => one.Id == round)).Status);
    });

    [Fact]
    public async Task A_register_that_was_taken_back_before_the_answers_were_stored_leaves_nothing_of_them()
    {
        var delivery = await ImportRegister();
        var round = await NewRound(delivery, Weighting.None);
        var taken = await Take(round, File.ReadAllBytes(Path.Combine(Files, "cases.csv")), File.ReadAllBytes(Path.Combine(Files, "responses.csv")));
        await Do(services => services.GetRequiredService<UndoImport>().Handle(delivery));
        await RunJobs();

        await NothingIsKept(round, taken, ResultsProblems.RegisterChanged.Text);
        Assert.Equal(RoundStatus.Planned, await Pipelines(services => services.GetRequiredService<WhoStore>().Set<Round>().Where(one => one.Id == round).Select(one => one.Status).SingleAsync()));
    }

    [Fact]
    public async Task A_sample_that_was_drawn_before_the_answers_were_stored_keeps_its_round()
    {
        var round = await NewRound(await ImportRegister(), Weighting.None);
        var taken = await Take(round, File.ReadAllBytes(Path.Combine(Files, "cases.csv")), File.ReadAllBytes(Path.Combine(Files, "responses.csv")));
        await Do(services => services.GetRequiredService<DrawSample>().Handle(new SampleRequest(round, new PlanChoices { Letters = 100 })));
        await RunJobs();

        await NothingIsKept(round, taken, StudyProblems.DrawnAlready.Of("Meting 2025").Text, cases: 100);
        Assert.Equal(RoundStatus.Drawn, await Pipelines(services => services.GetRequiredService<WhoStore>().Set<Round>().Where(one => one.Id == round).Select(one => one.Status).SingleAsync()));
    }

    /// <summary>The job was refused with this text; of the files there is no answer, no case and no copy.</summary>
    private async Task NothingIsKept(RoundId round, TakenAnswers taken, string text, int cases = 0) => await Pipelines(async services =>
    {
        var who = services.GetRequiredService<WhoStore>();
        var job = await who.Set<Job>().SingleAsync(one => one.Id == taken.Job);
        Assert.Equal((JobStatus.Refused, text), (job.Status, job.Result));
        Assert.Equal(cases, await who.Set<Case>().CountAsync(one => one.RoundId == round));
        Assert.Equal(0, await who.Set<Upload>().CountAsync(one => one.FileName == "cases.csv" || one.FileName == "responses.csv"));
        Assert.Equal(0, await services.GetRequiredService<WhatStore>().Set<Response>().CountAsync(one => one.RoundId == round));
        return true;
    });

    private static byte[] Headless(Weighting weighting)
    {
        using var register = File.OpenRead(Path.Combine(Files, "register.csv"));
        using var cases = File.OpenRead(Path.Combine(Files, "cases.csv"));
        using var responses = File.OpenRead(Path.Combine(Files, "responses.csv"));
        var instrument = StandardInstruments.Find("ceo-wmo-standaard")!;
        var read = SurveyFiles.Read(
            new InputFile("register.csv", register), new InputFile("cases.csv", cases), new InputFile("responses.csv", responses), RoundData.ScalesOf(instrument), Attributes);
        return Table(SurveyAnalysis.Run(read.Data!, new AnalysisChoices
        {
            Strata = ["voorziening"],
            Poststratify = weighting == Weighting.Poststratify ? ["leeftijd", "geslacht"] : [],
            Rake = weighting == Weighting.Rake ? ["leeftijd", "geslacht"] : [],
            By = ["voorziening", "wijk"],
        }).Value);
    }

    private static byte[] Table(AnalysisOutcome outcome)
    {
        using var stream = new MemoryStream();
        ResultFiles.WriteTable(stream, outcome);
        return stream.ToArray();
    }

    private async Task<DeliveryId> ImportRegister()
    {
        using var file = new MemoryStream(File.ReadAllBytes(Path.Combine(Files, "register.csv")));
        var taken = await Do(services => services.GetRequiredService<TakeFile>().Handle(file, "register.csv"));
        (ColumnRole, string)[] columns =
        [
            (ColumnRole.ClientNumber, ""), (ColumnRole.Attribute, "voorziening"), (ColumnRole.Attribute, "leeftijd"),
            (ColumnRole.Attribute, "geslacht"), (ColumnRole.Attribute, "wijk"), (ColumnRole.Ignore, ""),
        ];
        await Do(services => services.GetRequiredService<NameColumns>().Handle(new NamedColumns(taken.Delivery, columns, LettersNeeded: false)));
        await RunJobs();
        await Do(services => services.GetRequiredService<StartImport>().Handle(taken.Delivery));
        await RunJobs();
        return taken.Delivery;
    }

    private async Task<RoundId> NewRound(DeliveryId delivery, Weighting weighting)
    {
        var study = await Do(services => services.GetRequiredService<AddStudy>().Handle(new NewStudy($"Wmo {Guid.NewGuid():N}", "", Law.Wmo)));
        var round = await Do(services => services.GetRequiredService<AddRound>().Handle(study, new RoundPlan("Meting 2025", 2025, Baseline: false, ClosesOn: null, "ceo-wmo-standaard")));
        await Do(services => services.GetRequiredService<ChooseFrame>().Handle(new ChosenFrame(round, delivery)
        {
            Strata = ["voorziening"],
            Weighting = weighting,
            WeighBy = weighting == Weighting.None ? [] : ["leeftijd", "geslacht"],
            BreakDown = ["voorziening", "wijk"],
        }));
        return round;
    }

    private Task<TakenAnswers> Take(RoundId round, byte[] cases, byte[] responses) => Do(services => TakeWith(services, round, cases, responses));

    private static Task<Result<TakenAnswers>> TakeWith(IServiceProvider services, RoundId round, byte[] cases, byte[] responses) =>
        services.GetRequiredService<TakeAnswers>().Handle(round, new InputFile("cases.csv", new MemoryStream(cases)), new InputFile("responses.csv", new MemoryStream(responses)));

    private Task RunJobs() => installation.Services.GetRequiredService<JobRunner>().RunAll(TestContext.Current.CancellationToken);

    private async Task<T> Do<T>(Func<IServiceProvider, Task<Result<T>>> act)
    {
        var result = await installation.Pipeline.Change<WhoStore, T>(caller, right: null, act);
        Assert.True(result.Ok, result.Ok ? "" : result.Problem.ToString());
        return result.Value;
    }

    private async Task<T> Pipelines<T>(Func<IServiceProvider, Task<T>> read) =>
        (await installation.Pipeline.Read<T>(caller, right: null, async services => await read(services))).Value;
}

public sealed class A_round_held_elsewhere_on_SQLite(SqliteInstallation installation) : A_round_held_elsewhere(installation), IClassFixture<SqliteInstallation>;

public sealed class A_round_held_elsewhere_on_PostgreSQL(PostgresInstallation installation) : A_round_held_elsewhere(installation), IClassFixture<PostgresInstallation>;
