// Findings as they come up: all of them, in the order of the files and their rows.
using System.Collections;
using Keukentafel.Foundation;

namespace Keukentafel.Results.Files;

public sealed class FindingList : IReadOnlyCollection<Finding>
{
    private readonly List<Finding> findings = [];

    public int Count => findings.Count;

    public bool HasErrors { get; private set; }

    public void Add(Finding finding)
    {
        findings.Add(finding);
        HasErrors |= finding.IsError;
    }

    /// <summary>Per file in the order in which the files came up, and within a file by row; what belongs to the file as a whole goes first.</summary>
    public IReadOnlyList<Finding> InOrder()
    {
        var files = findings.Select(finding => finding.File ?? "").Distinct(StringComparer.Ordinal).ToList();
        return findings.OrderBy(finding => files.IndexOf(finding.File ?? "")).ThenBy(finding => finding.Row ?? 0).ToList();
    }

    public IEnumerator<Finding> GetEnumerator() => findings.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
