// The demonstration: an invented municipality with a year of fieldwork, made by the same use cases as everything else. No room knows that it is a demonstration.
using System.Text.Json;
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Register.Import;
using Keukentafel.Reports;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Demo;

/// <summary>What the command prints, kept in the folder of the demonstration for a second run.</summary>
public sealed record DemoStory(int Year, string ReportFolder, IReadOnlyList<string> Files, IReadOnlyList<DemoAccount> Accounts, string OpenCode, int Answered);

/// <param name="Clients">People in the register.</param>
/// <param name="Letters">Letters of the round that was held.</param>
/// <param name="OpenLetters">Letters of the round that is going on.</param>
internal sealed record DemoSize(int Clients, int Letters, int OpenLetters)
{
    public static readonly DemoSize Town = new(4200, 1210, 240);
}

internal sealed class DemoWorld(WebApplication site, DemoTime time, Uri address, DemoSize size, Action<string> step)
{
    public const string StoryFile = "demonstratie.json";
    public const string MarkerFile = "DEMONSTRATIE";
    private const string Code = "GM9001";
    private const long Seed = 20_250_311;

    private readonly SeededRandomness chance = new(Seed);
    private Caller program = Caller.Installation;

    private Pipeline Pipeline => site.Services.GetRequiredService<Pipeline>();

    public async Task<DemoStory> Build(int year, DateOnly today, string folder, CancellationToken cancel)
    {
        time.GoTo(new DateOnly(year, 1, 20));
        step("Gemeente en accounts maken");
        await AddTown(cancel);
        var accounts = await new DemoAccounts(site.Services, program).Make(Password);

        step($"Register van {size.Clients.ToString("N0", Dutch.Culture)} verzonnen cliënten inlezen");
        var people = InventedRegister.Make(size.Clients, chance, time.Today());
        var delivery = await ImportRegister(InventedRegister.File(people), cancel);

        step("Onderzoek opzetten en steekproef trekken");
        time.GoTo(new DateOnly(year, 2, 10));
        var sent = new DateOnly(year, 3, 4);
        var study = await Do(Right.StudyChange, services => services.GetRequiredService<AddStudy>().Handle(new NewStudy("Cliëntervaring Wmo", "Horen hoe cliënten de toegang, de kwaliteit en het effect van hun ondersteuning ervaren.", Law.Wmo)));
        var round = await Prepare(study, new RoundPlan($"Meting {year}", year, Baseline: true, new DateOnly(year, 5, 1), "ceo-wmo-standaard"), delivery, size.Letters);

        step($"{size.Letters.ToString("N0", Dutch.Culture)} brieven maken");
        time.GoTo(sent);
        await Send(round, LetterStep.Invitation, asPdf: true, cancel);

        step("Veldwerk spelen: brieven komen aan, mensen antwoorden");
        using var http = new HttpClient { BaseAddress = address };
        var fieldwork = new DemoFieldwork(site.Services, program, time, http, people, chance);
        var answered = await fieldwork.Play(round, sent, sent.AddDays(21), new DateOnly(year, 5, 1), () => Send(round, LetterStep.Reminder, asPdf: false, cancel), cancel);
        time.GoTo(new DateOnly(year, 5, 2));
        await Do(Right.StudyChange, services => services.GetRequiredService<CloseRound>().Handle(round, cancel));

        step("Rapport maken");
        var (reportFolder, files) = await Report(round, folder, cancel);

        step("Een meting die nu loopt");
        time.GoTo(today);
        var openCode = await OpenRound(study, delivery, today, fieldwork, cancel);
        var story = new DemoStory(year, reportFolder, files, accounts, openCode, answered);
        await using var file = PrivateFile.Create(Path.Combine(folder, StoryFile));
        await JsonSerializer.SerializeAsync(file, story, cancellationToken: cancel);
        return story;
    }

    private async Task AddTown(CancellationToken cancel)
    {
        var added = await Pipeline.Change<WhoStore, Organisation>(
            Caller.Installation, right: null, services => services.GetRequiredService<AddOrganisation>().Handle(new NewOrganisation(Code, InventedRegister.Town, OrganisationKind.Municipality), cancel), cancel);
        program = Caller.Program(Value(added).OrganisationId) with { OrganisationCode = Code, OrganisationName = InventedRegister.Town };
        await Do<Done>(Right.Accounts, async services =>
        {
            var town = await services.GetRequiredService<WhoStore>().Set<Organisation>().FirstAsync(one => one.Code == Code, cancel);
            (town.Address, town.Phone, town.Email) = ("Postbus 1\n1000 SA Zonnedam", "088 000 00 00", "onderzoek@zonnedam.example");
            return Done.It;
        });
    }

    private async Task<DeliveryId> ImportRegister(byte[] file, CancellationToken cancel)
    {
        using var stream = new MemoryStream(file);
        var taken = await Do(Right.ContactChange, services => services.GetRequiredService<TakeFile>().Handle(stream, "clienten-wmo.csv", cancel));
        var columns = await Pipeline.Read<IReadOnlyList<(ColumnRole, string)>>(program, right: null, async services =>
        {
            var delivery = await services.GetRequiredService<WhoStore>().Set<Delivery>().FirstAsync(one => one.Id == taken.Delivery, cancel);
            return ColumnMapping.Read(delivery.Mapping).Columns.Select(use => (use.Role, use.Attribute)).ToList();
        });
        await Do(Right.ContactChange, services => services.GetRequiredService<NameColumns>().Handle(new NamedColumns(taken.Delivery, Value(columns), LettersNeeded: true)));
        await RunJobs(cancel);
        await Do(Right.ContactChange, services => services.GetRequiredService<StartImport>().Handle(taken.Delivery));
        await RunJobs(cancel);
        return taken.Delivery;
    }

    private async Task<RoundId> Prepare(StudyId study, RoundPlan plan, DeliveryId delivery, int letters)
    {
        var round = await Do(Right.StudyChange, services => services.GetRequiredService<AddRound>().Handle(study, plan));
        await Do(Right.StudyChange, services => services.GetRequiredService<ChooseFrame>().Handle(new ChosenFrame(round, delivery)
        {
            Strata = ["voorziening"],
            Weighting = Weighting.Rake,
            WeighBy = ["leeftijd", "geslacht"],
            BreakDown = ["voorziening", "wijk", FrameUse.Channel],
        }));
        await Do(Right.Draw, services => services.GetRequiredService<DrawSample>().Handle(new SampleRequest(round, new PlanChoices { Letters = letters, Response = 37 })));
        return round;
    }

    private async Task Send(RoundId round, LetterStep letterStep, bool asPdf, CancellationToken cancel)
    {
        await Do(Right.Release, services => services.GetRequiredService<MakeLetters>().Handle(new LettersRequest(round, letterStep, time.Today(), asPdf), cancel));
        await RunJobs(cancel);
        var batches = await Pipeline.Read<List<int>>(program, right: null, async services => await services.GetRequiredService<WhoStore>().Set<LetterBatch>()
            .Where(batch => batch.RoundId == round && batch.Status == LetterBatchStatus.Made).OrderBy(batch => batch.Number).Select(batch => batch.Number).ToListAsync(cancel));
        foreach (var number in Value(batches))
        {
            await Do(Right.Release, services => services.GetRequiredService<ReleaseBatch>().Handle(new ReleaseRequest(round, number, []), cancel));
        }
    }

    private async Task<(string Folder, IReadOnlyList<string> Files)> Report(RoundId round, string folder, CancellationToken cancel)
    {
        await Do(Right.Figures, services => services.GetRequiredService<AskForReport>().Handle(round, cancel));
        await RunJobs(cancel);
        var target = Directory.CreateDirectory(Path.Combine(folder, "rapport")).FullName;
        var files = await Pipeline.Read<List<ReportFile>>(program, right: null, async services =>
            await services.GetRequiredService<WhatStore>().Set<ReportFile>().Where(file => file.RoundId == round).ToListAsync(cancel));
        foreach (var file in Value(files))
        {
            await File.WriteAllBytesAsync(Path.Combine(target, file.Name), file.Content, cancel);
        }

        return (target, ReportFolder.Files.Where(name => File.Exists(Path.Combine(target, name))).Select(name => Path.Combine(target, name)).ToList());
    }

    /// <summary>A small round that takes answers now, so that whoever looks around can fill in the questionnaire.</summary>
    private async Task<string> OpenRound(StudyId study, DeliveryId delivery, DateOnly today, DemoFieldwork fieldwork, CancellationToken cancel)
    {
        var sent = today.AddDays(-12);
        time.GoTo(sent);
        var round = await Prepare(study, new RoundPlan($"Tussenmeting {today.Year}", today.Year, Baseline: false, today.AddDays(45), "ceo-wmo-standaard"), delivery, size.OpenLetters);
        await Send(round, LetterStep.Invitation, asPdf: false, cancel);
        await fieldwork.Play(round, sent, reminder: null, today.AddDays(-1), () => Task.CompletedTask, cancel);
        time.GoTo(today);
        var code = await Pipeline.Read<string>(program, right: null, async services =>
        {
            var store = services.GetRequiredService<WhoStore>();
            var row = await (
                from one in store.Set<Case>()
                join access in store.Set<AccessCode>() on one.Id equals access.CaseId
                where one.RoundId == round && one.Outcome == null
                select access).FirstAsync(cancel);
            return AccessCodeFormat.InGroups(services.GetRequiredService<AccessCodes>().Open(row)!);
        });
        return Value(code);
    }

    private async Task RunJobs(CancellationToken cancel)
    {
        await site.Services.GetRequiredService<JobRunner>().RunAll(cancel);
        var failed = await Pipeline.Read<Job?>(program, right: null, async services => await services.GetRequiredService<WhoStore>().Set<Job>()
            .FirstOrDefaultAsync(job => job.Status == JobStatus.Refused || job.Status == JobStatus.Failed, cancel));
        if (Value(failed) is { } job)
        {
            throw new DemoFailed(job.Result);
        }
    }

    private async Task<T> Do<T>(Right right, Func<IServiceProvider, Task<Result<T>>> act) => Value(await Pipeline.Change<WhoStore, T>(program, right, act));

    private static T Value<T>(Result<T> result) => result.Ok ? result.Value : throw new DemoFailed($"The demonstration was refused: {result.Problem}");

    /// <summary>Three words and a number: easy to type, hard to guess.</summary>
    private string Password()
    {
        string[] words = ["fiets", "lamp", "boter", "water", "zomer", "tafel", "stoel", "regen", "kaas", "trein", "molen", "dijk", "appel", "roos", "zand", "wolk", "brug", "klok", "peer", "schaap"];
        var secrets = site.Services.GetRequiredService<ISecrets>();
        var bytes = secrets.Bytes(6);
        return string.Join('-', bytes.Take(4).Select(one => words[one % words.Length])) + $"-{(bytes[4] * 256) + bytes[5]}";
    }
}
