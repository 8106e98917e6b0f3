// The plan of a round's sample before it is drawn, or the sample as it was drawn.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Sampling;

/// <summary>What the page of the sample shows. Either the plan can be made (frame and plan), or <see cref="Refusal"/> says why not.</summary>
public sealed record PlanView(Round Round, PlanChoices Choices, IReadOnlyList<(string Name, int Population)> Strata, string FrameHash, SamplePlan? Plan, Problem? Refusal);

/// <summary>A sample as it was drawn. <see cref="Objection"/> says why it cannot be taken back any more.</summary>
public sealed record DrawnView(Round Round, Draw Draw, IReadOnlyList<DrawnStratum> Strata, Problem? Objection)
{
    public int Population => Strata.Sum(stratum => stratum.Population);

    public int Sampled => Strata.Sum(stratum => stratum.Sampled);
}

public sealed class PlanSample(WhoStore store, ReadFrame readFrame, IEnumerable<DrawFollower> followers)
{
    public async Task<Result<PlanView>> Plan(RoundId id, PlanChoices choices, CancellationToken cancel = default)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == id, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (round.Status != RoundStatus.Planned)
        {
            return SamplingProblems.AlreadyDrawn.Of();
        }

        var read = await readFrame.Handle(round, cancel);
        if (!read.Ok)
        {
            return new PlanView(round, choices, [], "", Plan: null, read.Problem);
        }

        var strata = read.Value.Strata.Select(stratum => (stratum.Name, stratum.Clients.Count)).ToList();
        if (choices.Allocation == AllocationKind.Own && choices.Own.Count == 0)
        {
            // The first time own numbers are chosen they start from everybody's share.
            var start = SamplePlan.Make(strata, choices with { Allocation = AllocationKind.Proportional });
            choices = choices with { Own = start.Ok ? start.Value.Strata.Select(stratum => (int?)stratum.Letters).ToList() : [] };
        }

        var plan = SamplePlan.Make(strata, choices);
        return new PlanView(round, choices, strata, read.Value.Hash, plan.Ok ? plan.Value : null, plan.Ok ? plan.Value.Check() : plan.Problem);
    }

    public async Task<Result<DrawnView>> Drawn(RoundId id, CancellationToken cancel = default)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == id, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (await store.Set<Draw>().FirstOrDefaultAsync(draw => draw.RoundId == id, cancel) is not { } draw)
        {
            return SamplingProblems.NoDrawOf(round);
        }

        var strata = await store.Set<DrawnStratum>().Where(stratum => stratum.DrawId == draw.Id).ToListAsync(cancel);
        Problem? objection = null;
        foreach (var follower in followers)
        {
            objection ??= await follower.Objection(round, cancel);
        }

        return new DrawnView(round, draw, strata.OrderBy(stratum => stratum.Values, StringComparer.Ordinal).ToList(), objection);
    }
}
