// Style sheets are embedded and served from their own address, which changes with their content, so that browsers may keep them for good.
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Keukentafel.Design;

public static class Styles
{
    private static readonly ConcurrentDictionary<string, (byte[] Bytes, string Hash)?> Sheets = new(StringComparer.Ordinal);

    /// <summary>Address of an embedded sheet (<c>Design/Styles/{name}.css</c>).</summary>
    public static string Address(string name) => $"/stijl/{name}.css?v={Load(name)!.Value.Hash}";

    /// <summary>The text of a sheet, for documents that must stand alone.</summary>
    public static string Text(string name) => System.Text.Encoding.UTF8.GetString(Load(name)!.Value.Bytes);

    public static Results<FileContentHttpResult, NotFound> Serve(string name, HttpContext http)
    {
        if (Load(name) is not { } sheet)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.File(sheet.Bytes, "text/css; charset=utf-8");
    }

    private static (byte[] Bytes, string Hash)? Load(string name) => Sheets.GetOrAdd(name, static key =>
    {
        using var stream = typeof(Styles).Assembly.GetManifestResourceStream($"Keukentafel.Design.Styles.{key}.css");
        if (stream is null)
        {
            return null;
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        return (bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
    });
}
