// The questionnaire with every type of question, over HTTP: what is answered, refused, taken back, left behind by the road, and read in another language.
using System.Net;
using AngleSharp.Dom;
using Keukentafel.Answering;
using Keukentafel.Questionnaires;
using Keukentafel.Questionnaires.Flow;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Answering;

public abstract class Every_kind_of_answer
{
    private static readonly Questionnaire All = StandardInstruments.Find("voorbeeld-vraagsoorten")!;
    private static readonly PagePlan Plan = PagePlan.Of(All, PageLayout.OneQuestion);
    private readonly Installation installation;

    protected Every_kind_of_answer(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    /// <summary>The fields with which each question is answered in these tests, and what is stored of it.</summary>
    private static readonly (string Code, (string Name, string Value)[] Fields, string Stored)[] Given =
    [
        ("STELLING", [("STELLING", "4")], "4"),
        ("JANEE", [("JANEE", "1")], "1"),
        ("EEN", [("EEN", "2")], "2"),
        ("MEER", [("MEER", "3"), ("MEER", "1")], "1 3"),
        ("RIT", [("RIT", "2")], "2"),
        ("VOLGORDE", [("VOLGORDE.1", "3"), ("VOLGORDE.2", "1")], "3 1"),
        ("ROOSTER1", [("ROOSTER1", "1")], "1"),
        ("ROOSTER2", [("ROOSTER2", "9")], "9"),
        ("CIJFER", [("CIJFER", "5")], "5"),
        ("WAAROM", [("WAAROM", "De taxi komt te laat.\r\nElke week weer.")], "De taxi komt te laat.\nElke week weer."),
        ("UREN", [("UREN", "2,5")], "2.5"),
        ("BETAALD", [("BETAALD", "1")], "1"),
        ("GEBOREN", [("GEBOREN", "3-4-1942")], "1942-04-03"),
        ("KORT", [("KORT", "Oud-Zuid")], "Oud-Zuid"),
        ("MAG", [("MAG", "2")], "2"),
    ];

    [Fact]
    public async Task Is_kept_as_it_was_given_and_read_back_before_it_is_sent()
    {
        var round = await Round();
        using var anna = new LinkVisitor(installation.Address);
        var page = await Walk(await (await anna.OpenLink(round.Code)).Next());

        Assert.Equal("controle", page.Name);
        foreach (var words in new[] { "Niet mee eens", "Hulp bij het huishouden; Vervoer", "1. Duidelijke brieven; 2. Snel geholpen worden", "2,5 uur", "3 april 1942", "Oud-Zuid", "Nee, liever niet", "U gaf een 5. Wat kan er beter?", "De medewerker van de gemeente luisterde goed." })
        {
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
        }

        Assert.Equal("bedankt", (await page.Send()).Name);
        var stored = await round.Stored();
        Assert.Equal(Given.Length, stored.Count);
        Assert.All(Given, given =>
        {
            var answer = stored[given.Code];
            Assert.Equal(given.Stored, answer.ValueOf(All.Find(given.Code)!)!.Canonical);
            Assert.Equal((All.Find(given.Code)!.IsCoded, false, false), (answer.Option is not null, answer.OffPath, answer.Mended));
        });
        Assert.True((await round.Response()).Response.Sent);
    }

    [Fact]
    public async Task Is_shown_again_on_its_own_page()
    {
        var round = await Round();
        using var anna = new LinkVisitor(installation.Address);
        await Walk(await (await anna.OpenLink(round.Code)).Next());
        foreach (var (code, fields, _) in Given.Where(given => given.Code is not "WAAROM"))
        {
            var page = await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf(code)}");
            var standing = page.Fields("stap", "verder").Where(field => field.Name.Split('.')[0] == code && !field.Name.EndsWith(".was", StringComparison.Ordinal));
            Assert.Equal(code == "GEBOREN" ? [("GEBOREN", "03-04-1942")] : fields.Order(), standing.Order());
        }
    }

    [Fact]
    public async Task That_cannot_be_right_is_refused_with_the_text_kept()
    {
        var round = await Round();
        using var anna = new LinkVisitor(installation.Address);
        var tooLong = string.Concat(Enumerable.Repeat("Lang verhaal. ", 7200));
        foreach (var (code, typed, told) in new[]
        {
            ("UREN", "heel veel", "Dit is geen getal."),
            ("UREN", "200", "Vul een getal in van 0 tot en met 168."),
            ("UREN", "2,25", "Gebruik hoogstens 1 cijfers achter de komma."),
            ("GEBOREN", "31-2-1942", "Dit is geen datum."),
            ("GEBOREN", "1-1-1890", "Vul een datum in van 1 januari 1900 tot en met 31 december 2026."),
            ("KORT", new string('w', 61), "Uw tekst heeft 61 tekens. Er passen er 60."),
        })
        {
            var refused = await (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf(code)}")).Press("stap", "verder", (code, typed));
            Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
            Assert.StartsWith(told, refused.Document.QuerySelector($"#fout-{code}")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(typed, refused.Typed(code));
            Assert.Equal("true", refused.Document.QuerySelector($"#veld-{code}")!.GetAttribute("aria-invalid"));
        }

        var page = await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("STELLING")}");
        await page.Answer(5);
        var why = await (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("WAAROM")}")).Press("stap", "verder", ("WAAROM", tooLong));
        Assert.Equal(HttpStatusCode.BadRequest, why.Status);
        Assert.Equal(tooLong, why.Typed("WAAROM"));
        Assert.Contains("Uw tekst heeft 100.800 tekens. Er passen er 4.000.", why.Text, StringComparison.Ordinal);
        Assert.Equal(["STELLING"], (await round.Stored()).Keys);
    }

    [Fact]
    public async Task That_rules_out_another_is_refused()
    {
        var round = await Round();
        using var anna = new LinkVisitor(installation.Address);
        var several = await (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("MEER")}")).Press("stap", "verder", ("MEER", "1"), ("MEER", "8"));
        Assert.Contains("“Geen van deze” past niet bij een ander antwoord.", several.Text, StringComparison.Ordinal);
        Assert.Equal(2, several.Document.QuerySelectorAll("input[checked]").Length);
        var order = await (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("VOLGORDE")}")).Press("stap", "verder", ("VOLGORDE.1", "2"), ("VOLGORDE.2", "2"));
        Assert.Contains("U koos hetzelfde antwoord op twee plaatsen.", order.Text, StringComparison.Ordinal);
        Assert.Equal("2", order.Typed("VOLGORDE.1"));

        await (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("UREN")}")).Press("stap", "verder", ("UREN", "3"));
        var paid = await (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("BETAALD")}")).Press("stap", "verder", ("BETAALD", "4"));
        Assert.Contains("Dit is meer dan de 3 uur die u net noemde.", paid.Text, StringComparison.Ordinal);
        Assert.Equal(["UREN"], (await round.Stored()).Keys);
    }

    [Fact]
    public async Task Whose_question_is_not_asked_any_more_is_kept_and_marked_and_comes_back()
    {
        var round = await Round();
        using var anna = new LinkVisitor(installation.Address);
        await Walk(await (await anna.OpenLink(round.Code)).Next());

        await (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("JANEE")}")).Answer(2);
        var stored = await round.Stored();
        Assert.Equal(["EEN", "ROOSTER2"], stored.Values.Where(answer => answer.OffPath).Select(answer => answer.Question).Order());
        Assert.Equal(2, stored["EEN"].Option);
        var check = await anna.Open($"/i/{round.Code}?pagina=controle");
        Assert.DoesNotContain("Waar was het gesprek?", check.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Waar was het gesprek?", (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("EEN")}")).Text, StringComparison.Ordinal);

        await (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("JANEE")}")).Answer(1);
        Assert.All((await round.Stored()).Values, answer => Assert.False(answer.OffPath));
        Assert.Equal("2", (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("EEN")}")).Chosen);
    }

    [Fact]
    public async Task That_was_typed_in_one_window_survives_an_old_page_in_another()
    {
        var round = await Round();
        using var anna = new LinkVisitor(installation.Address);
        var old = await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("KORT")}");
        await (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("KORT")}")).Press("stap", "verder", ("KORT", "Noord"));

        await old.Next();
        Assert.Equal("Noord", (await round.Stored())["KORT"].Text);

        // Who sees it and empties the field takes it back.
        await (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("KORT")}")).Press("stap", "verder", ("KORT", ""));
        Assert.Empty(await round.Stored());
    }

    [Theory]
    [InlineData("<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;")]
    [InlineData("\u202Eomgekeerd\u202C \u200Bnul\u200Dbreed \uFEFF")]
    [InlineData("👩‍👩‍👧‍👦 👍🏽 🇳🇱 ñ ş ł ع")]
    [InlineData("'); DROP TABLE answers; -- ${7*7} {{CIJFER}} %00 \\u0000")]
    [InlineData("\tinspringen\n\n\nlege regels  ")]
    public async Task In_hostile_words_stays_what_it_was_and_does_nothing(string words)
    {
        var round = await Round();
        using var anna = new LinkVisitor(installation.Address);
        await (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("STELLING")}")).Answer(5);
        await (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("WAAROM")}")).Press("stap", "verder", ("WAAROM", words));

        var stored = (await round.Stored())["WAAROM"];
        Assert.Equal((words, false), (stored.Text, stored.Mended));
        var again = await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("WAAROM")}");
        Assert.Equal(words, again.Typed("WAAROM"));
        var check = await anna.Open($"/i/{round.Code}?pagina=controle");
        Assert.Contains(words, check.Document.QuerySelectorAll(".gegeven").Select(given => given.TextContent));
        Assert.All([again, check], page => Assert.Empty(page.Document.QuerySelectorAll("main script, main img")));
    }

    [Fact]
    public async Task With_a_sign_that_no_text_can_hold_is_mended_and_marked()
    {
        var round = await Round();
        using var anna = new LinkVisitor(installation.Address);
        await (await anna.Open($"/i/{round.Code}?pagina={Plan.PageOf("KORT")}")).Press("stap", "verder", ("KORT", "a\0b"));
        var stored = (await round.Stored())["KORT"];
        Assert.Equal(("a\uFFFDb", true), (stored.Text, stored.Mended));
    }

    [Fact]
    public async Task Of_one_page_that_is_right_is_kept_while_another_is_refused()
    {
        var round = await Round(PageLayout.Block);
        using var anna = new LinkVisitor(installation.Address);
        var page = await anna.Open($"/i/{round.Code}?pagina={PagePlan.Of(All, PageLayout.Block).PageOf("KORT")}");
        var refused = await page.Press("stap", "verder", ("KORT", "Oost"), ("GEBOREN", "gisteren"));

        Assert.Equal("gisteren", refused.Typed("GEBOREN"));
        Assert.Equal("Oost", refused.Typed("KORT"));
        Assert.Equal("Oost", Assert.Single(await round.Stored()).Value.Text);
        var mended = await refused.Press("stap", "verder", ("GEBOREN", "1-2-1950"));
        Assert.NotEqual(HttpStatusCode.BadRequest, mended.Status);
        Assert.Equal(2, (await round.Stored()).Count);
    }

    [Fact]
    public async Task On_one_page_for_everything_is_sent_from_there()
    {
        var round = await AnsweringRound.With(installation);
        await round.Change(row => (row.Layout, row.InstrumentVersion) = (PageLayout.Whole, 2));
        using var anna = new LinkVisitor(installation.Address);
        var page = await anna.OpenLink(round.Code);
        Assert.Equal("vraag", page.Name);
        Assert.Contains("Wat vindt u van de hulp", page.Heading, StringComparison.Ordinal);
        Assert.Equal(12, page.Document.QuerySelectorAll(".vraag").Length);
        (string, string)[] answers = [.. Enumerable.Range(1, 10).Select(number => ($"CEO{number:00}", "1")), ("TOEL", "Goed zo.")];

        var somebodyElse = await page.Press("stap", "verzenden", [.. answers, ("WIE", "3")]);
        Assert.Contains("Wie bent u van de persoon die de brief kreeg?", somebodyElse.Text, StringComparison.Ordinal);
        Assert.False((await round.Response()).Response.Sent);
        Assert.Equal("bedankt", (await somebodyElse.Press("stap", "verzenden", ("WIEVOOR", "3"))).Name);

        Assert.True((await round.Response()).Response.Sent);
        Assert.Equal(13, (await round.Stored()).Count);
    }

    [Fact]
    public async Task Goes_along_when_the_language_changes_and_the_language_when_the_device_does()
    {
        var round = await AnsweringRound.With(installation);
        await round.Change(row => row.InstrumentVersion = 2);
        using var phone = new LinkVisitor(installation.Address);
        var page = await (await phone.OpenLink(round.Code)).Next();

        var turkish = await page.Switch("Türkçe", ("CEO01", "4"));
        Assert.Equal("tr", turkish.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(("CEO01", "4"), (turkish.Question, turkish.Chosen));
        Assert.Equal(4, (await round.Response()).Answers["CEO01"]);

        var arabic = await turkish.Switch("العربية");
        Assert.Equal("rtl", arabic.Document.DocumentElement.GetAttribute("dir"));
        using var tablet = new LinkVisitor(installation.Address);
        var later = await tablet.OpenLink(round.Code);
        Assert.Equal("ar", later.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("CEO01", later.Question);
        Assert.Equal("ar", (await round.Response()).Response.Language);
        Assert.Equal("nl", (await later.Switch("Nederlands")).Document.DocumentElement.GetAttribute("lang"));
    }

    /// <summary>Everything between welcome and thanks in every language: no text is missing, and none is left in Dutch.</summary>
    [Fact]
    public async Task Can_be_given_in_every_language_without_a_word_of_another()
    {
        var round = await AnsweringRound.With(installation, clients: Language.All.Length);
        await round.Change(row => row.InstrumentVersion = 2);
        var dutch = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (language, place) in Language.All.Select((language, place) => (language, place)))
        {
            using var anna = new LinkVisitor(installation.Address);
            var page = await anna.Open($"/i/{round.Cases[place].Code}?taal={language.Tag}");
            for (var turn = 0; turn < 20 && page.Name != "bedankt"; turn++)
            {
                Assert.Equal(language.Tag, page.Document.DocumentElement.GetAttribute("lang"));
                var lines = page.Document.QuerySelectorAll("main h1, main h2, main p, main li, main button, main .keuze span").Select(line => line.TextContent.Trim()).Where(line => line.Length > 3);
                if (language.Equals(Language.Dutch))
                {
                    dutch.UnionWith(lines);
                }
                else if (!language.Equals(Language.PlainDutch))
                {
                    Assert.DoesNotContain(lines, line => line is not ("Partner" or "Neutraal") && dutch.Contains(line));
                }

                page = page.Name == "controle" ? await page.Send() : page.Document.QuerySelector("input[type=radio]") is { } ? await page.Answer(page.Question == "WIE" ? 3 : 1) : await page.Next();
            }

            Assert.Equal("bedankt", page.Name);
        }
    }

    /// <summary>
    /// Somebody who goes back and forth, reloads, takes another device, changes language and keeps an old window open: no page fails, and what was acknowledged
    /// last is what stands.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Is_never_lost_whatever_somebody_does(int seed)
    {
        var random = new Random(seed);
        var round = await Round((PageLayout)(seed % 2));
        using var phone = new LinkVisitor(installation.Address);
        var page = await phone.OpenLink(round.Code);
        VisitedPage? old = null;
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var step = 0; step < 60; step++)
        {
            var from = random.Next(8) == 0 && old is not null ? old : page;
            old = random.Next(4) == 0 ? page : old;
            if (random.Next(10) == 0)
            {
                page = random.Next(2) == 0 ? await phone.OpenLink(round.Code) : await phone.Open(page.Address.PathAndQuery);
            }
            else
            {
                var given = Given.Where(one => from.Document.QuerySelector($"[name='{one.Code}'], [name='{one.Code}.1']") is not null && random.Next(3) > 0).ToList();
                (string, string)[] fields = [.. given.SelectMany(one => one.Fields)];
                page = random.Next(6) switch
                {
                    0 when from.Form.QuerySelector("[value=terug]") is not null => await from.Press("stap", "terug", fields),
                    1 when from.Name == "vraag" => await from.Switch(from.Document.QuerySelectorAll("#instellingen button[name]")[^1].TextContent.Trim(), fields),
                    _ when from.Name == "controle" => await phone.Open($"/i/{round.Code}?pagina=welkom"),
                    _ when from.Form.QuerySelector("[value=verder]") is not null => await from.Press("stap", "verder", fields),
                    _ => await from.Press("stap", "terug", fields),
                };
                foreach (var one in given.Where(_ => from.Name == "vraag"))
                {
                    expected[one.Code] = one.Stored;
                }
            }

            Assert.Equal(HttpStatusCode.OK, page.Status);
            var stored = (await round.Responses()).Count == 0 ? [] : await round.Stored();
            Assert.Equal(expected.OrderBy(pair => pair.Key, StringComparer.Ordinal), stored.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ValueOf(All.Find(pair.Key)!)!.Canonical)));
        }

        Assert.True(expected.Count > 4);
    }

    private async Task<AnsweringRound> Round(PageLayout layout = PageLayout.OneQuestion)
    {
        var round = await AnsweringRound.With(installation);
        await round.Change(row => (row.InstrumentId, row.InstrumentVersion, row.Layout) = (All.Id, All.Version, layout));
        return round;
    }

    private static async Task<VisitedPage> Walk(VisitedPage page)
    {
        for (var turn = 0; turn < 40 && page.Name == "vraag"; turn++)
        {
            var here = Given.FirstOrDefault(one => page.Document.QuerySelector($"main [name='{one.Code}'], main [name='{one.Code}.1']") is not null);
            page = await page.Press("stap", "verder", here.Fields ?? []);
        }

        return page;
    }
}

public sealed class Every_kind_of_answer_on_SQLite(SqliteInstallation installation) : Every_kind_of_answer(installation), IClassFixture<SqliteInstallation>;

public sealed class Every_kind_of_answer_on_PostgreSQL(PostgresInstallation installation) : Every_kind_of_answer(installation), IClassFixture<PostgresInstallation>;
