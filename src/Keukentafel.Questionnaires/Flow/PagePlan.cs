// Which questions stand together on a page. The plan depends on the questionnaire alone, never on answers, so that the number of a page means the same for
// everybody and for ever. A question that looks at another one never stands on the same page with it: without script the page could not follow.
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Keukentafel.Questionnaires.Flow;

public enum PageLayout
{
    OneQuestion,
    Block,

    /// <summary>Everything together, as far as the questions do not depend on each other.</summary>
    Whole,
}

public sealed class PagePlan
{
    private static readonly ConditionalWeakTable<Questionnaire, Made> Plans = [];
    private readonly Dictionary<string, int> pageOf = new(StringComparer.Ordinal);

    private PagePlan(PageLayout layout, ImmutableArray<ImmutableArray<Question>> pages)
    {
        Layout = layout;
        Pages = pages;
        for (var page = 0; page < pages.Length; page++)
        {
            foreach (var question in pages[page])
            {
                pageOf[question.Code] = page + 1;
            }
        }
    }

    public PageLayout Layout { get; }

    /// <summary>The questions of every page; page 1 is the first.</summary>
    public ImmutableArray<ImmutableArray<Question>> Pages { get; }

    /// <summary>The number of the page after the last question.</summary>
    public int CheckPage => Pages.Length + 1;

    /// <summary>The plan of a questionnaire, made once.</summary>
    public static PagePlan Of(Questionnaire questionnaire, PageLayout layout)
    {
        var plans = Plans.GetOrCreateValue(questionnaire);
        return Volatile.Read(ref plans[layout]) ?? (plans[layout] = Make(questionnaire, layout));
    }

    public ImmutableArray<Question> QuestionsOn(int page) => page >= 1 && page <= Pages.Length ? Pages[page - 1] : [];

    /// <summary>The page on which a question stands.</summary>
    public int PageOf(string code) => pageOf[code];

    private static PagePlan Make(Questionnaire questionnaire, PageLayout layout)
    {
        var pages = ImmutableArray.CreateBuilder<ImmutableArray<Question>>();
        var page = ImmutableArray.CreateBuilder<Question>();
        foreach (var block in questionnaire.Blocks)
        {
            foreach (var question in block.Questions)
            {
                var looksAt = questionnaire.LooksAt(question);
                if (page.Count > 0 && (layout == PageLayout.OneQuestion
                    || (layout == PageLayout.Block && ReferenceEquals(question, block.Questions[0]))
                    || page.Any(other => looksAt.Contains(other.Code))))
                {
                    pages.Add(page.ToImmutable());
                    page.Clear();
                }

                page.Add(question);
            }
        }

        pages.Add(page.ToImmutable());
        return new PagePlan(layout, pages.ToImmutable());
    }

    /// <summary>The plans of one questionnaire, by layout.</summary>
    private sealed class Made
    {
        private readonly PagePlan?[] plans = new PagePlan?[Enum.GetValues<PageLayout>().Length];

        public ref PagePlan? this[PageLayout layout] => ref plans[(int)layout];
    }
}
