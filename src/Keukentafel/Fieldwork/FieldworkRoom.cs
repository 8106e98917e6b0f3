// Fieldwork: cases and their codes, letters, outcomes.
using Keukentafel.Foundation;
using Keukentafel.Sampling;

namespace Keukentafel.Fieldwork;

public sealed class FieldworkRoom : Room
{
    public override void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<AccessCodes>();
        services.AddScoped<Cases>();
        services.AddScoped<DrawFollower, MakeCases>();
    }
}
