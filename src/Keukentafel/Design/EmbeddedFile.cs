// Files that stand in the program itself and are served from their own address, which changes with their content, so that browsers may keep them for good.
// What shrinks is kept in its shrunken form too; such files hold no secret, so that shrinking tells nothing.
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Keukentafel.Design;

internal sealed class EmbeddedFile
{
    private static readonly ConcurrentDictionary<string, Lazy<EmbeddedFile?>> Files = new(StringComparer.Ordinal);
    private readonly byte[]? shrunken;

    private EmbeddedFile(byte[] bytes, bool shrinks)
    {
        Bytes = bytes;
        Hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];
        shrunken = shrinks ? Shrink(bytes) : null;
    }

    public byte[] Bytes { get; }

    public string Hash { get; }

    /// <summary>The file of a resource of this program; null where there is none.</summary>
    public static EmbeddedFile? Find(string resource, bool shrinks = true) => Files.GetOrAdd(resource, static (name, shrinks) => new Lazy<EmbeddedFile?>(() => Load(name, shrinks)), shrinks).Value;

    public IResult Serve(HttpContext http, string type)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        if (shrunken is null)
        {
            return TypedResults.Bytes(Bytes, type);
        }

        http.Response.Headers.Vary = "Accept-Encoding";
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase))
        {
            return TypedResults.Bytes(Bytes, type);
        }

        http.Response.Headers.ContentEncoding = "br";
        return TypedResults.Bytes(shrunken, type);
    }

    private static EmbeddedFile? Load(string name, bool shrinks)
    {
        using var stream = typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new EmbeddedFile(copy.ToArray(), shrinks);
    }

    private static byte[] Shrink(byte[] bytes)
    {
        using var small = new MemoryStream();
        using (var brotli = new BrotliStream(small, CompressionLevel.SmallestSize))
        {
            brotli.Write(bytes);
        }

        return small.ToArray();
    }
}
