// Slows down whoever tries codes. Only codes that look right and do not exist count; a typing mistake is caught by the check sign and costs nothing.
// After thirty failures within an hour, each next wrong code of that address is held up, and so many at once at most; more are sent away with "too many".
// Every code is looked up, and a right one is answered at once: a whole care home behind one address is never kept waiting, whoever floods the door.
// The count is kept per node and in memory: with n nodes an address has n times as many tries, which against 51 bits of chance makes no difference.
using System.Net;
using System.Net.Sockets;
using Keukentafel.Foundation;

namespace Keukentafel.Answering;

public sealed class Guessing(TimeProvider time, int most = Guessing.MaxRemembered)
{
    public const int FreeFailures = 30;

    /// <summary>How many wrong answers of a stopped address are held up at once, each for <see cref="Wait"/>; connections are not held for a flood.</summary>
    public const int Places = 8;
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    private const int MaxRemembered = 50_000;
    private readonly Lock guard = new();
    private readonly RecentRows<IPAddress, Failures> addresses = new(most, Window, time);

    /// <summary>
    /// A try of a code that looks right. <paramref name="lookUp"/> finds what belongs to it, or null. Stopped means that the address has had its free tries; the
    /// wrong answer has then been held up, unless too many are already.
    /// </summary>
    public async Task<(T? Found, bool Stopped)> Try<T>(IPAddress? from, Func<Task<T?>> lookUp, CancellationToken cancel = default) where T : class
    {
        if (await lookUp() is { } found)
        {
            return (found, false);
        }

        var (stopped, place) = Failed(Network(from ?? IPAddress.None));
        if (place is null)
        {
            return (null, stopped);
        }

        try
        {
            await Task.Delay(Wait, time, cancel);
        }
        finally
        {
            lock (guard)
            {
                place.Waiting--;
            }
        }

        return (null, true);
    }

    /// <summary>Notes a code that does not exist: whether the address has had its free tries, and its place to wait when there is one.</summary>
    private (bool Stopped, Failures? Place) Failed(IPAddress address)
    {
        lock (guard)
        {
            if (!addresses.TryGet(address, out var failures))
            {
                addresses.Put(address, failures = new Failures());
            }

            if (++failures.Count <= FreeFailures)
            {
                return (false, null);
            }

            if (failures.Waiting >= Places)
            {
                return (true, null);
            }

            failures.Waiting++;
            return (true, failures);
        }
    }

    /// <summary>One subscriber: a whole /64 on IPv6, because anybody has that many addresses.</summary>
    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes);
    }

    private sealed class Failures
    {
        public int Count { get; set; }

        public int Waiting { get; set; }
    }
}
