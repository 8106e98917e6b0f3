// Slows down whoever tries codes. Only codes that look right and do not exist count; a typing mistake is caught by the check sign and costs nothing.
// After thirty failures within an hour, an address waits for its next wrong answers. A right code is answered before anything is counted, so a whole
// care home behind one address is never kept waiting. The count is kept per node and in memory: with n nodes an address has n times thirty tries,
// which against 51 bits of chance makes no difference.
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Keukentafel.Foundation;

namespace Keukentafel.Answering;

public sealed class Guessing(TimeProvider time)
{
    public const int FreeFailures = 30;
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private const int MaxAddresses = 50_000;
    private const int MaxWaitingPerAddress = 4;
    private readonly ConcurrentDictionary<IPAddress, Failures> addresses = new();
    private DateTime swept;

    /// <summary>Notes a code that does not exist. True when the address has had its free tries; the answer has then been held up.</summary>
    public async Task<bool> Failed(IPAddress? from, CancellationToken cancel = default)
    {
        var address = Network(from ?? IPAddress.None);
        var now = time.Now();
        Forget(now);
        var failures = addresses.GetOrAdd(address, _ => new Failures(now));
        lock (failures)
        {
            if (now - failures.Since > Window)
            {
                (failures.Since, failures.Count) = (now, 0);
            }

            if (++failures.Count <= FreeFailures)
            {
                return false;
            }

            // Whoever sends many at once is refused without holding the server's connections.
            if (failures.Waiting >= MaxWaitingPerAddress)
            {
                return true;
            }

            failures.Waiting++;
        }

        try
        {
            await Task.Delay(Wait, time, cancel);
        }
        finally
        {
            lock (failures)
            {
                failures.Waiting--;
            }
        }

        return true;
    }

    /// <summary>Keeps no address longer than it needs, and never so many that somebody could fill the memory.</summary>
    private void Forget(DateTime now)
    {
        if (addresses.Count > MaxAddresses)
        {
            addresses.Clear();
        }

        if (now - swept < Window)
        {
            return;
        }

        swept = now;
        foreach (var (address, failures) in addresses)
        {
            if (now - failures.Since > Window)
            {
                addresses.TryRemove(address, out _);
            }
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

    private sealed class Failures(DateTime since)
    {
        public DateTime Since { get; set; } = since;
        public int Count { get; set; }
        public int Waiting { get; set; }
    }
}
