using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using Keukentafel.Foundation;
using Keukentafel.Reports;
using Xunit;

namespace Keukentafel.Tests.Reports;

public class ReportPageTests
{
    private static async Task<IDocument> Open(ReportContent content)
    {
        var html = await RenderReport.Html(content);
        return await BrowsingContext.New().OpenAsync(request => request.Content(html), TestContext.Current.CancellationToken);
    }

    private static string Words(INode node) => Regex.Replace(node.TextContent, @"\s+", " ").Trim();

    private static ReportContent With(Func<ReportSubject, ReportSubject> subject) =>
        ExampleReport.Content with { Subject = subject(ExampleReport.Content.Subject) };

    [Fact]
    public async Task The_page_stands_alone()
    {
        using var page = await Open(ExampleReport.Content);
        Assert.Empty(page.QuerySelectorAll("script, link, img, iframe, object, embed, [src], [style], [onclick]"));
        Assert.DoesNotContain("url(", string.Concat(page.QuerySelectorAll("style").Select(style => style.TextContent)), StringComparison.Ordinal);
        Assert.DoesNotContain("@import", string.Concat(page.QuerySelectorAll("style").Select(style => style.TextContent)), StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("[fill^='url']"), shape => Assert.NotNull(page.QuerySelector(shape.GetAttribute("fill")![4..^1])));
    }

    [Fact]
    public async Task Every_link_leads_somewhere_and_every_id_is_there_once()
    {
        using var page = await Open(ExampleReport.Content);
        Assert.All(page.QuerySelectorAll("a"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")!.TrimStart('#'))));
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task It_reads_as_a_document()
    {
        using var page = await Open(ExampleReport.Content);
        Assert.Equal("nl", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Cliëntervaringsonderzoek 2025 – Gemeente Zonnedam", page.Title);
        var levels = page.QuerySelectorAll("h1, h2, h3, h4").Select(heading => heading.LocalName[1] - '0').ToList();
        Assert.Equal(1, levels.Count(level => level == 1));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.All(page.QuerySelectorAll("table"), table =>
        {
            Assert.NotEmpty(Words(table.QuerySelector("caption")!));
            Assert.All(table.QuerySelectorAll("th"), header => Assert.True(header.HasAttribute("scope")));
        });
        Assert.All(page.QuerySelectorAll("svg:not([aria-hidden])"), figure => Assert.False(string.IsNullOrWhiteSpace(figure.GetAttribute("aria-label"))));
    }

    [Fact]
    public async Task The_summary_tells_each_question_with_its_margin_and_its_n()
    {
        using var page = await Open(ExampleReport.Content);
        var lines = page.QuerySelectorAll(".findings li").Select(Words).ToList();
        Assert.Equal(10, lines.Count);
        Assert.Equal("“Ik wist waar ik moest zijn met mijn hulpvraag.” 62% (57–67%) antwoordt ‘Helemaal mee eens’ of ‘Mee eens’ (n = 379). Dat is meer dan de helft van de cliënten.", lines[0]);
        Assert.Equal("“Wist u dat u gebruik kon maken van een onafhankelijke cliëntondersteuner?” 28% (24–32%) antwoordt ‘Ja’ (n = 379). Dat is minder dan de helft van de cliënten.", lines[4]);
        Assert.Equal("“Door de ondersteuning die ik krijg, kan ik mij beter redden.” Hierover is niets te zeggen: te weinig antwoorden.", lines[8]);
    }

    [Fact]
    public async Task The_response_is_told_gross_and_net_in_words()
    {
        using var page = await Open(ExampleReport.Content);
        Assert.Equal(
            "Van de 4.200 cliënten in het register kregen er 1.210 de vraag om mee te doen. 423 cliënten deden mee. Dat is 35,0% van iedereen die is benaderd (bruto respons). 33 benaderde cliënten horen niet bij het onderzoek, bijvoorbeeld door verhuizing of overlijden. Zonder hen is de respons 35,9% (netto respons). De uitkomsten gelden voor alle cliënten die bij het onderzoek horen: naar schatting 4.084 mensen.",
            Words(page.QuerySelector("#samenvatting")!.NextElementSibling!));
    }

    [Fact]
    public async Task Nothing_is_said_to_differ_since_nothing_was_tested()
    {
        using var page = await Open(ExampleReport.Content);
        Assert.DoesNotMatch(@"\b(gestegen|gedaald|toegenomen|afgenomen|hoger|lager|beter dan|slechter dan|significant)\b", Words(page.Body!));
    }

    [Fact]
    public async Task A_withheld_group_shows_no_number_at_all()
    {
        using var page = await Open(ExampleReport.Content);
        var rows = page.QuerySelectorAll("table.breakdown tbody tr").Where(row => Words(row).Contains("te weinig antwoorden", StringComparison.Ordinal)).ToList();
        Assert.Equal(22, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.DoesNotMatch(@"\d", Words(row));
            Assert.Null(row.QuerySelector("svg"));
        });
    }

    [Fact]
    public async Task Few_answers_are_marked_as_indicative_and_others_are_not()
    {
        using var page = await Open(ExampleReport.Content);
        var rows = page.QuerySelectorAll("table.breakdown tbody tr").Where(row => row.QuerySelector("svg") is not null).ToList();
        Assert.All(rows, row => Assert.Equal(int.Parse(Words(row.QuerySelector("td")!)) < 30, Words(row).Contains("indicatief", StringComparison.Ordinal)));
        Assert.Contains(rows, row => Words(row).Contains("indicatief", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Assumed_texts_are_told_apart_from_those_that_were_read()
    {
        using var page = await Open(ExampleReport.Content);
        var rows = page.QuerySelectorAll("table").Single(table => Words(table).StartsWith("Waar de teksten", StringComparison.Ordinal)).QuerySelectorAll("tbody tr").Select(Words).ToList();
        Assert.Equal(8, rows.Count(row => row.Contains("Woordelijk gelezen in bron", StringComparison.Ordinal)));
        Assert.Equal(7, rows.Count(row => row.Contains("Aanname.", StringComparison.Ordinal)));
        Assert.Contains(rows, row => row.StartsWith("CEO09", StringComparison.Ordinal) && row.Contains("door ons aangevuld", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Inputs_choices_warnings_and_version_are_accounted_for()
    {
        using var page = await Open(ExampleReport.Content);
        var text = Words(page.QuerySelector("#herkomst")!.ParentElement!);
        Assert.Contains("0.1.0+2d73638", text, StringComparison.Ordinal);
        Assert.Contains("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", text, StringComparison.Ordinal);
        Assert.Contains("responses.csv, rij 57: De respons C358784 heeft uitkomst 1.2", text, StringComparison.Ordinal);
        Assert.Contains("12 juni 2026", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_warning_in_many_rows_is_one_line_with_the_first_rows()
    {
        var blank = new FindingKind("proef.leeg", Severity.Warning, "De waarde ontbreekt.", "Vul haar aan.");
        var warnings = Enumerable.Range(2, 3000).Select(row => blank.At("register.csv", row, "wijk")).Append(blank.At("register.csv", 9, "leeftijd"));
        var origin = ExampleReport.Content.Origin with { Warnings = [.. warnings] };
        Assert.Equal(
            ["register.csv, kolom wijk: De waarde ontbreekt. Dit komt 3.000 keer voor, onder meer in rij 2, 3, 4, 5 en 6.", "register.csv, rij 9, kolom leeftijd: De waarde ontbreekt."],
            ReportText.Warnings(origin));
        var page = await RenderReport.Html(ExampleReport.Content with { Origin = origin });
        Assert.Equal(2, page.Split("De waarde ontbreekt.").Length - 1);
    }

    [Fact]
    public async Task An_invented_municipality_and_a_demonstration_are_marked_and_a_real_one_is_not()
    {
        using var invented = await Open(ExampleReport.Content);
        using var demonstration = await Open(With(subject => subject with { Invented = false, Demonstration = true }));
        using var real = await Open(With(subject => subject with { Invented = false }));
        Assert.Equal(2, invented.QuerySelectorAll(".mark").Length);
        Assert.Contains("nagebootst", Words(demonstration.QuerySelector(".mark")!), StringComparison.Ordinal);
        Assert.Empty(real.QuerySelectorAll(".mark"));
        Assert.DoesNotContain("bedacht", Words(real.DocumentElement), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_from_outside_stay_texts()
    {
        const string Hostile = "</style><script>x</script>\"; } body { display:none } \\ <b>";
        using var page = await Open(With(subject => subject with { MunicipalityName = Hostile }));
        Assert.Empty(page.QuerySelectorAll("script, body b"));
        Assert.Single(page.QuerySelectorAll("style"));
        Assert.Contains(Hostile, page.QuerySelector(".municipality")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.62, 0.55, 0.68, "Dat is meer dan de helft van de cliënten.")]
    [InlineData(0.42, 0.37, 0.47, "Dat is minder dan de helft van de cliënten.")]
    [InlineData(0.53, 0.48, 0.58, "Of dat meer of minder is dan de helft van alle cliënten, staat niet vast.")]
    public async Task More_than_half_is_said_only_where_the_whole_margin_says_so(double positive, double lower, double upper, string verdict)
    {
        var question = ExampleReport.Content.Questions[0];
        using var page = await Open(ExampleReport.Content with { Questions = [question with { Total = new ReportedShare.Shown(300, positive, 0.03, lower, upper) }] });
        Assert.EndsWith(verdict, Words(page.QuerySelector(".findings li")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_census_without_strata_weighting_or_breakdown_is_told_as_such()
    {
        var response = ExampleReport.Content.Response;
        using var page = await Open(ExampleReport.Content with
        {
            Response = response with { Register = response.Sent, Ineligible = 0, Modes = [], Strata = [new ReportStratum([], response.Sent, response.Sent, 0, response.Usable, response.Sent)] },
            Questions = [.. ExampleReport.Content.Questions.Select(question => question with { Breakdowns = [] })],
            Method = ExampleReport.Content.Method with { StratumVariables = [], Weighting = new ReportWeighting.StrataOnly() },
            Origin = ExampleReport.Content.Origin with { Inputs = [], Choices = [], Warnings = [] },
        });
        Assert.StartsWith("Alle 1.210 cliënten in het register kregen de vraag om mee te doen. 423 cliënten deden mee. De respons is 35,0%.", Words(page.QuerySelector("#samenvatting")!.NextElementSibling!), StringComparison.Ordinal);
        var method = Words(page.QuerySelector("#werkwijze")!.ParentElement!);
        Assert.Contains("Zij zijn allemaal benaderd.", method, StringComparison.Ordinal);
        Assert.Contains("Verder is er niet gewogen.", method, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("table.breakdown"));
    }

    [Fact]
    public async Task The_same_content_gives_the_same_page() =>
        Assert.Equal(await RenderReport.Html(ExampleReport.Content), await RenderReport.Html(ExampleReport.Content));
}
