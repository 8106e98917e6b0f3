// Thousands of findings on one page help nobody: they are counted per kind, with the first rows of each. The full list is a file.
using System.Text.Json;
using Keukentafel.Foundation;

namespace Keukentafel.Register.Import;

/// <summary>One kind of finding in a file: how often, and where first.</summary>
public sealed record FoundKind(string Code, bool IsError, int Count, IReadOnlyList<FoundPlace> First);

public sealed record FoundPlace(int? Row, string? Column, string Text, string Remedy);

/// <summary>What a check found, kept with the delivery. Holds no contact data.</summary>
public sealed record CheckOutcome(int Rows, int Clients, int NoContact, IReadOnlyList<FoundKind> Kinds)
{
    public int Errors => Kinds.Where(kind => kind.IsError).Sum(kind => kind.Count);

    public int Warnings => Kinds.Where(kind => !kind.IsError).Sum(kind => kind.Count);

    public string Json() => JsonSerializer.Serialize(this);

    public static CheckOutcome? Of(Delivery delivery) => delivery.Findings.Length == 0 ? null : JsonSerializer.Deserialize<CheckOutcome>(delivery.Findings);
}

public sealed class FindingTally
{
    public const int FirstPlaces = 10;

    private readonly Dictionary<string, (bool IsError, int Count, List<FoundPlace> First)> kinds = new(StringComparer.Ordinal);

    public void Add(Finding finding)
    {
        var (isError, count, first) = kinds.TryGetValue(finding.Code, out var known) ? known : (finding.IsError, 0, []);
        if (first.Count < FirstPlaces)
        {
            first.Add(new FoundPlace(finding.Row, finding.Column, finding.Text, finding.Remedy));
        }

        kinds[finding.Code] = (isError, count + 1, first);
    }

    /// <summary>Errors first, then what occurs most.</summary>
    public IReadOnlyList<FoundKind> Kinds => kinds
        .Select(pair => new FoundKind(pair.Key, pair.Value.IsError, pair.Value.Count, pair.Value.First))
        .OrderByDescending(kind => kind.IsError).ThenByDescending(kind => kind.Count).ThenBy(kind => kind.Code, StringComparer.Ordinal)
        .ToList();
}
