// The boundary with the world of mail: a server, or a folder of files where none is set.
namespace Keukentafel.Foundation.Mail;

/// <summary>A mail in plain text to one person.</summary>
public sealed record MailMessage(string To, string Subject, string Text);

/// <summary>What a mail carries besides its content. The same <paramref name="Id"/> at a second try lets the receiver drop the copy.</summary>
public sealed record Postmark(string Id, DateTime At);

public interface IMailer
{
    /// <summary>Hands a mail over; throws <see cref="MailRefusedException"/> when trying again is of no use.</summary>
    Task Send(MailMessage mail, Postmark mark, CancellationToken cancel);
}

/// <summary>The server will never take this mail, for instance because the address does not exist. Its text never holds the address.</summary>
public sealed class MailRefusedException(string reason) : Exception(reason);
