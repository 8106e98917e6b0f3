// Draws a sample again from what was kept, and compares. Nobody has to take our word for it that the draw was by chance.
using Keukentafel.Foundation;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Sampling;

/// <param name="SameFrame">The frame that was kept has the hash that was noted at the draw.</param>
/// <param name="SameSample">The seed gives the same clients again.</param>
/// <param name="NoContactSince">Clients of the frame who since asked, or for whom it was asked, not to be written to.</param>
public sealed record RepeatedDraw(Round Round, Draw Draw, int Population, int Sampled, bool SameFrame, bool SameSample, int NoContactSince);

public sealed class RepeatDraw(WhoStore store)
{
    public async Task<Result<RepeatedDraw>> Handle(RoundId id, CancellationToken cancel = default)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == id, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (await store.Set<Draw>().FirstOrDefaultAsync(draw => draw.RoundId == id, cancel) is not { } draw)
        {
            return SamplingProblems.NoDrawOf(round);
        }

        if (draw.Method != Draw.CurrentMethod)
        {
            return SamplingProblems.OtherMethod.Of(draw.Method);
        }

        var strata = (await store.Set<DrawnStratum>().Where(stratum => stratum.DrawId == draw.Id).ToListAsync(cancel))
            .OrderBy(stratum => stratum.Values, StringComparer.Ordinal).ToList();
        var kept = await store.Set<DrawnFrame>().FirstAsync(frame => frame.DrawId == draw.Id, cancel);
        var frame = SampleFrame.From(kept.Members, strata.Select(stratum => (stratum.Values, stratum.Population)));
        var again = DrawSample.Select(frame, strata.ConvertAll(stratum => stratum.Sampled).ToArray(), draw.Seed);
        var delivery = new DeliveryId(round.DeliveryId ?? Guid.Empty);
        var silent = (await store.Set<Client>().Where(client => client.DeliveryId == delivery && client.NoContact).Select(client => client.Id).ToListAsync(cancel)).ToHashSet();
        return new RepeatedDraw(
            round, draw, frame.Population, again.Length,
            SameFrame: frame.Hash == draw.FrameHash,
            SameSample: DrawSample.Marks(frame.Population, again).AsSpan().SequenceEqual(kept.Selected),
            NoContactSince: frame.Clients.Count(silent.Contains));
    }
}
