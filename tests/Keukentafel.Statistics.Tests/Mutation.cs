// Whether scripts/mutation tries faults one by one: then what takes seconds is left out, because it would run for every fault.
namespace Keukentafel.Statistics.Tests;

public static class Mutation
{
    public static bool IsNotRunning => Environment.GetEnvironmentVariable("KEUKENTAFEL_MUTATION") is null;
}
