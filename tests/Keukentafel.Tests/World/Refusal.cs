// What somebody sees who is told no: the status, every text with its code, and for each the way to the field that it is about.
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Foundation;
using Xunit;
using Reply = Keukentafel.Design.Answer;

namespace Keukentafel.Tests.World;

internal static class Refusal
{
    private const string FieldLink = "#veld-";

    /// <summary>Checks that an answer is exactly this refusal, on a form or on a page of its own; gives the page.</summary>
    public static async Task<IHtmlDocument> Says(HttpResponseMessage answer, params Problem[] problems)
    {
        var page = await Visitor.Read(answer);
        var told = page.QuerySelectorAll("[role=alert] li[data-code]");
        if (told.Length == 0)
        {
            var only = Assert.Single(problems);
            Assert.Equal((only.Code, Reply.StatusOf(only)), (page.QuerySelector("main .hint code")?.TextContent, (int)answer.StatusCode));
            Assert.Contains(only.Text, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            return page;
        }

        Assert.Equal(
            problems.Select(problem => (problem.Code, problem.Text, problem.Field)),
            told.Select(item => (item.GetAttribute("data-code")!, item.TextContent.Trim(), item.QuerySelector("a")?.GetAttribute("href")?.Replace(FieldLink, "", StringComparison.Ordinal))));
        Assert.Equal(Reply.StatusOf(problems[0]), (int)answer.StatusCode);
        foreach (var (field, of) in problems.Where(problem => problem.Field is not null).GroupBy(problem => problem.Field!, StringComparer.Ordinal).Select(group => (group.Key, group.First())))
        {
            Assert.NotNull(page.GetElementById("veld-" + field));
            Assert.Contains(of.Text, page.GetElementById("fout-" + field)?.TextContent ?? "", StringComparison.Ordinal);
        }

        return page;
    }
}
