// Changes a round. Once its sample is drawn only its name and last day can still move.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Questionnaires;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Studies;

public sealed class ChangeRound(WhoStore store, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<Done>> Handle(RoundId id, RoundPlan plan)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == id) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (round.Status == RoundStatus.Closed)
        {
            return StudyProblems.ClosedAlready.Of(round.Name);
        }

        if ((round.Status != RoundStatus.Planned && (plan.Year, plan.Baseline, plan.InstrumentId) != (round.Year, round.Baseline, round.InstrumentId))
            || (round.Status == RoundStatus.Open && plan.Layout != RoundPlan.Of(round).Layout))
        {
            return StudyProblems.FixedAfterDraw.Of(round.Name);
        }

        var study = await store.Set<Study>().FirstAsync(study => study.Id == round.StudyId);
        var others = await store.Set<Round>().Where(other => other.StudyId == round.StudyId && other.Id != id).ToListAsync();
        if (plan.Check(study.Law, others, time.Today()) is { } problem)
        {
            return problem;
        }

        (round.Name, round.Year, round.Baseline, round.ClosesOn, round.Layout) = (plan.Name, plan.Year, plan.Baseline, plan.ClosesOn, plan.Layout);
        if (round.InstrumentId != plan.InstrumentId)
        {
            (round.InstrumentId, round.InstrumentVersion) = (plan.InstrumentId, StandardInstruments.Find(plan.InstrumentId)!.Version);
        }

        audit.Note("round.change", $"round:{round.Id}", string.Create(Dutch.Culture, $"Naam “{round.Name}”, jaar {round.Year}, laatste dag {(round.ClosesOn is { } day ? day.ToString("d MMMM yyyy", Dutch.Culture) : "nog niet gekozen")}."));
        return Done.It;
    }
}
