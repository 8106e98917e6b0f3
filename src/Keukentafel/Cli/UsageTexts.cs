// Says in Dutch what is wrong with how a command was typed.
using System.CommandLine;
using System.CommandLine.Parsing;

namespace Keukentafel.Cli;

internal static class UsageTexts
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var texts = new List<string>();
        if (command.Subcommands.Count > 0 && command.Action is null && parsed.UnmatchedTokens.Count == 0)
        {
            texts.Add("Noem een opdracht.");
        }

        texts.AddRange(command.Options
            .Where(option => option.Required && parsed.GetResult(option) is not { Implicit: false })
            .Select(option => $"De optie {option.Name} is verplicht."));
        texts.AddRange(command.Arguments
            .Where(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 })
            .Select(argument => $"Hier ontbreekt {argument.HelpName ?? argument.Name}."));
        texts.AddRange(parsed.UnmatchedTokens.Select(token => $"Dit wordt niet begrepen: {token}"));
        texts.AddRange(parsed.Errors.Select(error => OptionOf(error.SymbolResult)).OfType<OptionResult>().Where(option => option.IdentifierToken is not null).Select(Wrong));
        return texts.Count > 0 ? texts.Distinct(StringComparer.Ordinal).ToList() : parsed.Errors.Select(error => error.Message).ToList();
    }

    /// <summary>Files, folders and connections that were named by nothing at all.</summary>
    public static List<string> Blank(ParseResult parsed) => parsed.CommandResult.Children
        .OfType<OptionResult>()
        .Where(option => !option.Implicit && option.Option.HelpName is "MAP" or "BESTAND" or "ADRES" or "\"Host=…\"" && option.Tokens.All(token => string.IsNullOrWhiteSpace(token.Value)))
        .Select(option => $"{option.Option.Name}: hierachter hoort een waarde.")
        .ToList();

    private static OptionResult? OptionOf(SymbolResult? result) => result as OptionResult ?? (result as ArgumentResult)?.Parent as OptionResult;

    private static string Wrong(OptionResult option) => option.Tokens.Count == 0
        ? $"{option.Option.Name}: hierachter hoort een waarde."
        : $"{option.Option.Name}: de waarde '{string.Join(' ', option.Tokens.Select(token => token.Value))}' kan hier niet.";
}
