// A clock for the demonstration: a year of fieldwork in a minute. It stands on the day that is played; timers run on real time.
namespace Keukentafel.Demo;

internal sealed class DemoTime(DateOnly day) : TimeProvider
{
    private long ticks = Noon(day);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void GoTo(DateOnly next) => Interlocked.Exchange(ref ticks, Noon(next));

    private static long Noon(DateOnly day) => day.ToDateTime(new TimeOnly(11, 0), DateTimeKind.Utc).Ticks;
}
