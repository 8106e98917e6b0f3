// Asks again for work that was given up: the check, or an import that stands half-way.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register.Import;

public sealed class TryAgain(WhoStore store, SeeDeliveries see, AskForWork work, AuditTrail audit)
{
    public async Task<Result<Done>> Handle(DeliveryId id)
    {
        var view = await see.One(id);
        if (!view.Ok)
        {
            return view.Problem;
        }

        if (!view.Value.IsStuck)
        {
            return RegisterProblems.NothingStuck.Of(view.Value.Delivery.FileName);
        }

        var delivery = await store.Set<Delivery>().FirstAsync(delivery => delivery.Id == id);
        if (delivery.Status == DeliveryStatus.Importing)
        {
            work.Import(delivery);
        }
        else
        {
            work.Check(delivery);
        }

        audit.Note("register.again", $"delivery:{id}", $"Werk aan “{delivery.FileName}” opnieuw gevraagd.");
        return Done.It;
    }
}
