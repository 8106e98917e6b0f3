using System.Xml.Linq;
using Keukentafel.Documents.Qr;
using Xunit;

namespace Keukentafel.Documents.Tests.Qr;

public class QrCodeTests
{
    [Fact]
    public void The_picture_is_well_formed_and_carries_its_label()
    {
        var svg = XDocument.Parse(QrCode.Of("https://example.nl/i/ABCD").ToSvg("QR-code naar \"uw\" vragenlijst & meer")).Root!;
        Assert.Equal("QR-code naar \"uw\" vragenlijst & meer", svg.Attribute("aria-label")!.Value);
        Assert.Equal("img", svg.Attribute("role")!.Value);
    }

    [Fact]
    public void The_quiet_zone_is_free()
    {
        var code = QrCode.Of("https://example.nl/i/ABCD");
        var starts = code.Path.Split('M', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('h')[0].Split(' ').Select(int.Parse).ToArray()).ToList();
        Assert.Equal(4, starts.Min(start => start[0]));
        Assert.Equal(4, starts.Min(start => start[1]));
        Assert.Equal(code.Size - 5, starts.Max(start => start[1]));
    }

    [Fact]
    public void The_same_text_gives_the_same_picture() => Assert.Equal(QrCode.Of("a"), QrCode.Of("a"));
}
