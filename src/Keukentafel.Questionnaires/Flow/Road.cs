// The road of one respondent through a questionnaire: which questions are asked, given the answers so far. Every question looks back only, so one pass decides
// all of them. An answer counts while its question is on the road; off it, it is kept and marked, and comes back when the road does.
using System.Collections.Immutable;
using Keukentafel.Questionnaires.Expressions;

namespace Keukentafel.Questionnaires.Flow;

/// <summary>What a questionnaire may know beside the answers.</summary>
public sealed record Surroundings(DateOnly Today, string Sender, string Phone, int Year)
{
    internal Outcome Fact(string name) => name.ToUpperInvariant() switch
    {
        "GEMEENTE" => Outcome.Of(Sender),
        "TELEFOON" => Phone.Length == 0 ? Outcome.Missing : Outcome.Of(Phone),
        "JAAR" => Outcome.Of((decimal)Year),
        _ => Outcome.Missing,
    };
}

public sealed class Road
{
    private readonly Questionnaire questionnaire;
    private readonly Surroundings around;
    private readonly Dictionary<string, Outcome> seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Outcome> derived = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly Func<Question, bool> mayStillCome;

    private Road(Questionnaire questionnaire, IReadOnlyDictionary<string, AnswerValue> answers, Surroundings around, Func<Question, bool> mayStillCome)
    {
        this.questionnaire = questionnaire;
        this.around = around;
        this.mayStillCome = mayStillCome;
        foreach (var block in questionnaire.Blocks)
        {
            // Once for the block, before its questions: it looks at earlier blocks only.
            var open = block.AskedIf?.Evaluate(this) ?? Outcome.True;
            foreach (var question in block.Questions)
            {
                Pass(question, Both(open, question.AskedIf?.Evaluate(this) ?? Outcome.True), answers.GetValueOrDefault(question.Code));
            }
        }
    }

    /// <summary>How many questions to answer there are at most, when some of them are still to come.</summary>
    public int AtMost { get; private set; }

    /// <summary>How many questions to answer there are as things stand.</summary>
    public int Count { get; private set; }

    internal DateOnly Today => around.Today;

    /// <summary>The road as it is now: what is open is open.</summary>
    public static Road Of(Questionnaire questionnaire, IReadOnlyDictionary<string, AnswerValue> answers, Surroundings around) =>
        new(questionnaire, answers, around, static _ => false);

    /// <summary>The road seen from a page: an open question on that page or after it may still be answered.</summary>
    public static Road From(int page, PagePlan plan, Questionnaire questionnaire, IReadOnlyDictionary<string, AnswerValue> answers, Surroundings around) =>
        new(questionnaire, answers, around, question => plan.PageOf(question.Code) >= page);

    public Questionnaire Questionnaire => questionnaire;

    /// <summary>Whether this question is asked.</summary>
    public bool Asks(string code) => asked.Contains(code);

    /// <summary>The questions that are asked, in their order.</summary>
    public IEnumerable<Question> Asked => questionnaire.Questions.Where(question => asked.Contains(question.Code));

    /// <summary>Those questions of a page that are asked.</summary>
    public ImmutableArray<Question> On(PagePlan plan, int page) => [.. plan.QuestionsOn(page).Where(question => asked.Contains(question.Code))];

    /// <summary>The next page with a question on it; the check page when there is none.</summary>
    public int After(PagePlan plan, int page)
    {
        var next = Math.Max(page, 0) + 1;
        while (next < plan.CheckPage && !plan.QuestionsOn(next).Any(question => asked.Contains(question.Code)))
        {
            next++;
        }

        return Math.Min(next, plan.CheckPage);
    }

    /// <summary>The page before with a question on it; 0, the welcome page, when there is none.</summary>
    public int Before(PagePlan plan, int page)
    {
        var before = Math.Min(page, plan.CheckPage) - 1;
        while (before > 0 && !plan.QuestionsOn(before).Any(question => asked.Contains(question.Code)))
        {
            before--;
        }

        return Math.Max(before, 0);
    }

    /// <summary>A text of the questionnaire, in whatever language it is, with what was answered in its places.</summary>
    public string Say(Questionnaire inLanguage, string text) => inLanguage.Fill(text, this);

    /// <summary>The first rule of a question that its answer does not meet, by number; null when it meets them all.</summary>
    public int? Unmet(Question question)
    {
        for (var i = 0; i < question.Rules.Length; i++)
        {
            // A rule that needs an answer that was not given is not broken by that.
            if (question.Rules[i].Must.Evaluate(this) is { State: OutcomeState.Known, Value: false })
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>The answer to a question: missing when it is open or off the road, unknown when it may still come.</summary>
    internal Outcome AnswerTo(string code) => seen.GetValueOrDefault(code, Outcome.Missing);

    /// <summary>A derived value; computed once, because whoever may name it stands after everything that it looks at.</summary>
    internal Outcome Derived(string name) =>
        derived.TryGetValue(name, out var known) ? known : derived[name] = questionnaire.FindDerivation(name)?.Value.Evaluate(this) ?? Outcome.Missing;

    /// <summary>Something about the study.</summary>
    internal Outcome Fact(string name) => around.Fact(name);

    private static Outcome Both(Outcome block, Outcome question) =>
        block is { State: OutcomeState.Known, Value: true } ? question
        : question is { State: OutcomeState.Known, Value: true } ? block
        : block is { State: OutcomeState.Known } || question is { State: OutcomeState.Known } ? Outcome.False
        : block.State == OutcomeState.Unknown && question.State == OutcomeState.Unknown ? Outcome.Unknown
        : Outcome.Missing;

    private void Pass(Question question, Outcome condition, AnswerValue? answer)
    {
        var isAsked = condition is { State: OutcomeState.Known, Value: true };
        var maybe = condition.State == OutcomeState.Unknown;
        if (isAsked)
        {
            asked.Add(question.Code);
        }

        if (question.IsAnswered)
        {
            Count += isAsked ? 1 : 0;
            AtMost += isAsked || maybe ? 1 : 0;
        }

        var open = maybe || (isAsked && answer is null && mayStillCome(question)) ? Outcome.Unknown : Outcome.Missing;
        seen[question.Code] = isAsked && answer is not null ? Outcome.Of(question, answer) : open;
        if (question is Grade)
        {
            seen[question.Code + NoOpinion.Mark] = isAsked && answer is AnswerValue.One(var option) ? Outcome.Of(question.FindOption(option) is { Substantive: false }) : open;
        }
    }
}
