// Makes a study. Its first round follows with AddRound.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Studies;

public sealed record NewStudy(string Name, string Purpose, Law Law);

public sealed class AddStudy(WhoStore store, CurrentCaller caller, AuditTrail audit, ISecrets secrets, TimeProvider time)
{
    public async Task<Result<StudyId>> Handle(NewStudy request)
    {
        if (await store.Set<Study>().AnyAsync(study => study.Name == request.Name))
        {
            return StudyProblems.NameTaken.Of(request.Name).At("naam");
        }

        var study = new Study
        {
            Id = secrets.NewId<StudyId>(),
            OrganisationId = caller.Caller.Here,
            Name = request.Name,
            Purpose = request.Purpose,
            Law = request.Law,
            CreatedAt = time.Now(),
        };
        store.Add(study);
        audit.Note("study.add", $"study:{study.Id}", $"Onderzoek “{study.Name}” gemaakt.");
        return study.Id;
    }
}
