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
        return new Questionnaire(id, file.Version ?? 0, title, file.Law ?? string.Empty, file.Developer ?? string.Empty, eras, allScales, blocks);
    }

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
            return new Block(id, title, file.Origin, Each(file.Questions, $"{place}.questions", Question));
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

    private Question Question(QuestionFile file, string place)
    {
        var code = file.Code ?? string.Empty;
        if (!QuestionCode().IsMatch(code) || code.Length > Questionnaires.Question.MaxCodeLength)
        {
            Add($"{place}.code", QuestionnaireFault.BadQuestionCode, code);
        }
        else if (!codes.Add(code))
        {
            Add($"{place}.code", QuestionnaireFault.DuplicateQuestionCode, code);
        }

        var text = Text(file.Text, $"{place}.text", "text", Questionnaires.Question.MaxTextLength);
        var theme = file.Theme ?? string.Empty;
        var origin = Origin(file.Origin, place);
        switch (file.Type)
        {
            case "statement":
                return new Statement(code, text, theme, origin, SharedScale(file, place));
            case "yes-no":
                var scale = SharedScale(file, place);
                var substantive = scale.Options.Where(option => option.Substantive).ToList();
                if (scale.Options.Length > 0 && (substantive.Count != 2 || substantive.Count(option => option.Positive) != 1))
                {
                    Add(place, QuestionnaireFault.NotYesNo);
                }

                return new YesNo(code, text, theme, origin, scale);
            default:
                if (file.Type != "single-choice")
                {
                    Add($"{place}.type", QuestionnaireFault.UnknownQuestionType, file.Type);
                }
                else if (file.Scale is not null)
                {
                    Add(place, QuestionnaireFault.MixedOptions);
                }

                return new SingleChoice(code, text, theme, origin, file.Type == "single-choice" ? Options(file.Options, place) : []);
        }
    }

    private Scale SharedScale(QuestionFile file, string place)
    {
        if (file.Scale is null || file.Options is not null)
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

    private ImmutableArray<Option> Options(IReadOnlyList<OptionFile>? files, string place)
    {
        if (files is not { Count: >= 2 })
        {
            Add($"{place}.options", QuestionnaireFault.TooFewOptions);
        }

        var seen = new HashSet<int>();
        return Each(files, $"{place}.options", (file, at) =>
        {
            if (file.Code is < 0 or > Option.MaxCode)
            {
                Add(at, QuestionnaireFault.BadOptionCode, file.Code);
            }
            else if (!seen.Add(file.Code))
            {
                Add(at, QuestionnaireFault.DuplicateOptionCode, file.Code);
            }

            if (file is { Positive: true, Substantive: false })
            {
                Add(at, QuestionnaireFault.PositiveWithoutSubstance, file.Code);
            }

            return new Option(file.Code, Text(file.Text, at, "text", Option.MaxTextLength), file.Positive, file.Substantive);
        });
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
