// From content to one HTML document, outside any request, so that the command line and the site give the same bytes.
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Keukentafel.Reports;

public static class RenderReport
{
    public static async Task<string> Html(ReportContent content)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<ReportPage>(ParameterView.FromDictionary(
                new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ReportPage.Content)] = content }));
            return page.ToHtmlString();
        });
    }
}
