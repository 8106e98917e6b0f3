// Builds the questionnaire part by part and notes each fault with its place. Where a part is wrong it puts
// something harmless in its stead and goes on: the result is thrown away, the list of faults is not.
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Keukentafel.Questionnaires;

internal sealed partial class QuestionnaireChecks
{
    private static readonly TextOrigin NoOrigin = new TextOrigin.Assumed(string.Empty, []);

    private readonly Dictionary<string, Scale> scales = new(StringComparer.Ordinal);
    private readonly HashSet<string> codes = new(StringComparer.OrdinalIgnoreCase);

    public List<QuestionnaireError> Errors { get; } = [];

    public Questionnaire Build(QuestionnaireFile file)
    {
        var id = Identifier(file.Id, "id");
        if (file.Version is not > 0)
        {
            Add("version", QuestionnaireFault.BadVersion, file.Version?.ToString(CultureInfo.InvariantCulture));
        }

        var title = Text(file.Title, "title", "title", Questionnaire.MaxTitleLength);
        var eras = Eras(file.Eras ?? []);
        var allScales = Each(file.Scales, "scales", Scale);
        var blocks = Blocks(file.Blocks ?? []);
        var bare = new Questionnaire(id, file.Version ?? 0, title, file.Law ?? string.Empty, file.Developer ?? string.Empty, eras, allScales, blocks) { Address = file.Address };
        return new ConditionChecks(Errors).Complete(bare, file);
    }

    internal static bool IsCode(string value) => QuestionCode().IsMatch(value) && value.Length <= Questionnaires.Question.MaxCodeLength;

    private ImmutableArray<Era> Eras(IReadOnlyList<EraFile?> entries)
    {
        Era? previous = null;
        return Each(entries, "eras", (file, place) =>
        {
            var era = new Era(file.From, file.To, file.Obligation);
            if (era.To < era.From || (previous is not null && !(previous.To < era.From)))
            {
                Add(place, QuestionnaireFault.BadEra, string.Create(CultureInfo.InvariantCulture, $"{era.From}–{era.To}"));
            }

            previous = era;
            return era;
        });
    }

    private Scale Scale(ScaleFile file, string place)
    {
        var name = Identifier(file.Name, $"{place}.name");
        var options = Options(file.Options, place);
        var substantive = options.Where(option => option.Substantive).ToList();
        if (options.Length >= 2 && (substantive.All(option => option.Positive) || substantive.All(option => !option.Positive)))
        {
            Add(place, QuestionnaireFault.ScaleWithoutContrast);
        }

        var scale = new Scale(name, options, Origin(file.Origin, place));
        if (!scales.TryAdd(name, scale))
        {
            Add($"{place}.name", QuestionnaireFault.DuplicateName, name);
        }

        return scale;
    }

    private ImmutableArray<Block> Blocks(IReadOnlyList<BlockFile> files)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var blocks = Each(files, "blocks", (file, place) =>
        {
            var id = Identifier(file.Id, $"{place}.id");
            if (!ids.Add(id))
            {
                Add($"{place}.id", QuestionnaireFault.DuplicateName, id);
            }

            var title = Text(file.Title, $"{place}.title", "title", Questionnaire.MaxTitleLength);
            return new Block(id, title, file.Origin, [.. Each(file.Questions, $"{place}.questions", Questions).SelectMany(questions => questions)]);
        });

        for (var i = 1; i < blocks.Length; i++)
        {
            if (blocks[i].Origin == BlockOrigin.Core && blocks[i - 1].Origin != BlockOrigin.Core)
            {
                Add($"blocks[{i}]", QuestionnaireFault.CoreNotFirst, blocks[i].Title);
            }
        }

        if (blocks.All(block => block.Questions.IsEmpty))
        {
            Add("blocks", QuestionnaireFault.NoQuestions);
        }

        return blocks;
    }

    private IEnumerable<Question> Questions(QuestionFile file, string place)
    {
        if (file.Type != "grid")
        {
            return [Question(file, place)];
        }

        var grid = Code(file.Code, $"{place}.code");
        var lead = Text(file.Text, $"{place}.text", "text", Questionnaires.Question.MaxTextLength);
        var scale = SharedScale(file, place);
        Foreign(file, place, "scale", "rows");
        if (file.Rows is not { Count: > 0 })
        {
            Add($"{place}.rows", QuestionnaireFault.NoQuestions);
        }

        return Each(file.Rows, $"{place}.rows", (row, at) =>
            new Statement(Code(row.Code, $"{at}.code"), Text(row.Text, $"{at}.text", "text", Questionnaires.Question.MaxTextLength), file.Theme ?? string.Empty, Origin(row.Origin ?? file.Origin, at), scale)
            {
                Grid = grid,
                Lead = lead,
            });
    }

    private Question Question(QuestionFile file, string place)
    {
        var code = Code(file.Code, $"{place}.code");
        var text = Text(file.Text, $"{place}.text", "text", Questionnaires.Question.MaxTextLength);
        if (file.Help?.Length > Questionnaires.Question.MaxHelpLength)
        {
            Add($"{place}.help", QuestionnaireFault.TextTooLong, Questionnaires.Question.MaxHelpLength);
        }

        return Typed(file, place, code, text, file.Theme ?? string.Empty, Origin(file.Origin, place)) with { Help = file.Help ?? string.Empty };
    }

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

    private string Code(string? value, string place)
    {
        var code = value ?? string.Empty;
        if (!IsCode(code))
        {
            Add(place, QuestionnaireFault.BadQuestionCode, code);
        }
        else if (!codes.Add(code))
        {
            Add(place, QuestionnaireFault.DuplicateQuestionCode, code);
        }

        return code;
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

    private Scale SharedScale(QuestionFile file, string place)
    {
        if (file.Scale is null)
        {
            Add(place, QuestionnaireFault.MixedOptions);
        }
        else if (scales.TryGetValue(file.Scale, out var scale))
        {
            return scale;
        }
        else
        {
            Add($"{place}.scale", QuestionnaireFault.UnknownScale, file.Scale);
        }

        return new Scale(string.Empty, [], NoOrigin);
    }

    private ImmutableArray<Option> Options(IReadOnlyList<OptionFile>? files, string place, bool mayExclude = false)
    {
        if (files is not { Count: >= 2 })
        {
            Add($"{place}.options", QuestionnaireFault.TooFewOptions);
        }

        var seen = new HashSet<int>();
        return Each(files, $"{place}.options", (file, at) =>
        {
            if (!seen.Add(file.Code))
            {
                Add(at, QuestionnaireFault.DuplicateOptionCode, file.Code);
            }

            return Option(file, at, mayExclude);
        });
    }

    private Option Option(OptionFile file, string place, bool mayExclude)
    {
        if (file.Code is < 0 or > Questionnaires.Option.MaxCode)
        {
            Add(place, QuestionnaireFault.BadOptionCode, file.Code);
        }

        if (file is { Positive: true, Substantive: false })
        {
            Add(place, QuestionnaireFault.PositiveWithoutSubstance, file.Code);
        }

        if (file.Exclusive && !mayExclude)
        {
            Add(place, QuestionnaireFault.ExclusiveElsewhere, file.Code);
        }

        return new Option(file.Code, Text(file.Text, place, "text", Questionnaires.Option.MaxTextLength), file.Positive, file.Substantive) { Exclusive = file.Exclusive };
    }

    private TextOrigin Origin(OriginFile? file, string place)
    {
        var sources = (file?.Sources ?? []).Where(source => !string.IsNullOrWhiteSpace(source)).ToImmutableArray();
        if (file is { Verbatim: true })
        {
            if (sources.IsEmpty)
            {
                Add($"{place}.origin", QuestionnaireFault.VerbatimWithoutSource);
            }

            return new TextOrigin.Verbatim(sources);
        }

        if (string.IsNullOrWhiteSpace(file?.Reason))
        {
            Add($"{place}.origin", QuestionnaireFault.AssumedWithoutReason);
        }

        return new TextOrigin.Assumed(file?.Reason ?? string.Empty, sources);
    }

    private string Identifier(string? value, string place)
    {
        if (value is null || !Name().IsMatch(value) || value.Length > Questionnaire.MaxIdLength)
        {
            Add(place, QuestionnaireFault.BadIdentifier, value);
        }

        return value ?? string.Empty;
    }

    private string Text(string? value, string place, string field, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Add(place, QuestionnaireFault.MissingText, field);
        }
        else if (value.Length > maxLength)
        {
            Add(place, QuestionnaireFault.TextTooLong, maxLength);
        }

        return value ?? string.Empty;
    }

    private void Add(string place, QuestionnaireFault fault, object? value = null) =>
        Errors.Add(QuestionnaireError.At(place, fault, value));

    private ImmutableArray<TOut> Each<TIn, TOut>(IReadOnlyList<TIn?>? items, string place, Func<TIn, string, TOut> build)
        where TIn : class
    {
        var built = ImmutableArray.CreateBuilder<TOut>();
        for (var i = 0; i < (items?.Count ?? 0); i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]");
            if (items![i] is { } item)
            {
                built.Add(build(item, at));
            }
            else
            {
                Add(at, QuestionnaireFault.EmptyEntry);
            }
        }

        return built.ToImmutable();
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex QuestionCode();
}
