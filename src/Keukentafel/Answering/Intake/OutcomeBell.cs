// Tells the carrier of outcomes that there may be something to carry, so that it need not look all the time.
namespace Keukentafel.Answering.Intake;

public sealed class OutcomeBell : IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is ringing already.
        }
    }

    public Task Heard(TimeSpan atMost, CancellationToken cancel) => bell.WaitAsync(atMost, cancel);

    public void Dispose() => bell.Dispose();
}
