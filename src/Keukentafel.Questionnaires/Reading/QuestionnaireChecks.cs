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
