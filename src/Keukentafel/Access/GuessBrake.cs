// Slows down whoever guesses: counts failures per network address and per mail address, whether an account has that address or not.
// It forgets after a quarter of an hour and at a restart; the lock of an existing account is kept in the store.
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Keukentafel.Foundation;

namespace Keukentafel.Access;

public sealed class GuessBrake(TimeProvider time)
{
    /// <summary>Kinds of what is counted: the address that requests come from, and the mail address that is tried.</summary>
    public const string Network = "network";
    public const string Mail = "mail";

    public const int PerNetwork = 50;
    public const int PerMailAddress = 5;
    private const int MaxRemembered = 100_000;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, Failures> remembered = new(StringComparer.Ordinal);

    public bool Stops(string kind, string who, int limit) =>
        remembered.TryGetValue(Key(kind, who), out var failures) && failures.Since + Window > time.Now() && failures.Count >= limit;

    public void Failed(string kind, string who)
    {
        var now = time.Now();
        if (remembered.Count >= MaxRemembered)
        {
            foreach (var (old, _) in remembered.Where(pair => pair.Value.Since + Window <= now))
            {
                remembered.TryRemove(old, out var _);
            }
        }

        var key = Key(kind, who);
        if (remembered.Count >= MaxRemembered && !remembered.ContainsKey(key))
        {
            return;
        }

        remembered.AddOrUpdate(
            key,
            _ => new Failures(1, now),
            (_, before) => before.Since + Window > now ? before with { Count = before.Count + 1 } : new Failures(1, now));
    }

    public void Forget(string kind, string who) => remembered.TryRemove(Key(kind, who), out _);

    /// <summary>Addresses are not kept in memory as they are.</summary>
    private static string Key(string kind, string who) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{who}")));

    private readonly record struct Failures(int Count, DateTime Since);
}
