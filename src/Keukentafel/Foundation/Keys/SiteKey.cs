// The keys by which ASP.NET protects staff forms and sign-in live in the store, sealed, so that a restart or a second node loses nobody.
using System.Security.Cryptography;
using System.Xml.Linq;
using Keukentafel.Store;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Foundation.Keys;

public readonly record struct SiteKeyId(Guid Value) : IId<SiteKeyId>
{
    public static SiteKeyId From(Guid value) => new(value);
}

public sealed class SiteKey
{
    public required SiteKeyId Id { get; init; }
    public required string Name { get; init; }
    public required byte[] Sealed { get; set; }
}

internal sealed class SiteKeyConfiguration : IInWho<SiteKey>
{
    public void Configure(EntityTypeBuilder<SiteKey> builder)
    {
        builder.ToTable("site_keys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Sealed).HasMaxLength(8000);
    }
}

/// <summary>ASP.NET's place for its key ring, in our store.</summary>
public sealed class SiteKeys(StoreFactory stores, Sealer sealer, ISecrets secrets) : IXmlRepository
{
    private const string Context = "site-key";

    /// <summary>A row of ours by which the stores know their key; not one of ASP.NET's.</summary>
    private const string MarkName = "keukentafel";

    internal static SealedRows Declare(Sealer sealer) =>
        new SealedRows<SiteKey>(nameof(SiteKey.Sealed), key => key.Sealed = sealer.Seal(sealer.Open(key.Sealed, Context), Context));

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var store = stores.Open<WhoStore>(StoreScope.Installation, StoreAccess.Read);
        return store.Set<SiteKey>().Where(key => key.Name != MarkName).ToList().ConvertAll(key => XElement.Parse(sealer.OpenText(key.Sealed, Context)));
    }

    internal static SiteKey Mark(Sealer sealer, ISecrets secrets) =>
        new() { Id = secrets.NewId<SiteKeyId>(), Name = MarkName, Sealed = sealer.SealText(MarkName, Context) };

    internal static bool Opens(SiteKey key, Sealer sealer)
    {
        try
        {
            sealer.Open(key.Sealed, Context);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var store = stores.Open<WhoStore>(StoreScope.Installation, StoreAccess.Change);
        store.Add(new SiteKey { Id = secrets.NewId<SiteKeyId>(), Name = friendlyName, Sealed = sealer.SealText(element.ToString(SaveOptions.DisableFormatting), Context) });
        store.SaveChanges();
        store.Database.CurrentTransaction!.Commit();
    }
}
