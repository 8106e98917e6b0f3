// The worker that sends what waits in the outbox: a few mails side by side, each taken under a lease, so that nodes do not send the same one.
// A node that dies between the server's "yes" and ours tries again with the same Message-ID; nothing better exists for mail.
using System.Text.Json;
using Keukentafel.Foundation.Keys;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Foundation.Mail;

public sealed partial class MailRunner(
    StoreFactory stores, Sealer sealer, IMailer mailer, Settings settings, TimeProvider time, ILogger<MailRunner> log) : BackgroundService
{
    private const int SideBySide = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Waits before the second try, the third, …; after the last the mail is given up.</summary>
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12)];

    /// <summary>Sends everything that waits, in the caller's own time (command line, demonstration, tests).</summary>
    public async Task SendAll(CancellationToken cancel = default)
    {
        while (await SendSome(cancel))
        {
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await SendSome(stoppingToken))
                {
                    await Task.Delay(Pause, time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                LogRunnerFailed(Traces.Of(problem));
                await Task.Delay(TimeSpan.FromSeconds(5), time, stoppingToken);
            }
        }
    }

    private async Task<bool> SendSome(CancellationToken cancel)
    {
        var now = time.Now();
        List<OutgoingMail> waiting;
        await using (var store = stores.Open<WhoStore>(StoreScope.Installation, StoreAccess.Read))
        {
            waiting = await store.Set<OutgoingMail>()
                .Where(mail => (mail.Status == MailStatus.Waiting || mail.Status == MailStatus.Sending) && mail.NextAt <= now)
                .OrderBy(mail => mail.NextAt).Take(SideBySide).ToListAsync(cancel);
        }

        var sent = await Task.WhenAll(waiting.Select(mail => Send(mail, cancel)));
        return sent.Contains(true);
    }

    /// <summary>Sends one mail, unless another node took it; true when it was taken here.</summary>
    private async Task<bool> Send(OutgoingMail mail, CancellationToken cancel)
    {
        if (!await Take(mail, cancel))
        {
            return false;
        }

        var now = time.Now();
        try
        {
            var message = JsonSerializer.Deserialize<MailMessage>(sealer.Open(mail.Sealed, OutgoingMail.SealContext(mail.Id)))!;
            await mailer.Send(message, new Postmark($"<{mail.Id.Value:N}@{new Uri(settings.PublicAddress).Host}>", mail.CreatedAt), cancel);
            await Keep(mail, row => (row.Status, row.SentAt, row.Sealed) = (MailStatus.Sent, now, null), CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await Keep(mail, row => (row.Status, row.NextAt) = (MailStatus.Waiting, now), CancellationToken.None);
            throw;
        }
        catch (MailRefusedException refused)
        {
            LogRefused(mail.Id, refused.Message);
            await Keep(mail, row => (row.Status, row.Sealed) = (MailStatus.Failed, null), cancel);
        }
        catch (Exception problem)
        {
            // Only the kind of failure: a mail server's text may repeat the address.
            LogFailed(mail.Id, mail.Attempts, problem.GetType().Name);
            await Keep(
                mail,
                row =>
                {
                    if (mail.Attempts > Waits.Length)
                    {
                        (row.Status, row.Sealed) = (MailStatus.Failed, null);
                    }
                    else
                    {
                        (row.Status, row.NextAt) = (MailStatus.Waiting, now + Waits[mail.Attempts - 1]);
                    }
                },
                cancel);
        }

        return true;
    }

    private async Task<bool> Take(OutgoingMail mail, CancellationToken cancel)
    {
        await using var store = stores.Open<WhoStore>(StoreScope.Of(mail.OrganisationId), StoreAccess.Change);
        var taken = await store.Set<OutgoingMail>()
            .Where(row => row.Id == mail.Id && row.Status == mail.Status && row.Attempts == mail.Attempts)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Status, MailStatus.Sending)
                    .SetProperty(row => row.Attempts, row => row.Attempts + 1)
                    .SetProperty(row => row.NextAt, time.Now() + Lease),
                cancel);
        await store.Database.CurrentTransaction!.CommitAsync(cancel);
        mail.Attempts++;
        return taken == 1;
    }

    private async Task Keep(OutgoingMail mail, Action<OutgoingMail> change, CancellationToken cancel)
    {
        await using var store = stores.Open<WhoStore>(StoreScope.Of(mail.OrganisationId), StoreAccess.Change);
        var row = await store.Set<OutgoingMail>().FirstAsync(row => row.Id == mail.Id, cancel);
        change(row);
        await store.SaveChangesAsync(cancel);
        await store.Database.CurrentTransaction!.CommitAsync(cancel);
    }

    [LoggerMessage(111, LogLevel.Warning, "Mail {Id} could not be sent at try {Attempt} ({Kind}); it is tried again later, at most seven times.")]
    private partial void LogFailed(OutgoingMailId id, int attempt, string kind);

    [LoggerMessage(112, LogLevel.Warning, "Mail {Id} was refused: {Reason}")]
    private partial void LogRefused(OutgoingMailId id, string reason);

    [LoggerMessage(113, LogLevel.Error, "The mail runner failed; it goes on after a pause.\n{Trace}")]
    private partial void LogRunnerFailed(string trace);
}
