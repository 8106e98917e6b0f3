// A room of the house: a feature with everything in it. Program.cs lists the rooms in the order of the work; a room may use those before it, never one after it.
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Foundation;

public abstract class Room
{
    public virtual void Services(IServiceCollection services, Settings settings)
    {
    }

    public virtual void Routes(RoomRoutes routes)
    {
    }

    /// <summary>What the room writes into the audit, in the words of its reader.</summary>
    protected static void Name(IServiceCollection services, params IEnumerable<AuditAct> acts)
    {
        foreach (var act in acts)
        {
            services.AddSingleton(act);
        }
    }
}
