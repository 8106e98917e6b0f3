// Every text of a questionnaire under a key of its own, and a questionnaire with other texts under the same keys: what a translation needs.
// Keys: title; block.{id}; scale.{name}.{option}; {CODE}; {CODE}.help; {CODE}.unit; {CODE}.option.{option}; {CODE}.rule.{number from 1}; a grid's lead under its own code.
using System.Collections.Immutable;
using System.Globalization;

namespace Keukentafel.Questionnaires;

public static class QuestionnaireTexts
{
    /// <summary>All texts by key, in the order in which they stand in the questionnaire.</summary>
    public static IReadOnlyDictionary<string, string> Of(Questionnaire questionnaire)
    {
        // Asking for every text, and keeping what it is, walks each place once: the same walk as for replacing them.
        var texts = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        Replace(questionnaire, (key, text) =>
        {
            texts.TryAdd(key, text);
            return text;
        });
        return texts;
    }

    /// <summary>The questionnaire with every text replaced by what <paramref name="text"/> gives for its key.</summary>
    internal static Questionnaire Replace(Questionnaire questionnaire, Func<string, string, string> text)
    {
        var title = text("title", questionnaire.Title);
        var scales = questionnaire.Scales.Select(scale => scale with { Options = Options(scale.Options, $"scale.{scale.Name}", text) }).ToImmutableArray();
        var byName = scales.ToDictionary(scale => scale.Name, StringComparer.Ordinal);
        var blocks = questionnaire.Blocks.Select(block => block with
        {
            Title = text($"block.{block.Id}", block.Title),
            Questions = [.. block.Questions.Select(question => Question(question, byName, text))],
        }).ToImmutableArray();
        return questionnaire with { Title = title, Scales = scales, Blocks = blocks };
    }

    private static Question Question(Question question, Dictionary<string, Scale> scales, Func<string, string, string> text)
    {
        var lead = question is Statement { Lead.Length: > 0 } row ? text(row.Grid, row.Lead) : string.Empty;
        var said = question with
        {
            Text = text(question.Code, question.Text),
            Help = question.Help.Length == 0 ? question.Help : text($"{question.Code}.help", question.Help),
            Rules = [.. question.Rules.Select((rule, i) => rule with { Text = text(string.Create(CultureInfo.InvariantCulture, $"{question.Code}.rule.{i + 1}"), rule.Text) })],
        };
        var own = $"{question.Code}.option";
        return said switch
        {
            Statement statement => statement with { Scale = scales[statement.Scale.Name], Lead = lead },
            YesNo yesNo => yesNo with { Scale = scales[yesNo.Scale.Name] },
            SingleChoice single => single with { Own = Options(single.Own, own, text) },
            MultipleChoice multiple => multiple with { Own = Options(multiple.Own, own, text) },
            Ranking ranking => ranking with { Own = Options(ranking.Own, own, text) },
            Grade { NoOpinion: { } noOpinion } grade => grade with { NoOpinion = Option(noOpinion, own, text) },
            NumberQuestion { Unit.Length: > 0 } number => number with { Unit = text($"{question.Code}.unit", number.Unit) },
            Consent consent => consent with { Given = Option(consent.Given, own, text), Refused = Option(consent.Refused, own, text) },
            _ => said,
        };
    }

    private static ImmutableArray<Option> Options(ImmutableArray<Option> options, string key, Func<string, string, string> text) =>
        [.. options.Select(option => Option(option, key, text))];

    private static Option Option(Option option, string key, Func<string, string, string> text) =>
        option with { Text = text(string.Create(CultureInfo.InvariantCulture, $"{key}.{option.Code}"), option.Text) };
}
