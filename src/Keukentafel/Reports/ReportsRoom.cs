// The report and the tables: what a round found, written for people and for other programs.
using Keukentafel.Foundation;

namespace Keukentafel.Reports;

public sealed class ReportsRoom : Room
{
    public override void Services(IServiceCollection services, Settings settings) => services.AddSingleton<WriteReport>();
}
