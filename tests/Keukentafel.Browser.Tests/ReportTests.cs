// The stand-alone report as a person opens it: from a file, on a phone, without network.
using Keukentafel.Reports;
using Keukentafel.Tests.Reports;
using Xunit;

namespace Keukentafel.Browser.Tests;

public class ReportTests(Chromium chromium)
{
    [Theory]
    [InlineData(320)]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task The_report_is_accessible_and_fits(int width)
    {
        var page = await chromium.NewPage(new Uri("http://127.0.0.1"), width);
        await page.SetContentAsync(await RenderReport.Html(ExampleReport.Content));
        await page.FitsItsWidth();
        await page.IsAccessible();
    }
}
