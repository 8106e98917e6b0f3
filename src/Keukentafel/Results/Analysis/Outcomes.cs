// AAPOR outcomes as counts: which group a code belongs to.
using Keukentafel.Statistics.Fieldwork;

namespace Keukentafel.Results.Analysis;

public static class Outcomes
{
    public static bool IsNotEligible(string outcome) => outcome.StartsWith("4.", StringComparison.Ordinal);

    /// <summary>Whether the answers of such a case are used: complete or partial.</summary>
    public static bool IsUsable(string outcome) => outcome is "1.1" or "1.2";

    public static OutcomeCounts Count(IReadOnlyList<CaseCell> cases)
    {
        var counts = OutcomeCounts.None;
        foreach (var cell in cases)
        {
            counts += cell.Outcome switch
            {
                "1.1" => OutcomeCounts.None with { Complete = cell.Cases },
                "1.2" => OutcomeCounts.None with { Partial = cell.Cases },
                ['2', '.', '1', ..] => OutcomeCounts.None with { Refusal = cell.Cases },
                ['2', '.', '2', ..] => OutcomeCounts.None with { NonContact = cell.Cases },
                ['2', '.', '3', ..] => OutcomeCounts.None with { Other = cell.Cases },
                ['3', '.', ..] => OutcomeCounts.None with { Unknown = cell.Cases },
                ['4', '.', ..] => OutcomeCounts.None with { NotEligible = cell.Cases },
                _ => throw new ArgumentException($"'{cell.Outcome}' is not an AAPOR outcome.", nameof(cases)),
            };
        }

        return counts;
    }
}
