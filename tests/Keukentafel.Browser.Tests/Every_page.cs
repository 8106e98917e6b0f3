// Walks the whole site by its links, as each role, and holds every kind of page against WCAG 2.2 AA, at a desktop's and at a phone's width.
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Keukentafel.Browser.Tests;

public sealed partial class Every_page(Chromium chromium, Town town)
{
    private const int MostPages = 80;

    [Theory]
    [InlineData("beheerder")]
    [InlineData("onderzoeker")]
    [InlineData("veldwerk")]
    [InlineData("lezer")]
    public async Task Is_accessible_and_fits_a_phone(string role)
    {
        var page = await town.SignIn(chromium, role);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([new Uri(page.Url).AbsolutePath]);
        while (waiting.TryDequeue(out var address) && seen.Count < MostPages)
        {
            if (!seen.Add(KindOf(address)))
            {
                continue;
            }

            var answer = await page.GotoAsync(address);
            Assert.True(answer!.Ok, $"{address} answered {answer.Status} to {role}.");
            if (answer.Headers.GetValueOrDefault("content-type")?.StartsWith("text/html", StringComparison.Ordinal) != true)
            {
                continue;
            }

            await page.IsAccessible();
            await page.SetViewportSizeAsync(360, 740);
            await page.FitsItsWidth();
            await page.SetViewportSizeAsync(1024, 900);
            await page.Picture($"{role}-{seen.Count:00}-{KindOf(address).Trim('/').Replace('/', '-').Replace('*', 'x')}");
            foreach (var link in await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]:not([download])')].filter(a => a.origin === location.origin).map(a => a.pathname + a.search)"))
            {
                if (!Skipped(link))
                {
                    waiting.Enqueue(link);
                }
            }
        }

        Assert.True(seen.Count >= 6, $"Only {seen.Count} kinds of pages were found for {role}: {string.Join(", ", seen)}");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/privacy")]
    [InlineData("/toegankelijkheid")]
    [InlineData("/aanmelden")]
    [InlineData("/wachtwoord-vergeten")]
    [InlineData("/bestaat-niet")]
    [InlineData("/i/AAAA-BBBB-CCCC")]
    public async Task Is_accessible_for_anybody(string address)
    {
        var page = await chromium.NewPage(town.Address, width: 360);
        await page.GotoAsync(address);
        await page.IsAccessible();
        await page.FitsItsWidth();
    }

    /// <summary>Pages of the same route are one kind: ids, numbers and queries do not make another.</summary>
    private static string KindOf(string address) => Id().Replace(address.Split('?')[0], "*");

    /// <summary>Files, and what would end the walk.</summary>
    private static bool Skipped(string address) => File().IsMatch(address.Split('?')[0]) || address.Contains("bekijk", StringComparison.Ordinal);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[0-9]+(?=/|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"\.(pdf|csv|xlsx|zip|json|html|css)$|/(pdf|csv|logo|partijblad|download)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex File();
}
