// A client with a letter: with the keyboard only, and with script switched off on a small phone.
using Microsoft.Playwright;
using Xunit;

namespace Keukentafel.Browser.Tests;

public sealed class Answering_a_letter(Chromium chromium, Town town)
{
    [Fact]
    public async Task Ten_questions_are_answered_and_sent_with_the_keyboard_only()
    {
        var page = await chromium.NewPage(town.Address);
        await page.GotoAsync($"/i/{await Codes.Unused(town)}");
        Assert.Equal("welkom", await Place(page));
        await page.IsForEverybody();

        await Press(page, "verder");
        for (var question = 1; question <= 10; question++)
        {
            Assert.Equal("vraag", await Place(page));
            await TabTo(page, "input[type=radio]");
            await page.Keyboard.PressAsync("Space");
            if (question == 1)
            {
                await page.Keyboard.PressAsync("ArrowDown");
                await page.IsForEverybody();
            }

            await Press(page, "verder");
        }

        for (var own = 0; own < 2; own++)
        {
            Assert.Equal("vraag", await Place(page));
            await Press(page, "verder");
        }

        Assert.Equal("controle", await Place(page));
        await page.IsForEverybody();
        await Press(page, "verzenden");

        Assert.Equal("bedankt", await Place(page));
        await page.IsForEverybody();
        await page.ReloadAsync();
        Assert.Equal("bedankt", await Place(page));
    }

    [Fact]
    public async Task A_phone_without_script_answers_goes_back_and_comes_back_later()
    {
        var code = await Codes.Unused(town);
        var page = await chromium.NewPage(town.Address, width: 320, height: 640, script: false);
        await page.GotoAsync($"/i/{code}");
        await page.Locator("button[value=verder]").ClickAsync();
        await page.Locator("input[type=radio]").Nth(1).CheckAsync();
        await page.Locator("button[value=verder]").ClickAsync();
        await page.Locator("button[value=terug]").ClickAsync();
        Assert.True(await page.Locator("input[type=radio]").Nth(1).IsCheckedAsync());
        await page.Locator("button[value=verder]").ClickAsync();

        var later = await chromium.NewPage(town.Address, width: 320, height: 640, script: false);
        await later.GotoAsync($"/i/{code}");
        while (await Place(later) != "controle")
        {
            Assert.Contains(await Place(later), new[] { "welkom", "vraag" });
            if (await later.Locator("input[type=radio]").CountAsync() > 0)
            {
                await later.Locator("input[type=radio]").First.CheckAsync();
            }

            await later.Locator("button[value=verder]").First.ClickAsync();
        }

        await later.Locator("button[value=verzenden]").ClickAsync();
        Assert.Equal("bedankt", await Place(later));
    }

    private static async Task<string?> Place(IPage page) => await page.Locator("body").GetAttributeAsync("data-pagina");

    private static async Task TabTo(IPage page, string selector)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"The keyboard does not reach {selector} on {page.Url}.");
    }

    private static async Task Press(IPage page, string step)
    {
        await TabTo(page, $"button[value={step}]");
        await page.EvaluateAsync("() => { document.body.dataset.oud = 'ja'; }");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.readyState === 'complete' && !document.body.dataset.oud");
    }
}
