// Settings of an installation from the command line, or from the environment: a password does not belong in a list of processes.
// docs/handleiding/beheer.md names them all; a test holds that.
using System.CommandLine;
using Keukentafel.Foundation;
using Npgsql;

namespace Keukentafel.Cli;

internal sealed class SettingsOptions(Func<string, string?>? environment = null)
{
    /// <summary>Every setting that the environment may give.</summary>
    public static readonly IReadOnlyList<string> Variables =
    [
        "KEUKENTAFEL_DATA", "KEUKENTAFEL_DATABASE", "KEUKENTAFEL_DATABASE_OWNER", "KEUKENTAFEL_KEYS", "KEUKENTAFEL_ADDRESS",
        "KEUKENTAFEL_SMTP", "KEUKENTAFEL_SMTP_USER", "KEUKENTAFEL_SMTP_PASSWORD", "KEUKENTAFEL_SMTP_STARTTLS", "KEUKENTAFEL_MAIL_FROM", "KEUKENTAFEL_MAIL_FOLDER", "KEUKENTAFEL_CHROMIUM",
    ];

    private readonly Option<string> data = new("--data") { Description = "Map met de ingebouwde opslag en de sleutels (of KEUKENTAFEL_DATA).", HelpName = "MAP" };
    private readonly Option<string> database = new("--database") { Description = "PostgreSQL in plaats van de ingebouwde opslag, als de rol van het programma (of KEUKENTAFEL_DATABASE).", HelpName = "\"Host=…\"" };
    private readonly Option<string> keys = new("--key-file") { Description = "Sleutelbestand; anders keys/keyring.json in de map van --data (of KEUKENTAFEL_KEYS).", HelpName = "BESTAND" };

    public IEnumerable<Option> All => [data, database, keys];

    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private string? Given(string name) => environment is null ? Variable(name) : environment(name);

    /// <summary>Reads what was given; <paramref name="defaultFolder"/> is relative to the caller's folder, <paramref name="publicAddress"/> holds when no other is set.</summary>
    public Result<Settings> Read(ParseResult parsed, string defaultFolder, string publicAddress = "http://127.0.0.1:5080")
    {
        var settings = new Settings
        {
            DataFolder = Path.GetFullPath(parsed.GetValue(data) ?? Given("KEUKENTAFEL_DATA") ?? defaultFolder),
            Database = parsed.GetValue(database) ?? Given("KEUKENTAFEL_DATABASE"),
            KeyFileOverride = (parsed.GetValue(keys) ?? Given("KEUKENTAFEL_KEYS")) is { } file ? Path.GetFullPath(file) : null,
            MailFolder = Given("KEUKENTAFEL_MAIL_FOLDER") is { } folder ? Path.GetFullPath(folder) : null,
            PublicAddress = publicAddress.TrimEnd('/'),
            Chromium = Given("KEUKENTAFEL_CHROMIUM"),
            MailFrom = Given("KEUKENTAFEL_MAIL_FROM") ?? "keukentafel@localhost",
        };
        return settings.Database is { } connection && NotADatabase("--database", connection) is { } problem ? problem : Smtp(Address(settings));
    }

    /// <summary>Says of a connection that it cannot be one, without repeating it: it may hold a password.</summary>
    public static Problem? NotADatabase(string name, string connection)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection).Host is { Length: > 0 } ? null : CliProblems.NotADatabase.Of(name);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return CliProblems.NotADatabase.Of(name);
        }
    }

    private Result<Settings> Address(Settings settings)
    {
        if (Given("KEUKENTAFEL_ADDRESS") is not { } address)
        {
            return settings;
        }

        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? settings with { PublicAddress = address.TrimEnd('/') }
            : CliProblems.BadSetting.Of("KEUKENTAFEL_ADDRESS", address, "Schrijf het adres zo: https://onderzoek.zonnedam.nl");
    }

    private Result<Settings> Smtp(Result<Settings> settings)
    {
        if (!settings.Ok || Given("KEUKENTAFEL_SMTP") is not { } server)
        {
            return settings;
        }

        var parts = server.Split(':');
        ushort port = 25;
        if (parts.Length > 2 || (parts.Length == 2 && !ushort.TryParse(parts[1], System.Globalization.CultureInfo.InvariantCulture, out port)))
        {
            return CliProblems.BadSetting.Of("KEUKENTAFEL_SMTP", server, "Schrijf de mailserver zo: mail.zonnedam.nl of mail.zonnedam.nl:587");
        }

        var encrypted = Given("KEUKENTAFEL_SMTP_STARTTLS") ?? "aan";
        return encrypted is "aan" or "uit"
            ? settings.Value with
            {
                SmtpHost = parts[0],
                SmtpPort = port,
                SmtpUser = Given("KEUKENTAFEL_SMTP_USER"),
                SmtpPassword = Given("KEUKENTAFEL_SMTP_PASSWORD"),
                SmtpStartTls = encrypted == "aan",
            }
            : CliProblems.BadSetting.Of("KEUKENTAFEL_SMTP_STARTTLS", encrypted, "Schrijf aan of uit. Zet haar alleen uit voor een mailserver op deze computer");
    }
}
