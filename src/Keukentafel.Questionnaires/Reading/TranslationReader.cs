// Lays a translation over a questionnaire. Complete or not at all: a text that is missing, left over or has other places in it is an error with its key.
using System.Collections.Frozen;
using System.Text.Json;
using Keukentafel.Questionnaires.Expressions;

namespace Keukentafel.Questionnaires;

public static class TranslationReader
{
    /// <summary>The questionnaire with one more language, or everything that is wrong with the translation.</summary>
    public static QuestionnaireReading Add(Questionnaire questionnaire, Stream json)
    {
        TranslationFile? file;
        try
        {
            file = QuestionnaireFile.ParseTranslation(json);
        }
        catch (JsonException exception)
        {
            return QuestionnaireReading.Failed(QuestionnaireError.At(exception.Path ?? "$", QuestionnaireFault.NotReadable, (exception.LineNumber ?? 0) + 1));
        }

        if (file?.Texts is null || file.Questionnaire != questionnaire.Id || file.Version != questionnaire.Version)
        {
            return QuestionnaireReading.Failed(QuestionnaireError.At("questionnaire", QuestionnaireFault.OtherQuestionnaire, $"{file?.Questionnaire} {file?.Version}"));
        }

        if (Language.Find(file.Language) is not { } language || questionnaire.Languages.Contains(language))
        {
            return QuestionnaireReading.Failed(QuestionnaireError.At("language", QuestionnaireFault.UnknownLanguage, file.Language));
        }

        var errors = new List<QuestionnaireError>();
        var original = QuestionnaireTexts.Of(questionnaire);
        errors.AddRange(original.Keys.Where(key => string.IsNullOrWhiteSpace(file.Texts.GetValueOrDefault(key))).Select(key => QuestionnaireError.At($"texts.{key}", QuestionnaireFault.MissingTranslation, key)));
        errors.AddRange(file.Texts.Keys.Where(key => !original.ContainsKey(key)).Select(key => QuestionnaireError.At($"texts.{key}", QuestionnaireFault.UnknownTextKey, key)));
        var templates = Templates(questionnaire, original, file.Texts, errors);
        if (errors.Count > 0)
        {
            return new QuestionnaireReading(null, [.. errors]);
        }

        var translated = QuestionnaireTexts.Replace(questionnaire, (key, _) => file.Texts[key]!) with { Language = language, Templates = templates, Translations = [] };
        var checkedBy = string.IsNullOrWhiteSpace(file.CheckedBy) ? null : file.CheckedBy;
        return new QuestionnaireReading(questionnaire with { Translations = questionnaire.Translations.Add(new Translation(language, checkedBy, translated)) }, []);
    }

    private static FrozenDictionary<string, TextTemplate> Templates(
        Questionnaire questionnaire, IReadOnlyDictionary<string, string> original, IReadOnlyDictionary<string, string?> texts, List<QuestionnaireError> errors)
    {
        var scope = new ExpressionScope(new HashSet<string>());
        foreach (var question in questionnaire.Questions)
        {
            scope.Add(question);
        }

        foreach (var derivation in questionnaire.Derivations)
        {
            scope.Add(derivation);
        }

        var templates = new Dictionary<string, TextTemplate>(StringComparer.Ordinal);
        foreach (var (key, text) in original)
        {
            var translated = texts.GetValueOrDefault(key) ?? string.Empty;
            var places = questionnaire.Templates.GetValueOrDefault(text);
            if (translated.Length == 0 || (places is null && !TextTemplate.HasPlaces(translated)))
            {
                continue;
            }

            var (template, error) = TextTemplate.Parse(translated, scope);
            if (template is null)
            {
                errors.Add(QuestionnaireError.At($"texts.{key}", QuestionnaireFault.BadPlaceInText, error!.Text));
            }
            else if (!template.Uses.Order(StringComparer.Ordinal).SequenceEqual((places?.Uses ?? []).Order(StringComparer.Ordinal)))
            {
                errors.Add(QuestionnaireError.At($"texts.{key}", QuestionnaireFault.OtherPlaces, key));
            }
            else
            {
                templates[translated] = template;
            }
        }

        return templates.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
