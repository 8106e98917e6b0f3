// Hands mail to the server that the installation names.
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Keukentafel.Foundation.Mail;

public sealed class SmtpMailer(Settings settings, TimeProvider time) : IMailer
{
    /// <summary>A server that says nothing for so long counts as failed; the framework itself would wait for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task Send(MailMessage mail, Postmark mark, CancellationToken cancel)
    {
        using var client = new SmtpClient(settings.SmtpHost, settings.SmtpPort) { EnableSsl = settings.SmtpStartTls };
        if (settings.SmtpUser is { } user)
        {
            client.Credentials = new NetworkCredential(user, settings.SmtpPassword);
        }

        using var message = new System.Net.Mail.MailMessage(settings.MailFrom, mail.To, mail.Subject, mail.Text)
        {
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        message.Headers.Add("Message-ID", mark.Id);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            await client.SendMailAsync(message, either.Token);
        }
        catch (SmtpFailedRecipientException refused) when (IsFinal(refused.StatusCode))
        {
            // The framework's own text repeats the address.
            throw new MailRefusedException($"The mail server refused the recipient ({(int)refused.StatusCode}).");
        }
    }

    private static bool IsFinal(SmtpStatusCode status) => (int)status is >= 500 and < 600;
}
