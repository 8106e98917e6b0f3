// What a reader of the results should know, though it stands in no figure.
using Keukentafel.Foundation;

namespace Keukentafel.Results.Analysis;

public static class AnalysisFindings
{
    public static readonly FindingKind SilentGroup = new("analyse.groep-zwijgt", Severity.Warning,
        "Van de groep {0} ({1:N0} cliënten in het register) heeft niemand geantwoord; zij staat niet in de tabellen.", "Voeg haar samen met een groep die erop lijkt als zij mee moet tellen in de uitsplitsing.");

    public static IReadOnlyList<Finding> Of(AnalysisOutcome outcome) =>
        outcome.SilentGroups.Select(group => SilentGroup.At(file: null, row: null, group.Variable, group.Value, group.Clients)).ToList();
}
