// Adds a measurement to a study.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Questionnaires;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Studies;

public sealed class AddRound(WhoStore store, CurrentCaller caller, AuditTrail audit, ISecrets secrets, TimeProvider time)
{
    public async Task<Result<RoundId>> Handle(StudyId studyId, RoundPlan plan)
    {
        // A study that is being made in the same request is not in the database yet.
        var study = store.Set<Study>().Local.FirstOrDefault(study => study.Id == studyId)
            ?? await store.Set<Study>().FirstOrDefaultAsync(study => study.Id == studyId);
        if (study is null)
        {
            return StudyProblems.NoSuchStudy.Of();
        }

        var others = await store.Set<Round>().Where(round => round.StudyId == studyId).ToListAsync();
        if (plan.Check(study.Law, others, time.Today()) is { } problem)
        {
            return problem;
        }

        var round = new Round
        {
            Id = secrets.NewId<RoundId>(),
            OrganisationId = caller.Caller.Here,
            StudyId = studyId,
            Name = plan.Name,
            Year = plan.Year,
            Baseline = plan.Baseline,
            ClosesOn = plan.ClosesOn,
            Layout = plan.Layout,
            InstrumentId = plan.InstrumentId,
            InstrumentVersion = StandardInstruments.Find(plan.InstrumentId)!.Version,
        };
        store.Add(round);
        audit.Note("round.add", $"round:{round.Id}", $"Meting “{round.Name}” ({round.Year}) gemaakt met vragenlijst {round.InstrumentId}, versie {round.InstrumentVersion}.");
        return round.Id;
    }
}
