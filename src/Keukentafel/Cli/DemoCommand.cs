// ./keukentafel demo: builds the demonstration when it is not there yet, tells where everything is, and serves it on this computer only.
using System.CommandLine;
using System.Net;
using System.Text.Json;
using Keukentafel.Access;
using Keukentafel.Demo;
using Keukentafel.Foundation;
using Keukentafel.Store;

namespace Keukentafel.Cli;

internal static class DemoCommand
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public static readonly ProblemKind NotLoopback = new("demo.niet-lokaal", "De demonstratie is alleen voor deze computer, want haar wachtwoorden staan op het scherm. Kies een adres dat met http://127.0.0.1 of http://localhost begint.");
    public static readonly ProblemKind NotMade = new("demo.mislukt", "De demonstratie kwam niet af: {0} Probeer het opnieuw met --fresh. Blijft het mis gaan, meld het dan met deze tekst erbij.");
    public static readonly ProblemKind ForeignFolder = new("demo.map-bezet", "In de map {0} staat iets anders dan een demonstratie. Kies met --data een lege map.");

    public static Command Make(Terminal terminal)
    {
        var data = new Option<string>("--data") { Description = "Map van de demonstratie (./data/demo).", HelpName = "MAP", DefaultValueFactory = _ => Path.Combine("data", "demo") };
        var urls = new Option<string>("--urls") { Description = $"Adres om op te luisteren, alleen op deze computer ({DefaultUrl}).", HelpName = "ADRES", DefaultValueFactory = _ => DefaultUrl };
        var noServe = new Option<bool>("--no-serve") { Description = "Stopt na het rapport." };
        var fresh = new Option<bool>("--fresh") { Description = "Begint opnieuw, ook als er al een demonstratie staat." };
        var json = new Option<bool>("--json") { Description = "Vertelt alles als JSON." };
        var command = new Command("demo", "Maakt een verzonnen gemeente met een jaar onderzoek, en laat haar zien.") { data, urls, noServe, fresh, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var address = parsed.GetValue(urls)!;
            if (!IsLoopback(address))
            {
                return terminal.Refuse(NotLoopback.Of());
            }

            var folder = Path.GetFullPath(parsed.GetValue(data)!);
            var found = Find(folder, parsed.GetValue(fresh));
            if (!found.Ok)
            {
                return terminal.Refuse(found.Problem);
            }

            var settings = new Settings { DataFolder = folder, PublicAddress = address.TrimEnd('/'), Chromium = SettingsOptions.Variable("KEUKENTAFEL_CHROMIUM") };
            DemoStory story;
            try
            {
                story = found.Value ?? await Build(terminal, settings, cancel);
            }
            catch (DemoFailed problem)
            {
                return terminal.Refuse(NotMade.Of(problem.Message));
            }

            if (parsed.GetValue(json))
            {
                TellJson(terminal, story, address);
            }
            else
            {
                Tell(terminal, story, address, serving: !parsed.GetValue(noServe));
            }

            return parsed.GetValue(noServe) ? CommandLine.Done : await ServeCommand.Serve(terminal, settings, [address], parsed.GetValue(json), cancel);
        });
        return command;
    }

    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == "http"
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));

    /// <summary>The demonstration that stands in a folder; null when one has to be built there. What was left half-built is cleared away, anything else is left alone.</summary>
    private static Result<DemoStory?> Find(string folder, bool fresh)
    {
        var file = Path.Combine(folder, DemoWorld.StoryFile);
        var marker = Path.Combine(folder, DemoWorld.MarkerFile);
        if (!fresh && File.Exists(file))
        {
            return JsonSerializer.Deserialize<DemoStory>(File.ReadAllText(file));
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!File.Exists(marker))
            {
                return ForeignFolder.Of(folder);
            }

            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }

        PrivateFile.Folder(folder);
        File.WriteAllText(marker, "Deze map is van de demonstratie van Keukentafel en wordt met --fresh gewist.\n");
        return (DemoStory?)null;
    }

    private static async Task<DemoStory> Build(Terminal terminal, Settings settings, CancellationToken cancel)
    {
        var today = TimeProvider.System.Today();
        var year = today.Month >= 6 ? today.Year : today.Year - 1;
        var migrated = Migrator.MigrateSqlite(settings.DataFolder, TimeProvider.System);
        if (!migrated.Ok)
        {
            throw new DemoFailed(migrated.Problem.ToString());
        }

        var time = new DemoTime(new DateOnly(year, 1, 20));
        var builder = ServeCommand.Builder(["http://127.0.0.1:0"], json: false);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(time);
        await using var site = Site.Build(builder, settings);
        await site.StartAsync(cancel);
        var story = await new DemoWorld(site, time, new Uri(site.Urls.First()), DemoSize.Town, step => terminal.Progress(step)).Build(year, today, settings.DataFolder, cancel);
        await site.StopAsync(cancel);
        return story;
    }

    private static void Tell(Terminal terminal, DemoStory story, string address, bool serving)
    {
        terminal.Say($"De demonstratie: gemeente Zonnedam, die niet bestaat. In {story.Year} antwoordden {story.Answered.ToString("N0", Dutch.Culture)} verzonnen cliënten.");
        terminal.Say("");
        terminal.Say("Het rapport:");
        foreach (var file in story.Files)
        {
            terminal.Say($"  {file}");
        }

        terminal.Say("");
        terminal.Say(serving ? $"De site: {address}" : $"De site (start haar met ./keukentafel demo): {address}");
        terminal.Say($"Zelf een vragenlijst invullen: {address.TrimEnd('/')}/i/{story.OpenCode}");
        terminal.Say("");
        terminal.Say($"Aanmelden op {address.TrimEnd('/')}/aanmelden, met een van deze accounts:");
        foreach (var account in story.Accounts)
        {
            terminal.Say($"  {account.Role,-12} {account.Email,-32} {account.Password,-32} {(account.Key is null ? "geen tweede stap" : $"sleutel {account.Key}")}");
        }

        var now = TimeProvider.System.Now();
        terminal.Say("");
        terminal.Say("Zet een sleutel in een authenticator-app, of gebruik eenmalig deze codes (ze gelden ongeveer een minuut; druk op Enter voor nieuwe):");
        Codes(terminal, story, now);
        if (serving && !Console.IsInputRedirected)
        {
            _ = Task.Run(() =>
            {
                while (Console.ReadLine() is not null)
                {
                    Codes(terminal, story, TimeProvider.System.Now());
                }
            });
        }
    }

    private static void TellJson(Terminal terminal, DemoStory story, string address)
    {
        var now = TimeProvider.System.Now();
        var site = address.TrimEnd('/');
        terminal.SayJson(new
        {
            municipality = "Zonnedam",
            invented = true,
            story.Year,
            story.Answered,
            story.Files,
            address = site,
            questionnaire = $"{site}/i/{story.OpenCode}",
            accounts = story.Accounts.Select(account => new { account.Role, account.Email, account.Password, account.Key, code = account.Key is null ? null : AuthenticatorCodes.CodeAt(account.Key, now) }),
        });
    }

    private static void Codes(Terminal terminal, DemoStory story, DateTime now) =>
        terminal.Say("  " + string.Join("   ", story.Accounts.Where(account => account.Key is not null).Select(account => $"{account.Role} {AuthenticatorCodes.CodeAt(account.Key!, now)}")));
}
