// Slows down whoever tries codes. Only codes that look right and do not exist count; a typing mistake is caught by the check sign and costs nothing.
// After thirty failures within an hour, each next wrong code of that address is held up, and only so many at once: as long as they are, a code that nobody used
// here before is not looked up at all, because a quick answer to a right code would tell a flood of guesses which one it was. A right code is answered at once,
// and from then on always, so a whole care home behind one address goes on answering even while somebody in it floods the door. The count is kept per node and
// in memory: with n nodes an address has n times as many tries, which against 51 bits of chance makes no difference.
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Keukentafel.Foundation;

namespace Keukentafel.Answering;

public sealed class Guessing(TimeProvider time, int most = Guessing.MaxRemembered)
{
    public const int FreeFailures = 30;

    /// <summary>How many codes of a stopped address are tried at once; each wrong one keeps its place for <see cref="Wait"/>.</summary>
    public const int Places = 8;
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    private const int MaxRemembered = 50_000;
    private readonly Lock guard = new();
    private readonly RecentRows<IPAddress, Failures> addresses = new(most, Window, time);
    private readonly RecentRows<string, string> right = new(most, Window, time);

    /// <summary>
    /// A try of a code that looks right. <paramref name="lookUp"/> finds what belongs to it, or null. Stopped means that the address has had its free tries; a wrong
    /// answer has then been held up, or the code was not looked up.
    /// </summary>
    public async Task<(T? Found, bool Stopped)> Try<T>(IPAddress? from, string code, Func<Task<T?>> lookUp, CancellationToken cancel = default) where T : class
    {
        var address = Network(from ?? IPAddress.None);
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
        Failures? held;
        lock (guard)
        {
            held = right.TryGet(name, out _) || !addresses.TryGet(address, out var failures) || failures.Count < FreeFailures ? null : failures;
            if (held?.Trying >= Places)
            {
                return (null, true);
            }

            if (held is not null)
            {
                held.Trying++;
            }
        }

        try
        {
            if (await lookUp() is { } found)
            {
                lock (guard)
                {
                    right.Put(name, name);
                }

                return (found, false);
            }

            var stopped = Failed(address);
            if (stopped)
            {
                await Task.Delay(Wait, time, cancel);
            }

            return (null, stopped);
        }
        finally
        {
            lock (guard)
            {
                if (held is not null)
                {
                    held.Trying--;
                }
            }
        }
    }

    /// <summary>Notes a code that does not exist. True when the address has had its free tries.</summary>
    private bool Failed(IPAddress address)
    {
        lock (guard)
        {
            if (!addresses.TryGet(address, out var failures))
            {
                addresses.Put(address, failures = new Failures());
            }

            return ++failures.Count > FreeFailures;
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

        public int Trying { get; set; }
    }
}
