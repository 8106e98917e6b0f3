// Walks the whole site by its links, as each role, and holds every page against WCAG 2.2 AA and a phone's width.
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Keukentafel.Browser.Tests;

public sealed partial class Every_page(Chromium chromium, Town town)
{
    private const int MostPages = 80;

    /// <param name="role">Whose walk it is.</param>
    /// <param name="atLeast">How many kinds of pages the role finds; fewer means that a way was lost.</param>
    /// <param name="goal">How the address ends of a page that this role is there for.</param>
    [Theory]
    [InlineData("beheerder", 18, "/accounts/*")]
    [InlineData("onderzoeker", 20, "/steekproef/controle")]
    [InlineData("veldwerk", 16, "/veldwerk/partijen/*")]
    [InlineData("interviewer", 6, "/register/clienten/*")]
    [InlineData("invoer", 4, "/bureau/GM9001")]
    [InlineData("raadslid", 5, "/rapport")]
    [InlineData("lezer", 13, "/rapport")]
    public async Task Is_for_everybody_and_every_way_leads_somewhere(string role, int atLeast, string goal)
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
            await page.IsForEverybody();
            foreach (var link in await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]:not([download])')].filter(a => a.origin === location.origin).map(a => a.pathname + a.search)"))
            {
                if (!IsFile(link))
                {
                    waiting.Enqueue(link);
                }
            }
        }

        Assert.True(seen.Count >= atLeast, $"Only {seen.Count} kinds of pages were found for {role}: {string.Join(", ", seen)}");
        Assert.Contains(seen, kind => kind.EndsWith(goal, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_of_the_guide_are_pictured()
    {
        var page = await town.SignIn(chromium, "onderzoeker");
        await page.GetByRole(AriaRole.Link, new() { Name = "Cliëntervaring Wmo" }).Follow();
        await page.Picture("meting", height: 1250);
        var study = page.Url;
        await page.GetByRole(AriaRole.Link, new() { Name = "Bekijk hoe de antwoorden binnenkomen" }).First.Follow();
        await page.Picture("voortgang", height: 1000);
        await page.GotoAsync(study);
        await page.GetByRole(AriaRole.Link, new() { Name = "Bekijk het rapport" }).Follow();
        await page.Picture("rapport");
        Assert.Equal(200, (await page.GotoAsync(page.Url + "/rapport.html?bekijk"))!.Status);
        await page.FitsItsWidth();

        var fieldwork = await town.SignIn(chromium, "veldwerk");
        await fieldwork.GetByRole(AriaRole.Link, new() { Name = "Cliëntervaring Wmo" }).Follow();
        await fieldwork.GetByRole(AriaRole.Link, new() { Name = "Naar het veldwerk" }).First.Follow();
        await fieldwork.Picture("veldwerk", height: 1160);
    }

    /// <summary>Pages of the same route are one kind: ids, numbers and queries do not make another.</summary>
    private static string KindOf(string address) => Id().Replace(address.Split('?')[0], "*");

    private static bool IsFile(string address) => File().IsMatch(address.Split('?')[0]);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[0-9]+(?=/|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"\.(pdf|csv|xlsx|zip|json|html|css)$|/logo$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex File();
}
