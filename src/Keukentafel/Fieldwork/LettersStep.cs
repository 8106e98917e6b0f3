// Letters and response as a step on the road of a round.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

public sealed class LettersStep(WhoStore store, SeeFieldwork fieldwork) : StudyStep
{
    public const string Address = "/veldwerk";

    public override int Order => 6;

    public override string Title => "Brieven en respons";

    public override string Path => Address;

    public override async Task<StepNow> Of(Round round, CancellationToken cancel)
    {
        if (round.Status == RoundStatus.Planned)
        {
            return new StepNow(StepState.Later, "Trek eerst de steekproef.", Act: null);
        }

        var counts = await fieldwork.Counts(round.Id, cancel);
        var told = string.Create(Dutch.Culture, $"{counts.Sent:N0} deelnemers aangeschreven, {counts.Answered:N0} bruikbaar ingevuld.");
        if (round.Status == RoundStatus.Closed)
        {
            return new StepNow(StepState.Done, told, "Bekijk het veldwerk");
        }

        if (counts.Sent > 0)
        {
            return new StepNow(StepState.Busy, told, "Naar het veldwerk");
        }

        return await store.Set<LetterBatch>().AnyAsync(batch => batch.RoundId == round.Id, cancel)
            ? new StepNow(StepState.Busy, "De brieven liggen klaar om te controleren en vrij te geven.", "Naar het veldwerk")
            : new StepNow(StepState.Ready, "Lees de brief na en maak de brieven.", "Maak de brieven");
    }
}
