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

    // What a command that broke off at Ctrl-C or SIGTERM gives instead of an answer of its own.
    private const int Interrupted = 130;
    private const int Terminated = 143;

    /// <summary>After Ctrl-C or SIGTERM a command may finish what it has in hand; longer than the site needs to answer its last requests.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(40);

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

        if (UsageTexts.Blank(parsed) is { Count: > 0 } blank)
        {
            blank.ForEach(terminal.Complain);
            return WrongUsage;
        }

        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToStop });
            return code is Interrupted or Terminated ? terminal.Refuse(CliProblems.Stopped.Of()) : code;
        }
        catch (OperationCanceledException)
        {
            return terminal.Refuse(CliProblems.Stopped.Of());
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
    public static readonly ProblemKind AddressUnusable = new("opdracht.adres-onbruikbaar", "Op het adres {0} kan dit programma niet luisteren: {1}. Kies met --urls een adres van deze computer en een poort die u mag gebruiken.");
    public static readonly ProblemKind NoCertificate = new("opdracht.geen-certificaat", "Voor {0} is een certificaat nodig en dat is er niet. Geef met --urls een http-adres op deze computer, en zet er een proxy voor die https afhandelt.");
    public static readonly ProblemKind NotADatabase = new("opdracht.database", "{0} is geen verbinding met PostgreSQL. Schrijf haar zo: \"Host=db.zonnedam.nl;Database=keukentafel;Username=keukentafel_app;Password=…\"");
    public static readonly ProblemKind Stopped = new("opdracht.afgebroken", "De opdracht is afgebroken voordat zij klaar was. Geef haar opnieuw als dat niet de bedoeling was.");
    public static readonly ProblemKind BadSetting = new("opdracht.instelling", "De instelling {0} heeft een waarde die niet kan: {1}. {2}");
}
