// Computes every reference case of a folder (schema stat-fixture/2) with Keukentafel.Statistics:
//   dotnet run -c Release --project tools/reference-check -- DIR
// One line per case that fails or is skipped, last `N passed, N failed, N skipped`; exit 1 when any failed, 2 when DIR is no such folder.
using System.Globalization;
using Keukentafel.Tools.ReferenceCheck;

if (args is not [var folder] || !Directory.Exists(Path.Combine(folder, "expected")))
{
    Console.Error.WriteLine("usage: reference-check DIR     (DIR holds data/ and expected/*.json of schema stat-fixture/2)");
    return 2;
}

var counts = new Dictionary<Verdict, int> { [Verdict.Passed] = 0, [Verdict.Failed] = 0, [Verdict.Skipped] = 0 };
foreach (var result in ReferenceFolder.Run(folder))
{
    counts[result.Verdict]++;
    if (result.Verdict != Verdict.Passed) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Verdict.ToString().ToUpperInvariant()} {result.Fixture} {result.Case}: {result.Detail}"));
}
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts[Verdict.Passed]} passed, {counts[Verdict.Failed]} failed, {counts[Verdict.Skipped]} skipped"));
return counts[Verdict.Failed] > 0 ? 1 : 0;
