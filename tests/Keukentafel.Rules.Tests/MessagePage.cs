// Every refusal and finding that the program knows, found by reflection, and the page of the user guide that lists them.
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Keukentafel.Foundation;

namespace Keukentafel.Rules.Tests;

/// <summary>A kind with the field that holds it.</summary>
internal sealed record Message(FieldInfo Field, string Code, string Text, string? Remedy, string Sort)
{
    public string Name => $"{Field.DeclaringType!.Name}.{Field.Name}";
}

internal static class MessagePage
{
    public const string Path = "docs/handleiding/meldingen.md";

    public static IReadOnlyList<Message> All { get; } = typeof(Problem).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(field => !field.Name.Contains('<', StringComparison.Ordinal))
        .Select(field => field.FieldType == typeof(ProblemKind) ? OfProblem(field) : field.FieldType == typeof(FindingKind) ? OfFinding(field) : null)
        .OfType<Message>()
        .OrderBy(message => message.Code, StringComparer.Ordinal)
        .ToList();

    public static string Text()
    {
        var page = new StringBuilder();
        page.AppendLine("# Meldingen");
        page.AppendLine();
        page.AppendLine("Elke melding heeft een code die nooit van betekenis verandert. Noem die code als u om hulp vraagt. Op de plaats van … staat in het programma een naam, een getal of een plaats in uw bestand.");
        page.AppendLine();
        page.AppendLine("Deze bladzijde is gemaakt uit het programma zelf.");
        Section(page, "Weigeringen", "Het programma doet niet wat u vroeg, en er is niets half opgeslagen.", All.Where(message => message.Remedy is null), twoColumns: true);
        Section(page, "Fouten in een bestand of vragenlijst", "Eerst verbeteren; er is niets ingelezen.", All.Where(message => message.Sort == nameof(Severity.Error)), twoColumns: false);
        Section(page, "Waarschuwingen", "U kunt verder, maar kijk er even naar.", All.Where(message => message.Sort == nameof(Severity.Warning)), twoColumns: false);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Section(StringBuilder page, string title, string meaning, IEnumerable<Message> messages, bool twoColumns)
    {
        page.AppendLine().AppendLine($"## {title}").AppendLine().AppendLine(meaning).AppendLine();
        page.AppendLine(twoColumns ? "| code | melding |" : "| code | wat er is | wat u doet |");
        page.AppendLine(twoColumns ? "|---|---|" : "|---|---|---|");
        foreach (var message in messages)
        {
            page.AppendLine(twoColumns ? $"| `{message.Code}` | {Plain(message.Text)} |" : $"| `{message.Code}` | {Plain(message.Text)} | {Plain(message.Remedy!)} |");
        }
    }

    private static string Plain(string format) =>
        Regex.Replace(format, @"\{\d+(?:,[^}:]*)?(?::[^}]*)?\}", "…").Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ").Trim();

    private static Message OfProblem(FieldInfo field)
    {
        var kind = (ProblemKind)field.GetValue(null)!;
        return new Message(field, kind.Code, kind.Text, Remedy: null, kind.Sort.ToString());
    }

    private static Message OfFinding(FieldInfo field)
    {
        var kind = (FindingKind)field.GetValue(null)!;
        return new Message(field, kind.Code, kind.Text, kind.Remedy, kind.Severity.ToString());
    }
}
