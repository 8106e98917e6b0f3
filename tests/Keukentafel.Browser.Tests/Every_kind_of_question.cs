// Every type of question, for everybody: on a desktop, a tablet and a phone, in the dark, with forced colours, without motion, in large type, in strong contrast,
// from right to left, when something is wrong, after going back, at 320 px and at twice the size. Axe with no rule off, and nothing that sticks out.
using Keukentafel.Questionnaires;
using Keukentafel.Questionnaires.Flow;
using Keukentafel.Tests.Answering;
using Keukentafel.Tests.World;
using Microsoft.Playwright;
using Xunit;

namespace Keukentafel.Browser.Tests;

public sealed class Every_kind_of_question(Chromium chromium, SqliteInstallation installation) : IClassFixture<SqliteInstallation>
{
    private static readonly Questionnaire All = StandardInstruments.Find("voorbeeld-vraagsoorten")!;
    private static readonly PagePlan Plan = PagePlan.Of(All, PageLayout.OneQuestion);

    /// <summary>Answers by which every question is asked.</summary>
    private static readonly (string Code, string Option)[] Asked = [("STELLING", "5"), ("JANEE", "1"), ("MEER", "3"), ("CIJFER", "4"), ("UREN", "3")];

    public static TheoryData<string, int, string> Variants => new()
    {
        { "desktop", 1440, "" },
        { "tablet", 768, "" },
        { "phone", 360, "" },
        { "dark", 360, "" },
        { "forced colours", 768, "" },
        { "smallest, with motion", 320, "" },
        { "right to left", 360, "&taal=ar" },
        { "large type and contrast", 320, "&beeld=groot-contrast" },
        { "twice the text", 768, "" },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Can_be_read_by_everybody(string variant, int width, string query)
    {
        // One question at a time on a phone; elsewhere by subject, so that every kind also stands among others.
        var plan = PagePlan.Of(All, variant is "phone" ? PageLayout.OneQuestion : PageLayout.Block);
        var (code, page) = await Open(variant, width, layout: plan.Layout);
        for (var number = 0; number <= plan.CheckPage; number++)
        {
            await page.GotoAsync($"/i/{code}?pagina={(number == 0 ? "welkom" : number == plan.CheckPage ? "controle" : $"{number}")}{query}");
            if (variant == "twice the text")
            {
                await page.EvaluateAsync("() => { document.documentElement.style.fontSize = '250%'; }");
            }

            await page.IsAccessible();
            await page.FitsItsWidth();
            await ReadsInOrder(page);
            await Picture(page, variant, number);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("&taal=ar")]
    public async Task Tells_what_is_wrong_to_everybody(string query)
    {
        var (code, page) = await Open("phone", 360);
        foreach (var (question, wrong) in new[] { ("UREN", "veel"), ("GEBOREN", "gisteren"), ("KORT", new string('w', 61)), ("WAAROM", new string('w', 4001)) })
        {
            await page.GotoAsync($"/i/{code}?pagina={Plan.PageOf(question)}{query}");
            await page.Locator($"[name={question}]").FillAsync(wrong);
            await page.Locator("button[value=verder]").Follow();
            Assert.True(await page.Locator("[role=alert] a").IsVisibleAsync());
            await page.IsAccessible();
            await page.FitsItsWidth();
            await page.Locator("[role=alert] a").ClickAsync();
            Assert.Equal(question, await page.EvaluateAsync<string>("() => document.activeElement.name"));
            Assert.Equal(wrong, await page.Locator($"[name={question}]").InputValueAsync());
        }
    }

    /// <summary>Nothing is filled in: every page goes on, and back again, and stays good.</summary>
    [Fact]
    public async Task May_be_left_open_and_gone_back_to()
    {
        var (code, page) = await Open("phone", 360, answered: false, PageLayout.Block);
        await page.GotoAsync($"/i/{code}?pagina=1");
        var seen = 0;
        for (; await Place(page) == "vraag"; seen++)
        {
            await page.Locator("button[value=verder]").Follow();
            await page.IsAccessible();
        }

        Assert.Equal("controle", await Place(page));
        for (; await Place(page) != "welkom"; seen--)
        {
            await page.Locator("main button[value=terug]").Follow();
            await page.IsAccessible();
        }

        // One more than there were questions: the first goes back to the welcome page.
        Assert.Equal(-1, seen);
    }

    /// <summary>Each field and each choice has its words for who cannot see them, and belongs to its question.</summary>
    [Fact]
    public async Task Has_a_name_for_each_field_in_the_accessibility_tree()
    {
        var (code, page) = await Open("desktop", 1440);
        foreach (var question in All.Questions)
        {
            await page.GotoAsync($"/i/{code}?pagina={Plan.PageOf(question.Code)}");
            var words = question.Text.Replace("{CIJFER|laag cijfer}", "4", StringComparison.Ordinal);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = words }));
            foreach (var option in question.Options.Where(_ => question is not Ranking))
            {
                await Expect(page.GetByRole(AriaRole.Group, new() { Name = words }).GetByRole(question is MultipleChoice ? AriaRole.Checkbox : AriaRole.Radio, new() { Name = option.Text, Exact = true }));
            }

            if (question is Ranking ranking)
            {
                for (var place = 1; place <= ranking.Places; place++)
                {
                    await Expect(page.GetByRole(AriaRole.Group, new() { Name = words }).GetByRole(AriaRole.Combobox, new() { Name = $"Plaats {place}" }));
                }
            }
            else if (question.Options.IsEmpty && question.IsAnswered)
            {
                await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = words, Exact = true }));
            }
        }

        static async Task Expect(ILocator one) => Assert.Equal(1, await one.CountAsync());
    }

    /// <summary>With the keyboard alone, from the welcome page to thanks, with every kind of field on the way.</summary>
    [Fact]
    public async Task Can_be_answered_with_the_keyboard_alone()
    {
        var (code, page) = await Open("desktop", 1024, answered: false);
        await page.GotoAsync($"/i/{code}");
        for (var turn = 0; turn < 40 && await Place(page) != "bedankt"; turn++)
        {
            var kinds = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')].map(field => field.type)");
            foreach (var kind in kinds.Distinct())
            {
                await TabTo(page, kind is "select-one" or "textarea" ? (kind == "textarea" ? "textarea" : "select") : $"main input[type={kind}]");
                switch (kind)
                {
                    case "radio" or "checkbox":
                        await page.Keyboard.PressAsync("Space");
                        break;
                    case "select-one":
                        await page.Keyboard.PressAsync("ArrowDown");
                        break;
                    default:
                        await page.Keyboard.TypeAsync(await page.EvaluateAsync<string>("() => document.activeElement.name === 'GEBOREN' ? '3-4-1942' : '1'"));
                        break;
                }
            }

            await TabTo(page, "main button[value=verder], main button[value=verzenden]");
            await page.EvaluateAsync("() => { document.body.dataset.oud = 'ja'; }");
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForFunctionAsync("() => document.readyState === 'complete' && document.body && !document.body.dataset.oud");
            Assert.Equal(0, await page.Locator(".fout").CountAsync());
        }

        Assert.Equal("bedankt", await Place(page));
    }

    /// <summary>A first visit, with style and fonts, stays small.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("?taal=tr")]
    [InlineData("?taal=ar")]
    public async Task Comes_over_a_thin_wire(string query)
    {
        var round = await AnsweringRound.With(installation);
        await round.Change(row => row.InstrumentVersion = 2);
        var page = await chromium.NewPage(installation.Address, width: 360);
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        var wire = 0.0;
        session.Event("Network.loadingFinished").OnEvent += (_, finished) => wire += finished!.Value.GetProperty("encodedDataLength").GetDouble();
        await page.GotoAsync($"/i/{round.Code}{query}", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.True(await page.EvaluateAsync<bool>("async () => (await document.fonts.ready).size > 0 && [...document.fonts].some(font => font.status === 'loaded')"));
        Assert.InRange(wire, 10_000, 60_000);
    }

    private async Task<(string Code, IPage Page)> Open(string variant, int width, bool answered = true, PageLayout layout = PageLayout.OneQuestion)
    {
        var round = await AnsweringRound.With(installation);
        await round.Change(row => (row.InstrumentId, row.InstrumentVersion) = (All.Id, All.Version));
        if (answered)
        {
            using var visitor = new LinkVisitor(installation.Address);
            foreach (var (question, option) in Asked)
            {
                await (await visitor.Open($"/i/{round.Code}?pagina={Plan.PageOf(question)}")).Press("stap", "verder", (question, option));
            }
        }

        await round.Change(row => row.Layout = layout);
        var page = await chromium.NewPage(installation.Address, width);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions
        {
            ColorScheme = variant.Contains("dark", StringComparison.Ordinal) ? ColorScheme.Dark : ColorScheme.Light,
            ForcedColors = variant == "forced colours" ? ForcedColors.Active : ForcedColors.None,
            ReducedMotion = variant.Contains("motion", StringComparison.Ordinal) ? ReducedMotion.NoPreference : ReducedMotion.Reduce,
        });
        return (round.Code, page);
    }

    /// <summary>What comes first in the document stands first on the screen.</summary>
    private static async Task ReadsInOrder(IPage page)
    {
        var places = await page.EvaluateAsync<double[]>(
            "() => [...document.querySelectorAll('header p, main h1, main h2, main .keuze, main .invoer, main .plaats, main .knoppen, footer p')].filter(part => part.offsetParent).map(part => part.getBoundingClientRect().top)");
        Assert.Equal(places.Order(), places);
    }

    private static async Task Picture(IPage page, string variant, int number)
    {
        if (Environment.GetEnvironmentVariable("PICTURES_OF_QUESTIONS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{variant.Replace(' ', '-')}-{number:00}.png"), FullPage = true });
        }
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
}
