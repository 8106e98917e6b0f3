// Where a round stands in the field: how many were written to, what came of it, and what the next thing to do is.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

/// <param name="Sent">Cases to whom a letter was released; of an imported round all cases.</param>
/// <param name="Open">Written to, nothing known yet.</param>
public sealed record CaseCounts(int Cases, int Sent, int Complete, int Partial, int BrokenOff, int Refused, int NotEligible, int Returned, int Open, int Other)
{
    public int Answered => Complete + Partial;

    /// <summary>Usable answers as a share of everybody who was written to; null while nobody was.</summary>
    public double? Gross => Sent == 0 ? null : (double)Answered / Sent;
}

/// <param name="Job">The work that makes its files; null when it is not (or no longer) known.</param>
public sealed record BatchLine(LetterBatch Batch, Job? Job, bool HasFiles);

/// <param name="ToInvite">Cases that should get a letter and have none.</param>
/// <param name="ToRemind">Cases that may be reminded now.</param>
/// <param name="WithoutAddress">Cases that get no letter for want of a full name and address.</param>
public sealed record FieldworkView(Round Round, CaseCounts Counts, IReadOnlyList<BatchLine> Batches, int ToInvite, int ToRemind, int WithoutAddress)
{
    public bool AnyReleased => Batches.Any(line => line.Batch.Status == LetterBatchStatus.Released);
}

/// <param name="Withdrawn">Letters that may not go out (again) any more.</param>
public sealed record BatchView(Round Round, BatchLine Line, IReadOnlyList<(string Number, bool NoContact)> Withdrawn);

public sealed class SeeFieldwork(WhoStore store, Recipients recipients, CurrentCaller caller)
{
    public async Task<FieldworkView> Of(Round round, CancellationToken cancel = default)
    {
        var batches = await Lines(round.Id, cancel);

        // Counting them opens names and addresses, to see whether they are complete: only for who may make letters of them.
        var may = caller.Caller.May(Right.Release);
        var invite = may && (round.Status is RoundStatus.Drawn or RoundStatus.Open) ? await recipients.For(round.Id, LetterStep.Invitation, cancel) : new RecipientList([], 0);
        var remind = may && round.Status == RoundStatus.Open ? await recipients.For(round.Id, LetterStep.Reminder, cancel) : new RecipientList([], 0);
        return new FieldworkView(round, await Counts(round.Id, cancel), batches, invite.Cases.Count, remind.Cases.Count, invite.WithoutAddress);
    }

    public async Task<Result<BatchView>> One(Round round, int number, CancellationToken cancel = default)
    {
        if ((await Lines(round.Id, cancel)).FirstOrDefault(line => line.Batch.Number == number) is not { } line)
        {
            return FieldworkProblems.NoSuchBatch.Of();
        }

        var withdrawn = await recipients.WithdrawnFrom(line.Batch.Id, cancel);
        return new BatchView(round, line, withdrawn.Select(letter => (line.Batch.NumberOf(letter.Position), letter.NoContact)).ToList());
    }

    public async Task<CaseCounts> Counts(RoundId round, CancellationToken cancel = default)
    {
        var cases = store.Set<Case>().Where(one => one.RoundId == round);
        var groups = await cases.GroupBy(one => one.Outcome).Select(group => new { Outcome = group.Key, Cases = group.Count() }).ToListAsync(cancel);
        var all = groups.Sum(group => group.Cases);
        var lettered = from one in cases
                       where (from letter in store.Set<Letter>()
                              join batch in store.Set<LetterBatch>() on letter.BatchId equals batch.Id
                              where letter.CaseId == one.Id && batch.Status == LetterBatchStatus.Released
                              select letter).Any()
                       select one;
        var sent = await lettered.CountAsync(cancel);
        if (sent == 0 && !await store.Set<LetterBatch>().AnyAsync(batch => batch.RoundId == round, cancel))
        {
            sent = await cases.CountAsync(one => one.Outcome != null, cancel);
        }

        int Of(Func<Outcome, bool> which) => groups.Where(group => group.Outcome is { } code && which(Outcome.Parse(code))).Sum(group => group.Cases);
        var (complete, partial, broken) = (Of(one => one == Outcome.Complete), Of(one => one == Outcome.Partial), Of(one => one == Outcome.BrokenOff));
        var (refused, not, returned) = (Of(one => one.IsRefusal), Of(one => one.IsNotEligible), Of(one => one == Outcome.Returned));
        var open = groups.Where(group => group.Outcome is null).Sum(group => group.Cases);
        return new CaseCounts(all, sent, complete, partial, broken, refused, not, returned, open, all - complete - partial - broken - refused - not - returned - open);
    }

    private async Task<IReadOnlyList<BatchLine>> Lines(RoundId round, CancellationToken cancel)
    {
        var batches = await store.Set<LetterBatch>().Where(batch => batch.RoundId == round).OrderBy(batch => batch.Number).ToListAsync(cancel);
        var ids = batches.Select(batch => batch.JobId).OfType<JobId>().Distinct().ToList();
        var jobs = (await store.Set<Job>().Where(job => ids.Contains(job.Id)).ToListAsync(cancel)).ToDictionary(job => job.Id);
        var filed = (await (from file in store.Set<LetterFile>()
                            join batch in store.Set<LetterBatch>() on file.BatchId equals batch.Id
                            where batch.RoundId == round && file.Kind == LetterFileKind.Letters
                            select file.BatchId).ToListAsync(cancel)).ToHashSet();
        return batches.ConvertAll(batch => new BatchLine(batch, batch.JobId is { } id ? jobs.GetValueOrDefault(id) : null, filed.Contains(batch.Id)));
    }
}
