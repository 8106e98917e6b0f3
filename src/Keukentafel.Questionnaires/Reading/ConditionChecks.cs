// The second reading, when all questions are known: conditions, rules, derived values and the places in texts. Each may look back only, and so a questionnaire
// without errors has no circle, no dead name and no wrong type in it.
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Keukentafel.Questionnaires.Expressions;

namespace Keukentafel.Questionnaires;

internal sealed class ConditionChecks(List<QuestionnaireError> errors)
{
    private readonly Dictionary<string, TextTemplate> templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FrozenSet<string>> dependencies = new(StringComparer.Ordinal);
    private readonly List<Derivation> derivations = [];
    private readonly HashSet<string> available = new(StringComparer.OrdinalIgnoreCase);
    private ExpressionScope scope = new(new HashSet<string>());

    public Questionnaire Complete(Questionnaire bare, QuestionnaireFile file)
    {
        scope = new ExpressionScope(bare.Questions.Select(question => question.Code).ToHashSet(StringComparer.OrdinalIgnoreCase));
        Derive(bare, file.Derived ?? []);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        for (var b = 0; b < bare.Blocks.Length; b++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"blocks[{b}]");
            var source = file.Blocks!.Where(entry => entry is not null).ElementAt(b)!;
            var askedIf = Condition(source.AskedIf, $"{place}.askedIf");
            var questions = ImmutableArray.CreateBuilder<Question>();
            var next = 0;
            foreach (var (entry, condition, at) in Entries(source, place))
            {
                questions.Add(Question(bare.Blocks[b].Questions[next++], entry, condition, askedIf, at));
            }

            blocks.Add(bare.Blocks[b] with { AskedIf = askedIf, Questions = questions.ToImmutable() });
        }

        return bare with
        {
            Blocks = blocks.ToImmutable(),
            Derivations = [.. derivations],
            Templates = templates.ToFrozenDictionary(StringComparer.Ordinal),
            Dependencies = dependencies.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>The entries of a block as they became questions: a grid became its rows.</summary>
    private static IEnumerable<(QuestionFile Entry, string? Condition, string Place)> Entries(BlockFile block, string place)
    {
        for (var q = 0; q < (block.Questions?.Count ?? 0); q++)
        {
            if (block.Questions![q] is not { } entry)
            {
                continue;
            }

            var at = string.Create(CultureInfo.InvariantCulture, $"{place}.questions[{q}]");
            if (entry.Type != "grid")
            {
                yield return (entry, entry.AskedIf, at);
                continue;
            }

            for (var r = 0; r < (entry.Rows?.Count ?? 0); r++)
            {
                if (entry.Rows![r] is { } row)
                {
                    // A row that has no condition of its own has that of the grid.
                    yield return (entry, row.AskedIf is null ? entry.AskedIf : entry.AskedIf is null ? row.AskedIf : $"({entry.AskedIf}) and ({row.AskedIf})", string.Create(CultureInfo.InvariantCulture, $"{at}.rows[{r}]"));
                }
            }
        }
    }

    private Question Question(Question bare, QuestionFile entry, string? condition, Expression? blockCondition, string place)
    {
        var askedIf = Condition(condition, $"{place}.askedIf");
        var looksAt = new HashSet<string>(StringComparer.Ordinal);
        looksAt.UnionWith(askedIf?.Uses ?? []);
        looksAt.UnionWith(blockCondition?.Uses ?? []);
        foreach (var (text, at) in new[] { (bare.Text, $"{place}.text"), (bare.Help, $"{place}.help"), (bare is Statement row ? row.Lead : string.Empty, $"{place}.lead") })
        {
            looksAt.UnionWith(Template(text, at));
        }

        if (looksAt.Count > 0)
        {
            dependencies[bare.Code] = looksAt.ToFrozenSet(StringComparer.Ordinal);
        }

        Pass(bare);
        var rules = ImmutableArray.CreateBuilder<AnswerRule>();
        for (var r = 0; r < (entry.Rules?.Count ?? 0); r++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{place}.rules[{r}]");
            if (entry.Rules![r] is not { Must: { } source, Text: { Length: > 0 and <= AnswerRule.MaxTextLength } text } || Condition(source, at) is not { } must)
            {
                errors.Add(QuestionnaireError.At(at, QuestionnaireFault.MissingText, "must, text"));
                continue;
            }

            _ = Template(text, at);
            rules.Add(new AnswerRule(must, text));
        }

        return bare with { AskedIf = askedIf, Rules = rules.ToImmutable() };
    }

    /// <summary>The question may be named from here on, and so may every derived value that needed it last.</summary>
    private void Pass(Question question)
    {
        scope.Add(question);
        available.Add(question.Code);
        foreach (var derivation in derivations.Where(derivation => derivation.Value.Uses.All(available.Contains)))
        {
            scope.Add(derivation);
        }
    }

    private void Derive(Questionnaire bare, IReadOnlyList<DerivationFile?> files)
    {
        var whole = new ExpressionScope(new HashSet<string>());
        foreach (var question in bare.Questions)
        {
            whole.Add(question);
        }

        for (var d = 0; d < files.Count; d++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"derived[{d}]");
            if (files[d] is not { Name: { Length: > 0 } name, Value: { Length: > 0 } source })
            {
                errors.Add(QuestionnaireError.At(place, QuestionnaireFault.EmptyEntry));
                continue;
            }

            if (bare.Find(name) is not null || StudyFacts.Types.ContainsKey(name) || derivations.Exists(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                errors.Add(QuestionnaireError.At($"{place}.name", QuestionnaireFault.DuplicateDerivation, name));
                continue;
            }

            if (!QuestionnaireChecks.IsCode(name))
            {
                errors.Add(QuestionnaireError.At($"{place}.name", QuestionnaireFault.BadQuestionCode, name));
                continue;
            }

            var (value, error) = ExpressionParser.Parse(source, whole);
            if (value is null || value.Type is ExpressionType.Choice or ExpressionType.Choices)
            {
                errors.Add(QuestionnaireError.At($"{place}.value", QuestionnaireFault.BadExpression, error?.Text ?? "kies een waarde die een getal, tekst, datum of ja/nee is"));
                continue;
            }

            var derivation = new Derivation(name, value);
            derivations.Add(derivation);
            whole.Add(derivation);
            if (value.Uses.IsEmpty)
            {
                scope.Add(derivation);
            }
        }
    }

    private Expression? Condition(string? source, string place)
    {
        if (string.IsNullOrWhiteSpace(source))
        {
            return null;
        }

        var (expression, error) = ExpressionParser.Parse(source, scope);
        if (expression is null)
        {
            errors.Add(QuestionnaireError.At(place, QuestionnaireFault.BadExpression, error!.Text));
        }
        else if (expression.Type != ExpressionType.Truth)
        {
            errors.Add(QuestionnaireError.At(place, QuestionnaireFault.NotACondition));
            return null;
        }

        return expression;
    }

    private IEnumerable<string> Template(string text, string place)
    {
        if (!TextTemplate.HasPlaces(text))
        {
            return [];
        }

        var (template, error) = TextTemplate.Parse(text, scope);
        if (template is null)
        {
            errors.Add(QuestionnaireError.At(place, QuestionnaireFault.BadPlaceInText, error!.Text));
            return [];
        }

        templates[text] = template;
        return template.Uses;
    }
}
