// Takes back the answers of a round that was held elsewhere: the wrong file can be read in again. Only for such a round; what respondents gave here is theirs.
using Keukentafel.Answering;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Results.Import;

/// <summary>A place for later rooms: lets go of what was made of answers that are taken back; in the same transaction.</summary>
public abstract class AnswersFollower
{
    public abstract Task TakenBack(WhatStore store, RoundId round, CancellationToken cancel);
}

public sealed class UndoAnswers(WhoStore store, JobDesk desk, AuditTrail audit)
{
    public async Task<Result<JobId>> Handle(RoundId id, CancellationToken cancel = default)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == id, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (round.Status != RoundStatus.Closed || await store.Set<Draw>().AnyAsync(draw => draw.RoundId == id, cancel))
        {
            return StudyProblems.NothingTakenIn.Of(round.Name);
        }

        audit.Note("results.undo", $"round:{id}", $"Ingelezen antwoorden van “{round.Name}” teruggenomen.");
        return desk.Ask(EraseAnswers.JobKind, new EraseAnswers.Arguments(id.Value)).Id;
    }
}

/// <summary>The work of it: answers first, then the cases. Cut off anywhere, it goes on where it was.</summary>
public sealed class EraseAnswers(Pipeline pipeline, IEnumerable<AnswersFollower> followers) : JobWork
{
    public const string JobKind = "answers.undo";
    private const int Steps = 2;

    public sealed record Arguments(Guid Round);

    public override string Kind => JobKind;

    public override async Task<Result<string>> Run(RunningJob job, CancellationToken cancel)
    {
        var id = new RoundId(job.Arguments<Arguments>().Round);
        await job.Progress(0, Steps, "De antwoorden worden gewist.", cancel);
        await pipeline.Change<WhatStore, Done>(job.Caller, right: null, async services =>
        {
            var store = services.GetRequiredService<WhatStore>();
            await store.Set<Response>().Where(response => response.RoundId == id).ExecuteDeleteAsync(cancel);
            foreach (var follower in followers)
            {
                await follower.TakenBack(store, id, cancel);
            }

            return Done.It;
        }, cancel);
        await job.Progress(1, Steps, "De uitkomsten worden gewist.", cancel);
        var undone = await pipeline.Change<WhoStore, Done>(job.Caller, right: null, async services =>
        {
            var store = services.GetRequiredService<WhoStore>();
            await store.Set<Case>().Where(one => one.RoundId == id).ExecuteDeleteAsync(cancel);
            var round = await store.Set<Round>().FirstAsync(one => one.Id == id, cancel);
            return round.TakeBackAnswers() is { } refusal ? refusal : Done.It;
        }, cancel);
        return undone.Match<Result<string>>(_ => "", problem => problem);
    }
}
