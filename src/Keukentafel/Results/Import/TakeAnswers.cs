// Takes in the approached clients and the answers of a round that was held elsewhere. Nothing is stored unless both files are without a fault;
// then the files are kept sealed and a job stores them.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Questionnaires;
using Keukentafel.Results.Files;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Results.Import;

/// <summary>What came of it: everything that was found, and the job when there was no fault.</summary>
public sealed record TakenAnswers(IReadOnlyList<Finding> Findings, int Cases, int Responses, JobId? Job);

/// <summary>Both files held against the round and its register. Reads only: it may take long, and nobody waits for it.</summary>
public sealed class CheckAnswers(WhoStore store, ApproachedFiles files)
{
    public async Task<Result<ApproachedClients>> Handle(RoundId id, InputFile cases, InputFile responses, CancellationToken cancel = default)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == id, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (round.Status != RoundStatus.Planned)
        {
            return StudyProblems.DrawnAlready.Of(round.Name);
        }

        if (round.DeliveryId is null)
        {
            return StudyProblems.NoFrame.Of(round.Name);
        }

        var instrument = StandardInstruments.Find(round.InstrumentId, round.InstrumentVersion)!;
        return await files.Read(round, cases, responses, RoundData.ScalesOf(instrument), cancel);
    }
}

public sealed class TakeAnswers(Pipeline pipeline, CurrentCaller caller, Uploads uploads, JobDesk desk, AuditTrail audit)
{
    public const int MaxMegabytes = 25;

    /// <summary>Seekable files; they stay the caller's. The store is opened for writing only when the files are without a fault.</summary>
    public async Task<Result<TakenAnswers>> Handle(RoundId id, InputFile cases, InputFile responses, CancellationToken cancel = default)
    {
        var problems = new List<Problem>();
        foreach (var (file, field) in new[] { (cases, "benaderingen"), (responses, "antwoorden") })
        {
            if (file.Content.Length > MaxMegabytes * 1024L * 1024L)
            {
                problems.Add(ResultsProblems.FileTooLarge.Of(file.Name, MaxMegabytes).At(field));
            }
        }

        if (Problem.Of(problems) is { } tooLarge)
        {
            return tooLarge;
        }

        var held = await pipeline.Read<ApproachedClients>(caller.Caller, right: null, services => services.GetRequiredService<CheckAnswers>().Handle(id, cases, responses, cancel));
        if (!held.Ok)
        {
            return held.Problem;
        }

        var read = held.Value;
        var found = read.Findings.InOrder();
        if (read.Findings.HasErrors)
        {
            return new TakenAnswers(found, read.Cases.Cases.Count, read.Responses.Responses.Count, Job: null);
        }

        cases.Content.Position = 0;
        responses.Content.Position = 0;
        var keptCases = await uploads.Keep(cases.Content, cases.Name, cancel);
        var keptResponses = await uploads.Keep(responses.Content, responses.Name, cancel);
        audit.Note("results.take", $"round:{id}", string.Create(Dutch.Culture, $"{read.Cases.Cases.Count:N0} benaderde cliënten en {read.Responses.Responses.Count:N0} antwoorden aangeleverd."));
        var job = desk.Ask(StoreAnswers.JobKind, new StoreAnswers.Arguments(id.Value, keptCases.Id.Value, cases.Name, keptResponses.Id.Value, responses.Name));
        return new TakenAnswers(found, read.Cases.Cases.Count, read.Responses.Responses.Count, job.Id);
    }
}
