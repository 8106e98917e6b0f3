// Reads studies for their pages: the overview with the next step of each, and one study with the road of its rounds.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Studies;

/// <summary>A step of a round's road as it stands now.</summary>
public sealed record RoadStep(StudyStep Step, StepNow Now);

/// <summary>A round and its road, in the order of the work.</summary>
public sealed record RoundRoad(Round Round, IReadOnlyList<RoadStep> Steps)
{
    /// <summary>What has to be done first: the first step that can be done now and is not done.</summary>
    public RoadStep? Next => Steps.FirstOrDefault(step => step.Now.State is StepState.Ready or StepState.Busy);
}

/// <summary>A study in the overview, with its newest round; null while it has none.</summary>
public sealed record StudyGlance(Study Study, RoundRoad? Newest, int Rounds);

/// <summary>A round in which there is something to do or to read for somebody who does not see studies, with those steps alone.</summary>
public sealed record RoundForMe(Study Study, RoundRoad Road);

/// <summary>A study with all its rounds, newest first.</summary>
public sealed record StudyView(Study Study, IReadOnlyList<RoundRoad> Rounds);

public sealed class SeeStudies(WhoStore store, IEnumerable<StudyStep> steps)
{
    public async Task<IReadOnlyList<StudyGlance>> All(CancellationToken cancel = default)
    {
        var studies = await store.Set<Study>().OrderByDescending(study => study.CreatedAt).ThenBy(study => study.Id).ToListAsync(cancel);
        var rounds = (await store.Set<Round>().ToListAsync(cancel)).ToLookup(round => round.StudyId);
        var glances = new List<StudyGlance>();
        foreach (var study in studies)
        {
            var newest = Newest(rounds[study.Id]).FirstOrDefault();
            glances.Add(new StudyGlance(study, newest is null ? null : await Road(newest, cancel), rounds[study.Id].Count()));
        }

        return glances;
    }

    /// <summary>What a caller with few rights can do or read, in which rounds.</summary>
    public async Task<IReadOnlyList<RoundForMe>> For(Caller caller, CancellationToken cancel = default)
    {
        var studies = await store.Set<Study>().ToDictionaryAsync(study => study.Id, cancel);
        var rounds = new List<RoundForMe>();
        foreach (var round in Newest(await store.Set<Round>().ToListAsync(cancel)))
        {
            var open = (await Road(round, cancel)).Steps.Where(step => step.Now.Act is not null && caller.May(step.Step.Right)).ToList();
            if (open.Count > 0)
            {
                rounds.Add(new RoundForMe(studies[round.StudyId], new RoundRoad(round, open)));
            }
        }

        return rounds;
    }

    public async Task<Result<StudyView>> One(StudyId id, CancellationToken cancel = default)
    {
        if (await store.Set<Study>().FirstOrDefaultAsync(study => study.Id == id, cancel) is not { } study)
        {
            return StudyProblems.NoSuchStudy.Of();
        }

        var roads = new List<RoundRoad>();
        foreach (var round in Newest(await store.Set<Round>().Where(round => round.StudyId == id).ToListAsync(cancel)))
        {
            roads.Add(await Road(round, cancel));
        }

        return new StudyView(study, roads);
    }

    /// <summary>A round of this study, with its study.</summary>
    public async Task<Result<(Study Study, Round Round)>> Round(StudyId studyId, RoundId id, CancellationToken cancel = default)
    {
        var study = await store.Set<Study>().FirstOrDefaultAsync(study => study.Id == studyId, cancel);
        var round = await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == id && round.StudyId == studyId, cancel);
        return study is null ? StudyProblems.NoSuchStudy.Of() : round is null ? StudyProblems.NoSuchRound.Of() : (study, round);
    }

    private async Task<RoundRoad> Road(Round round, CancellationToken cancel)
    {
        var road = new List<RoadStep>();
        foreach (var step in steps.OrderBy(step => step.Order))
        {
            if (await step.Of(round, cancel) is { State: not StepState.NotNeeded } now)
            {
                road.Add(new RoadStep(step, now));
            }
        }

        return new RoundRoad(round, road);
    }

    private static IEnumerable<Round> Newest(IEnumerable<Round> rounds) =>
        rounds.OrderByDescending(round => round.Year).ThenByDescending(round => round.Name, StringComparer.Ordinal);
}
