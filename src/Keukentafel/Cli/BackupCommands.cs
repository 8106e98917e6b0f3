// Backup and its way back. The keys are never in a backup: whoever has the one must not have the other by the same theft.
using System.CommandLine;
using System.Data.Common;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Store.Backup;

namespace Keukentafel.Cli;

internal static class BackupCommands
{
    public static Command MakeBackup(Terminal terminal)
    {
        var settings = new SettingsOptions();
        var owner = Owner();
        var json = Json();
        var to = new Option<string>("--to") { Description = "Het bestand dat wordt gemaakt.", HelpName = "BESTAND", Required = true };
        var command = With(settings, new Command("backup", "Maakt één reservekopie van alle opslag, van één moment, terwijl de site doorwerkt.") { to, owner, json });
        command.SetAction(async (parsed, cancel) =>
        {
            var file = Path.GetFullPath(parsed.GetValue(to)!);
            var made = await Run(parsed, settings, owner, (given, database) => database is null
                ? SqliteBackup.Make(given, file, ShowVersion.Version, TimeProvider.System, cancel)
                : PostgresBackup.Make(given, database, file, ShowVersion.Version, TimeProvider.System, cancel));
            if (!made.Ok)
            {
                return terminal.Refuse(made.Problem);
            }

            if (parsed.GetValue(json))
            {
                terminal.SayJson(new { file, made.Value.MadeAt, made.Value.Program, made.Value.Database, made.Value.Keys, keysIncluded = false });
                return CommandLine.Done;
            }

            terminal.Say($"De reservekopie staat in {file} en is nagelezen.");
            terminal.Say($"De sleutels zitten er niet in. Bewaar het sleutelbestand apart: {KeysOf(made.Value)}.");
            return CommandLine.Done;
        });
        return command;
    }

    public static Command MakeRestore(Terminal terminal)
    {
        var settings = new SettingsOptions();
        var owner = Owner();
        var json = Json();
        var from = new Option<string>("--from") { Description = "De reservekopie.", HelpName = "BESTAND", Required = true };
        var replace = new Option<bool>("--replace") { Description = "Wat er nu staat mag weg." };
        var role = new Option<string>("--runtime-role") { Description = "Naam van de rol waarmee het programma zelf aanmeldt (keukentafel_app).", HelpName = "ROL", DefaultValueFactory = _ => "keukentafel_app" };
        var command = With(settings, new Command("restore", "Zet een reservekopie terug, nadat zij helemaal is nagekeken.") { from, replace, owner, role, json });
        command.SetAction(async (parsed, cancel) =>
        {
            var file = Path.GetFullPath(parsed.GetValue(from)!);
            var restored = await Run(parsed, settings, owner, (given, database) => database is null
                ? SqliteBackup.Restore(given, file, parsed.GetValue(replace), TimeProvider.System, cancel)
                : PostgresBackup.Restore(given, database, parsed.GetValue(role)!, file, parsed.GetValue(replace), TimeProvider.System, cancel));
            if (!restored.Ok)
            {
                return terminal.Refuse(restored.Problem);
            }

            if (parsed.GetValue(json))
            {
                terminal.SayJson(new { file, restored.Value.MadeAt, restored.Value.Program, restored.Value.Database, restored.Value.Keys, keysIncluded = false });
                return CommandLine.Done;
            }

            terminal.Say(string.Create(Dutch.Culture, $"De reservekopie van {Clock.Local(restored.Value.MadeAt):d MMMM yyyy HH:mm} is teruggezet."));
            terminal.Say($"De sleutels zaten er niet in; het sleutelbestand heeft ze: {KeysOf(restored.Value)}.");
            if (settings.Read(parsed, Path.Combine("data", "serve")) is { Ok: true, Value.KeyFileOverride: { } keys })
            {
                terminal.Say($"Geef ook ./keukentafel serve dit sleutelbestand: --key-file {keys}");
            }

            return CommandLine.Done;
        });
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "Schrijft de uitkomst als JSON." };

    private static Option<string> Owner() =>
        new("--database-owner") { Description = "PostgreSQL als eigenaar (of KEUKENTAFEL_DATABASE_OWNER); anders de ingebouwde opslag in --data.", HelpName = "\"Host=…\"" };

    private static string KeysOf(BackupManifest manifest) => string.Join(", ", manifest.Keys.Select(key => $"sleutel {key.Number} ({key.Fingerprint})"));

    private static async Task<Result<BackupManifest>> Run(ParseResult parsed, SettingsOptions settings, Option<string> owner, Func<Settings, string?, Task<Result<BackupManifest>>> act)
    {
        await Task.Yield(); // Ctrl-C is listened to from the first moment that a command waits
        var given = settings.Read(parsed, Path.Combine("data", "serve"));
        if (!given.Ok)
        {
            return given.Problem;
        }

        var database = parsed.GetValue(owner) ?? SettingsOptions.Variable("KEUKENTAFEL_DATABASE_OWNER");
        if (database is not null && SettingsOptions.NotADatabase("--database-owner", database) is { } unusable)
        {
            return unusable;
        }

        try
        {
            return await act(given.Value, database);
        }
        catch (DbException problem) when (database is not null)
        {
            return StoreProblems.OwnerRefused.Of(StoreState.Shortly(problem));
        }
    }

    private static Command With(SettingsOptions settings, Command command)
    {
        foreach (var option in settings.All)
        {
            command.Add(option);
        }

        return command;
    }
}
