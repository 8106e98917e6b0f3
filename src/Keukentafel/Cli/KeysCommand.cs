// The keys of an installation: which there are, and their change. The key file is worth as much as the data: without it no name or address can be read again.
using System.CommandLine;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;

namespace Keukentafel.Cli;

internal static class KeysCommand
{
    public static Command Make(Terminal terminal) => new("keys", "De sleutels waarmee namen, adressen en codes verzegeld zijn.")
    {
        List(terminal),
        Rotate(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var settings = new SettingsOptions();
        var json = new Option<bool>("--json") { Description = "Schrijft de uitkomst als JSON." };
        var command = With(settings, new Command("list", "Noemt de sleutels, met hun kenmerk.") { json });
        command.SetAction(parsed =>
        {
            var given = settings.Read(parsed, Path.Combine("data", "serve"));
            if (!given.Ok)
            {
                return terminal.Refuse(given.Problem);
            }

            if (!File.Exists(given.Value.KeyFile))
            {
                return terminal.Refuse(Store.Backup.BackupProblems.NoKeys.Of(given.Value.KeyFile));
            }

            var ring = Keyring.Open(given.Value.KeyFile);
            if (parsed.GetValue(json))
            {
                terminal.SayJson(new { file = given.Value.KeyFile, keys = ring.Numbers.Select(number => new { number, fingerprint = ring.Fingerprint(number), seals = number == ring.Current }) });
                return CommandLine.Done;
            }

            terminal.Say($"Sleutelbestand: {given.Value.KeyFile}");
            foreach (var number in ring.Numbers)
            {
                terminal.Say($"sleutel {number}  {ring.Fingerprint(number)}{(number == ring.Current ? "  verzegelt" : "  opent nog wat ouder is")}");
            }

            return CommandLine.Done;
        });
        return command;
    }

    private static Command Rotate(Terminal terminal)
    {
        var settings = new SettingsOptions();
        var json = new Option<bool>("--json") { Description = "Schrijft de uitkomst als JSON." };
        var command = With(settings, new Command("rotate", "Vervangt de sleutel: verzegelt alles opnieuw terwijl de site doorwerkt, en gooit de oude sleutel weg.") { json });
        command.SetAction(async (parsed, cancel) =>
        {
            var given = settings.Read(parsed, Path.Combine("data", "serve"));
            var opened = given.Ok ? Backstage.Open(given.Value) : given.Problem;
            if (!opened.Ok)
            {
                return terminal.Refuse(opened.Problem);
            }

            await using var services = opened.Value;
            var renewed = await services.GetRequiredService<KeyRotation>().Rotate(
                await Backstage.Organisations(services),
                done => terminal.Progress(string.Create(Dutch.Culture, $"Opnieuw verzegeld: {done:N0}")),
                cancel);
            if (parsed.GetValue(json))
            {
                terminal.SayJson(new { file = given.Value.KeyFile, renewed, keys = Keyring.Open(given.Value.KeyFile).Numbers });
                return CommandLine.Done;
            }

            terminal.Say(string.Create(Dutch.Culture, $"De sleutel is vervangen; {renewed:N0} {(renewed == 1 ? "gegeven is" : "gegevens zijn")} opnieuw verzegeld. De oude sleutel is weg."));
            terminal.Say($"Maak nu een kopie van {given.Value.KeyFile} en een nieuwe reservekopie: oudere reservekopieën horen bij de oude sleutel.");
            return CommandLine.Done;
        });
        return command;
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
