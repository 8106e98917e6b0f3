// All fixtures of a folder, in the order of their names.
namespace Keukentafel.Tools.ReferenceCheck;

internal enum Verdict { Passed, Failed, Skipped }

internal sealed record CaseResult(string Fixture, string Case, Verdict Verdict, string Detail);

internal static class ReferenceFolder
{
    public static IEnumerable<CaseResult> Run(string folder) =>
        Directory.GetFiles(Path.Combine(folder, "expected"), "*.json").Order(StringComparer.Ordinal).SelectMany(file => new Fixture(folder, file).Run());
}
