// Asks for the long work on a delivery, and remembers which was asked for last, so that its page can show how far it is.
using Keukentafel.Foundation.Jobs;

namespace Keukentafel.Register.Import;

/// <summary>What a job of this room is about.</summary>
public sealed record WorkOn(Guid Delivery)
{
    public DeliveryId Id => new(Delivery);
}

public sealed class AskForWork(JobDesk desk)
{
    public void Check(Delivery delivery) => Ask(delivery, CheckFile.KindName);

    public void Import(Delivery delivery) => Ask(delivery, ImportClients.KindName);

    public void Erase(Delivery delivery) => Ask(delivery, EraseClients.KindName);

    private void Ask(Delivery delivery, string kind) => delivery.JobId = desk.Ask(kind, new WorkOn(delivery.Id.Value)).Id;
}
