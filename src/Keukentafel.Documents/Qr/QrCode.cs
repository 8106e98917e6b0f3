// A QR code as one SVG path: sharp at every size, small in a file, and no picture to load.
using System.Globalization;
using System.Net;
using System.Text;
using QRCoder;

namespace Keukentafel.Documents.Qr;

/// <param name="Size">Width and height in modules, the quiet zone of four on each side included.</param>
/// <param name="Path">The dark modules as SVG path data in units of one module.</param>
public sealed record QrCode(int Size, string Path)
{
    /// <summary>Level M: a quarter of the code may be soiled and it still reads.</summary>
    public static QrCode Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            var row = data.ModuleMatrix[y];
            for (var x = 0; x < row.Count; x++)
            {
                var start = x;
                while (x < row.Count && row[x])
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1H{start}z");
                }
            }
        }

        return new QrCode(data.ModuleMatrix.Count, path.ToString());
    }

    /// <summary>The picture with a text for who cannot see it, to be sized by its surroundings.</summary>
    public string ToSvg(string label) => string.Create(
        CultureInfo.InvariantCulture,
        $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Size} {Size}" role="img" aria-label="{WebUtility.HtmlEncode(label)}" shape-rendering="crispEdges"><rect width="{Size}" height="{Size}" fill="#fff"/><path d="{Path}" fill="#000"/></svg>""");
}
