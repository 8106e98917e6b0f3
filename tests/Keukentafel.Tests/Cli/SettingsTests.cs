// Settings from options and environment: an option wins, paths are relative to the caller's folder, and what cannot be is refused with its name.
using System.CommandLine;
using Keukentafel.Cli;
using Keukentafel.Foundation;
using Xunit;

namespace Keukentafel.Tests.Cli;

public sealed class SettingsTests
{
    [Fact]
    public void Nothing_needs_to_be_set()
    {
        var settings = Read([], []).Value;
        Assert.Equal(Path.GetFullPath("data/serve"), settings.DataFolder);
        Assert.Equal(Path.Combine(settings.DataFolder, "keys", "keyring.json"), settings.KeyFile);
        Assert.False(settings.OnPostgres);
        Assert.Equal("http://127.0.0.1:5080", settings.PublicAddress);
    }

    [Fact]
    public void An_option_wins_from_the_environment()
    {
        var settings = Read(["--data", "elders"], [("KEUKENTAFEL_DATA", "/srv/keukentafel"), ("KEUKENTAFEL_KEYS", "sleutels.json")]).Value;
        Assert.Equal(Path.GetFullPath("elders"), settings.DataFolder);
        Assert.Equal(Path.GetFullPath("sleutels.json"), settings.KeyFile);
    }

    [Fact]
    public void The_environment_sets_what_should_not_stand_in_a_list_of_processes()
    {
        var settings = Read([], [
            ("KEUKENTAFEL_DATABASE", "Host=db;Password=x"), ("KEUKENTAFEL_ADDRESS", "https://onderzoek.zonnedam.nl/"), ("KEUKENTAFEL_SMTP", "mail.zonnedam.nl:587"),
            ("KEUKENTAFEL_MAIL_FROM", "onderzoek@zonnedam.nl"), ("KEUKENTAFEL_MAIL_FOLDER", "post"), ("KEUKENTAFEL_CHROMIUM", "/opt/chrome"),
        ]).Value;
        Assert.Equal(
            ("Host=db;Password=x", "https://onderzoek.zonnedam.nl", "mail.zonnedam.nl", 587, "onderzoek@zonnedam.nl", Path.GetFullPath("post"), "/opt/chrome"),
            (settings.Database, settings.PublicAddress, settings.SmtpHost, settings.SmtpPort, settings.MailFrom, settings.MailFolder, settings.Chromium));
    }

    [Fact]
    public void Mail_is_encrypted_unless_it_is_switched_off_by_name()
    {
        (string, string)[] server = [("KEUKENTAFEL_SMTP", "mail.zonnedam.nl"), ("KEUKENTAFEL_SMTP_USER", "keukentafel"), ("KEUKENTAFEL_SMTP_PASSWORD", "geheim")];
        var settings = Read([], server).Value;
        Assert.Equal(("mail.zonnedam.nl", 25, "keukentafel", "geheim", true), (settings.SmtpHost, settings.SmtpPort, settings.SmtpUser, settings.SmtpPassword, settings.SmtpStartTls));
        Assert.False(Read([], [.. server, ("KEUKENTAFEL_SMTP_STARTTLS", "uit")]).Value.SmtpStartTls);
    }

    [Theory]
    [InlineData("KEUKENTAFEL_ADDRESS", "onderzoek.zonnedam.nl")]
    [InlineData("KEUKENTAFEL_ADDRESS", "ftp://zonnedam.nl")]
    [InlineData("KEUKENTAFEL_SMTP", "mail.zonnedam.nl:vijf")]
    [InlineData("KEUKENTAFEL_SMTP", "a:b:c")]
    [InlineData("KEUKENTAFEL_SMTP_STARTTLS", "ja")]
    public void A_setting_that_cannot_be_is_refused_by_name(string name, string value)
    {
        var problem = Read([], [(name, value), ("KEUKENTAFEL_SMTP", "mail.zonnedam.nl")]).Problem;
        Assert.Equal("opdracht.instelling", problem.Code);
        Assert.Contains(name, problem.Text, StringComparison.Ordinal);
        Assert.Contains(value, problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_guide_names_every_setting()
    {
        var guide = File.ReadAllText(Path.Combine(Root(), "docs", "handleiding", "beheer.md"));
        Assert.Empty(SettingsOptions.Variables.Where(name => !guide.Contains($"`{name}`", StringComparison.Ordinal)).ToList());
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Keukentafel.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    private static Result<Settings> Read(string[] args, IEnumerable<(string Name, string Value)> environment)
    {
        var options = new SettingsOptions(name => environment.Where(pair => pair.Name == name).Select(pair => pair.Value).FirstOrDefault());
        var command = new RootCommand();
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        return options.Read(command.Parse(args), Path.Combine("data", "serve"));
    }
}
