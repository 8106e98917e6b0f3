// The outbox: mail goes with the change that asked for it, once, and tries again when the server is busy.
using System.Text;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Mail;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Keukentafel.Tests.Foundation;

public abstract class Mail_is_sent_once : IDisposable
{
    private static readonly ProblemKind No = new("proef.nee", "Nee.");
    private readonly Installation installation;
    private readonly TinySmtpServer server = new();
    private readonly ServiceProvider? services;
    private readonly OrganisationId here = new SystemSecrets().NewId<OrganisationId>();

    protected Mail_is_sent_once(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.AddProvider(installation.Logs));
        collection.AddSingleton<TimeProvider>(installation.Time);
        Site.Services(collection, installation.Settings with
        {
            SmtpHost = "127.0.0.1", SmtpPort = server.Port, SmtpStartTls = false, MailFrom = "onderzoek@zonnedam.example", PublicAddress = "https://onderzoek.zonnedam.example",
        });
        services = collection.BuildServiceProvider();
    }

    [Fact]
    public async Task A_mail_arrives_with_its_text_its_subject_and_a_message_id()
    {
        await Ask("proef/1", new MailMessage("els@zonnedam.example", "Uw cliëntonderzoek", "Beste Els,\n\nDit is één mail.\n.\nGroet"));
        await Runner.SendAll();
        var message = Assert.Single(server.Messages);
        Assert.Contains("To: els@zonnedam.example", message, StringComparison.Ordinal);
        Assert.Contains("From: onderzoek@zonnedam.example", message, StringComparison.Ordinal);
        Assert.Matches(@"(?im)^Message-ID: <[0-9a-f]{32}@onderzoek\.zonnedam\.example>", message);
        Assert.Contains("=?utf-8?", message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Dit is =C3=A9=C3=A9n mail.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_a_line_that_is_not_encrypted_nothing_goes_out()
    {
        var mailer = new SmtpMailer(installation.Settings with { SmtpHost = "127.0.0.1", SmtpPort = server.Port, SmtpUser = "keukentafel", SmtpPassword = "geheim" }, TimeProvider.System);
        await Assert.ThrowsAsync<System.Net.Mail.SmtpException>(() => mailer.Send(new MailMessage("els@zonnedam.example", "Code", "Geheim"), new Postmark("<1@zonnedam.example>", installation.Time.Now()), TestContext.Current.CancellationToken));
        Assert.Empty(server.Messages);
        Assert.DoesNotContain(server.Lines, line => line.Contains("els@", StringComparison.Ordinal) || line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Asking_twice_with_the_same_key_sends_one()
    {
        await Ask("proef/2", new MailMessage("els@zonnedam.example", "Een", "Een"));
        await Ask("proef/2", new MailMessage("els@zonnedam.example", "Een", "Een"));
        await Runner.SendAll();
        await Ask("proef/2", new MailMessage("els@zonnedam.example", "Een", "Een"));
        await Runner.SendAll();
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task A_change_that_is_refused_sends_nothing()
    {
        await Ask("proef/3", new MailMessage("els@zonnedam.example", "Nee", "Nee"), refuse: true);
        await Runner.SendAll();
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Two_workers_side_by_side_send_each_mail_once()
    {
        for (var number = 0; number < 20; number++)
        {
            await Ask($"proef/veel/{number}", new MailMessage("els@zonnedam.example", $"Nummer {number}", "Tekst"));
        }

        await Task.WhenAll(Runner.SendAll(), ActivatorUtilities.CreateInstance<MailRunner>(services!).SendAll());
        await Runner.SendAll();
        Assert.Equal(20, server.Messages.Count);
        Assert.Equal(20, server.Messages.Select(message => message.Split("Subject: ")[1].Split('\n')[0]).Distinct().Count());
    }

    [Fact]
    public async Task A_busy_server_gets_the_mail_later_with_the_same_message_id_and_after_a_day_it_is_given_up()
    {
        server.Busy = true;
        await Ask("proef/4", new MailMessage("els@zonnedam.example", "Later", "Later"));
        await Runner.SendAll();
        server.Busy = false;
        await Runner.SendAll();
        Assert.Empty(server.Messages);
        installation.Time.Advance(TimeSpan.FromMinutes(2));
        await Runner.SendAll();
        Assert.Single(server.Messages);

        server.Busy = true;
        await Ask("proef/5", new MailMessage("els@zonnedam.example", "Nooit", "Nooit"));
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await Runner.SendAll();
            installation.Time.Advance(TimeSpan.FromHours(13));
        }

        Assert.Equal((MailStatus.Failed, 7, null), await State("proef/5"));
    }

    [Fact]
    public async Task An_address_that_the_server_refuses_is_given_up_at_once_and_not_logged()
    {
        await Ask("proef/6", new MailMessage("weg.ermee@zonnedam.example", "Weg", "Weg"));
        await Runner.SendAll();
        Assert.Equal((MailStatus.Failed, 1, null), await State("proef/6"));
        Assert.Contains(installation.Logs.Lines, line => line.Contains("was refused", StringComparison.Ordinal));
        Assert.All(installation.Logs.Lines, line => Assert.DoesNotContain("weg.ermee", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_waits_is_sealed_and_what_was_sent_is_erased()
    {
        await Ask("proef/7", new MailMessage("merkteken@zonnedam.example", "Merkteken", "Merkteken"));
        var (_, _, waiting) = await State("proef/7");
        Assert.DoesNotContain("erkteken", Encoding.Latin1.GetString(waiting!), StringComparison.Ordinal);
        await Runner.SendAll();
        Assert.Equal((MailStatus.Sent, 1, null), await State("proef/7"));
    }

    public void Dispose()
    {
        services?.Dispose();
        server.Dispose();
        GC.SuppressFinalize(this);
    }

    private MailRunner Runner => services!.GetRequiredService<MailRunner>();

    private async Task Ask(string key, MailMessage mail, bool refuse = false) =>
        await services!.GetRequiredService<Pipeline>().Change<WhoStore, Done>(Caller.Program(here), right: null, async scope =>
        {
            await scope.GetRequiredService<Outbox>().Put(key, mail);
            return refuse ? No.Of() : Done.It;
        });

    private async Task<(MailStatus Status, int Attempts, byte[]? Sealed)> State(string key)
    {
        await using var store = services!.GetRequiredService<StoreFactory>().Open<WhoStore>(StoreScope.Of(here), StoreAccess.Read);
        var mail = await store.Set<OutgoingMail>().SingleAsync(mail => mail.Key == key);
        return (mail.Status, mail.Attempts, mail.Sealed);
    }
}

public sealed class Mail_is_sent_once_on_SQLite(SqliteInstallation installation) : Mail_is_sent_once(installation), IClassFixture<SqliteInstallation>;

public sealed class Mail_is_sent_once_on_PostgreSQL(PostgresInstallation installation) : Mail_is_sent_once(installation), IClassFixture<PostgresInstallation>;
