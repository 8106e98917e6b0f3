// What staff learn by post or telephone: a letter came back, somebody does not take part. Typed from the letters, one a line; either all lines are right or nothing is noted.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

public enum StaffNote
{
    /// <summary>The letter came back (3.19).</summary>
    Returned,
    NotTakingPart,
    NotForMe,
    Gone,

    /// <summary>Takes an earlier note back.</summary>
    Undo,
}

public sealed class NoteOutcomes(WhoStore store, Cases cases, AccessCodes codes, AuditTrail audit, TimeProvider time)
{
    public const int MaxLines = 500;

    /// <param name="lines">Letter numbers or codes, one a line.</param>
    /// <returns>How many cases it was noted for.</returns>
    public async Task<Result<int>> Handle(RoundId id, string lines, StaffNote note, CancellationToken cancel = default)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == id, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (round.Status == RoundStatus.Closed)
        {
            return StudyProblems.ClosedAlready.Of(round.Name);
        }

        var problems = new List<Problem>();
        var noted = new Dictionary<CaseId, Case>();
        var typed = lines.Split('\n', StringSplitOptions.TrimEntries);
        var filled = typed.Count(line => line.Length > 0);
        if (filled > MaxLines)
        {
            return FieldworkProblems.TooManyLines.Of(filled, MaxLines).At("brieven");
        }

        for (var i = 0; i < typed.Length; i++)
        {
            if (typed[i].Length == 0)
            {
                continue;
            }

            var found = await Find(id, typed[i], i + 1, cancel);
            if (found.Ok && note is not (StaffNote.Returned or StaffNote.Undo) && found.Value.Reached == Outcome.Complete)
            {
                found = FieldworkProblems.HasAnswered.Of(i + 1);
            }

            if (found.Ok)
            {
                noted[found.Value.Id] = found.Value;
            }
            else
            {
                problems.Add(found.Problem.At("brieven"));
            }
        }

        if (Problem.Of(problems) is { } problem)
        {
            return problem;
        }

        foreach (var @case in noted.Values)
        {
            await Note(@case, note, cancel);
        }

        audit.Note("fieldwork.note", $"round:{id}", string.Create(Dutch.Culture, $"{TextOf(note)}: {noted.Count} deelnemers."));
        return noted.Count;
    }

    public static string TextOf(StaffNote note) => note switch
    {
        StaffNote.Returned => "De brief kwam terug",
        StaffNote.NotTakingPart => "Wil niet meedoen",
        StaffNote.NotForMe => "De brief is niet voor deze persoon",
        StaffNote.Gone => "Overleden of verhuisd",
        StaffNote.Undo => "Haal de notitie weg",
        _ => throw new ArgumentOutOfRangeException(nameof(note)),
    };

    private async Task Note(Case @case, StaffNote note, CancellationToken cancel)
    {
        switch (note)
        {
            case StaffNote.Returned:
                @case.Settle(Outcome.Returned, time.Today());
                break;
            case StaffNote.Undo:
                @case.UndoReturn();
                await cases.UndoStop(@case, cancel);
                break;
            default:
                var reason = note switch { StaffNote.NotTakingPart => StopReason.NotTakingPart, StaffNote.NotForMe => StopReason.NotForMe, _ => StopReason.Gone };
                await cases.Stop(@case, reason, time.Today(), cancel);
                break;
        }
    }

    private async Task<Result<Case>> Find(RoundId round, string typed, int line, CancellationToken cancel)
    {
        CaseId? id;
        if (LetterNumber.TryRead(typed, out var number, out var position))
        {
            id = await (from letter in store.Set<Letter>()
                        join batch in store.Set<LetterBatch>() on letter.BatchId equals batch.Id
                        where batch.RoundId == round && batch.Number == number && letter.Position == position
                        select (CaseId?)letter.CaseId).FirstOrDefaultAsync(cancel);
        }
        else
        {
            switch (AccessCodeFormat.Check(typed, out _))
            {
                case CodeReading.Right:
                    id = await codes.Find(typed, cancel) is { } found && found.RoundId == round ? found.CaseId : null;
                    break;
                case CodeReading.WrongCheck:
                    return FieldworkProblems.WrongCode.Of(line);
                default:
                    return FieldworkProblems.NotALetter.Of(line, typed.Length > 40 ? typed[..40] + "…" : typed);
            }
        }

        return id is { } one && await store.Set<Case>().FirstOrDefaultAsync(@case => @case.Id == one, cancel) is { } @case
            ? @case
            : FieldworkProblems.NotInRound.Of(line);
    }
}
