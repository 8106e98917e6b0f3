// Takes a draw back, as long as nobody was written to: the cases and codes go, and the round can be drawn anew.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Sampling;

public sealed class UndoDraw(WhoStore store, IEnumerable<DrawFollower> followers, AuditTrail audit)
{
    public async Task<Result<Done>> Handle(RoundId id, CancellationToken cancel = default)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == id, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (await store.Set<Draw>().FirstOrDefaultAsync(draw => draw.RoundId == id, cancel) is not { } draw)
        {
            return SamplingProblems.NoDrawOf(round);
        }

        foreach (var follower in followers)
        {
            if (await follower.Objection(round, cancel) is { } objection)
            {
                return objection;
            }
        }

        foreach (var follower in followers)
        {
            await follower.TakenBack(round, cancel);
        }

        round.TakeBackDraw();
        store.Remove(draw);
        audit.Note("sampling.undo", $"round:{round.Id}", $"Trekking ongedaan gemaakt; zaad was {draw.Seed}.");
        return Done.It;
    }
}
