// The text of a letter as people write it: paragraphs with an empty line between, "# " for a heading, "- " for items, {names} that are filled in.
// Kept so small that a letter stays a letter; what it does not know is a finding.
using System.Text.RegularExpressions;
using Keukentafel.Foundation;

namespace Keukentafel.Fieldwork;

/// <summary>A piece of a letter, in order.</summary>
public abstract record LetterBlock
{
    private LetterBlock()
    {
    }

    public sealed record Heading(string Text) : LetterBlock;

    public sealed record Paragraph(IReadOnlyList<string> Lines) : LetterBlock;

    public sealed record Items(IReadOnlyList<string> Texts) : LetterBlock;

    /// <summary>The frame with code, address and QR.</summary>
    public sealed record Code : LetterBlock;
}

/// <param name="Name">As it stands between braces.</param>
/// <param name="Meaning">What comes in its place, in Dutch.</param>
public sealed record LetterPlaceholder(string Name, string Meaning, bool Required = false);

public static partial class LetterWording
{
    public const string CodeName = "code";

    public static readonly IReadOnlyList<LetterPlaceholder> Placeholders =
    [
        new("aanhef", "Geachte mevrouw J. de Vries"),
        new("gemeente", "gemeente met haar naam; {Gemeente} begint met een hoofdletter"),
        new("sluitdatum", "de laatste dag om mee te doen", Required: true),
        new("telefoon", "het telefoonnummer van uw organisatie", Required: true),
        new("email", "het mailadres van uw organisatie"),
        new("website", "het adres waar iemand de code intypt"),
        new(CodeName, "het kader met de code, het webadres en de QR-code; zet dit alleen op een regel", Required: true),
    ];

    /// <summary>Everything wrong with a text, subject included. Empty when it can be printed.</summary>
    public static IReadOnlyList<Finding> Check(string subject, string body)
    {
        var findings = new List<Finding>();
        foreach (var (where, text) in new[] { ("onderwerp", subject), ("tekst", body) })
        {
            foreach (var name in Names(text).Where(name => !Knows(name)).Distinct(StringComparer.Ordinal))
            {
                findings.Add(LetterFindings.UnknownPlaceholder.At(file: null, row: null, where, name, string.Join(", ", Placeholders.Select(one => "{" + one.Name + "}"))));
            }

            var stripped = Placeholder().Replace(text, "");
            if (stripped.Contains('{', StringComparison.Ordinal) || stripped.Contains('}', StringComparison.Ordinal))
            {
                findings.Add(LetterFindings.LooseBrace.At(file: null, row: null, where));
            }

            if (text.Contains("anoniem", StringComparison.OrdinalIgnoreCase))
            {
                findings.Add(LetterFindings.NotAnonymous.At(file: null, row: null, where));
            }
        }

        var names = Names(body).ToList();
        foreach (var missing in Placeholders.Where(one => one.Required && !names.Contains(one.Name, StringComparer.OrdinalIgnoreCase)))
        {
            findings.Add(LetterFindings.MissingPlaceholder.At(file: null, row: null, "tekst", missing.Name, missing.Meaning));
        }

        var frames = Blocks(body).Count(block => block is LetterBlock.Code);
        var asked = names.Concat(Names(subject)).Count(name => name.Equals(CodeName, StringComparison.OrdinalIgnoreCase));
        if (asked > 0 && (frames != 1 || asked != 1))
        {
            findings.Add(LetterFindings.CodeNotAlone.At(file: null, row: null, "tekst"));
        }

        return findings;
    }

    public static IReadOnlyList<LetterBlock> Blocks(string body)
    {
        var blocks = new List<LetterBlock>();
        foreach (var part in BlankLines().Split(body.ReplaceLineEndings("\n").Trim()))
        {
            var lines = part.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
            while (lines.Count > 0 && lines[0].StartsWith("# ", StringComparison.Ordinal))
            {
                blocks.Add(new LetterBlock.Heading(lines[0][2..].Trim()));
                lines.RemoveAt(0);
            }

            if (lines.Count == 0)
            {
                continue;
            }

            blocks.Add(lines switch
            {
                [var only] when only.Equals("{" + CodeName + "}", StringComparison.OrdinalIgnoreCase) => new LetterBlock.Code(),
                _ when lines.TrueForAll(line => line.StartsWith("- ", StringComparison.Ordinal)) => new LetterBlock.Items(lines.ConvertAll(line => line[2..].Trim())),
                _ => new LetterBlock.Paragraph(lines),
            });
        }

        return blocks;
    }

    /// <summary>Puts the values in. A name that begins with a capital gets its value with a capital.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) => Placeholder().Replace(text, match =>
    {
        var name = match.Groups["name"].Value;
        if (!values.TryGetValue(name.ToLowerInvariant(), out var value))
        {
            return match.Value;
        }

        return char.IsUpper(name[0]) && value.Length > 0 ? char.ToUpperInvariant(value[0]) + value[1..] : value;
    });

    /// <summary>The names between braces that a text uses, as written.</summary>
    public static IEnumerable<string> Names(string text) => Placeholder().Matches(text).Select(match => match.Groups["name"].Value);

    private static bool Knows(string name) => Placeholders.Any(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\{(?<name>[\p{L}\p{N}_-]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\n[ \t]*(\n[ \t]*)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlankLines();
}

public static class LetterFindings
{
    public static readonly FindingKind UnknownPlaceholder = new("brief.onbekende-invulplek", Severity.Error, "De tekst gebruikt {{{0}}}, en daar hoort niets bij.", "Haal het weg of kies een van deze: {1}.");
    public static readonly FindingKind LooseBrace = new("brief.losse-accolade", Severity.Error, "Er staat een losse accolade in de tekst.", "Zet om elke naam één accolade openen en één sluiten, of haal de accolade weg.");
    public static readonly FindingKind MissingPlaceholder = new("brief.mist-invulplek", Severity.Error, "De brief noemt {{{0}}} niet ({1}).", "Zet {{{0}}} op een plaats in de tekst waar de lezer het zoekt.");
    public static readonly FindingKind CodeNotAlone = new("brief.code-niet-alleen", Severity.Error, "{{code}} staat niet één keer, alleen op een regel.", "Zet {{code}} één keer in de tekst, op een eigen regel met een lege regel ervoor en erna.");
    public static readonly FindingKind NotAnonymous = new("brief.anoniem", Severity.Warning, "De brief zegt “anoniem”. Zolang een code bij een persoon hoort, is dat niet waar.", "Schrijf “vertrouwelijk”, en leg uit wie de antwoorden ziet.");
}
