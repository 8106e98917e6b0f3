// The help page of a command, in Dutch.
using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Keukentafel.Cli;

internal sealed class DutchHelp(Terminal terminal) : SynchronousCommandLineAction
{
    /// <summary>The command as it is typed.</summary>
    public static string NameOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{NameOf(parent)} {command.Name}" : "./keukentafel";

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var words = new List<string> { NameOf(command) };
        if (command.Subcommands.Count > 0)
        {
            words.Add("OPDRACHT");
        }

        words.AddRange(command.Arguments.Select(argument => argument.HelpName ?? argument.Name));
        words.Add("[opties]");
        terminal.Say(command.Description ?? "");
        terminal.Say("");
        terminal.Say("Gebruik: " + string.Join(' ', words));
        Block("Opdrachten", command.Subcommands.Select(sub => (sub.Name, sub.Description)));
        Block("Opties", command.Options.Where(option => !option.Hidden).Select(option => (Form(option), option.Description)));
        return CommandLine.Done;
    }

    private static string Form(Option option)
    {
        var names = string.Join(", ", option.Aliases.Prepend(option.Name).Where(name => name is not ("-?" or "/?" or "/h")));
        return option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? names : $"{names} {option.HelpName ?? "WAARDE"}";
    }

    private void Block(string title, IEnumerable<(string Name, string? Text)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        var width = all.Max(line => line.Name.Length) + 2;
        terminal.Say("");
        terminal.Say(title + ":");
        foreach (var (name, text) in all)
        {
            terminal.Say($"  {name.PadRight(width)}{text}");
        }
    }
}

internal sealed class ShowVersion(Terminal terminal) : SynchronousCommandLineAction
{
    /// <summary>The version of the program with the commit it was built from, where known.</summary>
    public static string Version => typeof(ShowVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public override int Invoke(ParseResult parseResult)
    {
        terminal.Say($"Keukentafel {Version}");
        return CommandLine.Done;
    }
}
