// Writes mails as files that every mail program opens, for an installation without a mail server: to try things out, and to demonstrate.
using System.Globalization;
using System.Text;

namespace Keukentafel.Foundation.Mail;

public sealed class FolderMailer(Settings settings) : IMailer
{
    public string Folder { get; } = settings.MailFolder ?? Path.Combine(settings.DataFolder, "mail");

    public async Task Send(MailMessage mail, Postmark mark, CancellationToken cancel)
    {
        PrivateFile.Folder(Folder);
        var text = new StringBuilder()
            .Append("From: ").AppendLine(settings.MailFrom)
            .Append("To: ").AppendLine(OneLine(mail.To))
            .Append("Subject: ").AppendLine(Header(mail.Subject))
            .Append("Date: ").AppendLine(mark.At.ToString("r", CultureInfo.InvariantCulture).Replace("GMT", "+0000", StringComparison.Ordinal))
            .Append("Message-ID: ").AppendLine(mark.Id)
            .AppendLine("MIME-Version: 1.0")
            .AppendLine("Content-Type: text/plain; charset=utf-8")
            .AppendLine("Content-Transfer-Encoding: 8bit")
            .AppendLine()
            .AppendLine(mail.Text);

        // The same mail has the same name, so that a second try replaces the first.
        var name = new string([.. mark.Id.Where(char.IsAsciiLetterOrDigit)])[..12];
        var file = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{mark.At:yyyyMMdd-HHmmss}-{name}.eml"));
        await using (var draft = PrivateFile.Create(file + ".new"))
        {
            await draft.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancel);
        }

        File.Move(file + ".new", file, overwrite: true);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>Anything beyond ASCII stands in a header as an encoded word (RFC 2047).</summary>
    private static string Header(string text) =>
        text.All(char.IsAscii) ? OneLine(text) : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(OneLine(text)))}?=";
}
