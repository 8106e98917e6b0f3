// Answers from elsewhere as a place on the road of a round: an alternative for those who did the fieldwork outside this program.
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Results.Import;

public sealed class ImportStep(WhoStore store) : StudyStep
{
    public override int Order => 10;

    public override string Title => "Antwoorden van elders";

    public override string Path => ImportPages.Path;

    public override Right Right => Right.Enter;

    public override async Task<StepNow> Of(Round round, CancellationToken cancel)
    {
        if (round.Status == RoundStatus.Planned)
        {
            return round.DeliveryId is null
                ? new StepNow(StepState.Later, "Alleen als het veldwerk buiten Keukentafel is gedaan.", Act: null)
                : new StepNow(StepState.Later, "Is het veldwerk buiten Keukentafel gedaan? Dan kunt u de antwoorden hier inlezen, zonder steekproef en brieven.", "Lees antwoorden in");
        }

        var imported = round.Status == RoundStatus.Closed && !await store.Set<Sampling.Draw>().AnyAsync(draw => draw.RoundId == round.Id, cancel);
        return imported ? new StepNow(StepState.Done, "De antwoorden zijn ingelezen.", "Bekijk wat er is ingelezen") : new StepNow(StepState.NotNeeded, "", Act: null);
    }
}
