// Chooses who gets a letter now, in batches of at most 250, and asks for the files to be made. Making again, dropping a batch: as long as it was not released.
using Keukentafel.Access;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

/// <param name="AsPdf">False: only the mail-merge file is wanted; nothing has to be printed here.</param>
public sealed record LettersRequest(RoundId Round, LetterStep Step, DateOnly DatedOn, bool AsPdf = true);

/// <param name="WithoutAddress">Cases that get no letter because name or address is not complete.</param>
public sealed record LettersAsked(int Letters, int Batches, int WithoutAddress);

public sealed class MakeLetters(
    WhoStore store, LetterTexts texts, Recipients recipients, JobDesk jobs, CurrentCaller caller, AuditTrail audit, ISecrets secrets, TimeProvider time)
{
    public async Task<Result<LettersAsked>> Handle(LettersRequest request, CancellationToken cancel = default)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == request.Round, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (await Objection(round, request.Step, request.DatedOn, cancel) is { } problem)
        {
            return problem;
        }

        var list = await recipients.For(round.Id, request.Step, cancel);
        if (list.Cases.Count == 0)
        {
            return FieldworkProblems.NobodyToWrite.Of();
        }

        var number = await store.Set<LetterBatch>().Where(batch => batch.RoundId == round.Id).MaxAsync(batch => (int?)batch.Number, cancel) ?? 0;
        var job = request.AsPdf ? jobs.Ask(PrintBatches.Name, new PrintArguments(round.Id.Value)) : null;
        var batches = 0;
        foreach (var chunk in list.Cases.Chunk(LetterBatch.MaxLetters))
        {
            batches++;
            var batch = new LetterBatch
            {
                Id = secrets.NewId<LetterBatchId>(),
                OrganisationId = round.OrganisationId,
                RoundId = round.Id,
                Number = ++number,
                Step = request.Step,
                Letters = chunk.Length,
                Edition = secrets.NewId<LetterEdition>(),
                MadeAt = time.Now(),
                DatedOn = request.DatedOn,
                ClosesOn = round.ClosesOn,
                JobId = job?.Id,
                Status = job is null ? LetterBatchStatus.Made : LetterBatchStatus.Making,
            };
            store.Add(batch);
            store.AddRange(chunk.Select((id, index) => new Letter
            {
                OrganisationId = round.OrganisationId,
                CaseId = id,
                Step = request.Step,
                BatchId = batch.Id,
                Position = index + 1,
            }));
        }

        audit.Note("fieldwork.make-letters", $"round:{round.Id}", string.Create(Dutch.Culture, $"{list.Cases.Count:N0} {(request.Step == LetterStep.Invitation ? "brieven" : "herinneringen")} in {batches} {(batches == 1 ? "partij" : "partijen")}."));
        return new LettersAsked(list.Cases.Count, batches, list.WithoutAddress);
    }

    /// <summary>Why no letters of this step can be made now; null when they can.</summary>
    public async Task<Problem?> Objection(Round round, LetterStep step, DateOnly datedOn, CancellationToken cancel = default)
    {
        if (round.Status == RoundStatus.Planned)
        {
            return StudyProblems.NotDrawn.Of(round.Name);
        }

        if (round.Status == RoundStatus.Closed)
        {
            return StudyProblems.ClosedAlready.Of(round.Name);
        }

        if (step == LetterStep.Reminder && !await store.Set<LetterBatch>().AnyAsync(batch => batch.RoundId == round.Id && batch.Status == LetterBatchStatus.Released, cancel))
        {
            return FieldworkProblems.NobodyWrittenYet.Of();
        }

        var problems = new List<Problem>();
        if (round.ClosesOn is not { } closes)
        {
            problems.Add(FieldworkProblems.NoClosingDay.Of());
        }
        else if (closes < time.Today())
        {
            problems.Add(FieldworkProblems.ClosingDayPassed.Of(closes));
        }
        else if (datedOn < time.Today() || datedOn > closes)
        {
            problems.Add(FieldworkProblems.DateOutOfRange.Of(closes).At("datum"));
        }

        var text = await texts.Of(round, step, cancel);
        if (FieldworkProblems.Of(LetterWording.Check(text.Subject, text.Body)) is { } wrong)
        {
            problems.AddRange(wrong.All.Select(one => one with { Field = null, Others = [] }));
        }

        var here = caller.Caller.Here;
        var sender = await store.Set<Organisation>().FirstAsync(organisation => organisation.OrganisationId == here, cancel);
        if (sender.Phone.Length == 0 || sender.Address.Length == 0)
        {
            problems.Add(FieldworkProblems.NoSender.Of());
        }

        if (sender.Email.Length == 0 && LetterWording.Names(text.Body).Contains("email", StringComparer.OrdinalIgnoreCase))
        {
            problems.Add(FieldworkProblems.NoEmail.Of());
        }

        return Problem.Of(problems);
    }
}

/// <summary>Makes a batch again: with the text as it is now, without who may not be written to any more. Its letters keep their number unless some fell out.</summary>
public sealed class RemakeBatch(WhoStore store, MakeLetters letters, Recipients recipients, JobDesk jobs, AuditTrail audit, ISecrets secrets, TimeProvider time)
{
    public async Task<Result<Done>> Handle(RoundId id, int number, CancellationToken cancel = default)
    {
        var found = await Batches.Unreleased(store, id, number, cancel);
        if (!found.Ok)
        {
            return found.Problem;
        }

        var (round, batch) = found.Value;
        var dated = batch.DatedOn is { } day && day >= time.Today() ? day : time.Today();
        if (await letters.Objection(round, batch.Step, dated, cancel) is { } problem)
        {
            return problem;
        }

        await recipients.TakeOut(batch, await recipients.WithdrawnFrom(batch.Id, cancel), renumber: true, cancel);
        if (batch.Letters > 0)
        {
            await store.Set<LetterFile>().Where(file => file.BatchId == batch.Id).ExecuteDeleteAsync(cancel);
            (batch.Edition, batch.DatedOn, batch.ClosesOn, batch.Pages, batch.MadeAt) = (secrets.NewId<LetterEdition>(), dated, round.ClosesOn, null, time.Now());
            if (batch.JobId is not null)
            {
                // It was printed here; a batch that is made elsewhere only needs its address file again.
                (batch.Status, batch.JobId) = (LetterBatchStatus.Making, jobs.Ask(PrintBatches.Name, new PrintArguments(id.Value)).Id);
            }
        }

        audit.Note("fieldwork.remake-letters", $"round:{id}", $"Partij {number} opnieuw gemaakt.");
        return Done.It;
    }
}

/// <summary>Throws a batch away that was not released. Its clients can get a letter in a later batch.</summary>
public sealed class DropBatch(WhoStore store, AuditTrail audit)
{
    public async Task<Result<Done>> Handle(RoundId id, int number, CancellationToken cancel = default)
    {
        var found = await Batches.Unreleased(store, id, number, cancel);
        if (!found.Ok)
        {
            return found.Problem;
        }

        store.Remove(found.Value.Batch);
        audit.Note("fieldwork.drop-letters", $"round:{id}", $"Partij {number} verwijderd.");
        return Done.It;
    }
}

/// <summary>Finds batches of a round by the number that people see.</summary>
internal static class Batches
{
    public static async Task<Result<(Round Round, LetterBatch Batch)>> Of(WhoStore store, RoundId id, int number, CancellationToken cancel)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == id, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        return await store.Set<LetterBatch>().FirstOrDefaultAsync(batch => batch.RoundId == id && batch.Number == number, cancel) is { } batch
            ? (round, batch)
            : FieldworkProblems.NoSuchBatch.Of();
    }

    /// <summary>A batch that may still be changed, held: of two who change it at once the second sees what the first one did.</summary>
    public static async Task<Result<(Round Round, LetterBatch Batch)>> Unreleased(WhoStore store, RoundId id, int number, CancellationToken cancel)
    {
        await Hold(store.Set<LetterBatch>().Where(batch => batch.RoundId == id && batch.Number == number), cancel);
        var found = await Of(store, id, number, cancel);
        return found.Ok && found.Value.Batch.Status == LetterBatchStatus.Released ? FieldworkProblems.ReleasedAlready.Of(number) : found;
    }

    /// <summary>Nobody else changes these batches until the transaction ends. Ask before they are read: writing a row takes its lock, on either database.</summary>
    public static Task Hold(IQueryable<LetterBatch> batches, CancellationToken cancel) =>
        batches.ExecuteUpdateAsync(set => set.SetProperty(batch => batch.Number, batch => batch.Number), cancel);
}
