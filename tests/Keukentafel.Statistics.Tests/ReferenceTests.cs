// The library against other software: every reference case, at the tolerance that it states.
using System.Text.Json;
using Keukentafel.Tools.ReferenceCheck;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class ReferenceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Reference");

    public static TheoryData<string> Files =>
    [
        .. Directory.GetFiles(Path.Combine(Folder, "expected"), "*.json").Where(file => Mutation.IsNotRunning || IsSmall(file)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Agrees_with_other_software(string file)
    {
        var results = new Fixture(Folder, Path.Combine(Folder, "expected", file)).Run().ToArray();
        Assert.Empty(results.Where(result => result.Verdict != Verdict.Passed).Select(result => $"{result.Case}: {result.Detail}"));
        Assert.NotEmpty(results);
    }

    private static bool IsSmall(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return !json.RootElement.TryGetProperty("data", out var data) || data.EnumerateObject().All(table => table.Value.GetProperty("rows").GetInt32() < 10_000);
    }
}
