// What every page is held against: axe with all rules for WCAG A and AA, and a phone's width. And pictures, when they are asked for.
using System.Collections.Concurrent;
using System.Globalization;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace Keukentafel.Browser.Tests;

public static class PageChecks
{
    private const int Phone = 360;

    private const string Violations = """
        async tags => {
          const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
          return found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${one.help}\n  ${node.html}\n  ${node.failureSummary}`));
        }
        """;

    // What a page is made of, without its words: each kind of element inside its kind of parent.
    private const string Make = """
        () => {
          const kind = element => element.tagName + '.' + element.className + '[' + ['type', 'role', 'aria-current', 'aria-invalid', 'data-pagina'].map(name => element.getAttribute(name) ?? '').join() + ']';
          const kinds = new Set([...document.querySelectorAll('body, body *')].map(element => kind(element.parentElement) + '>' + kind(element)));
          return [...kinds].sort().join(' ');
        }
        """;

    private static readonly string[] Wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private static readonly ConcurrentDictionary<string, bool> Seen = new(StringComparer.Ordinal);

    /// <summary>Everybody can use the page: axe finds nothing (once for each make of page), and on a phone nothing sticks out.</summary>
    public static async Task IsForEverybody(this IPage page)
    {
        var size = page.ViewportSize!;
        var isNew = Seen.TryAdd(await page.EvaluateAsync<string>(Make), true);
        if (isNew)
        {
            await page.IsAccessible();
        }

        await page.SetViewportSizeAsync(Phone, 740);
        await page.FitsItsWidth();
        if (isNew && Environment.GetEnvironmentVariable("PICTURES_OF_PAGES") is { Length: > 0 } folder)
        {
            var title = string.Concat((await page.TitleAsync()).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
            foreach (var width in new[] { Phone, 768, 1440 })
            {
                await page.SetViewportSizeAsync(width, 900);
                var name = string.Create(CultureInfo.InvariantCulture, $"{Seen.Count:000}-{title}-{width}.png");
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name), FullPage = true });
            }
        }

        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>Axe finds nothing, with no rule switched off.</summary>
    public static async Task IsAccessible(this IPage page)
    {
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<string[]>(Violations, Wcag);
        Assert.True(found.Length == 0, $"{page.Url}\n{string.Join("\n", found)}");
    }

    /// <summary>The page needs no sideways scrolling at its width.</summary>
    public static async Task FitsItsWidth(this IPage page)
    {
        var over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(over <= 0, $"{page.Url} is {over} px wider than the screen.");
    }

    /// <summary>Presses a button by its text, and holds the page that comes against the same.</summary>
    public static async Task Press(this IPage page, string button)
    {
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.Follow();
        await page.IsForEverybody();
    }

    /// <summary>Clicks on what leads to another page, and waits until that is there.</summary>
    public static async Task Follow(this ILocator way)
    {
        await way.Page.EvaluateAsync("() => { document.body.dataset.left = 'yes'; }");
        await way.ClickAsync();
        await way.Page.WaitForFunctionAsync("() => document.readyState === 'complete' && document.body && !document.body.dataset.left");
    }

    /// <summary>Presses a button and is told what is wrong: above the form, in the title of the page, and in Dutch.</summary>
    public static async Task IsRefused(this IPage page, string button)
    {
        await page.Press(button);
        Assert.True(await page.Locator("[role=alert]").First.IsVisibleAsync(), $"{page.Url} does not say what is wrong after “{button}”.");
        Assert.StartsWith("Fout: ", await page.TitleAsync(), StringComparison.Ordinal);
    }

    /// <summary>Goes to an address of the site and holds the page against all of this.</summary>
    public static async Task Visit(this IPage page, string address, int status = 200)
    {
        var answer = await page.GotoAsync(address);
        Assert.Equal(status, answer!.Status);
        await page.IsForEverybody();
    }

    /// <summary>Refreshes until work that goes on by itself is done.</summary>
    public static async Task WaitFor(this IPage page, string text)
    {
        for (var i = 0; i < 240 && await page.GetByText(text).CountAsync() == 0; i++)
        {
            await page.WaitForTimeoutAsync(250);
            await page.ReloadAsync();
        }

        Assert.True(await page.GetByText(text).CountAsync() > 0, $"{page.Url} does not come to say “{text}”.");
        await page.IsForEverybody();
    }

    /// <summary>Keeps a picture for the user guide, when asked (UPDATE_PICTURES names the folder).</summary>
    /// <param name="height">Of a long page only so much from the top.</param>
    public static async Task Picture(this IPage page, string name, int? height = null)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_PICTURES") is not { Length: > 0 } folder)
        {
            return;
        }

        var size = page.ViewportSize!;
        if (height is { } part)
        {
            await page.SetViewportSizeAsync(size.Width, part);
        }

        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = height is null });
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
