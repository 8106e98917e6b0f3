// The library against other software: every reference case, at the tolerance that it states.
using Keukentafel.Tools.ReferenceCheck;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class ReferenceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Reference");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(Folder, "expected"), "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Agrees_with_other_software(string file)
    {
        var results = new Fixture(Folder, Path.Combine(Folder, "expected", file)).Run().ToArray();
        Assert.Empty(results.Where(result => result.Verdict != Verdict.Passed).Select(result => $"{result.Case}: {result.Detail}"));
        Assert.NotEmpty(results);
    }
}
