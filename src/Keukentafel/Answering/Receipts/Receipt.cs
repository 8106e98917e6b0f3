// A code that a respondent gets after sending, by which the answers can be seen again and taken back. Of the code only a hash is kept: 51 bits of chance need no
// key, and so a change of keys leaves receipts alone. It leads to answers, never to a person; unlinking a round destroys its receipts.
using System.Security.Cryptography;
using System.Text;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Answering.Receipts;

public sealed class Receipt : ISeenByInstallation
{
    public required OrganisationId OrganisationId { get; init; }
    public required ResponseId ResponseId { get; init; }
    public required string CodeHash { get; init; }

    /// <summary>A new code, without groups.</summary>
    public static string NewCode(ISecrets secrets) => AccessCodeFormat.Make(secrets);

    public static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"receipt\n{code}")));
}

internal sealed class ReceiptConfiguration : IInWhat<Receipt>
{
    public void Configure(EntityTypeBuilder<Receipt> builder)
    {
        builder.ToTable("receipts");
        builder.HasKey(receipt => new { receipt.OrganisationId, receipt.ResponseId });
        builder.Property(receipt => receipt.CodeHash).HasMaxLength(64);
        builder.HasIndex(receipt => receipt.CodeHash);
        builder.HasOne<Response>().WithMany().HasForeignKey(receipt => new { receipt.OrganisationId, receipt.ResponseId }).OnDelete(DeleteBehavior.Cascade);
    }
}
