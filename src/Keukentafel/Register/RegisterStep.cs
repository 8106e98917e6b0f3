// The first step on the road of a round: its register is here, and it is chosen what of it is used.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register;

public sealed class RegisterStep(WhoStore store) : StudyStep
{
    public const string PagePath = "/register";

    public override int Order => RegisterRoom.Number;

    public override string Title => "Register";

    public override string Path => PagePath;

    public override Right Right => Right.StudyChange;

    public override async Task<StepNow> Of(Round round, CancellationToken cancel)
    {
        if (round.DeliveryId is { } chosen)
        {
            var delivery = await store.Set<Delivery>().AsNoTracking().FirstAsync(delivery => delivery.Id == new DeliveryId(chosen), cancel);
            return new StepNow(
                StepState.Done,
                string.Create(Dutch.Culture, $"{delivery.FileName}: {delivery.Clients:N0} cliënten, van wie er {delivery.Clients - delivery.NoContact:N0} benaderd mogen worden."),
                round.Status == RoundStatus.Planned ? "Bekijk of wijzig de keuze" : "Bekijk de keuze");
        }

        return await store.Set<Delivery>().AnyAsync(delivery => delivery.Status == DeliveryStatus.Imported, cancel)
            ? new StepNow(StepState.Ready, "Kies het register en wat u ervan gebruikt.", "Kies het register")
            : new StepNow(StepState.Ready, "Er is nog geen register. Wie het veldwerk doet, leest het bestand met cliënten in.", "Kies het register");
    }
}
