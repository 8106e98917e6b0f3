// Slows down whoever guesses: counts failures per network address and per mail address, whether an account has that address or not.
// It forgets after a quarter of an hour and at a restart; the lock of an existing account is kept in the store. Each kind has a table of its own, and when one
// is full its oldest row goes, so that nobody switches the brake off by filling it.
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Keukentafel.Foundation;

namespace Keukentafel.Access;

public sealed class GuessBrake(TimeProvider time, int most = GuessBrake.MaxRemembered)
{
    /// <summary>Kinds of what is counted: the address that requests come from, and the mail address that is tried.</summary>
    public const string Network = "network";
    public const string Mail = "mail";

    public const int PerNetwork = 50;
    public const int PerMailAddress = 5;
    private const int MaxRemembered = 100_000;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, RecentRows<string, Failures>> kinds = new(StringComparer.Ordinal);

    public bool Stops(string kind, string who, int limit)
    {
        var rows = Rows(kind);
        lock (rows)
        {
            return rows.TryGet(Key(who), out var failures) && failures.Count >= limit;
        }
    }

    public void Failed(string kind, string who) => Takes(kind, who, int.MaxValue);

    /// <summary>Counts one more, unless this one is stopped already: then nothing is noted, and the answer is no.</summary>
    public bool Takes(string kind, string who, int limit)
    {
        var rows = Rows(kind);
        var key = Key(who);
        lock (rows)
        {
            if (!rows.TryGet(key, out var failures))
            {
                rows.Put(key, failures = new Failures());
            }

            if (failures.Count >= limit)
            {
                return false;
            }

            failures.Count++;
            return true;
        }
    }

    public void Forget(string kind, string who)
    {
        var rows = Rows(kind);
        lock (rows)
        {
            rows.Remove(Key(who));
        }
    }

    private RecentRows<string, Failures> Rows(string kind) => kinds.GetOrAdd(kind, _ => new RecentRows<string, Failures>(most, Window, time));

    /// <summary>Addresses are not kept in memory as they are.</summary>
    private static string Key(string who) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(who)));

    private sealed class Failures
    {
        public int Count { get; set; }
    }
}
