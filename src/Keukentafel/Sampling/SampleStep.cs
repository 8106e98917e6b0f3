// The sample as a step on the road of a round.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Sampling;

public sealed class SampleStep(WhoStore store) : StudyStep
{
    public const string Address = "/steekproef";

    public override int Order => 5;

    public override string Title => "Steekproef";

    public override string Path => Address;

    public override async Task<StepNow> Of(Round round, CancellationToken cancel)
    {
        if (await store.Set<Draw>().FirstOrDefaultAsync(draw => draw.RoundId == round.Id, cancel) is { } draw)
        {
            var sizes = await store.Set<DrawnStratum>().Where(stratum => stratum.DrawId == draw.Id)
                .GroupBy(_ => 1).Select(all => new { Population = all.Sum(one => one.Population), Sampled = all.Sum(one => one.Sampled) }).FirstAsync(cancel);
            return new StepNow(StepState.Done, string.Create(Dutch.Culture, $"{sizes.Sampled:N0} van de {sizes.Population:N0} cliënten getrokken op {Clock.Local(draw.DrawnAt):d MMMM yyyy}."), "Bekijk de steekproef");
        }

        return round switch
        {
            { Status: not RoundStatus.Planned } => new StepNow(StepState.Done, "De deelnemers zijn ingelezen.", Act: null),
            { DeliveryId: null } => new StepNow(StepState.Later, "Kies eerst het register.", Act: null),
            _ => new StepNow(StepState.Ready, "Bepaal hoeveel brieven nodig zijn en trek de steekproef.", "Plan de steekproef"),
        };
    }
}
