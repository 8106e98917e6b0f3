// The stand-alone report as a person opens it: from a file, on a phone, without network.
using Keukentafel.Reports;
using Keukentafel.Tests.Reports;
using Xunit;

namespace Keukentafel.Browser.Tests;

public class ReportTests(Chromium chromium)
{
    [Fact]
    public async Task The_report_is_accessible_and_fits_every_screen()
    {
        var page = await chromium.NewPage(new Uri("http://127.0.0.1"), width: 320);
        await page.SetContentAsync(await RenderReport.Html(ExampleReport.Content));
        await page.FitsItsWidth();
        await page.IsAccessible();
        await page.SetViewportSizeAsync(360, 740);
        await page.FitsItsWidth();
        await page.SetViewportSizeAsync(1440, 900);
        await page.FitsItsWidth();
        await page.IsAccessible();
    }
}
