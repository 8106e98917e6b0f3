// Changes what a study is called and what it is for.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Studies;

public sealed record StudyChange(StudyId Study, string Name, string Purpose);

public sealed class ChangeStudy(WhoStore store, AuditTrail audit)
{
    public async Task<Result<Done>> Handle(StudyChange request)
    {
        if (await store.Set<Study>().FirstOrDefaultAsync(study => study.Id == request.Study) is not { } study)
        {
            return StudyProblems.NoSuchStudy.Of();
        }

        if (await store.Set<Study>().AnyAsync(other => other.Id != request.Study && other.Name == request.Name))
        {
            return StudyProblems.NameTaken.Of(request.Name).At("naam");
        }

        (study.Name, study.Purpose) = (request.Name, request.Purpose);
        audit.Note("study.change", $"study:{study.Id}", $"Naam en doel: “{study.Name}”.");
        return Done.It;
    }
}
