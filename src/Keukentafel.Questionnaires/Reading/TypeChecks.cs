// What each type of question needs and may have. A field that belongs to another type is a fault: a question that would quietly mean something else.
namespace Keukentafel.Questionnaires;

internal sealed partial class QuestionnaireChecks
{
    private Question Typed(QuestionFile file, string place, string code, string text, string theme, TextOrigin origin)
    {
        switch (file.Type)
        {
            case "statement":
                Foreign(file, place, "scale");
                return new Statement(code, text, theme, origin, SharedScale(file, place));
            case "yes-no":
                Foreign(file, place, "scale");
                return new YesNo(code, text, theme, origin, YesNoScale(file, place));
            case "single-choice":
                Foreign(file, place, "options");
                return new SingleChoice(code, text, theme, origin, Options(file.Options, place));
            case "multiple-choice":
                Foreign(file, place, "options");
                return new MultipleChoice(code, text, theme, origin, Options(file.Options, place, mayExclude: true));
            case "grade":
                Foreign(file, place, "noOpinion");
                return new Grade(code, text, theme, origin, NoOpinion(file.NoOpinion, $"{place}.noOpinion"));
            case "number":
                Foreign(file, place, "min", "max", "decimals", "unit");
                return Number(file, place, code, text, theme, origin);
            case "date":
                Foreign(file, place, "from", "to");
                Limits(place, file.To < file.From, $"{file.From:yyyy-MM-dd}–{file.To:yyyy-MM-dd}");
                return new DateQuestion(code, text, theme, origin, file.From, file.To);
            case "short-text":
                Foreign(file, place, "maxLength");
                return new ShortText(code, text, theme, origin, MaxLength(file, place, ShortText.Longest));
            case "long-text":
                Foreign(file, place, "maxLength");
                return new LongText(code, text, theme, origin, MaxLength(file, place, LongText.Longest));
            case "ranking":
                Foreign(file, place, "options", "places");
                return Ranking(file, place, code, text, theme, origin);
            case "information":
                Foreign(file, place);
                return new Information(code, text, theme, origin);
            case "consent":
                Foreign(file, place, "options");
                return Consent(file, place, code, text, theme, origin);
            default:
                Add($"{place}.type", QuestionnaireFault.UnknownQuestionType, file.Type);
                return new Information(code, text, theme, origin);
        }
    }

    private Scale YesNoScale(QuestionFile file, string place)
    {
        var scale = SharedScale(file, place);
        var substantive = scale.Options.Where(option => option.Substantive).ToList();
        if (scale.Options.Length > 0 && (substantive.Count != 2 || substantive.Count(option => option.Positive) != 1))
        {
            Add(place, QuestionnaireFault.NotYesNo);
        }

        return scale;
    }

    private Option? NoOpinion(OptionFile? file, string place)
    {
        if (file is null)
        {
            return null;
        }

        if (file.Substantive || file.Positive || file.Code is >= Grade.Lowest and <= Grade.Highest)
        {
            Add(place, QuestionnaireFault.SubstantiveNoOpinion);
        }

        return Option(file, place, mayExclude: false);
    }

    private NumberQuestion Number(QuestionFile file, string place, string code, string text, string theme, TextOrigin origin)
    {
        var (min, max, decimals) = (file.Min ?? 0, file.Max ?? NumberQuestion.Limit, file.Decimals ?? 0);
        Limits(place, max < min || min < -NumberQuestion.Limit || max > NumberQuestion.Limit, $"{min}–{max}");
        Limits(place, decimals is < 0 or > NumberQuestion.MaxDecimals, $"decimals: {decimals}");
        return new NumberQuestion(code, text, theme, origin, min, max, decimals) { Unit = file.Unit ?? string.Empty };
    }

    private int MaxLength(QuestionFile file, string place, int longest)
    {
        var length = file.MaxLength ?? longest;
        Limits(place, length < 1 || length > longest, $"maxLength: {length}");
        return length;
    }

    private Ranking Ranking(QuestionFile file, string place, string code, string text, string theme, TextOrigin origin)
    {
        var options = Options(file.Options, place);
        var places = file.Places ?? options.Length;
        if (places < 1 || places > options.Length)
        {
            Add($"{place}.places", QuestionnaireFault.BadPlaces, places);
        }

        return new Ranking(code, text, theme, origin, options, places);
    }

    private Consent Consent(QuestionFile file, string place, string code, string text, string theme, TextOrigin origin)
    {
        var options = Options(file.Options, place);
        if (options.Length == 2)
        {
            return new Consent(code, text, theme, origin, options[0], options[1]);
        }

        Add($"{place}.options", QuestionnaireFault.NotTwoOptions);
        var nothing = new Option(0, string.Empty, Positive: false, Substantive: true);
        return new Consent(code, text, theme, origin, nothing, nothing);
    }

    /// <summary>Notes every field that this type of question does not have: a field in the wrong place is a question that means something else.</summary>
    private void Foreign(QuestionFile file, string place, params ReadOnlySpan<string> own)
    {
        foreach (var (name, present) in new (string Name, bool Present)[]
        {
            ("scale", file.Scale is not null), ("options", file.Options is not null), ("noOpinion", file.NoOpinion is not null),
            ("min", file.Min is not null), ("max", file.Max is not null), ("decimals", file.Decimals is not null), ("unit", file.Unit is not null),
            ("from", file.From is not null), ("to", file.To is not null), ("maxLength", file.MaxLength is not null), ("places", file.Places is not null),
            ("rows", file.Rows is not null),
        })
        {
            if (present && !own.Contains(name))
            {
                Add(place, name is "scale" or "options" && (own.Contains("scale") || own.Contains("options")) ? QuestionnaireFault.MixedOptions : QuestionnaireFault.FieldOfOtherType, name);
            }
        }
    }

    private void Limits(string place, bool wrong, string value)
    {
        if (wrong)
        {
            Add(place, QuestionnaireFault.BadLimits, value);
        }
    }
}
