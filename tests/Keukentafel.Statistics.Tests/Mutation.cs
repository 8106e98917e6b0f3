// Whether scripts/mutation tries faults one by one: then what takes seconds is left out, because it would run for every fault.
using Xunit;

namespace Keukentafel.Statistics.Tests;

public static class Mutation
{
    public static bool IsNotRunning => Environment.GetEnvironmentVariable("KEUKENTAFEL_MUTATION") is null;

    /// <summary>First line of a test that is marked slow.</summary>
    public static void LeaveOut() => Assert.SkipUnless(IsNotRunning, "Slow tests are left out while scripts/mutation runs.");
}
