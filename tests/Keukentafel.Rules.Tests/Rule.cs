// A rule holds when nothing breaks it; otherwise it names everything that does, not only the first.
using Xunit;

namespace Keukentafel.Rules.Tests;

internal static class Rule
{
    public static void Holds(IEnumerable<string?> breaches)
    {
        var all = breaches.ToList();
        Assert.True(all.Count == 0, $"{all.Count} breaches:\n  {string.Join("\n  ", all)}");
    }
}
