// Mail is stored with the change that asks for it, and sent after that: no change without its mail, no mail without its change.
// A message has a key of its own, so that asking twice sends it once. Its content is sealed, and gone once it was sent.
using System.Text.Json;
using Keukentafel.Foundation.Keys;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Foundation.Mail;

public readonly record struct OutgoingMailId(Guid Value) : IId<OutgoingMailId>
{
    public static OutgoingMailId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public enum MailStatus { Waiting, Sending, Sent, Failed }

public sealed class OutgoingMail : ISeenByInstallation
{
    public const int KeyMaxLength = 120;

    public required OutgoingMailId Id { get; init; }
    public required OrganisationId OrganisationId { get; init; }

    /// <summary>What the message is for, such as <c>invitation/{id}</c>: ids only.</summary>
    public required string Key { get; init; }

    /// <summary>Recipient, subject and text; null once it was sent or given up.</summary>
    public byte[]? Sealed { get; set; }
    public required DateTime CreatedAt { get; init; }
    public MailStatus Status { get; set; } = MailStatus.Waiting;
    public int Attempts { get; set; }

    /// <summary>When the next try may start; while sending, when the worker that took it counts as dead.</summary>
    public required DateTime NextAt { get; set; }
    public DateTime? SentAt { get; set; }

    /// <summary>For a change of keys.</summary>
    internal static SealedRows Declare(Sealer sealer) => new SealedRows<OutgoingMail>(
        nameof(Sealed), mail => mail.Sealed = sealer.Seal(sealer.Open(mail.Sealed, SealContext(mail.Id)), SealContext(mail.Id)));

    internal static string SealContext(OutgoingMailId id) => $"mail/{id}";
}

internal sealed class OutgoingMailConfiguration : IInWho<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("outgoing_mails");
        builder.HasKey(mail => new { mail.OrganisationId, mail.Id });
        builder.Property(mail => mail.Key).HasMaxLength(OutgoingMail.KeyMaxLength);
        builder.Property(mail => mail.Sealed).HasMaxLength(100_000);
        builder.HasIndex(mail => new { mail.OrganisationId, mail.Key }).IsUnique();
        builder.HasIndex(mail => new { mail.Status, mail.NextAt });
    }
}

/// <summary>Asks for a mail, within the change that is the reason for it.</summary>
public sealed class Outbox(WhoStore store, CurrentCaller caller, Sealer sealer, ISecrets secrets, TimeProvider time)
{
    /// <param name="key">One for each message of the organisation; asking again with the same key does nothing.</param>
    /// <param name="mail">To whom and what.</param>
    public async Task Put(string key, MailMessage mail)
    {
        if (store.Set<OutgoingMail>().Local.Any(row => row.Key == key) || await store.Set<OutgoingMail>().AnyAsync(row => row.Key == key))
        {
            return;
        }

        var id = secrets.NewId<OutgoingMailId>();
        var now = time.Now();
        store.Add(new OutgoingMail
        {
            Id = id,
            OrganisationId = caller.Caller.Here,
            Key = key,
            Sealed = sealer.Seal(JsonSerializer.SerializeToUtf8Bytes(mail), OutgoingMail.SealContext(id)),
            CreatedAt = now,
            NextAt = now,
        });
    }
}
