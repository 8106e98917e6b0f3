// Every page that a client can come to, on a telephone.
using Microsoft.Playwright;
using Xunit;

namespace Keukentafel.Browser.Tests;

public sealed class Pages_of_a_respondent(Chromium chromium, Town town)
{
    [Fact]
    public async Task From_the_letter_to_thanks_with_everything_that_can_go_wrong_on_the_way()
    {
        var page = await Letter();
        await page.IsForEverybody();
        await page.Picture("vragenlijst-welkom", height: 740);
        await page.Press("Begin met de vragen");
        await page.EvaluateAsync("() => { document.querySelector('input[type=radio]').value = '99'; }");
        await page.Locator("input[type=radio]").First.CheckAsync();
        await page.Press("Verder");
        Assert.True(await page.Locator(".melding[role=alert]").IsVisibleAsync());
        for (var question = 1; question <= 10; question++)
        {
            await page.GetByText($"Vraag {question} van hoogstens 13").WaitForAsync();
            if (question != 4)
            {
                await page.Locator("input[type=radio]").Nth(1).CheckAsync();
            }

            if (question == 2)
            {
                await page.Picture("vragenlijst-vraag", height: 740);
            }

            await page.Press("Verder");
        }

        await page.Locator("textarea").FillAsync("De hulp komt op tijd.");
        await page.Press("Verder");
        await page.Locator("input[type=radio]").First.CheckAsync();
        await page.Press("Verder");
        await page.Picture("vragenlijst-controle", height: 740);
        await page.GetByRole(AriaRole.Link, new() { Name = "Alsnog invullen" }).Follow();
        await page.Locator("input[type=radio]").First.CheckAsync();
        await page.Press("Bewaar");
        await page.Press("Verzenden");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Dank u wel" }).WaitForAsync();
        await page.Picture("vragenlijst-bedankt", height: 740);

        var receipt = await page.Locator(".code").InnerTextAsync();
        await page.Visit("/ontvangst");
        await page.Press("Bekijk mijn antwoorden");
        await page.GetByLabel("Ontvangstcode").FillAsync(receipt);
        await page.Press("Bekijk mijn antwoorden");
        await page.GetByText("De hulp komt op tijd.").WaitForAsync();
        await page.Press("Wis mijn antwoorden");
        await page.Press("Nee, bewaar ze");
        await page.Press("Wis mijn antwoorden");
        await page.Press("Ja, wis mijn antwoorden");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Uw antwoorden zijn gewist" }).WaitForAsync();
    }

    [Fact]
    public async Task Who_does_not_take_part_and_comes_back()
    {
        var page = await Letter();
        await page.Press("Ik doe niet mee");
        await page.Press("Maak dit ongedaan");
        Assert.Equal("welkom", await page.Locator("body").GetAttributeAsync("data-pagina"));
    }

    [Fact]
    public async Task A_form_that_is_not_hers()
    {
        var page = await Letter();
        await page.EvaluateAsync("() => { document.querySelector('input[name=zegel]').value = 'x'; }");
        await page.Press("Begin met de vragen");
        Assert.True(await page.Locator(".melding[role=alert]").IsVisibleAsync());
        await page.GetByText("Ga verder met de vragenlijst").Follow();
        await page.GetByText("Begin met de vragen").WaitForAsync();
    }

    private async Task<IPage> Letter()
    {
        var page = await chromium.NewPage(town.Address, width: 360, height: 740);
        await page.GotoAsync($"/i/{await Codes.Unused(town)}");
        return page;
    }
}
