// Acts of fieldwork on a small round, in one line each: for tests that are about what comes of them.
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Register;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Keukentafel.Tests.Fieldwork;

internal static class FieldActs
{
    public static readonly DateOnly Today = new(2025, 3, 3);

    public static DbSet<T> Set<T>(IServiceProvider services) where T : class => services.GetRequiredService<WhoStore>().Set<T>();

    /// <summary>A round of which everybody was drawn.</summary>
    public static async Task<SmallRound> Drawn(Installation installation, int clients)
    {
        var round = await SmallRound.With(installation, clients);
        await round.Change(services => services.GetRequiredService<DrawSample>().Handle(new SampleRequest(round.Round, new PlanChoices { Letters = clients })));
        return round;
    }

    /// <summary>A round whose letters went out, with the number and code of each letter in order.</summary>
    public static async Task<(SmallRound Round, IReadOnlyList<string> Numbers, IReadOnlyList<string> Codes)> Released(Installation installation, int clients)
    {
        var round = await Drawn(installation, clients);
        await Make(round, LetterStep.Invitation);
        await Release(round, 1);
        return await round.Read(async services =>
        {
            var batch = await Set<LetterBatch>(services).SingleAsync();
            var letters = (await services.GetRequiredService<ReadLetters>().Of(batch)).Value;
            return (round, letters.Select(letter => letter.Number).ToList(), letters.Select(letter => letter.Code).ToList());
        });
    }

    public static Task<LettersAsked> Make(SmallRound round, LetterStep step) =>
        round.Change(services => services.GetRequiredService<MakeLetters>().Handle(new LettersRequest(round.Round, step, Today, AsPdf: false)));

    public static async Task<string> Refused(SmallRound round, LetterStep step) =>
        (await round.Try(services => services.GetRequiredService<MakeLetters>().Handle(new LettersRequest(round.Round, step, Today, AsPdf: false)))).Problem.Code;

    public static Task<Result<Done>> Release(SmallRound round, int number, params string[] takenOut) =>
        round.Try(services => services.GetRequiredService<ReleaseBatch>().Handle(new ReleaseRequest(round.Round, number, takenOut)));

    public static Task<Result<FileToSave>> Download(SmallRound round, int number) =>
        round.Try(services => services.GetRequiredService<DownloadBatch>().MailMerge(round.Round, number));

    public static Task<Result<int>> Note(SmallRound round, string lines, StaffNote note) =>
        round.Try(services => services.GetRequiredService<NoteOutcomes>().Handle(round.Round, lines, note));

    public static Task<Result<Done>> Close(SmallRound round) => round.Try(services => services.GetRequiredService<CloseRound>().Handle(round.Round));

    public static Task Settle(SmallRound round, CaseId id, Outcome outcome) =>
        round.Change(services => services.GetRequiredService<Cases>().Settle(id, outcome, Today));

    public static Task<CaseCounts> Counts(SmallRound round) => round.Read(services => services.GetRequiredService<SeeFieldwork>().Counts(round.Round));

    public static Task<List<LetterBatch>> Batches(SmallRound round) => round.Read(services => Set<LetterBatch>(services).OrderBy(batch => batch.Number).ToListAsync());

    public static Task<List<CaseId>> Written(SmallRound round) => round.Read(services => Set<Letter>(services).Select(letter => letter.CaseId).ToListAsync());

    public static Task<RoundStatus> Status(SmallRound round) => round.Read(services => Set<Round>(services).Select(one => one.Status).SingleAsync());

    public static Task<List<string>> Notes(SmallRound round, string act) =>
        round.Read(services => Set<AuditEntry>(services).Where(entry => entry.Act == act).Select(entry => entry.Detail).ToListAsync());

    public static Task<CaseId> Some(SmallRound round, int number) =>
        round.Read(services => Set<Case>(services).OrderBy(one => one.Id).Skip(number).Select(one => one.Id).FirstAsync());

    public static Task Silence(SmallRound round, CaseId id) => round.Change(async services =>
    {
        var client = (await Set<Case>(services).SingleAsync(one => one.Id == id)).ClientId;
        await Set<Client>(services).Where(one => one.Id == client).ExecuteUpdateAsync(set => set.SetProperty(one => one.NoContact, true));
        return Done.It;
    });
}
