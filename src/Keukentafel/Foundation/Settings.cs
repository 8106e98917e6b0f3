// What an installation may set. Nothing needs to be set to start.
namespace Keukentafel.Foundation;

public sealed record Settings
{
    /// <summary>Folder of the embedded stores, keys and uploads.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Connection string of PostgreSQL for the runtime role; null means the embedded store.</summary>
    public string? Database { get; init; }

    /// <summary>The key file, outside the database. Nodes that share a database share this file.</summary>
    public string KeyFile => KeyFileOverride ?? Path.Combine(DataFolder, "keys", "keyring.json");

    public string? KeyFileOverride { get; init; }

    /// <summary>The address that letters and mails print, without a slash at the end.</summary>
    public string PublicAddress { get; init; } = "http://127.0.0.1:5080";

    /// <summary>People come over https; then no cookie may travel without it, whatever a proxy in between says of a request.</summary>
    public bool OverHttps => PublicAddress.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Folder in which mails are written as files when no mail server is set; null means <c>mail</c> in the data folder.</summary>
    public string? MailFolder { get; init; }

    /// <summary>The browser that prints PDFs; null means: the Chromium or Chrome of this machine.</summary>
    public string? Chromium { get; init; }

    /// <summary>The mail server; null means that mails become files in <see cref="MailFolder"/>.</summary>
    public string? SmtpHost { get; init; }

    public int SmtpPort { get; init; } = 25;

    /// <summary>Encrypt the connection with the mail server (STARTTLS). Only a server on the same machine does without.</summary>
    public bool SmtpStartTls { get; init; } = true;

    public string? SmtpUser { get; init; }

    public string? SmtpPassword { get; init; }

    public string MailFrom { get; init; } = "keukentafel@localhost";

    public bool OnPostgres => Database is not null;
}
