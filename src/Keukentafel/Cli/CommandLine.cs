// The command line: one door among the others. A command reads its options, calls the rooms' use cases and says in Dutch how it went.
// Exit codes: 0 done, 1 refused (code and text on stderr), 2 wrong usage.
using System.CommandLine;
using System.CommandLine.Help;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Cli;

public static class CommandLine
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;

    public static Task<int> Run(string[] args) => Run(args, new Terminal(Console.Out, Console.Error, live: !Console.IsErrorRedirected));

    internal static async Task<int> Run(string[] args, Terminal terminal)
    {
        var root = Root(terminal);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not (DutchHelp or ShowVersion))
        {
            foreach (var text in UsageTexts.Of(parsed))
            {
                terminal.Complain(text);
            }

            terminal.Complain($"Hulp: {DutchHelp.NameOf(parsed.CommandResult.Command)} --help");
            return WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return terminal.Refuse(CliProblems.FileFailed.Of(problem.Message));
        }
        catch (Exception problem)
        {
            terminal.Complain(Traces.Of(problem));
            return terminal.Refuse(PipelineProblems.Broken.Of());
        }
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Keukentafel: cliëntervaringsonderzoek voor gemeenten.");
        Command[] commands =
        [
            ServeCommand.Make(terminal),
            DemoCommand.Make(terminal),
            MigrateCommand.Make(terminal),
            AccountCommand.Make(terminal),
            ReportCommand.Make(terminal),
            SampleSizeCommand.Make(terminal),
            KeysCommand.Make(terminal),
            BackupCommands.MakeBackup(terminal),
            BackupCommands.MakeRestore(terminal),
        ];
        foreach (var command in commands)
        {
            root.Add(command);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = "Laat zien hoe dit werkt.";
        help.Action = new DutchHelp(terminal);
        var version = root.Options.OfType<VersionOption>().Single();
        version.Description = "Noemt de versie.";
        version.Action = new ShowVersion(terminal);
        return root;
    }
}

public static class CliProblems
{
    public static readonly ProblemKind FileFailed = new("opdracht.bestand", "Een bestand of map is niet te lezen of te schrijven: {0} Controleer het pad en uw rechten erop.");
    public static readonly ProblemKind AddressTaken = new("opdracht.adres-bezet", "Het adres {0} is al in gebruik. Stop het andere programma of kies een ander adres met --urls.");
    public static readonly ProblemKind BadSetting = new("opdracht.instelling", "De instelling {0} heeft een waarde die niet kan: {1}. {2}");
}
