// A clock that stands still until the test moves it. Timers run on real time, so that workers go on.
namespace Keukentafel.Tests.World;

public sealed class TestTime : TimeProvider
{
    private TimeSpan shift;
    private DateTimeOffset start = new(2025, 3, 3, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => start + shift;

    public void Advance(TimeSpan by) => shift += by;

    public void Set(DateTimeOffset now) => (start, shift) = (now, TimeSpan.Zero);
}
