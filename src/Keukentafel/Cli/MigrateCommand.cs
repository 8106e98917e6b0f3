// Brings the stores to the schema of this version: the embedded ones in a folder, or PostgreSQL as its owner, with roles and policies.
using System.CommandLine;
using System.Data.Common;
using Keukentafel.Foundation;
using Keukentafel.Store;

namespace Keukentafel.Cli;

internal static class MigrateCommand
{
    public static Command Make(Terminal terminal)
    {
        var owner = new Option<string>("--database-owner") { Description = "PostgreSQL als eigenaar: maakt schema's, rollen en regels (of KEUKENTAFEL_DATABASE_OWNER).", HelpName = "\"Host=…\"" };
        var role = new Option<string>("--runtime-role") { Description = "Naam van de rol waarmee het programma zelf aanmeldt (keukentafel_app).", HelpName = "ROL", DefaultValueFactory = _ => "keukentafel_app" };
        var password = new Option<string>("--runtime-password-file") { Description = "Bestand met het wachtwoord voor die rol, op de eerste regel.", HelpName = "BESTAND" };
        var data = new Option<string>("--data") { Description = "De ingebouwde opslag in deze map, in plaats van PostgreSQL.", HelpName = "MAP" };
        var json = new Option<bool>("--json") { Description = "Schrijft de uitkomst als JSON." };
        var command = new Command("migrate", "Brengt de opslag naar het schema van deze versie.") { owner, role, password, data, json };
        command.SetAction(parsed =>
        {
            var connection = parsed.GetValue(owner) ?? SettingsOptions.Variable("KEUKENTAFEL_DATABASE_OWNER");
            var folder = parsed.GetValue(data);
            if (folder is not null ? parsed.GetValue(owner) is not null : connection is null)
            {
                return terminal.Wrong("Kies een van beide: --database-owner voor PostgreSQL, of --data voor de ingebouwde opslag.");
            }

            if (folder is null && SettingsOptions.NotADatabase("--database-owner", connection!) is { } problem)
            {
                return terminal.Refuse(problem);
            }

            var secret = parsed.GetValue(password) is { } file ? File.ReadLines(file).FirstOrDefault()?.Trim() : null;
            return Tell(terminal, parsed.GetValue(json), folder is not null
                ? Migrator.MigrateSqlite(Path.GetFullPath(folder), TimeProvider.System)
                : AsOwner(() => Migrator.MigratePostgres(connection!, parsed.GetValue(role)!, secret, TimeProvider.System)));
        });
        return command;
    }

    private static Result<List<Migration>> AsOwner(Func<Result<List<Migration>>> migrate)
    {
        try
        {
            return migrate();
        }
        catch (DbException problem)
        {
            return StoreProblems.OwnerRefused.Of(StoreState.Shortly(problem));
        }
    }

    private static int Tell(Terminal terminal, bool json, Result<List<Migration>> applied)
    {
        if (!applied.Ok)
        {
            return terminal.Refuse(applied.Problem);
        }

        if (json)
        {
            terminal.SayJson(new { applied = applied.Value.Select(migration => new { migration.Store, migration.Number, migration.Name }) });
            return CommandLine.Done;
        }

        foreach (var migration in applied.Value)
        {
            terminal.Say($"{migration.Store} {migration.Number:0000} {migration.Name}");
        }

        terminal.Say(applied.Value.Count == 0 ? "De opslag was al bijgewerkt." : "De opslag is bijgewerkt.");
        return CommandLine.Done;
    }
}
