// A room of the house: a feature with everything in it. Program.cs lists the rooms in the order of the work; a room may use those before it, never one after it.
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
}
